"""Which gates need the documents of the package that was approved last."""

from domain.methodology.model.gate import Gate
from gates.declarations.register import DECLARED


def looks_back(gate: Gate) -> bool:
    """Tell whether a check that a gate asks for reads the package that was approved last."""
    return any(
        use.check in DECLARED and DECLARED[use.check].looks_back
        for requirement in gate.requirements
        for use in requirement.checks
    )
