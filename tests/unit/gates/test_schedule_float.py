"""SCHEDULE-5, 7 and 8: float, the critical path, and the health of a schedule."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.structures.critical_path import CriticalPath
from gates.checks.structures.task_table import bare_tables, tasks_of
from gates.evidence.content import Assignment, Link, Schedule, Task
from gates.evidence.reading import Source, read_files
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.gates.schedules import DAY, at, changed, in_a_row, judged, weekly
from tests.unit.understanding.documents import sheet

SAMPLES = os.environ.get("JALON_SAMPLES", "")
ALL = ("SCHEDULE-5", "SCHEDULE-7", "SCHEDULE-8")


@pytest.mark.parametrize("check", ALL)
def test_a_plain_chain_is_sound(check: str) -> None:
    assert outcomes(judged(check, weekly())) == {Outcome.PASS}


@pytest.mark.parametrize("check", ALL)
def test_nothing_to_come_is_not_judged(check: str) -> None:
    done = {uid: task.model_copy(update={"percent_complete": Decimal(100)})
            for uid, task in weekly().items()}  # fmt: skip

    assert outcomes(judged(check, done)) == {Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize("check", [*ALL, "SCHEDULE-6", "SCHEDULE-10"])
def test_a_document_without_tasks_cannot_be_told(check: str) -> None:
    empty = reading("plan.docx", "schedule")

    assert outcomes(answers(check, "schedule", empty)) == {Outcome.CANNOT_TELL}
    assert outcomes(judged(check, {}, ())) == {Outcome.CANNOT_TELL}


@pytest.mark.parametrize("check", ALL)
def test_without_links_and_float_nothing_can_be_told(check: str) -> None:
    assert outcomes(judged(check, weekly(), ())) == {Outcome.CANNOT_TELL}


@pytest.mark.parametrize("check", ALL)
def test_in_a_circle_nothing_can_be_told(check: str) -> None:
    tasks = weekly()
    circle = (*in_a_row(tasks), Link(predecessor="4", successor="2"))

    assert outcomes(judged(check, tasks, circle)) == {Outcome.CANNOT_TELL}


def test_stated_negative_float_is_told_once_for_its_cause() -> None:
    tasks = {
        uid: task.model_copy(update={"total_slack_minutes": DAY * -2, "critical": True})
        for uid, task in weekly().items()
    }
    tasks = changed(tasks, "E", deadline=at(5, 2, 17))

    (verdict,) = judged("SCHEDULE-5", tasks)

    assert verdict.location == "UID 1"
    assert "-2 days" in verdict.found["en"]
    assert "the deadline of End, 2027-04-07" in verdict.found["en"]
    assert "l'échéance de End, le 07/04/2027" in verdict.found["fr"]


@pytest.mark.parametrize(
    ("kind", "day", "said"),
    [
        pytest.param("FNLT", at(2, 3, 17), "must finish by 2027-03-18", id="finish no later"),
        pytest.param("SNLT", at(1, 4), "must start by 2027-03-12", id="start no later"),
        pytest.param("MSO", at(1, 4), "must start on 2027-03-12", id="must start"),
        pytest.param("MFO", at(2, 3, 17), "must finish on 2027-03-18", id="must finish"),
    ],
)
def test_float_is_computed_and_its_constraint_named(kind: str, day: Any, said: str) -> None:
    tasks = changed(weekly(), "3", constraint=kind, constraint_date=day)

    (verdict,) = judged("SCHEDULE-5", tasks)

    assert said in verdict.found["en"]
    assert verdict.location in {"UID 1", "UID 2"}


def test_an_imposed_end_of_the_project_is_a_cause() -> None:
    (verdict,) = judged("SCHEDULE-5", weekly(), about={"must_finish": at(5, 3, 17)})

    assert "the imposed end of the project" in verdict.found["en"]


@pytest.mark.parametrize(
    ("hour", "outcome"),
    [
        pytest.param(17, Outcome.PASS, id="on the deadline"),
        pytest.param(16, Outcome.FAIL, id="an hour after it"),
    ],
)
def test_the_border_of_the_float_is_nought(hour: int, outcome: Outcome) -> None:
    tasks = changed(weekly(), "E", deadline=at(5, 4, hour))

    assert outcomes(judged("SCHEDULE-5", tasks)) == {outcome}


def test_the_method_may_allow_some_negative_float() -> None:
    tasks = changed(weekly(), "E", deadline=at(5, 2, 17))

    assert outcomes(judged("SCHEDULE-5", tasks, settings={"least_float_days": -2})) == {
        Outcome.PASS
    }
    assert outcomes(judged("SCHEDULE-5", tasks, settings={"least_float_days": -1})) == {
        Outcome.FAIL
    }


def test_a_deadline_newer_than_the_float_of_the_file_is_seen() -> None:
    tasks = {
        uid: task.model_copy(update={"total_slack_minutes": Decimal(0), "critical": True})
        for uid, task in weekly().items()
    }

    assert outcomes(judged("SCHEDULE-5", tasks)) == {Outcome.PASS}
    late = changed(tasks, "3", deadline=at(2, 1, 17))
    assert outcomes(judged("SCHEDULE-5", late)) == {Outcome.FAIL}


def test_a_float_of_nought_everywhere_is_no_statement() -> None:
    tasks = {
        uid: task.model_copy(update={"total_slack_minutes": Decimal(0), "critical": False})
        for uid, task in weekly(60).items()
    }
    links = (*in_a_row({uid: t for uid, t in tasks.items() if uid != "1"}),
             Link(predecessor="1", successor="E"))  # fmt: skip

    assert outcomes(judged("SCHEDULE-8", tasks, links, settings={"high_float": 0})) == {
        Outcome.FAIL
    }


def test_the_path_must_reach_the_last_task() -> None:
    tasks = {
        uid: task.model_copy(update={"critical": uid in {"1", "2", "3"}})
        for uid, task in weekly().items()
    }

    verdicts = judged("SCHEDULE-7", tasks)

    assert places(verdicts) == ["UID E"]
    assert "the last critical task, Work 3, ends on 2027-03-19" in verdicts[0].found["en"]


def test_a_path_that_begins_in_the_future_has_a_gap() -> None:
    tasks = weekly()
    links = tuple(link for link in in_a_row(tasks) if link.successor != "4")
    tasks = changed(tasks, "4", constraint="SNET", constraint_date=at(3))

    verdicts = judged("SCHEDULE-7", tasks, links)

    assert places(verdicts) == ["UID 4"]
    assert "nothing critical leads there from 2027-03-01" in verdicts[0].found["en"]


@pytest.mark.parametrize(
    ("weekday", "outcome"),
    [
        pytest.param(1, Outcome.PASS, id="a day of waiting"),
        pytest.param(2, Outcome.FAIL, id="two days"),
    ],
)
def test_the_border_of_a_gap_is_a_day(weekday: int, outcome: Outcome) -> None:
    tasks = weekly(2)
    start, end = at(1, weekday), at(2, weekday - 1, 17)
    tasks = changed(tasks, "2", start=start, finish=end, critical=True)
    tasks = changed(tasks, "1", critical=True)
    tasks = changed(tasks, "E", start=end, finish=end, critical=True)

    assert outcomes(judged("SCHEDULE-7", tasks)) == {outcome}


def test_work_that_runs_or_is_done_carries_the_path_from_the_status_date() -> None:
    tasks = weekly()
    tasks = changed(tasks, "1", actual_start=at(0), actual_finish=at(0, 4, 17),
                    percent_complete=Decimal(100))  # fmt: skip
    tasks = changed(tasks, "2", actual_start=at(1), percent_complete=Decimal(40))

    found = judged("SCHEDULE-7", tasks, about={"status_date": at(1, 2, 17)})

    assert outcomes(found) == {Outcome.PASS}


def test_a_delay_that_an_imposed_date_stops_is_told() -> None:
    tasks = {uid: task.model_copy(update={"critical": True}) for uid, task in weekly().items()}
    tasks = changed(tasks, "4", constraint="MSO", constraint_date=at(3))

    verdicts = judged("SCHEDULE-7", tasks)

    assert places(verdicts) == ["UID 1"]
    assert "500 days more" in verdicts[0].found["en"]


def test_no_critical_task_at_all_is_a_fault() -> None:
    tasks = {uid: task.model_copy(update={"critical": False}) for uid, task in weekly().items()}

    (verdict,) = judged("SCHEDULE-7", tasks)

    assert verdict.found["en"] == "no task to come is critical"


def test_many_critical_tasks_are_remarked_and_fail_only_by_the_method() -> None:
    (verdict,) = judged("SCHEDULE-7", weekly())
    assert verdict.found["en"].endswith("that is many")

    failing = judged("SCHEDULE-7", weekly(), settings={"most_critical": Decimal("0.3")})
    assert outcomes(failing) == {Outcome.FAIL}


@pytest.mark.parametrize(
    ("count", "outcome"),
    [
        pytest.param(1, Outcome.PASS, id="one in twenty"),
        pytest.param(2, Outcome.FAIL, id="two in twenty"),
    ],
)
def test_hard_constraints_are_few(count: int, outcome: Outcome) -> None:
    tasks = weekly(19)
    for number in range(count):
        day = at(number, 4, 17)
        tasks = changed(tasks, str(number + 1), constraint="FNLT", constraint_date=day)

    assert outcomes(judged("SCHEDULE-8", tasks)) == {outcome}


@pytest.mark.parametrize(
    ("weeks", "outcome"),
    [
        pytest.param(9, Outcome.PASS, id="44 days"),
        pytest.param(10, Outcome.FAIL, id="49 days"),
    ],
)
def test_much_float_is_told(weeks: int, outcome: Outcome) -> None:
    tasks = weekly(weeks)
    start = at(0, 1 if weeks == 9 else 0)
    early = Task(
        uid="X",
        name="Idle",
        start=start,
        finish=start.replace(hour=17),
        duration_minutes=DAY,
        cost=Decimal(1),
        total_slack_minutes=None,
    )
    links = (*in_a_row(tasks), Link(predecessor="X", successor="E"))

    found = judged("SCHEDULE-8", tasks | {"X": early}, links)

    assert outcomes(found) == {Outcome.PASS if weeks == 9 else Outcome.FAIL}
    if outcome is Outcome.FAIL:
        assert "more than 44 days of float: Idle" in found[0].found["en"]


def long_task(name: str = "Long", week: int = 0, days: int = 45) -> dict[str, Task]:
    tasks = weekly(2)
    long = Task(
        uid="L",
        name=name,
        start=at(week),
        duration_minutes=DAY * days,
        cost=Decimal(1),
    )
    return {"L": long, **tasks}


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        pytest.param({}, Outcome.FAIL, id="45 days"),
        pytest.param({"days": 44}, Outcome.PASS, id="44 days"),
        pytest.param({"week": 27}, Outcome.PASS, id="far ahead"),
        pytest.param({"name": "Planning package 3"}, Outcome.PASS, id="planning package"),
        pytest.param({"name": "Lot de planification"}, Outcome.PASS, id="the same in French"),
    ],
)
def test_long_tasks_of_the_near_future_are_told(given: dict[str, Any], outcome: Outcome) -> None:
    assert outcomes(judged("SCHEDULE-8", long_task(**given))) == {outcome}


def test_the_method_sets_what_is_long_and_near() -> None:
    relaxed = judged("SCHEDULE-8", long_task(), settings={"long_days": 60})
    wider = judged("SCHEDULE-8", long_task(week=27), settings={"near_days": 400})

    assert outcomes(relaxed) == {Outcome.PASS}
    assert outcomes(wider) == {Outcome.FAIL}


def test_work_that_nobody_does_is_told() -> None:
    tasks = changed(weekly(), "2", cost=None)
    (verdict,) = judged("SCHEDULE-8", tasks)
    assert verdict.location == "UID 2"

    assigned = (Assignment(task="2", resource="Ana"),)
    assert outcomes(judged("SCHEDULE-8", tasks, about={"assignments": assigned})) == {Outcome.PASS}
    placeholder = (Assignment(task="2", resource="TBD"),)
    failing = judged("SCHEDULE-8", tasks, about={"assignments": placeholder})
    assert outcomes(failing) == {Outcome.FAIL}


def test_a_day_of_work_may_do_without() -> None:
    tasks = changed(weekly(), "2", cost=None, duration_minutes=DAY, finish=at(1, 0, 17))

    assert outcomes(judged("SCHEDULE-8", tasks)) == {Outcome.PASS}


def test_where_no_task_says_who_does_it_another_document_may() -> None:
    tasks = {uid: task.model_copy(update={"cost": None}) for uid, task in weekly().items()}
    table = sheet([["Resource", "Effort (days)"], ["Ana", 12], ["Ben", 9]])
    staffing = reading("team.xlsx", "resources", table)

    assert outcomes(judged("SCHEDULE-8", tasks)) == {Outcome.CANNOT_TELL}
    assert outcomes(judged("SCHEDULE-8", tasks, None, staffing)) == {Outcome.PASS}


def table(*rows: list[object], header: list[object]) -> Any:
    return reading("plan.xlsx", "schedule", sheet([["Plan"], [], header, *rows]))


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(["ID", "Task", "Duration (days)", "Predecessors", "Owner"], id="English"),
        pytest.param(["N°", "Tâche", "Durée (jours)", "Prédécesseurs", "Responsable"], id="French"),
    ],
)
def test_a_table_has_a_computed_path(header: list[object]) -> None:
    rows: list[list[object]] = [
        [1, "Dig", 5, "", "Ana"],
        [2, "Lay", "7,5", "1", "Ben"],
        [3, "Paint", 1, "1", "Ana"],
        [4, "Hand over", 2, "2; 3FD+1j", "Ana"],
    ]
    document = table(*rows, header=header)

    for check in ALL:
        assert outcomes(answers(check, "schedule", document)) == {Outcome.PASS}
    rows[2][4] = ""
    rows[2][2] = 3
    lacking = answers("SCHEDULE-8", "schedule", table(*rows, header=header))
    assert places(lacking) == ["Feuil1!A6"]


def test_tasks_may_be_called_by_letters_under_a_header_without_words() -> None:
    rows: list[list[object]] = [
        [".", "Duration (weeks)", "Predecessors"],
        ["A", 1, ""],
        ["B", 3, "A"],
        ["N", 2, "A"],
        ["X", 1, "B,N"],
    ]
    (found,) = bare_tables(reading("net.xlsx", "schedule", sheet(rows)).content)
    path = CriticalPath(Schedule(tasks=found.tasks, links=found.links))

    critical = [task.name for task in found.tasks if path.is_critical(task.uid)]
    assert critical == ["A", "B", "X"]
    assert path.slack("3") == DAY * 5


def test_three_estimates_make_the_duration_of_a_row() -> None:
    rows: list[list[object]] = [
        ["Task", "Optimistic", "Most likely", "Pessimistic", "Start"],
        ["Dig", 2, 4, 12, date(2027, 3, 1)],
        ["Lay", 1, 1, 1, date(2027, 3, 8)],
    ]
    document = reading("pert.xlsx", "schedule", sheet(rows))
    (register,) = read_registers(document)

    assert [task.duration_minutes for task in tasks_of(register).tasks] == [DAY * 5, DAY]


def read_registers(document: Any) -> Any:
    from gates.evidence.understanding.registers import find_registers  # noqa: PLC0415

    return find_registers(document.content)


@pytest.mark.skipif(not SAMPLES, reason="JALON_SAMPLES is not set")
def test_computed_float_is_that_of_the_planning_programs() -> None:
    files = sorted(Path(SAMPLES, "schedules").glob("*.x[me][lr]"))
    agreed = told = 0
    for one in read_files([Source(path=file, name=file.name) for file in files]):
        schedule = one.content.schedule
        if schedule is None:
            continue
        path = CriticalPath(schedule)
        ahead = [
            task
            for task in schedule.tasks
            if task.uid in path.graph.place
            and not task.manual
            and task.duration_minutes
            and not (task.actual_finish or task.percent_complete == 100)
        ]
        stated = [task for task in ahead if task.total_slack_minutes]
        told += len(stated)
        agreed += sum(
            abs((path.slack(task.uid) or Decimal(0)) - (task.total_slack_minutes or 0)) <= 1
            for task in stated
        )

    assert told > 100
    assert agreed == told
