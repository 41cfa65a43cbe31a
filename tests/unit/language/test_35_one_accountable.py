"""Feature 35: roles have their letter on a product, and exactly one is accountable."""

import pytest

from domain.methodology.difference import difference
from domain.methodology.fault import MethodError
from tests.unit.language.texts_judge import harbour

ASKED = {"A": "requirements: [{deliverable: plan, maturity: baseline}]"}


def _plan(raci: str) -> str:
    return (
        "- {id: plan, area: risk, label: {en: Plan, fr: Plan}, owner: manager, raci: {"
        + raci
        + "}}"
    )


def test_two_accountable_are_refused_where_the_second_stands() -> None:
    plan = _plan("sponsor: A, auditor: A, manager: R")

    with pytest.raises(MethodError) as error:
        harbour(plan, ASKED)

    (fault,) = error.value.faults
    assert fault.path == "deliverables[plan].raci.auditor"
    assert fault.words["en"] == (
        "'auditor' is accountable (A) beside 'sponsor'; exactly one role is"
    )
    assert "un seul rôle est responsable" in fault.words["fr"]
    assert fault.column == plan.index("auditor: A") + len("auditor: ") + 3


@pytest.mark.parametrize("raci", ["manager: R", "manager: R, sponsor: C, auditor: I"])
def test_nobody_accountable_is_refused(raci: str) -> None:
    with pytest.raises(MethodError, match="nobody is accountable"):
        harbour(_plan(raci), ASKED)


def test_one_accountable_beside_others_is_kept_with_the_product() -> None:
    method = harbour(_plan("manager: R, sponsor: A, harbour-master: C, auditor: S"), ASKED)

    plan = method.deliverable("plan")
    assert plan.owner == "manager"
    assert [role for role, letter in plan.raci.items() if letter == "A"] == ["sponsor"]


def test_another_accountable_role_is_told_as_a_change() -> None:
    before = harbour(_plan("manager: R, sponsor: A"), ASKED)
    after = harbour(_plan("manager: R, auditor: A"), ASKED)

    (change,) = difference(before, after)

    assert change.words["en"] == (
        "Deliverable Plan (plan): responsibilities manager: R, sponsor: A → manager: R, auditor: A"
    )
