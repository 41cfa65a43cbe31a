"""How faults of traces are worded."""

from domain.text import Text, both
from gates.checks.check import Verdict, failed
from gates.checks.scope.requirements import Stated

EXPECTED = both(
    "each requirement once, traced to its need, to the work and to its verification",
    "chaque exigence une fois, reliée à son besoin, au travail et à sa vérification",
)
WORDS = {
    "need": both("need", "besoin"),
    "design": both("design item or work", "élément de conception ou lot"),
    "verification": both("verification", "vérification"),
}


def fault_of(stated: Stated, found: Text, fix: Text) -> Verdict:
    """Return a fault of a requirement, where it is stated or traced."""
    return failed(
        found,
        expected=EXPECTED,
        fix=fix,
        document=stated.reading.path,
        location=stated.location,
    )
