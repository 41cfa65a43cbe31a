"""Check 30: is what earlier gates asked for settled?"""

from collections.abc import Iterator

from domain.text import both
from gates.checks.check import Subject, Verdict, check, passed
from gates.checks.integration import conditions


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
