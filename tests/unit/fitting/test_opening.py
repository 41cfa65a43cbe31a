"""Which gates stand open, what hinders them, when they are due and may be decided."""

from datetime import date
from decimal import Decimal as Number
from typing import Any

import pytest

from domain.methodology.fitting.circumstances import Child, OpenGate, Tailored
from domain.methodology.fitting.fit import fit
from domain.methodology.fitting.opening import in_window, open_gates, repeats
from domain.methodology.model.project import TailoringCode
from tests.unit.fitting.texts import known, method_of, passed

GATES = """
tracks:
  - {id: works, label: {en: Works}, many: true, stages: [{id: dig, label: {en: Dig}, gate: D}]}
gates:
  - id: D
    label: {en: Gate D}
    question: {en: "Dug?"}
    committee: {seats: [{role: board}]}
  - id: E
    label: {en: Gate E, fr: Jalon E}
    question: {en: "Inside?"}
    committee: {seats: [{role: board}]}
    lead_days: 3
  - id: F
    label: {en: Gate F}
    question: {en: "Inside too?"}
    after: [A, E]
    committee: {seats: [{role: board}]}
  - id: X
    label: {en: Gate X}
    question: {en: "Exception?"}
    committee: {seats: [{role: board}]}
  - {id: C, joins: [{track: works, gate: D, need: NEED}]}
events:
  - {id: forecast, label: {en: Forecast}, gate: X, when: fact.total > 100}
  - {id: alarm, label: {en: Alarm}, gate: X}
stages:
  - {id: second, also: [E, F], tracks: [works]}
"""
SKIPPABLE = "  - {id: B, skippable: true}\n  - {id: C,"
A = passed("A", "first")


def opened(stage: str, need: str = "all", **more: Any) -> dict[str, OpenGate]:
    method, project = method_of(GATES.replace("NEED", need)), known(stage, **more)
    return {each.gate: each for each in open_gates(fit(method, project), project)}


def test_gates_inside_a_stage_come_in_any_order_and_its_end_awaits_them() -> None:
    found = opened("second", passed=(A,))

    assert list(found) == ["E", "F", "B"]
    assert found["E"].hindered == {}
    assert found["F"].hindered == {
        "en": "F awaits E (Gate E) to be passed.",
        "fr": "F attend le passage de E (Jalon E).",
    }
    assert "E (Gate E)" in found["B"].hindered["en"]
    assert [each.ends_stage for each in found.values()] == [False, False, True]


def test_a_gate_inside_is_passed_once_in_each_round() -> None:
    inside = (A, passed("E", "second"), passed("F", "second"))

    assert list(opened("second", passed=inside)) == ["B"]
    assert opened("second", passed=inside)["B"].hindered == {}
    assert list(opened("second", passed=inside, iteration=2)) == ["E", "F", "B"]


def test_an_event_opens_its_gate_out_of_turn_and_the_end_awaits_it() -> None:
    raised = opened("first", raised=frozenset({"alarm"}))
    forecast = opened("first", facts={"total": 120})
    answered = opened("first", facts={"total": 120}, passed=(passed("X", "first"),))

    assert {name: each.by for name, each in raised.items()} == {"X": "alarm", "A": ""}
    assert {name: each.by for name, each in forecast.items()} == {"X": "forecast", "A": ""}
    assert "X (Gate X [en])" in raised["A"].hindered["fr"]
    assert list(answered) == ["A"]
    assert list(opened("first", facts={"total": 20})) == ["A"]
    assert list(opened("first")) == ["A"]


def child(code: str, *, closed: str | None = None, gates: tuple[str, ...] = ()) -> Child:
    return Child(track="works", code=code, closed_as=closed, passed=frozenset(gates))


