"""What earlier gates asked for and is not settled yet (check 30, gate rule 13)."""

from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Verdict, failed
from gates.dossier import Dossier, OpenCondition

CHECK = "INTEGRATION-30"
DELIVERABLE = "conditions"
NAME = both("Conditions of earlier gates", "Réserves des jalons précédents")
"""Under this name the judgement tells of conditions that no deliverable of the gate speaks of."""


def open_conditions(dossier: Dossier) -> Iterator[Verdict]:
    """Yield one fault for each condition that stands open."""
    for condition in sorted(dossier.conditions, key=lambda each: each.number):
        yield failed(
            _found(dossier, condition),
            expected=both("settled before this gate", "levée avant ce jalon"),
            fix=_fix(condition),
            location=place_of(condition),
        )


def place_of(condition: OpenCondition) -> str:
    """Return the place of a condition: the gate that set it, and its number."""
    return f"{condition.gate} #{condition.number}"


def _found(dossier: Dossier, condition: OpenCondition) -> Text:
    number, due = condition.number, condition.due_on
    if condition.reported:
        return both(
            f"condition {number} is reported as met and not verified yet",
            f"la réserve {number} est déclarée levée, mais pas encore vérifiée",
        )
    if due < dossier.as_of:
        return both(
            f"condition {number} is open and overdue since {due}",
            f"la réserve {number} est ouverte, en retard depuis le {due}",
        )
    return both(
        f"condition {number} is open, due {due}",
        f"la réserve {number} est ouverte, échéance le {due}",
    )


def _fix(condition: OpenCondition) -> Text:
    if condition.reported:
        return both("Ask its verifier to settle it", "Demandez à son vérificateur de la lever")
    return both(
        "Report it as met with its evidence, and have it verified",
        "Déclarez-la levée avec sa preuve, et faites-la vérifier",
    )
