"""The faults of meaning: what is well written but does not fit together."""

from domain.methodology.fault import Fault
from domain.methodology.lint.committees import lint_committees
from domain.methodology.lint.identities import lint_identities, lint_labels
from domain.methodology.lint.references import lint_references
from domain.methodology.lint.walk import Walk
from domain.methodology.lint.ways import lint_ways
from domain.methodology.tree import Node


def lint(root: Node, known_checks: frozenset[str] | None) -> list[Fault]:
    """Return every fault of meaning in a method's tree, whatever its faults of form."""
    walk = Walk(root, known_checks)
    lint_identities(walk)
    lint_labels(walk)
    lint_references(walk)
    lint_committees(walk)
    lint_ways(walk)
    return walk.faults
