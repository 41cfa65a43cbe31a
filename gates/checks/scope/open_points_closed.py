"""Check 3: is what the documents leave open listed, owned, dated, and fewer each time?"""

from collections.abc import Iterator, Sequence

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, check, failed, passed
from gates.checks.scope.open_point_list import Entry, entries
from gates.checks.structures.gate_days import next_gate_day
from gates.checks.structures.open_points import OpenPoint, open_points
from gates.checks.wording import day, is_blank, put
from gates.evidence.content import Reading
from gates.evidence.understanding.outlining import registers_of_reading

EXPECTED = both(
    "each open point listed, with an owner and a date before the next gate",
    "chaque point ouvert en liste, avec un responsable et une date avant le prochain jalon",
)
NONE_LEFT = both("nothing left open", "plus rien d'ouvert")


@check("SCOPE-3")
def open_points_are_closed(subject: Subject) -> Iterator[Verdict]:
    """Judge marks such as TBD, phrases such as *to be defined*, prompts and slots left in.

    Where the last issue is asked, or ``none_left`` is true, none may be left; else each one is
    in a list of open points, with an owner and a date before the next gate. There are not more
    than in the package approved last.
    """
    found = [point for reading in subject.documents for point in _of(subject, reading)]
    if subject.use.settings.get("none_left", subject.is_final):
        faults = [_left(point) for point in found]
        faults += [_still_open(each) for each in entries(subject) if each.is_own and _open(each)]
    else:
        faults = list(_unlisted(subject, found))
    faults += _more_than_before(subject, found)
    if faults:
        yield from faults
        return
    words = (
        put(
            "{count} open points, each listed with an owner and a date",
            "{count} points ouverts, chacun en liste avec un responsable et une date",
            count=len(found),
        )
        if found
        else both("no open point", "aucun point ouvert")
    )
    yield passed(words, expected=EXPECTED, document=subject.documents[0].path)


def _of(subject: Subject, reading: Reading) -> list[OpenPoint]:
    return open_points(reading, subject.dossier.registers.get(reading.path, ()))


def _open(entry: Entry) -> bool:
    return not entry.is_closed


def _left(point: OpenPoint) -> Verdict:
    return failed(
        put("“{mark}” is still there", "« {mark} » y figure encore", mark=_short(point.mark)),
        expected=NONE_LEFT,
        fix=both("Write what was decided", "Écrivez ce qui a été décidé"),
        document=point.document,
        location=point.location,
    )


def _still_open(entry: Entry) -> Verdict:
    return failed(
        put("{name} is still open", "{name} est encore ouvert", name=_short(entry.name)),
        expected=NONE_LEFT,
        fix=both("Settle the point and close it", "Réglez le point et fermez-le"),
        document=entry.reading.path,
        location=entry.row.place("status"),
    )


def _unlisted(subject: Subject, found: Sequence[OpenPoint]) -> Iterator[Verdict]:
    """Yield the points in no list, then what the entries that speak of the others lack."""
    listed = entries(subject)
    judged = [each for each in listed if each.is_own and _open(each)]
    for point in found:
        speaking = [each for each in listed if each.speaks_of(point)]
        still = [each for each in speaking if _open(each)]
        if not still:
            yield _not_listed(point, closed=bool(speaking))
        elif not any(each in judged for each in still):
            judged.append(next((each for each in still if not _lacks(subject, each)), still[0]))
    for each in judged:
        for text, fix, concept in _lacks(subject, each):
            yield failed(
                put(text["en"], text["fr"], name=_short(each.name)),
                expected=EXPECTED,
                fix=fix,
                document=each.reading.path,
                location=each.row.place(concept),
            )


def _lacks(subject: Subject, entry: Entry) -> list[tuple[Text, Text, str]]:
    row, lacks = entry.row, []
    due, gate = row.day("due"), next_gate_day(subject)
    if is_blank(row.text("owner")):
        lacks.append((_NO_OWNER, _NAME, "owner"))
    if due is None:
        lacks.append((_NO_DATE, _DATE, "due"))
    elif due < subject.dossier.as_of:
        past = put("{{name}}: {day} is past", "{{name}} : le {day} est passé", day=day(due))
        lacks.append((past, _DATE, "due"))
    elif gate is not None and due > gate:
        late = put(
            "{{name}}: {day} is after the next gate, on {gate}",
            "{{name}} : le {day} tombe après le prochain jalon, le {gate}",
            day=day(due),
            gate=day(gate),
        )
        lacks.append((late, _DATE, "due"))
    return lacks


def _not_listed(point: OpenPoint, *, closed: bool) -> Verdict:
    found = _LISTED_CLOSED if closed else _NOT_LISTED
    return failed(
        put(found["en"], found["fr"], mark=_short(point.mark)),
        expected=EXPECTED,
        fix=_WRITE if closed else _LIST,
        document=point.document,
        location=point.location,
    )


def _more_than_before(subject: Subject, found: Sequence[OpenPoint]) -> Iterator[Verdict]:
    """Yield one fault where the documents leave more open than those approved last did."""
    paths = {reading.path for reading in subject.documents}
    roles = {reading.role for reading in subject.documents} - {"other"}
    earlier = subject.dossier.around.earlier
    same = [each for each in earlier if each.path in paths]
    before = same or [each for each in earlier if each.role in roles]
    if not before:
        return
    count = sum(len(open_points(each, registers_of_reading(each))) for each in before)
    if len(found) > count:
        yield failed(
            put(
                "{now} open points, {before} in the package approved last",
                "{now} points ouverts, {before} dans le dernier dossier approuvé",
                now=len(found),
                before=count,
            ),
            expected=both("not more open points than before", "pas plus de points qu'avant"),
            fix=both(
                "Settle points, or say why new ones came up",
                "Réglez des points, ou dites pourquoi il y en a de nouveaux",
            ),
            document=found[-1].document,
            location=found[-1].location,
        )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else f"{plain[:77]}..."  # noqa: PLR2004 - a line's room


_NOT_LISTED = both(
    "“{mark}” is in no list of open points", "« {mark} » ne figure dans aucune liste de points"
)
_LIST = both(
    "Add it to a list of open points, with an owner and a date",
    "Ajoutez-le à une liste de points ouverts, avec un responsable et une date",
)
_LISTED_CLOSED = both(
    "“{mark}” is still there, though the list says that it is settled",
    "« {mark} » y figure encore, alors que la liste le dit réglé",
)
_WRITE = both("Write what was decided", "Écrivez ce qui a été décidé")
_NO_OWNER = both("{name}: no owner", "{name} : pas de responsable")
_NAME = both("Name a person who answers for it", "Nommez une personne qui en répond")
_NO_DATE = both("{name}: no date", "{name} : pas de date")
_DATE = both("Give it a date before the next gate", "Donnez-lui une date avant le prochain jalon")
