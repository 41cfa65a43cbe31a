"""What whoever hands a document in should know of it before any check: named, never guessed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from domain.text import Text, both
from gates.evidence.content import Content, Link, Schedule, State
from gates.evidence.understanding.registers import Register

_TABULAR = frozenset(
    {
        *("risk", "cost", "schedule", "wbs", "organisation", "stakeholders", "communication"),
        *("requirements", "issues", "change request", "benefits", "lessons", "procurement"),
    }
)
"""Roles of documents that hold a table."""

_FEWEST_LINES = 3
_SHOWN = 6


def remarks_of(
    kind: str, content: Content, registers: Sequence[Register], role: str, state: State
) -> Text:
    """Return what is to be said of a document, one sentence after the other; empty for nothing."""
    found = [
        *_uncalculated(content),
        *_in_a_circle(content.schedule),
        *_one_column(kind, content),
        *_pictures(kind, content, registers, role, state),
    ]
    return joined(found)


def joined(texts: Sequence[Text]) -> Text:
    """Return several texts as one."""
    said = [text for text in texts if text]
    return {code: " ".join(text[code] for text in said) for code in said[0]} if said else {}


def _uncalculated(content: Content) -> Iterator[Text]:
    places = [
        cell.location
        for table in content.tables
        if not table.hidden
        for row in table.rows
        for cell in row
        if cell.uncalculated
    ]
    if places:
        count = len(places)
        yield both(
            f"{count} formula{'s' * (count > 1)} never calculated, without a value (the first is "
            f"in {places[0]}): open the workbook in a spreadsheet program, save it, and hand in "
            "that copy.",
            f"{count} formule{'s' * (count > 1)} jamais calculée{'s' * (count > 1)}, sans valeur "
            f"(la première en {places[0]}) : ouvrez le classeur dans un tableur, enregistrez-le et "
            "déposez cette copie.",
        )


def _in_a_circle(schedule: Schedule | None) -> Iterator[Text]:
    circle = find_circle(schedule.links) if schedule is not None else ()
    if schedule is None or not circle:
        return
    names = {task.uid: task.name for task in schedule.tasks}
    shown = [f"{names.get(uid, '')} (UID {uid})".strip() for uid in circle[:_SHOWN]]
    path = " → ".join(shown) + (" → …" if len(circle) > _SHOWN else f" → {shown[0]}")
    yield both(
        f"{len(circle)} tasks wait for each other in a circle: {path}. Take out one of these "
        "links.",
        f"{len(circle)} tâches s’attendent en cercle : {path}. Supprimez l’un de ces liens.",
    )


def find_circle(links: Sequence[Link]) -> tuple[str, ...]:
    """Return the tasks of one circle of links, in order; none where there is none."""
    after: Mapping[str, list[str]] = defaultdict(list)
    for link in links:
        after[link.predecessor].append(link.successor)
    done: set[str] = set()
    for start in list(after):
        path: list[str] = []
        on_path: set[str] = set()
        waiting = [(start, False)]
        while waiting:
            uid, leaving = waiting.pop()
            if leaving:
                path.pop()
                on_path.discard(uid)
                done.add(uid)
            elif uid in on_path:
                return tuple(path[path.index(uid) :])
            elif uid not in done:
                path.append(uid)
                on_path.add(uid)
                waiting.append((uid, True))
                waiting += [(other, False) for other in after.get(uid, ())]
    return ()


def _one_column(kind: str, content: Content) -> Iterator[Text]:
    if kind != "csv" or not content.tables:
        return
    rows = [row for table in content.tables for row in table.rows if row]
    if len(rows) >= _FEWEST_LINES and all(len(row) == 1 for row in rows):
        yield both(
            "Each line holds one cell only, so this is no table: save it again with a separator "
            "between the columns, such as a semicolon, or hand it in as a text.",
            "Chaque ligne ne contient qu’une cellule : ce n’est pas un tableau. Enregistrez-le "
            "de nouveau avec un séparateur entre les colonnes, comme un point-virgule, ou "
            "déposez-le comme texte.",
        )


def _pictures(
    kind: str, content: Content, registers: Sequence[Register], role: str, state: State
) -> Iterator[Text]:
    if state is State.IMAGE and kind == "pdf":
        yield both(
            "The pages hold pictures and no text, as a scan does, and what a picture shows is "
            "not read: hand in the document that was printed, or a copy with recognised text.",
            "Les pages contiennent des images et aucun texte, comme une numérisation, et ce que "
            "montre une image n’est pas lu : déposez le document d’origine, ou une copie dont le "
            "texte a été reconnu.",
        )
    elif content.images and not content.tables and not registers and role in _TABULAR:
        yield both(
            "The document shows a picture where a table is expected, and what a picture shows is "
            "not read: put the table itself into the document.",
            "Le document montre une image là où un tableau est attendu, et ce que montre une "
            "image n’est pas lu : mettez le tableau lui-même dans le document.",
        )
