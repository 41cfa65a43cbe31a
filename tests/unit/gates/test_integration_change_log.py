"""Check 29: the baseline moves by approved changes only, and each change is complete."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from domain.finding import Outcome
from gates.dossier import Surroundings
from gates.evidence.content import Reading, Schedule, Task
from tests.unit.gates.integration_packages import Rows, book, fact, found, plan, told
from tests.unit.gates.packages import outcomes, reading

CHECK = "INTEGRATION-29"
HEAD = [
    *("CR", "Date raised", "Change", "Requested by", "Cost impact (EUR)", "Schedule impact (days)"),
    *("Decision", "Approved by", "Decision date"),
]
ONE: list[Any] = [
    *("CR-1", "01/02/2027", "A second crane", "Carl Gauss", 40000, 10),
    *("Approved", "Emmy Noether", "10/02/2027"),
]
COSTS: Rows = [["Item", "Cost (EUR)"], ["Study", 10], ["Build", 20]]


def log(*rows: list[Any], head: list[str] | None = None) -> Reading:
    return book("Change log.xlsx", "changes", [head or HEAD, *rows])


def changed(**cells: Any) -> list[Any]:
    """The change with other cells, named by the first word of their header."""
    names = [each.split()[0].lower() if n != 5 else "days" for n, each in enumerate(HEAD)]
    names[1], names[8] = "raised", "on"
    return [cells.get(name, value) for name, value in zip(names, ONE, strict=True)]


def budget(amount: str, version: str = "", **more: Any) -> Reading:
    path = "Budget.xlsx"
    rows = [*COSTS, ["Version", version]] if version else COSTS
    facts = [fact("stated_total", amount, path, "EUR")]
    return book(path, "cost", rows, facts=facts, sha256=f"{amount} {version}", **more)


def faults(*readings: Reading, before: tuple[Reading, ...] = (), **given: Any) -> list[str]:
    around = Surroundings(earlier=before, **given.pop("around", {}))
    return found(CHECK, *readings, deliverable="change-log", at="G4", surroundings=around, **given)


def test_a_complete_log_passes() -> None:
    (verdict,) = told(CHECK, log(ONE), deliverable="change-log", at="G4")

    assert verdict.outcome is Outcome.PASS
    assert verdict.found["en"].startswith("1 changes in order")


def test_so_does_a_french_one_with_a_title_above() -> None:
    head = [
        *("N°", "Date de la demande", "Modification", "Demandeur", "Impact coût (€)"),
        *("Impact délai", "Décision", "Approuvé par", "Date de décision"),
    ]
    row = [
        *("M-01", "01/02/2027", "Une seconde grue", "Carl Gauss", "40 000,00"),
        *("2 semaines", "Acceptée", "Emmy Noether", "10/02/2027"),
    ]
    document = book("Journal.xlsx", "changes", [["Journal des modifications"], [], head, row])

    assert faults(document) == []


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        pytest.param({"cr": ""}, "no number", id="number"),
        pytest.param({"raised": ""}, "no date", id="date"),
        pytest.param({"requested": "TBD"}, "no requester", id="requester"),
        pytest.param({"cost": "", "days": ""}, "no impact", id="impact"),
        pytest.param({"decision": ""}, "no decision", id="decision"),
        pytest.param({"approved": ""}, "no approver", id="approver"),
        pytest.param({"on": ""}, "no date of decision", id="date-of-decision"),
        pytest.param({"approved": "Carl Gauss"}, "approved by who asked for it", id="own-approval"),
        pytest.param({"on": "31/01/2027"}, "decided before it was asked for", id="too-early"),
        pytest.param({"on": "02/03/2027"}, "decided in the future, 2027-03-02", id="future"),
    ],
)
def test_what_an_entry_does_not_say_or_says_wrong(cell: dict[str, str], said: str) -> None:
    (only,) = faults(log(changed(**cell), ["CR-2", *ONE[1:]]))

    assert only.endswith(said)


def test_one_impact_is_enough_and_what_waits_needs_no_approver() -> None:
    waiting = changed(decision="Under review", approved="", on="")

    assert faults(log(changed(cost=""), waiting)) == []


def test_a_log_without_a_column_says_so_once() -> None:
    rows = [ONE[:3] + ONE[4:], ["CR-2", *ONE[1:3], *ONE[4:]]]

    assert faults(log(*rows, head=HEAD[:3] + HEAD[4:])) == [
        "the log has no column for the requester"
    ]


@pytest.mark.parametrize(
    ("approver", "said"),
    [
        pytest.param("Board", [], id="any-amount"),
        pytest.param("Sponsor", [], id="at-the-limit"),
        pytest.param(
            "Project manager",
            ["CR-1 A second crane: 40,000 is above what Project manager may approve, 10,000"],
            id="above-the-limit",
        ),
        pytest.param(
            "Ada Byron",
            ["CR-1 A second crane: 40,000 is above what Ada Byron may approve, 0"],
            id="nobody",
        ),
    ],
)
def test_the_approver_has_the_authority(approver: str, said: list[str]) -> None:
    settings = {"authority": "project manager: 10 000; sponsor: 40000; board: any"}

    assert faults(log(changed(approved=approver)), settings=settings) == said


@pytest.mark.parametrize(
    "now",
    [
        pytest.param("140000", id="by-its-impact"),
        pytest.param("140001", id="but-for-rounding"),
        pytest.param("100000", id="not-at-all"),
    ],
)
def test_an_amount_moves_by_an_approved_change(now: str) -> None:
    assert faults(log(ONE), budget(now), before=(budget("100000"),)) == []


@pytest.mark.parametrize("now", ["150000", "60000"])
def test_an_amount_that_moves_otherwise_fails(now: str) -> None:
    (said,) = faults(log(ONE), budget(now), before=(budget("100000"),))

    start = f"Total as stated: {int(now):,} EUR, 100,000 EUR in the package approved before"
    assert said == f"{start}, and no approved change accounts for it"


def test_several_changes_add_up_and_one_may_name_the_figure() -> None:
    two = changed(cr="CR-2", change="Cheaper steel", cost=-15000)
    named = changed(cr="CR-2", change="Budget raised to 199 000 EUR", cost="")

    assert faults(log(ONE, two), budget("125000"), before=(budget("100000"),)) == []
    assert faults(log(ONE, named), budget("199000"), before=(budget("100000"),)) == []


@pytest.mark.parametrize("decision", ["Rejected", "Refusée", "Under review", "Abgelehnt"])
def test_a_change_that_is_not_approved_explains_nothing(decision: str) -> None:
    said = faults(log(changed(decision=decision)), budget("140000"), before=(budget("100000"),))

    assert any("no approved change accounts for it" in each for each in said)


def test_a_tolerance_of_the_method_lets_small_moves_pass() -> None:
    small = {"settings": {"tolerance": Decimal("0.05")}}

    assert faults(log(ONE), budget("105000"), before=(budget("100000"),), **small) == []
    assert faults(log(ONE), budget("105002"), before=(budget("100000"),), **small) != []


def test_estimates_before_the_baseline_may_differ_from_it() -> None:
    around = {"earlier_is_baseline": False}

    assert faults(log(ONE), budget("190000"), before=(budget("100000"),), around=around) == []


def schedule(finish: str, *, baseline: str = "") -> Reading:
    end = datetime.fromisoformat(f"{finish}T17:00")
    kept = datetime.fromisoformat(f"{baseline}T17:00") if baseline else None
    task = Task(
        uid="7", name="Opening", start=end, finish=end, milestone=True, baseline_finish=kept
    )
    path = "Schedule.xml"
    return reading(
        path,
        "schedule",
        schedule=Schedule(tasks=(task,)),
        facts=[fact("finish", finish, path)],
        kind="mspdi",
        sha256=finish + baseline,
    )


@pytest.mark.parametrize(
    ("finish", "count"),
    [
        pytest.param("2027-06-11", 0, id="calendar-days"),
        pytest.param("2027-06-15", 0, id="working-days"),
        pytest.param("2027-07-30", 1, id="far-more"),
        pytest.param("2027-05-22", 1, id="earlier"),
    ],
)
def test_a_date_moves_by_what_a_change_says(finish: str, count: int) -> None:
    said = faults(log(ONE), schedule(finish), before=(schedule("2027-06-01"),))

    assert len(said) == count


def test_a_forecast_may_slip_while_the_baseline_stands() -> None:
    before = (schedule("2027-06-01", baseline="2027-06-01"),)

    assert faults(log(), schedule("2027-09-01", baseline="2027-06-01"), before=before) == []
    (said,) = faults(log(), schedule("2027-09-01", baseline="2027-09-01"), before=before)
    assert said.startswith("Opening: 2027-09-01, 2027-06-01 in the package approved before")


def controlled(version: str, day: str, *, sha256: str = "", note: str = "") -> Reading:
    rows: Rows = [["Version", "Date", "Comment"], [version, day, note]]
    document = plan("# Quality plan", "We inspect all.", tables=[rows])
    return document.model_copy(update={"sha256": sha256 or version + day + note})


def test_an_approved_change_is_in_a_newer_document() -> None:
    touching = changed(change="Quality plan: inspect twice")

    assert faults(log(touching), controlled("1.1", "15/02/2027")) == []
    (old,) = faults(log(touching), controlled("1.0", "05/02/2027"))
    assert old == (
        "CR-1 Quality plan: inspect twice was approved, 2027-02-10, and the document is not newer"
    )
    same = controlled("1.1", "15/02/2027", sha256="same")
    assert len(faults(log(touching), same, before=(same,))) == 1


def test_a_rejected_change_is_in_no_document() -> None:
    refused = changed(decision="Rejected")

    (said,) = faults(log(refused), controlled("1.1", "15/02/2027", note="CR-1 built in"))
    assert said == "CR-1 A second crane was rejected, and the document says that it holds it"
    assert faults(log(refused), controlled("1.1", "15/02/2027", note="CR-11 built in")) == []


def test_a_changed_document_has_a_higher_number() -> None:
    before = (controlled("1.0", "01/02/2027"),)

    assert faults(log(ONE), controlled("1.1", "15/02/2027"), before=before) == []
    for version in ("1.0", "0.9"):
        (said,) = faults(log(ONE), controlled(version, "15/02/2027"), before=before)
        assert said.endswith(f"approved as version 1.0, and says version {version}")


@pytest.mark.parametrize(
    ("versions", "count"),
    [
        pytest.param(("0.9", "1.0", "1.1"), 0, id="rising"),
        pytest.param(("1.10", "1.9", "1.0"), 0, id="newest-first"),
        pytest.param(("1.0", "1.2", "1.1"), 1, id="falling"),
        pytest.param(("1.0", "1.1", "1.1"), 1, id="twice"),
    ],
)
def test_versions_of_a_history_rise(versions: tuple[str, ...], count: int) -> None:
    rows: Rows = [
        ["Version", "Date", "Comment"],
        *([each, f"0{n}/02/2027", "more"] for n, each in enumerate(versions, 1)),
    ]

    assert len(faults(log(ONE), plan("# Quality plan", "All.", tables=[rows]))) == count


def test_without_log_and_package_before_there_is_nothing_to_judge() -> None:
    alone = told(CHECK, budget("1000"), deliverable="cost-baseline")
    unread = told(
        CHECK,
        plan("No change.", path="Log.docx", role="changes"),
        deliverable="change-log",
        at="G4",
    )

    assert outcomes(alone) == {Outcome.NOT_APPLICABLE}
    assert outcomes(unread) == {Outcome.CANNOT_TELL}
    before = Surroundings(earlier=(budget("1000"),))
    same = told(CHECK, budget("1000"), deliverable="cost-baseline", surroundings=before)
    assert outcomes(same) == {Outcome.PASS}


def dated(number: int, day: str) -> Reading:
    """A report that says its own day."""
    return book(f"Report {number}.xlsx", "status report", [["Date", day], ["State", "Green"]])


def test_a_package_read_before_its_time_is_compared_with_its_own_newest_day() -> None:
    ahead = [dated(number, f"2{number}/03/2027") for number in range(3)]

    assert faults(log(changed(on="02/03/2027")), *ahead) == []
    assert faults(log(changed(on="28/03/2027")), *ahead) == [
        "CR-1 A second crane: decided in the future, 2027-03-28"
    ]


def test_one_document_dated_ahead_makes_no_present() -> None:
    others = [dated(1, "20/03/2027"), dated(2, "25/02/2027"), dated(3, "26/02/2027")]

    assert faults(log(changed(on="02/03/2027")), *others) == [
        "CR-1 A second crane: decided in the future, 2027-03-02"
    ]
