"""The tests that a criterion can be judged by, each with the few things that it must be told."""

from datetime import timedelta
from decimal import Decimal as Number
from typing import Literal

from pydantic import Field

from domain.methodology.model.vocabulary import Expression, Id
from domain.value import Value

BASELINE = "baseline"
"""Stands, where a test compares, for the same thing at the baseline."""


class DocumentPresent(Value):
    """A document is there: of a role that the reader knows, or one that serves a deliverable.

    ``language`` is a code such as ``fr``; ``state`` is ``filled``, or ``partial`` where gaps
    are allowed. A blank form never counts.
    """

    role: str | None = Field(default=None, description="of documents, as in match.roles")
    deliverable: Id | None = None
    language: str | None = None
    state: Literal["filled", "partial"] = "partial"


class SignedBy(Value):
    """A deliverable is signed by somebody who holds a role.

    In a signature of the file, in a table of approvals, beside a label, or as a signed state.
    """

    deliverable: Id
    role: Id


class FreshWithin(Value):
    """The newest document of a deliverable is dated, and not longer ago than ``at_most``."""

    deliverable: Id
    at_most: timedelta


class FieldFilled(Value):
    """A field of a deliverable's documents is filled in.

    ``field`` is one that Jalon knows by many labels; ``labels`` are labels of one's own.
    """

    deliverable: Id
    field: str | None = None
    labels: tuple[str, ...] = ()


class Threshold(Value):
    """A fact of the documents lies within bounds.

    The bounds are numbers, or with ``times`` so many times a quantity: an expression, or
    ``baseline`` for the same fact at the baseline. ``unit`` is the currency that the documents
    must give the fact in.
    """

    fact: str
    deliverable: Id | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    times: Expression | None = None
    unit: str = ""


class DateSlip(Value):
    """A date lies at most so long after another.

    The date is a ``fact``, or the day of the milestone that is called by one of the names in
    ``milestone``. ``against`` is an expression that comes to a date, or ``baseline``.
    """

    fact: str | None = None
    milestone: tuple[str, ...] = ()
    deliverable: Id | None = None
    against: Expression = BASELINE
    at_most: timedelta = timedelta(0)


class EachRow(Value):
    """Every row of a kind of register satisfies ``holds``, where ``where`` is not false.

    Both are expressions over the concepts of the columns, such as ``owner`` and ``due``.
    ``at_least`` so many rows must be there.
    """

    table: str = Field(description="a kind of register")
    deliverable: Id | None = None
    where: Expression | None = None
    holds: Expression
    at_least: int = Field(default=1, ge=0)


class Compared(Value):
    """One side of a cross-check: a fact, a field, a label of one's own, or a value.

    ``deliverable`` says in which documents; none means all of them. ``value`` is an expression.
    """

    fact: str | None = None
    field: str | None = None
    labels: tuple[str, ...] = ()
    value: Expression | None = None
    deliverable: Id | None = None


class CrossCheck(Value):
    """The same is said in several places.

    Numbers may differ by ``tolerance``, a share of the larger; dates by so many ``days``.
    """

    same: tuple[Compared, ...] = Field(min_length=2)
    tolerance: Number = Field(default=Number(0), ge=0, le=1)
    days: int = Field(default=0, ge=0)


class OpinionGiven(Value):
    """A seat of a role has spoken before the decision, whatever it said; recusal does not count."""

    role: Id


class Manual(Value):
    """Somebody says that it holds, with the evidence; of a role, where one is named."""

    role: Id | None = None


class CriterionTest(Value):
    """How a criterion is judged: exactly one of these is given."""

    document_present: DocumentPresent | None = None
    signed_by: SignedBy | None = None
    fresh_within: FreshWithin | None = None
    field_filled: FieldFilled | None = None
    threshold: Threshold | None = None
    date_slip: DateSlip | None = None
    each_row: EachRow | None = None
    cross_check: CrossCheck | None = None
    opinion_given: OpinionGiven | None = None
    manual: Manual | None = None

    @property
    def given(self) -> Value | None:
        """The one test that is given."""
        found = (getattr(self, name) for name in TESTS)
        return next((each for each in found if each is not None), None)


TESTS = tuple(CriterionTest.model_fields)
"""The names of the tests."""
