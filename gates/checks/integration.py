"""Integration: do all documents speak of the same project, and is the last gate settled?"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from domain.text import Text, both
from gates.checks import conditions
from gates.checks.breakdown import alike
from gates.checks.check import Subject, Verdict, check, failed, not_applicable, passed
from gates.checks.stated import Statement, statements
from gates.checks.wording import day, money, put
from gates.evidence.content import State

EXPECTED = both(
    "the same name, people, dates and budget in all documents",
    "les mêmes nom, personnes, dates et budget dans tous les documents",
)

_ABOUT = {
    "name": both("project name", "nom du projet"),
    "code": both("project code", "code du projet"),
    "sponsor": both("sponsor", "commanditaire"),
    "manager": both("project manager", "chef de projet"),
    "start": both("start date", "date de début"),
    "finish": both("end date", "date de fin"),
    "budget": both("budget", "budget"),
    "currency": both("currency", "devise"),
}
_AGREE = both(
    "Make the documents agree, or say in the document which change was approved",
    "Accordez les documents, ou dites dans le document quelle modification est approuvée",
)


@check(
    "INTEGRATION-28",
    en="All documents state the same project, dates and budget",
    fr="Tous les documents disent le même projet, les mêmes dates et le même budget",
    source="PMBOK Guide, integrated baselines; ECSS-M-ST-40C; NPR 7120.5, integrated baseline",
    settings=("tolerance_days", "tolerance"),
)
def documents_agree(subject: Subject) -> Iterator[Verdict]:
    """Compare what documents state with each other and with what is known of the project.

    ``tolerance`` is the share by which budgets may differ (0), ``tolerance_days`` the days.
    """
    said = [*_known(subject), *_stated(subject)]
    faults = []
    compared = 0
    for about in _ABOUT:
        of_it = [each for each in said if each.about == about]
        if len(of_it) < 2:  # noqa: PLR2004 - one word alone agrees with itself
            continue
        compared += len(of_it)
        faults += list(_disagreements(subject, about, of_it))
    if faults:
        yield from faults
        return
    document = subject.documents[0].path
    if not compared:
        found = both("nothing is stated twice", "rien n'est dit deux fois")
        yield not_applicable(found, expected=EXPECTED, document=document)
        return
    words = put(
        "{count} statements in {files} documents agree",
        "{count} mentions concordent dans {files} documents",
        count=compared,
        files=len({each.document for each in said if each.document}),
    )
    yield passed(words, expected=EXPECTED, document=document)


@check(
    conditions.CHECK,
    en="The conditions of earlier gates are settled",
    fr="Les réserves des jalons précédents sont levées",
    source="Cooper, Winning at New Products, conditional go; NPR 7120.5, liens",
)
def conditions_are_settled(subject: Subject) -> Iterator[Verdict]:
    """Yield a fault for each condition that stands open."""
    if not subject.dossier.conditions:
        yield passed(
            both("none is open", "aucune n'est ouverte"),
            expected=both("settled before this gate", "levées avant ce jalon"),
        )
        return
    yield from conditions.open_conditions(subject.dossier)


def _known(subject: Subject) -> Iterator[Statement]:
    """Yield what is known of the project outside its documents."""
    project = subject.dossier.project
    if project.name:
        yield Statement("name", project.name, "", "")
    if project.code:
        yield Statement("code", project.code, "", "")
    if project.start:
        yield Statement("start", str(project.start), "", "", day=project.start)
    if project.finish:
        yield Statement("finish", str(project.finish), "", "", day=project.finish)
    if project.budget is not None:
        yield Statement("budget", "", "", "", amount=project.budget, currency=project.currency)
    if project.currency:
        yield Statement("currency", project.currency, "", "", currency=project.currency)


def _stated(subject: Subject) -> Iterator[Statement]:
    for reading in subject.dossier.readings:
        if reading.state in (State.FILLED, State.PARTIAL):
            yield from statements(reading)


def _disagreements(subject: Subject, about: str, said: Sequence[Statement]) -> Iterator[Verdict]:
    """Compare each statement with the first, which is the project's own where that is known."""
    agrees = _rule(subject, about)
    own = {document.path for document in subject.documents}
    reference = said[0]
    for other in said[1:]:
        if agrees(reference, other):
            continue
        # The place to mend is the one that is asked about, when it is one of the two.
        wrong, right = other, reference
        if reference.document in own and other.document not in own:
            wrong, right = reference, other
        yield failed(
            put(
                "{what}: {wrong}, but {right} {where}",
                "{what} : {wrong}, mais {right} {where}",
                what=_ABOUT[about],
                wrong=_shown(wrong),
                right=_shown(right),
                where=_where(right),
            ),
            expected=EXPECTED,
            fix=_AGREE,
            document=wrong.document,
            location=wrong.location,
        )


def _rule(subject: Subject, about: str) -> Callable[[Statement, Statement], bool]:
    if about in ("start", "finish"):
        days = timedelta(days=int(subject.number("tolerance_days", 0)))
        return lambda one, other: (
            one.day is not None and other.day is not None and abs(one.day - other.day) <= days
        )
    if about == "budget":
        part = subject.number("tolerance", 0)
        return lambda one, other: _same_amount(one, other, part)
    if about == "currency":
        return lambda one, other: one.currency == other.currency
    return lambda one, other: alike(one.text, other.text)


def _same_amount(one: Statement, other: Statement, part: Decimal) -> bool:
    if one.amount is None or other.amount is None:
        return True
    if one.currency and other.currency and one.currency != other.currency:
        return True  # the currencies are compared on their own
    largest = max(abs(one.amount), abs(other.amount))
    return abs(one.amount - other.amount) <= max(largest * part, Decimal(1))


def _shown(statement: Statement) -> Text:
    if statement.day is not None:
        return day(statement.day)
    if statement.amount is not None:
        return money(statement.amount, statement.currency)
    return both(statement.text, statement.text)


def _where(statement: Statement) -> Text:
    if not statement.document:
        return both("for the project", "pour le projet")
    place = f"{statement.document}, {statement.location}".rstrip(", ")
    return both(f"in {place}", f"dans {place}")
