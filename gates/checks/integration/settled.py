"""Check 30: is what earlier gates asked for settled, and does the case for the project hold?"""

from collections.abc import Iterator
from datetime import timedelta

from domain.text import both
from gates.checks.check import Subject, Verdict, check, passed
from gates.checks.integration import conditions
from gates.checks.integration.business_case import business_case_holds
from gates.checks.integration.logs import unattended

EXPECTED = both(
    "conditions settled, issues and decisions followed up, a business case that still holds",
    "réserves levées, problèmes et décisions suivis, un dossier d'opportunité qui tient encore",
)


@check(conditions.CHECK)
def conditions_are_settled(subject: Subject) -> Iterator[Verdict]:
    """Yield what stands open: conditions, issues, decisions, assumptions, the business case.

    ``overdue_days`` are the days by which an open issue may be late (7), ``cost_tolerance`` the
    share by which the costs of the business case may fall short of the cost plan (0.05).
    """
    late = timedelta(days=int(subject.number("overdue_days", 7)))
    faults = [
        *conditions.open_conditions(subject.dossier),
        *unattended(subject, late=late, expected=EXPECTED),
        *business_case_holds(subject, expected=EXPECTED),
    ]
    if faults:
        yield from faults
        return
    yield passed(both("nothing is left open", "rien ne reste ouvert"), expected=EXPECTED)
