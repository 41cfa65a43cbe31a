"""Check 36: will somebody find and use each lesson, and were earlier ones read?"""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.structures.entries import Wanted, label_of, lacking
from gates.checks.structures.passages import Passage, rows_said
from gates.checks.wording import day, put
from gates.evidence.content import Reading
from gates.evidence.understanding.dates import days
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

EXPECTED = both(
    "a context, a recommendation and an addressee for each lesson; earlier lessons read at start",
    "un contexte, une recommandation et un destinataire par leçon ; celles du passé lues au début",
)
_WORDS = load("benefits")
_LESSONS = Phrases.listed(_WORDS["lessons"])
_EARLIER = Phrases.listed(_WORDS["earlier_projects"])
_SAID = ("lesson", "event", "description", "what_failed", "what_worked", "recommendation")


@check("INTEGRATION-36")
def lessons_can_be_used(subject: Subject) -> Iterator[Verdict]:
    """Judge each lesson, then look for those of earlier projects.

    ``earlier`` set to no leaves the earlier lessons unasked; ``read_within_days`` is how long
    after the start of the project they may be read at the latest (90).
    """
    found = list(subject.registers("lessons"))
    if not found:
        document = subject.documents[0].path
        yield cannot_tell(_NO_TABLE, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    faults = [
        fault
        for reading, register in found
        for fault in lacking(reading, register, _wanted(register), expected=EXPECTED, name=_name)
    ]
    if subject.use.settings.get("earlier", True) is not False:
        faults += _earlier(subject, found)
    if faults:
        yield from faults
        return
    words = put(
        "{count} lessons, each with context, recommendation and addressee",
        "{count} leçons, chacune avec contexte, recommandation et destinataire",
        count=sum(len(register.rows) for _, register in found),
    )
    yield passed(words, expected=EXPECTED, document=found[0][0].path, location=found[0][1].location)


def _wanted(register: Register) -> tuple[Wanted, ...]:
    """Return what is wanted; a lesson beside what happened is itself what to do next time."""
    told = {"event", "description", "what_failed", "what_worked", "cause"} & set(register.columns)
    if "recommendation" in register.columns or not told:
        return _CONTEXT, _RECOMMENDATION, _ADDRESSEE
    return _CONTEXT, _LESSON, _ADDRESSEE


def _name(row: Row) -> str:
    return label_of(row, *_SAID)


def _earlier(subject: Subject, found: list[tuple[Reading, Register]]) -> Iterator[Verdict]:
    """Ask where it is said that the lessons of earlier projects were read, and how early."""
    around = (*subject.documents, *subject.dossier.readings, *subject.dossier.around.earlier)
    said = [each for each in rows_said(around) if _speaks_of_earlier(each)]
    if not said:
        yield cannot_tell(
            both(
                "nothing says that the lessons of earlier projects were read",
                "rien ne dit que les leçons de projets précédents ont été lues",
            ),
            expected=both(
                "which lessons of earlier projects were read at the start, and when",
                "quelles leçons de projets précédents ont été lues au début, et quand",
            ),
            fix=both(
                "Say it in the charter, a plan or the lessons log, with the date",
                "Dites-le dans la charte, un plan ou le journal des leçons, avec la date",
            ),
            document=found[0][0].path,
        )
        return
    start = subject.dossier.project.start
    read = [(written, each) for each in said for written in days(each.text)[:1]]
    if start is None or not read:
        return
    limit = start + timedelta(days=int(subject.number("read_within_days", 90)))
    first, passage = min(read, key=lambda each: each[0])
    if first > limit:
        yield _late(first, start, passage)


def _late(first: date, start: date, passage: Passage) -> Verdict:
    return failed(
        put(
            "the lessons of earlier projects were read on {day}, the project began on {start}",
            "les leçons de projets précédents ont été lues le {day}, le projet a débuté le {start}",
            day=day(first),
            start=day(start),
        ),
        expected=EXPECTED,
        fix=both(
            "Correct the date, or say what was read at the start",
            "Corrigez la date, ou dites ce qui a été lu au début",
        ),
        document=passage.document,
        location=passage.location,
    )


def _speaks_of_earlier(passage: Passage) -> bool:
    folded = passage.folded
    return _LESSONS.within(folded) and _EARLIER.within(folded)


def _cell(en: str, fr: str) -> Text:
    return both(f"{{name}}: {en}", f"{{name}} : {fr}")


_CONTEXT = Wanted(
    concepts=("event", "cause", "description", "what_failed", "what_worked", "issue"),
    column=both("there is no column for the context", "il n'y a pas de colonne pour le contexte"),
    cell=_cell("no context", "pas de contexte"),
    fix=both("Say what happened, and where", "Dites ce qui s'est passé, et où"),
)
_RECOMMENDATION = Wanted(
    concepts=("recommendation", "response"),
    column=both(
        "there is no column for the recommendation",
        "il n'y a pas de colonne pour la recommandation",
    ),
    cell=_cell("no recommendation", "pas de recommandation"),
    fix=both("Say what to do next time", "Dites quoi faire la prochaine fois"),
)
_LESSON = Wanted(
    concepts=("recommendation", "response", "lesson"),
    column=_RECOMMENDATION.column,
    cell=_RECOMMENDATION.cell,
    fix=_RECOMMENDATION.fix,
)
_ADDRESSEE = Wanted(
    concepts=("recipient", "owner", "stakeholder", "role", "organisation"),
    column=both(
        "there is no column for whom it is meant",
        "il n'y a pas de colonne pour le destinataire",
    ),
    cell=_cell("not said for whom", "pas dit pour qui"),
    fix=both("Name who should use it", "Nommez qui doit s'en servir"),
)
_NO_TABLE = both(
    "no table of lessons was found in the document",
    "aucun tableau de leçons trouvé dans le document",
)
_AS_TABLE = both(
    "Write the lessons as a table: context, recommendation, addressee",
    "Écrivez les leçons dans un tableau : contexte, recommandation, destinataire",
)
