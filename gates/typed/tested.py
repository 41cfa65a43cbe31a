"""From the test of a criterion to its answers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domain.finding import Outcome
from domain.methodology.model.criterion_tests import (
    CriterionTest,
    CrossCheck,
    DateSlip,
    DocumentPresent,
    EachRow,
    FieldFilled,
    FreshWithin,
    SignedBy,
    Threshold,
)
from domain.methodology.model.requirement import Criterion
from gates.checks.check import Verdict, bounded
from gates.dossier import Dossier
from gates.typed.agreement import cross_check
from gates.typed.bounds import threshold
from gates.typed.documents import document_present, fresh_within
from gates.typed.fields import field_filled
from gates.typed.rows import each_row
from gates.typed.signatures import signed_by
from gates.typed.slips import date_slip

_JUDGES: Mapping[type, Callable[[Dossier, Any], Sequence[Verdict]]] = {
    DocumentPresent: document_present,
    SignedBy: signed_by,
    FreshWithin: fresh_within,
    FieldFilled: field_filled,
    Threshold: threshold,
    DateSlip: date_slip,
    EachRow: each_row,
    CrossCheck: cross_check,
}
"""What answers a test at once; opinions and what somebody says are not read in documents."""


def tested(dossier: Dossier, test: CriterionTest) -> Sequence[Verdict]:
    """Return the answers of a test that documents answer: the faults, or one pass."""
    verdicts = [*_JUDGES[type(test.given)](dossier, test.given)]
    verdicts.sort(key=lambda each: each.outcome is not Outcome.FAIL)
    return bounded(verdicts)


def asks_who_signs(criterion: Criterion) -> bool:
    """Tell whether the holders of roles must be known to judge a criterion."""
    test = criterion.test
    return test is not None and (test.signed_by is not None or test.manual is not None)
