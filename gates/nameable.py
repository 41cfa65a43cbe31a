"""What methods may name: the checks with their settings, and what documents are understood by."""

from domain.fact_names import NAMES as FACTS
from domain.methodology.catalogue import Catalogue
from gates.declarations.register import DECLARED
from gates.evidence.understanding.columns import CONCEPTS
from gates.evidence.understanding.columns import MEANINGS as COLUMNS
from gates.evidence.understanding.fields import MEANINGS as LABELS
from gates.evidence.understanding.fields import NAMES as FIELDS
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.register_kinds import KINDS

CATALOGUE = Catalogue(
    checks={check.id: check.kinds for check in DECLARED.values()},
    facts=sorted(FACTS),
    registers=sorted([*(kind.name for kind in KINDS), "raci"]),
    columns=sorted(CONCEPTS),
    labels=sorted(FIELDS),
    meanings={"columns": COLUMNS, "labels": LABELS},
    fold=fold,
)
"""All that can be named, as the loader asks for it."""
