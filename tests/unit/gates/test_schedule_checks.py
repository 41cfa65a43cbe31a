"""SCHEDULE-6 and SCHEDULE-9: the logic is complete; gates and deadlines stand in the schedule."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.dossier import ProjectFacts, Surroundings
from gates.evidence.content import Link, Reading, Schedule, Task
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet

START = datetime.fromisoformat("2027-03-08T08:00")


def chain(count: int = 10) -> tuple[list[Task], list[Link]]:
    """Tasks one after the other, between a milestone at the start and one for each gate."""
    names = ["Start", *(f"Work {number}" for number in range(1, count + 1))]
    names += ["G3 Go to realisation", "G4 Go to deployment", "G5 Closure"]
    tasks = [
        Task(
            uid=str(number),
            name=name,
            milestone=not name.startswith("Work"),
            start=START + timedelta(days=7 * number),
            finish=START + timedelta(days=7 * number),
            baseline_finish=START + timedelta(days=7 * number),
        )
        for number, name in enumerate(names)
    ]
    links = [
        Link(predecessor=str(number), successor=str(number + 1)) for number in range(len(tasks) - 1)
    ]
    return tasks, links


def plan(tasks: list[Task], links: list[Link]) -> Reading:
    schedule = Schedule(tasks=tuple(tasks), links=tuple(links))
    return reading("plan.xml", "schedule", schedule=schedule)


def logic(tasks: list[Task], links: list[Link], **given: Any) -> tuple[Verdict, ...]:
    return answers("SCHEDULE-6", "schedule", plan(tasks, links), **given)


def stands(
    tasks: list[Task], links: list[Link], *others: Reading, **given: Any
) -> tuple[Verdict, ...]:
    return answers("SCHEDULE-9", "schedule", plan(tasks, links), *others, **given)


def test_a_chain_from_start_to_closure_passes_both() -> None:
    assert outcomes(logic(*chain())) == {Outcome.PASS}
    assert outcomes(stands(*chain())) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("lost", "outcome"),
    [
        pytest.param(1, Outcome.PASS, id="one loose task in forty"),
        pytest.param(3, Outcome.FAIL, id="three are more than one in twenty"),
    ],
)
def test_open_ends_are_allowed_for_one_task_in_twenty(lost: int, outcome: Outcome) -> None:
    tasks, links = chain(36)
    loose = [Task(uid=f"L{number}", name=f"Loose {number}") for number in range(lost)]
    after = [Link(predecessor="5", successor=task.uid) for task in loose]

    assert outcomes(logic([*tasks, *loose], [*links, *after])) == {outcome}


def test_finished_and_inactive_tasks_may_hang_loose() -> None:
    tasks, links = chain()
    done = Task(uid="D", name="Done", percent_complete=Decimal(100))
    off = Task(uid="O", name="Off", active=False)

    assert outcomes(logic([*tasks, done, off], links)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param({"lag_minutes": Decimal(-480)}, "leads", id="a lead"),
        pytest.param({"lag_minutes": Decimal(480)}, "delay", id="too many delays"),
        pytest.param({"kind": "SS"}, "finish-to-start", id="too few plain links"),
        pytest.param({"predecessor": "77"}, "not there", id="a link to nowhere"),
    ],
)
def test_links_are_plain(changed: dict[str, Any], told: str) -> None:
    tasks, links = chain()
    links[4:6] = [link.model_copy(update=changed) for link in links[4:6]]

    assert any(told in each.found["en"] for each in logic(tasks, links))


def test_a_link_on_a_summary_is_told() -> None:
    tasks, links = chain()
    summary = Task(uid="S", name="Phase", summary=True)

    verdicts = logic([*tasks, summary], [*links, Link(predecessor="S", successor="4")])

    assert places(verdicts) == ["UID S"]


def test_a_circle_is_told() -> None:
    tasks, links = chain()

    verdicts = logic(tasks, [*links, Link(predecessor="6", successor="3")])

    assert any("circle" in each.found["en"] for each in verdicts)


def test_a_schedule_without_links_cannot_be_told() -> None:
    assert outcomes(logic(chain()[0], [])) == {Outcome.CANNOT_TELL}


def test_a_document_without_tasks_cannot_be_told() -> None:
    (verdict,) = answers("SCHEDULE-6", "schedule", reading("plan.docx", "schedule"))
    (other,) = answers("SCHEDULE-9", "schedule", reading("plan.docx", "schedule"))

    assert verdict.outcome is other.outcome is Outcome.CANNOT_TELL


def test_a_table_with_predecessors_is_a_network() -> None:
    rows: list[list[object]] = [["ID", "Task", "Start", "Finish", "Predecessors"]]
    rows += [
        [number, f"Work {number}", date(2027, 4, number), date(2027, 4, number + 1),
         "" if number == 1 else f"{number - 1}FS"]
        for number in range(1, 9)
    ]  # fmt: skip
    table = reading("plan.xlsx", "schedule", sheet(rows))

    assert outcomes(answers("SCHEDULE-6", "schedule", table)) == {Outcome.PASS}
    rows[3][4] = rows[6][4] = ""
    loose = reading("plan.xlsx", "schedule", sheet(rows))
    assert outcomes(answers("SCHEDULE-6", "schedule", loose)) == {Outcome.FAIL}


def test_a_gate_without_its_milestone_is_named() -> None:
    tasks, links = chain()
    tasks[-2] = tasks[-2].model_copy(update={"name": "Steering meeting"})

    (verdict,) = stands(tasks, links)

    assert verdict.found["en"] == "no milestone for G4"


def test_gates_that_are_passed_are_not_asked_for() -> None:
    tasks, links = chain()
    tasks[-3] = tasks[-3].model_copy(update={"name": "Something else"})

    assert outcomes(stands(tasks, links, at="G4")) == {Outcome.PASS}


def test_gates_stand_in_their_order() -> None:
    tasks, links = chain()
    names = [task.name for task in tasks]
    names[-2], names[-1] = names[-1], names[-2]
    tasks = [
        task.model_copy(update={"name": name}) for task, name in zip(tasks, names, strict=True)
    ]

    assert [each.found["en"] for each in stands(tasks, links)] == ["G5 comes before G4"]


def test_a_milestone_with_a_typed_date_is_told() -> None:
    tasks, links = chain()

    verdicts = stands(tasks, links[:-1])

    assert places(verdicts) == [f"UID {tasks[-1].uid}"]
    assert "only typed" in verdicts[0].found["en"]


def test_a_baseline_is_asked_for_but_not_of_a_first_draft() -> None:
    tasks, links = chain()
    tasks = [task.model_copy(update={"baseline_finish": None}) for task in tasks]

    assert outcomes(stands(tasks, links)) == {Outcome.FAIL}
    assert outcomes(stands(tasks, links, at="G2", settings={"gates": False})) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("days", "tolerance", "outcome"),
    [
        pytest.param(0, 0, Outcome.PASS, id="on the day"),
        pytest.param(-1, 0, Outcome.FAIL, id="a day late"),
        pytest.param(-5, 5, Outcome.PASS, id="within the tolerance"),
    ],
)
def test_the_last_milestone_keeps_the_end_of_the_project(
    days: int, tolerance: int, outcome: Outcome
) -> None:
    tasks, links = chain()
    assert tasks[-1].finish is not None
    end = tasks[-1].finish.date() + timedelta(days=days)
    around = Surroundings(project=ProjectFacts(finish=end))

    verdicts = stands(tasks, links, surroundings=around, settings={"tolerance_days": tolerance})

    assert outcomes(verdicts) == {outcome}


def test_a_deadline_that_is_missed_is_told() -> None:
    tasks, links = chain()
    tasks[3] = tasks[3].model_copy(update={"deadline": START})

    assert "UID 3" in places(answers("SCHEDULE-5", "schedule", plan(tasks, links)))
    assert outcomes(stands(tasks, links)) == {Outcome.PASS}


def test_dates_agree_with_those_that_other_documents_state() -> None:
    tasks, links = chain()
    assert tasks[-1].finish is not None
    stated = tasks[-1].finish.date()
    rows: list[list[object]] = [
        ["Milestone", "Baseline date"],
        ["G5 Closure", stated],
        ["Party", stated],
    ]
    same = reading("charter.xlsx", "charter", sheet(rows))
    rows[1][1] = stated + timedelta(days=3)
    other = reading("charter.xlsx", "charter", sheet(rows))

    assert outcomes(stands(tasks, links, same)) == {Outcome.PASS}
    (verdict,) = stands(tasks, links, other)
    assert "charter.xlsx" in verdict.found["en"]


def test_a_table_of_milestones_stands_for_a_schedule_where_gates_are_asked() -> None:
    rows: list[list[object]] = [
        ["Milestone", "Due date"],
        ["G3 Go to realisation", date(2027, 3, 15)],
        ["G4 Go to deployment", date(2027, 9, 1)],
        ["G5 Closure", date(2027, 11, 18)],
    ]
    table = reading("plan.docx", "schedule", sheet(rows))
    end = Surroundings(project=ProjectFacts(finish=date(2027, 11, 17)))

    assert outcomes(answers("SCHEDULE-9", "schedule", table)) == {Outcome.PASS}
    assert places(answers("SCHEDULE-9", "schedule", table, surroundings=end)) == ["Feuil1!B4"]


def test_predecessors_may_be_names_with_lags_in_several_columns() -> None:
    rows: list[list[object]] = [
        ["Task", "Start", "Finish", "Predecessors"],
        ["Begin", date(2027, 4, 1), date(2027, 4, 2), ""],
        ["Dig the hole", date(2027, 4, 3), date(2027, 4, 4), "Begin"],
        ["Fill it", date(2027, 4, 5), date(2027, 4, 6), "Dig the hole; Begin FS+2d"],
    ]
    table = reading("plan.xlsx", "schedule", sheet(rows))

    (verdict,) = answers("SCHEDULE-6", "schedule", table, settings={"lags": 1})

    assert verdict.found["en"] == "3 tasks, 3 links"


def test_a_milestone_is_no_gate_because_the_gate_speaks_of_its_word() -> None:
    tasks, links = chain()
    tasks[-2] = tasks[-2].model_copy(update={"name": "Deployment"})

    assert "no milestone for G4" in {each.found["en"] for each in stands(tasks, links)}
