"""PROCUREMENT-22: what takes long is ordered in time, after the money, and is in the plan."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.dossier import ProjectFacts, Surroundings
from gates.evidence.content import Link, Reading, Schedule, Task
from tests.unit.gates.packages import TODAY, answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet, text

HEAD = ["Item", "Lead time (weeks)", "Need date", "Order date", "Status", "Comment"]
NEED = date(2027, 10, 4)
LATEST = NEED - timedelta(weeks=20)
SOUND = ["Heat exchanger", 20, NEED, date(2027, 4, 1), "To order", ""]


def items(
    *rows: Sequence[object],
    head: Sequence[object] = HEAD,
    others: tuple[Reading, ...] = (),
    said: str = "",
    **given: Any,
) -> tuple[Verdict, ...]:
    plan = reading("plan.xlsx", "procurement", sheet([head, *rows], title="Items"))
    note = reading("note.docx", "other", content=text("# Note", said or "Nothing."))
    return answers("PROCUREMENT-22", "procurement-plan", plan, note, *others, **given)


def schedule(
    *names: str, links: Sequence[tuple[str, str]] = (), gate: date | None = None
) -> Reading:
    tasks = [
        Task(uid=name, name=name, start=datetime(2027, 4, 1), finish=datetime(2027, 9, 1))  # noqa: DTZ001 - schedules keep local time
        for name in names
    ]
    if gate is not None:
        tasks.append(
            Task(uid="g", name="G3 Go", milestone=True,
                 finish=datetime.combine(gate, datetime.min.time()))
        )  # fmt: skip
    content = Schedule(
        tasks=tuple(tasks),
        links=tuple(Link(predecessor=one, successor=other) for one, other in links),
    )
    return reading("plan.xml", "schedule", schedule=content)


def test_an_item_ordered_in_time_passes() -> None:
    assert outcomes(items(SOUND)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("head", "lead"),
    [
        pytest.param(["Article", "Délai d'approvisionnement (semaines)", "Date de besoin",
                      "Date de commande", "Statut", "Commentaire"], 20, id="French"),
        pytest.param(["Bezeichnung", "Lieferzeit", "Bedarfstermin", "Bestelltermin", "Status",
                      "Bemerkung"], "20 Wochen", id="German"),
        pytest.param(["Item", "Plazo de entrega (semanas)", "Fecha de necesidad",
                      "Fecha de pedido", "Estado", "Comentarios"], "20,0", id="Spanish"),
        pytest.param(["Item", "Lead time", "Required by", "Order by", "Status", "Remarks"],
                     "4-5 months", id="months"),
    ],
)  # fmt: skip
def test_other_languages_and_units_are_understood(head: list[str], lead: object) -> None:
    late = ["Heat exchanger", lead, NEED, LATEST + timedelta(days=1), "", ""]

    assert outcomes(items(["Heat exchanger", lead, NEED, date(2027, 4, 1), "", ""], head=head)) == {
        Outcome.PASS
    }
    assert places(items(late, head=head)) == ["Items!D2"]


@pytest.mark.parametrize(
    ("row", "told", "place"),
    [
        pytest.param([*SOUND[:3], LATEST + timedelta(days=1), "", ""], "too late", "Items!D2",
                     id="a day too late"),
        pytest.param([*SOUND[:2], date(2027, 7, 1), "", "To order", ""], "was to be ordered",
                     "Items!D2", id="the last day is past"),
        pytest.param([*SOUND[:3], TODAY - timedelta(days=1), "Not ordered", ""],
                     "was to be ordered", "Items!D2", id="the stated day is past"),
        pytest.param([*SOUND[:3], TODAY - timedelta(days=1), "Ordered", ""], "before the money",
                     "Items!D2", id="a day before the money"),
        pytest.param(["Heat exchanger", "", NEED, date(2027, 4, 1), "", ""], "no lead time",
                     "Items!B2", id="no lead time"),
        pytest.param(["Heat exchanger", 20, "", date(2027, 4, 1), "", ""], "no need date",
                     "Items!C2", id="no need date"),
    ],
)  # fmt: skip
def test_an_order_at_the_wrong_time_is_told(row: list[object], told: str, place: str) -> None:
    (verdict,) = items(row)

    assert (told in verdict.found["en"], verdict.location) == (True, place)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param([*SOUND[:3], LATEST, "", ""], id="on the last day"),
        pytest.param([*SOUND[:3], TODAY, "", ""], id="on the day of the gate"),
        pytest.param([*SOUND[:3], date(2027, 2, 1), "Ordered", "Early authority of 20 January"],
                     id="with an early authority"),
    ],
)  # fmt: skip
def test_the_borders_of_the_order(row: list[object]) -> None:
    assert outcomes(items(row)) == {Outcome.PASS}


def test_an_early_authority_may_stand_in_another_document() -> None:
    row = [*SOUND[:3], date(2027, 2, 1), "Ordered", ""]

    said = "Commande anticipée du Heat exchanger autorisée par le comité"
    assert outcomes(items(row, said=said)) == {Outcome.PASS}
    assert outcomes(items(row, said="Commande anticipée de la grue")) == {Outcome.FAIL}


def test_a_margin_is_kept_free() -> None:
    row = [*SOUND[:3], LATEST, "", ""]
    head = [*HEAD[:5], "Margin"]

    assert outcomes(items(row, settings={"margin_days": 1})) == {Outcome.FAIL}
    assert outcomes(items([*row[:5], "1 week"], head=head)) == {Outcome.FAIL}


def test_the_day_of_the_gate_is_read_in_the_schedule() -> None:
    plan = schedule("Heat exchanger", gate=date(2027, 4, 2))

    (verdict,) = items(SOUND, others=(plan,))

    assert "before the money is authorised on 2027-04-02" in verdict.found["en"]
    assert outcomes(items(SOUND, others=(plan,), settings={"authorised_at": "G2"})) == {
        Outcome.PASS
    }


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        pytest.param(schedule("Dig"), "not in the schedule", id="not there"),
        pytest.param(
            schedule("Supply of heat exchanger", "Build", "Dig", links=[("Dig", "Build")]),
            "nothing in the schedule waits",
            id="without a link to its use",
        ),
    ],
)
def test_an_item_that_no_task_waits_for_is_told(plan: Reading, told: str) -> None:
    (verdict,) = items(SOUND, others=(plan,))

    assert told in verdict.found["en"]
    assert verdict.location == "Items!A2"


def test_a_linked_task_or_row_of_a_plan_is_found() -> None:
    linked = schedule("Supply of heat exchanger", "Build",
                      links=[("Supply of heat exchanger", "Build")])  # fmt: skip
    rows: list[list[object]] = [
        ["ID", "Task", "Start", "Finish", "Predecessors"],
        ["1", "Heat exchanger", date(2027, 4, 1), date(2027, 9, 1), ""],
        ["2", "Build", date(2027, 9, 1), date(2027, 12, 1), "1FS+2d"],
    ]
    table = reading("plan2.xlsx", "schedule", sheet(rows))
    loose = reading("plan2.xlsx", "schedule", sheet([*rows[:2], [*rows[2][:4], ""]]))

    assert outcomes(items(SOUND, others=(linked,))) == {Outcome.PASS}
    assert outcomes(items(SOUND, others=(table,))) == {Outcome.PASS}
    assert outcomes(items(SOUND, others=(loose,))) == {Outcome.FAIL}


def test_without_a_list_one_cannot_tell_unless_it_is_said_that_nothing_takes_long() -> None:
    def about(*lines: str, **given: Any) -> set[Outcome]:
        plan = reading("plan.docx", "procurement", content=text(*lines))
        return outcomes(answers("PROCUREMENT-22", "procurement-plan", plan, **given))

    nothing = Surroundings(project=ProjectFacts(attributes={"bought": False}))

    assert about("We buy pumps.") == {Outcome.CANNOT_TELL}
    assert about("There are no long-lead items.") == {Outcome.NOT_APPLICABLE}
    assert about("Rien n'est acheté.") == {Outcome.NOT_APPLICABLE}
    assert about("We buy pumps.", surroundings=nothing) == {Outcome.NOT_APPLICABLE}