@pytest.mark.parametrize(
    ("need", "children", "waits"),
    [
        ("all", (), "which has not begun"),
        ("all", (child("W1", gates=("D",)), child("W2")), "1 of 2 there, not W2"),
        ("all", (child("W1", gates=("D",)), child("W2", closed="COMPLETED")), ""),
        ("all", (child("W1", gates=("D",)), child("W2", closed="KILL")), ""),
        ("all", (child("W1", closed="KILL"),), "which has not begun"),
        ("any", (child("W1"), child("W2", gates=("D",))), ""),
        ("any", (child("W1"), child("W2")), "0 of 1 there, not W1, W2"),
        ("2", (child("W1", gates=("D",)), child("W2", gates=("D",)), child("W3")), ""),
        ("2", (child("W1", gates=("D",)),), "1 of 2 there, not -"),
    ],
)
def test_a_join_awaits_the_projects_on_its_track(
    need: str, children: tuple[Child, ...], waits: str
) -> None:
    (end,) = opened("third", need, children=children).values()

    assert bool(end.hindered) is bool(waits)
    assert waits in end.hindered.get("en", "")


def test_a_join_without_a_gate_awaits_the_whole_track() -> None:
    method = method_of(GATES.replace("gate: D, need: NEED", "need: all"))

    for one, waits in ((child("W1", gates=("D",)), True), (child("W1", closed="GO"), False)):
        project = known("third", children=(one,))
        (end,) = open_gates(fit(method, project), project)
        assert bool(end.hindered) is waits


def test_a_package_is_due_some_working_days_before_the_planned_date() -> None:
    planned = {"E": date(2026, 3, 10), "B": date(2026, 3, 14)}
    method, project = method_of(GATES.replace("NEED", "all")), known("second", planned=planned)
    found = fit(method, project)

    due = {each.gate: each.due for each in open_gates(found, project)}
    holidays = {date(2026, 3, 6)}
    later = {each.gate: each.due for each in open_gates(found, project, holidays)}

    assert due == {"E": date(2026, 3, 5), "F": None, "B": date(2026, 3, 14)}
    assert later["E"] == date(2026, 3, 4)


def test_a_merging_gate_is_due_for_the_last_of_what_it_merges() -> None:
    method = method_of("gates: [{id: B, merges: [A]}]")
    project = known(planned={"A": date(2026, 4, 1)})

    (end,) = open_gates(fit(method, project), project)

    assert (end.gate, end.stage, end.due) == ("B", "second", date(2026, 4, 1))


def test_what_was_passed_in_a_stage_counts_for_the_one_that_took_it_over() -> None:
    method = method_of(GATES.replace("NEED", "all").replace("  - {id: C,", SKIPPABLE))
    skip = Tailored(code=TailoringCode.SKIP, item="B", approved_by="Paula")
    project = known("second", passed=(A, passed("E", "second")), tailoring=(skip,))
    found = fit(method, project)

    assert found.stage == "third"
    assert [each.gate for each in open_gates(found, project)] == ["F", "C"]


@pytest.mark.parametrize(
    ("iteration", "facts", "again"),
    [(1, {}, True), (1, {"left": 0}, False), (1, {"left": 3}, True), (3, {}, False)],
)
def test_a_stage_repeats_until_its_condition_is_known_to_hold(
    iteration: int, facts: dict[str, int], *, again: bool
) -> None:
    method = method_of("stages: [{id: second, repeat_until: fact.left == 0 or iteration >= 3}]")
    project = known("second", iteration=iteration, facts=facts)
    found = fit(method, project)

    assert repeats(found, "second", project) is again
    assert not repeats(found, "first", project)
    assert not repeats(found, "of-another-version", project)


def test_a_gate_is_decided_only_within_its_window() -> None:
    method = method_of("gates: [{id: A, decide_when: today >= planned.C - days(30)}]")
    gate = method.gate("A")

    early = in_window(gate, method, known(planned={"C": date(2026, 6, 1)}))
    late = in_window(gate, method, known(planned={"C": date(2026, 3, 15)}))

    assert early.is_false
    assert "2026-03-02" in early.because["en"]
    assert late.is_true
    assert in_window(gate, method, known()).unknown == ("planned.C",)
    assert in_window(method.gate("B"), method, known(budget=Number(1))).is_true
