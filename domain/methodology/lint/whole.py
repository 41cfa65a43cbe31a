"""The faults of meaning: what is well written but does not fit together."""

from contextlib import suppress

from domain.methodology.catalogue import Catalogue
from domain.methodology.fault import Fault
from domain.methodology.lint.bounds import lint_bounds
from domain.methodology.lint.circles import lint_circles
from domain.methodology.lint.committees import lint_committees
from domain.methodology.lint.conditions import lint_conditions
from domain.methodology.lint.criteria import lint_criteria
from domain.methodology.lint.decisions import lint_decisions
from domain.methodology.lint.demands import lint_demands
from domain.methodology.lint.identities import lint_identities
from domain.methodology.lint.labels import lint_labels
from domain.methodology.lint.parts import lint_parts
from domain.methodology.lint.protected import lint_protected
from domain.methodology.lint.references import lint_references
from domain.methodology.lint.settings import lint_settings
from domain.methodology.lint.typed import lint_typed
from domain.methodology.lint.walk import EnoughError, Walk
from domain.methodology.lint.ways import lint_ways
from domain.methodology.lint.words import lint_words
from domain.methodology.tree import Node

RULES = (
    lint_identities,
    lint_labels,
    lint_references,
    lint_circles,
    lint_conditions,
    lint_demands,
    lint_protected,
    lint_settings,
    lint_criteria,
    lint_typed,
    lint_words,
    lint_committees,
    lint_decisions,
    lint_ways,
    lint_parts,
)


def lint(root: Node, known: Catalogue) -> list[Fault]:
    """Return every fault of meaning in a method's tree, whatever its faults of form."""
    walk = Walk(root, known)
    with suppress(EnoughError):
        for rule in RULES if lint_bounds(walk) else ():
            rule(walk)
    return walk.faults
