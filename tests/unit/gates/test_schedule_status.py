"""SCHEDULE-9 and SCHEDULE-10: milestones on their dates; honest status and baseline."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.finding import Outcome
from gates.dossier import ProjectFacts, Surroundings
from gates.evidence.content import Link, Task
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.gates.schedules import DAY, at, changed, in_a_row, judged, weekly
from tests.unit.understanding.documents import sheet

HONEST = "SCHEDULE-10"
DONE: dict[str, Any] = {"percent_complete": Decimal(100)}


def begun(*, late: int = 0, status: Any = None) -> tuple[dict[str, Task], dict[str, Any]]:
    """Twenty weeks, of which ten are over, the last ones late; and the status date."""
    tasks = weekly(20)
    for week in range(10 - late):
        tasks = changed(
            tasks, str(week + 1), actual_start=at(week), actual_finish=at(week, 4, 17), **DONE
        )
    for week in range(10 - late, 10):
        tasks = changed(
            tasks,
            str(week + 1),
            actual_start=at(week),
            finish=at(10, 4, 17),
            percent_complete=Decimal(50),
        )
    return tasks, {"status_date": status or at(9, 4, 17)}


def test_facts_before_the_status_date_and_forecasts_after_it_pass() -> None:
    tasks, about = begun()

    (verdict,) = judged(HONEST, tasks, about=about, as_of=date(2027, 5, 10))

    assert verdict.outcome is Outcome.PASS
    assert verdict.found["en"] == "10 of 21 tasks finished at 2027-05-07"


def test_a_plan_that_has_not_begun_needs_no_status_date() -> None:
    assert outcomes(judged(HONEST, weekly())) == {Outcome.PASS}


def test_without_a_status_date_tasks_of_the_past_cannot_be_told() -> None:
    found = judged(HONEST, weekly(), as_of=date(2027, 3, 20))

    assert outcomes(found) == {Outcome.CANNOT_TELL}
    assert "there is no status date, and 3 unfinished tasks" in found[0].found["en"]


@pytest.mark.parametrize("field", ["actual_start", "actual_finish"])
@pytest.mark.parametrize(
    ("weekday", "outcome"),
    [
        pytest.param(4, Outcome.PASS, id="on the status date"),
        pytest.param(5, Outcome.FAIL, id="a day after it"),
    ],
)
def test_no_fact_lies_after_the_status_date(field: str, weekday: int, outcome: Outcome) -> None:
    tasks, about = begun()
    tasks = changed(tasks, "10", **{field: at(9, weekday)})

    found = judged(HONEST, tasks, about=about, as_of=date(2027, 6, 1))

    assert outcomes(found) == {outcome}
    if outcome is Outcome.FAIL:
        assert places(found) == ["UID 10"]


def test_without_a_status_date_no_fact_lies_after_the_package() -> None:
    tasks = changed(weekly(), "1", actual_start=at(1))

    found = judged(HONEST, tasks, as_of=date(2027, 3, 1))

    assert places(found) == ["UID 1"]


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        pytest.param({"start": at(9, 3)}, Outcome.FAIL, id="should have begun"),
        pytest.param({"start": at(9, 4)}, Outcome.PASS, id="begins on the day"),
        pytest.param(
            {"start": at(9, 1), "finish": at(9, 3, 17), "actual_start": at(9, 1)},
            Outcome.FAIL,
            id="should have ended",
        ),
        pytest.param({"start": at(9, 3), "actual_start": at(9, 3)}, Outcome.PASS, id="runs"),
    ],
)
def test_no_forecast_lies_before_the_status_date(given: dict[str, Any], outcome: Outcome) -> None:
    tasks, about = begun()
    tasks = changed(tasks, "11", **given)

    assert outcomes(judged(HONEST, tasks, about=about, as_of=date(2027, 5, 10))) == {outcome}


def test_the_method_may_tolerate_some_days() -> None:
    tasks, about = begun()
    tasks = changed(tasks, "11", start=at(9, 3))
    given: dict[str, Any] = {"about": about, "as_of": date(2027, 5, 10)}

    assert outcomes(judged(HONEST, tasks, settings={"tolerance_days": 1}, **given)) == {
        Outcome.PASS
    }


def test_done_work_has_an_actual_finish() -> None:
    tasks, about = begun()
    tasks = changed(tasks, "3", actual_finish=None)

    found = judged(HONEST, tasks, about=about, as_of=date(2027, 5, 10))
    assert places(found) == ["UID 3"]
    assert "100% done without an actual finish" in found[0].found["en"]

    # What the file of a program cannot say is not asked of it.
    drawn = judged(HONEST, tasks, about={**about, "kind": "gan"}, as_of=date(2027, 5, 10))
    assert outcomes(drawn) == {Outcome.PASS}


def test_an_actual_finish_means_that_all_is_done() -> None:
    tasks, about = begun()
    tasks = changed(tasks, "3", percent_complete=Decimal(90))

    assert places(judged(HONEST, tasks, about=about, as_of=date(2027, 5, 10))) == ["UID 3"]


@pytest.mark.parametrize(
    ("count", "outcome"),
    [
        pytest.param(1, Outcome.PASS, id="one in twenty without"),
        pytest.param(2, Outcome.FAIL, id="two in twenty"),
    ],
)
def test_nearly_all_tasks_have_a_baseline(count: int, outcome: Outcome) -> None:
    tasks = weekly(19)
    for number in range(count):
        tasks = changed(tasks, str(number + 1), baseline_finish=None)

    assert outcomes(judged(HONEST, tasks)) == {outcome}


def test_a_first_draft_needs_no_baseline() -> None:
    tasks = {uid: t.model_copy(update={"baseline_finish": None}) for uid, t in weekly().items()}

    assert outcomes(judged(HONEST, tasks)) == {Outcome.FAIL}
    assert outcomes(judged(HONEST, tasks, at="G2")) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        pytest.param(at(0), Outcome.PASS, id="on the day of the package"),
        pytest.param(at(0, 1), Outcome.FAIL, id="a day later"),
    ],
)
def test_the_baseline_is_not_set_after_the_approval(day: Any, outcome: Outcome) -> None:
    assert outcomes(judged(HONEST, weekly(), about={"baseline_set": day})) == {outcome}


def test_work_that_was_to_be_done_is_done() -> None:
    tasks, about = begun(late=1)
    given: dict[str, Any] = {"about": about, "as_of": date(2027, 5, 10)}

    found = judged(HONEST, tasks, **given)
    assert places(found) == ["UID 10"]
    assert "an index of 0.900" in found[0].found["en"]
    assert "un indice de 0,900" in found[0].found["fr"]
    assert outcomes(judged(HONEST, tasks, settings={"bei": Decimal("0.9")}, **given)) == {
        Outcome.PASS
    }


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        pytest.param(2, Outcome.PASS, id="two days in fifty-two"),
        pytest.param(4, Outcome.FAIL, id="four days in fifty-four"),
    ],
)
def test_the_finish_keeps_close_to_its_baseline(days: int, outcome: Outcome) -> None:
    tasks, about = begun()
    late = at(20, days - 1, 17)
    tasks = changed(tasks, "E", start=late, finish=late)

    found = judged(HONEST, tasks, about=about, as_of=date(2027, 5, 10))

    assert outcomes(found) == {outcome}
    if outcome is Outcome.FAIL:
        assert places(found) == ["UID E"]
        assert outcomes(
            judged(HONEST, tasks, about=about, as_of=date(2027, 5, 10), settings={"cpli": 0})
        ) == {Outcome.PASS}


def test_progress_is_tied_to_a_physical_measure_where_the_method_asks_it() -> None:
    tasks, about = begun()
    tasks = changed(tasks, "11", start=at(9), actual_start=at(9), percent_complete=Decimal(20))
    given: dict[str, Any] = {
        "about": about,
        "as_of": date(2027, 5, 10),
        "settings": {"physical_progress": True},
    }

    assert places(judged(HONEST, tasks, **given)) == ["UID 11"]
    measured = changed(tasks, "11", physical=Decimal(20))
    assert outcomes(judged(HONEST, measured, **given)) == {Outcome.PASS}


def test_work_that_accompanies_other_work_is_not_measured() -> None:
    tasks, about = begun()
    support = Task(uid="S", name="Support", effort=True, start=at(0), finish=at(2))

    found = judged(HONEST, tasks | {"S": support}, in_a_row(tasks), about=about,
                   as_of=date(2027, 5, 10))  # fmt: skip

    assert outcomes(found) == {Outcome.PASS}


def rows(*more: list[object]) -> list[list[object]]:
    return [
        ["Tâche", "Début", "Fin", "Avancement", "Fin de référence", "Fin réelle"],
        ["Creuser", date(2027, 3, 1), date(2027, 3, 5), "100 %", date(2027, 3, 5), "05/03/2027"],
        ["Poser", date(2027, 3, 29), date(2027, 4, 9), "0 %", date(2027, 4, 9), ""],
        *more,
    ]


def test_a_table_is_judged_by_its_columns() -> None:
    honest = reading("plan.xlsx", "schedule", sheet(rows()))
    given: dict[str, Any] = {"as_of": date(2027, 3, 20)}

    assert outcomes(answers(HONEST, "schedule", honest, **given)) == {Outcome.PASS}
    undated = rows()
    undated[1][5] = ""
    found = answers(HONEST, "schedule", reading("p.xlsx", "schedule", sheet(undated)), **given)
    assert outcomes(found) == {Outcome.FAIL}


def test_a_table_without_baseline_columns_cannot_be_told() -> None:
    bare = [row[:4] for row in rows()]
    bare[1][3] = "100 %"

    found = answers(HONEST, "schedule", reading("p.xlsx", "schedule", sheet(bare)),
                    as_of=date(2027, 3, 20))  # fmt: skip

    assert outcomes(found) == {Outcome.CANNOT_TELL}


def gates(*, gate_5: Any = None, **more: Any) -> dict[str, Task]:
    """Work between milestones that stand for the gates to come."""
    days = {"G3 Go to realisation": at(1), "G4 Go to deployment": at(4),
            "G5 Closure": gate_5 or at(8)}  # fmt: skip
    tasks = {"0": Task(uid="0", name="Start", milestone=True, start=at(0), finish=at(0))}
    for name, day in days.items():
        uid = name[:2]
        tasks[uid] = Task(
            uid=uid,
            name=name,
            milestone=True,
            start=day,
            finish=day,
            baseline_finish=day,
            duration_minutes=Decimal(0),
            **more,
        )
    return tasks


def test_a_gate_that_takes_time_is_no_milestone() -> None:
    tasks = changed(gates(), "G4", milestone=False, duration_minutes=DAY * 3)
    (verdict,) = judged("SCHEDULE-9", tasks)
    assert verdict.found["en"] == "G4 Go to deployment is a task of 3 days, not a milestone"

    marked = changed(gates(), "G4", duration_minutes=DAY)
    (verdict,) = judged("SCHEDULE-9", marked)
    assert verdict.location == "UID G4"


def charter(*stated: list[object], path: str = "charter.xlsx") -> Any:
    return reading(path, "charter", sheet([["Milestone", "Date"], *stated]))


def test_a_date_that_moved_is_told_once() -> None:
    moved = gates(gate_5=at(3))
    day = at(8).date()
    others = [charter(["G5 Closure", day], ["Start", at(0).date()], path=f"{name}.xlsx")
              for name in ("charter", "contract")]  # fmt: skip
    end = Surroundings(project=ProjectFacts(finish=at(7).date()))

    assert places(judged("SCHEDULE-9", moved, None, *others)) == ["UID G5"]
    late = judged("SCHEDULE-9", gates(), None, *others, surroundings=end)
    assert places(late) == ["UID G5"]


def test_a_milestone_owed_to_others_hangs_on_work() -> None:
    tasks = {**gates(), "D": Task(uid="D", name="Delivery of the site", milestone=True,
                                  start=at(2), finish=at(2))}  # fmt: skip
    loose = (*in_a_row(gates()), Link(predecessor="D", successor="G5"))
    contract = charter(["Delivery of the site", at(2).date()])

    assert outcomes(judged("SCHEDULE-9", tasks, loose)) == {Outcome.PASS}
    assert places(judged("SCHEDULE-9", tasks, loose, contract)) == ["UID D"]
    linked = (*loose, Link(predecessor="0", successor="D"))
    assert outcomes(judged("SCHEDULE-9", tasks, linked, contract)) == {Outcome.PASS}


def test_the_first_milestone_may_be_typed_though_it_is_owed() -> None:
    first = charter(["Start", at(0).date()])

    assert outcomes(judged("SCHEDULE-9", gates(), None, first)) == {Outcome.PASS}


def test_work_that_accompanies_other_work_may_hang_loose() -> None:
    tasks = gates()
    support = Task(uid="S", name="Support", effort=True)
    links = (*in_a_row(tasks), Link(predecessor="G3", successor="S", kind="SS"))

    assert outcomes(judged("SCHEDULE-6", tasks | {"S": support}, links)) == {Outcome.PASS}


def test_a_circle_names_only_those_inside_it() -> None:
    tasks = weekly(5)
    links = (*in_a_row(tasks), Link(predecessor="3", successor="2"))

    circles = [each for each in judged("SCHEDULE-6", tasks, links) if "circle" in each.found["en"]]
    assert [each.found["en"] for each in circles] == [
        "tasks wait for each other in a circle: Work 2, Work 3"
    ]


def test_tolerance_holds_for_dates_that_documents_state() -> None:
    stated = charter(["G5 Closure", at(8).date() + timedelta(days=4)])
    given: dict[str, Any] = {"settings": {"tolerance_days": 4}}

    assert outcomes(judged("SCHEDULE-9", gates(), None, stated, **given)) == {Outcome.PASS}
    assert outcomes(judged("SCHEDULE-9", gates(), None, stated)) == {Outcome.FAIL}


def test_a_table_without_a_baseline_is_not_asked_for_it_at_each_gate() -> None:
    plain: list[list[object]] = [
        ["ID", "Task", "Start", "Finish", "Milestone", "Predecessors"],
        [1, "Work", at(0).date(), at(0, 4).date(), "", ""],
        [2, "G3 Go to realisation", at(1).date(), at(1).date(), "yes", "1"],
        [3, "G4 Go to deployment", at(4).date(), at(4).date(), "yes", "2"],
        [4, "G5 Closure", at(8).date(), at(8).date(), "yes", "3"],
    ]

    found = answers("SCHEDULE-9", "schedule", reading("p.xlsx", "schedule", sheet(plain)))

    assert outcomes(found) == {Outcome.PASS}


def test_extracts_beside_the_plan_are_not_judged_again() -> None:
    plan = sheet(rows(), title="Plan")
    extract = sheet(rows()[:2], title="Extract")

    found = answers(HONEST, "schedule", reading("p.xlsx", "schedule", plan, extract),
                    as_of=date(2027, 3, 20))  # fmt: skip

    assert [each.found["en"] for each in found] == ["1 of 2 tasks finished"]


def test_a_column_of_milestones_may_say_where_a_task_leads() -> None:
    listed: list[list[object]] = [
        ["Milestone", "Task", "Duration (days)", "Predecessors"],
        ["Opening", "Dig", 3, ""],
        ["Opening", "Lay", 4, "Dig"],
    ]

    found = answers("SCHEDULE-9", "schedule", reading("p.xlsx", "schedule", sheet(listed)))

    assert [each.found["en"] for each in found] == ["no milestone for G3, G4, G5"]
