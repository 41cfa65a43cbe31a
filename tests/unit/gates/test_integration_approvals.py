"""Check 32: an approval has a name, a date, a role that may, and is not the author's."""

from typing import Any

import pytest

from domain.finding import Outcome
from gates.dossier import Surroundings
from gates.evidence.content import Reading, Schedule, State
from tests.unit.gates.integration_packages import Rows, book, found, plan, told
from tests.unit.gates.packages import outcomes, reading

CHECK = "INTEGRATION-32"
HEAD = ["Role", "Name", "Date", "Signature"]
SPONSOR = ["Sponsor", "Emmy Noether", "20/02/2027", "signed"]
LINES = ("# Quality plan", "Author: Carl Gauss", "We inspect every weld by hand.", "# Approval")


def approved(*rows: list[str], head: list[str] | None = None, **more: Any) -> Reading:
    table: Rows = [head or HEAD, *rows]
    return plan(*LINES, tables=[table], **more)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(approved(SPONSOR), id="table"),
        pytest.param(
            approved(
                ["Commanditaire", "Emmy Noether", "20/02/2027", "Visa"],
                head=["Fonction", "Nom", "Date", "Signature"],
            ),
            id="table-in-french",
        ),
        pytest.param(
            approved(["Sponsor", "Emmy Noether", "20 février 2027"], head=["Rôle", "Nom", "Date"]),
            id="without-signatures",
        ),
        pytest.param(plan(*LINES[:3], "Approved by: Emmy Noether, 2027-02-20"), id="line"),
        pytest.param(plan(*LINES[:3], "Approuvé par : Emmy Noether, le 20/02/2027"), id="ligne"),
        pytest.param(
            plan(*LINES[:3], tables=[[["Freigegeben von", "Emmy Noether", "20.02.2027"]]]),
            id="form",
        ),
        pytest.param(
            plan(*LINES[:3], kind="pdf", signatures=("Emmy Noether, 2027-02-20",)), id="seal"
        ),
    ],
)
def test_an_approval_is_found_where_it_stands(document: Reading) -> None:
    (verdict,) = told(CHECK, document)

    assert verdict.outcome is Outcome.PASS
    assert "Emmy Noether" in verdict.found["en"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(["Sponsor", "Emmy Noether", "", ""], "Sponsor: not signed yet", id="unsigned"),
        pytest.param(["Sponsor", "", "", ""], "Sponsor: not signed yet", id="blank"),
        pytest.param(
            ["Sponsor", "[Name]", "20/02/2027", ""], "Sponsor: not signed yet", id="placeholder"
        ),
        pytest.param(
            ["Sponsor", "Emmy Noether", "", "signed"], "Emmy Noether: no date", id="undated"
        ),
        pytest.param(
            ["Sponsor", "Emmy Noether", "02/03/2027", "signed"],
            "Emmy Noether: dated in the future, 2027-03-02",
            id="after-the-gate",
        ),
        pytest.param(
            ["Manager", "C. Gauss", "20/02/2027", "signed"],
            "C. Gauss is the author",
            id="the-author",
        ),
        pytest.param(
            ["Sponsor", "Emmy Noether", "20/02/2027", "rejected"],
            "Emmy Noether did not approve",
            id="refused",
        ),
    ],
)
def test_a_line_that_approves_nothing_fails(row: list[str], said: str) -> None:
    assert found(CHECK, approved(row)) == [said]


def test_the_day_of_the_gate_is_in_time() -> None:
    assert found(CHECK, approved(["Sponsor", "Emmy Noether", "01/03/2027", "signed"])) == []


def test_no_approval_at_all_fails_and_a_picture_cannot_tell() -> None:
    assert found(CHECK, plan(*LINES)) == ["no approval was found"]
    image = told(CHECK, reading("Plan.pdf", "quality", state=State.IMAGE, kind="pdf"))
    assert outcomes(image) == {Outcome.CANNOT_TELL}


def test_a_schedule_carries_no_signature() -> None:
    schedule = reading("Plan.xml", "schedule", schedule=Schedule(), kind="mspdi")

    assert outcomes(told(CHECK, schedule, deliverable="schedule")) == {Outcome.NOT_APPLICABLE}


def test_only_roles_that_the_method_names_may_approve() -> None:
    given: dict[str, Any] = {"settings": {"roles": "sponsor, Finance"}}
    assert found(CHECK, approved(SPONSOR), **given) == []
    (said,) = found(CHECK, approved(["Architect", "Ada Byron", "20/02/2027", "ok"]), **given)
    assert said.startswith("Ada Byron, Architect may not approve; ")


def test_a_person_must_hold_the_role_where_the_holders_are_known() -> None:
    around = Surroundings(holders={"sponsor": ("Emmy Noether",)})
    given: dict[str, Any] = {"settings": {"roles": "sponsor"}, "surroundings": around}

    assert found(CHECK, approved(SPONSOR), **given) == []
    (said,) = found(CHECK, approved(["Sponsor", "Ada Byron", "20/02/2027", "ok"]), **given)
    assert said.startswith("Ada Byron, Sponsor may not approve")


def test_who_hands_the_package_in_does_not_approve() -> None:
    around = Surroundings(submitters=("Emmy Noether",))

    assert found(CHECK, approved(SPONSOR), surroundings=around) == ["Emmy Noether is the author"]


def test_the_method_may_want_several() -> None:
    other = ["Finance", "Ada Byron", "21/02/2027", "signed"]

    assert found(CHECK, approved(SPONSOR), settings={"at_least": 2}) == ["1 approvals of 2"]
    assert found(CHECK, approved(SPONSOR, other), settings={"at_least": 2}) == []


def test_a_sheet_of_a_workbook_may_hold_the_approvals() -> None:
    costs: Rows = [["Item", "Cost (EUR)"], ["Study", 10], ["Build", 20]]
    document = book("Budget.xlsx", "cost", costs, [HEAD, SPONSOR])

    assert found(CHECK, document, deliverable="cost-baseline") == []
