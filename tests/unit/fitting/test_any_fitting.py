"""Whatever the method and the project: fitting never fails, is final, and leaves nothing loose."""

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.fit import Fitted, fit
from domain.methodology.fitting.gates import fit_gate
from domain.methodology.fitting.names import standing_of
from domain.methodology.fitting.opening import in_window, open_gates, repeats
from domain.methodology.model.method import Method
from tests.unit.fitting.strategies import TODAY, circumstances, conditional_methods, plain_methods
from tests.unit.methodology.strategies import methods

MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def cases(draw: st.DrawFn) -> tuple[Method, Circumstances]:
    """Draw a method and a project that follows it."""
    method = draw(conditional_methods())
    return method, draw(circumstances(method))


@MANY
@given(case=cases())
def test_to_fit_a_fitted_method_changes_nothing(case: tuple[Method, Circumstances]) -> None:
    method, known = case
    once = fit(method, known)

    again = fit(once.method, known)

    assert again.method == once.method
    assert (again.stage, again.klass) == (once.stage, once.klass)


@MANY
@given(case=cases())
def test_a_fitted_method_speaks_only_of_what_it_has(case: tuple[Method, Circumstances]) -> None:
    method, known = case

    fitted = fit(method, known).method

    gates = {gate.id for gate in fitted.gates}
    products = {each.id for each in fitted.deliverables}
    stages = [stage.id for stage in fitted.stages]
    named = {gate for stage in fitted.stages for gate in (stage.gate, *stage.also)}
    named |= {gate for each in fitted.gates for gate in each.after}
    named |= {event.gate for event in fitted.events}
    assert named <= gates
    assert {each for gate in fitted.gates for one in gate.requirements for each in one.choices} <= (
        products
    )
    assert len(set(stages)) == len(stages)
    assert all(gate.committee.quorum <= len(gate.committee.seats) for gate in fitted.gates)
    for gate in fitted.gates:
        asked = [each.deliverable for each in gate.requirements]
        assert len(set(asked)) == len(asked)
    assert Method.model_validate(fitted.model_dump()) == fitted


@MANY
@given(case=cases())
def test_no_condition_is_left_whose_answer_is_known(case: tuple[Method, Circumstances]) -> None:
    method, known = case

    fitted = fit(method, known).method

    standing = standing_of(method, known)
    for condition in _conditions(fitted):
        answer = standing.ask(condition)
        assert not answer.is_true
        assert not answer.is_false


def _conditions(method: Method) -> Iterator[str]:
    for gate in method.gates:
        yield from (each.when for each in gate.requirements if each.when)
        yield from (each.when for each in gate.criteria if each.when)
    yield from (gate.when for gate in method.gates if gate.when)
    yield from (stage.when for stage in method.stages if stage.when)
    yield from (each.when for each in method.deliverables if each.when)


@MANY
@given(case=cases())
def test_a_project_always_stands_before_the_end_of_its_stage(
    case: tuple[Method, Circumstances],
) -> None:
    method, known = case
    fitted = fit(method, known)

    *others, end = open_gates(fitted, known)

    stage = fitted.method.stage(fitted.stage)
    assert (end.gate, end.ends_stage) == (stage.gate, True)
    assert not any(each.ends_stage for each in others)
    assert all({"en", "fr"} == each.hindered.keys() for each in (*others, end) if each.hindered)
    assert not repeats(fitted, fitted.stage, known)
    assert all(in_window(gate, fitted.method, known).is_true for gate in fitted.method.gates)


@MANY
@given(case=cases(), total=st.integers(0, 10))
def test_a_gate_is_fitted_further_with_the_facts_of_its_package(
    case: tuple[Method, Circumstances], total: int
) -> None:
    method, known = case
    fitted = fit(method, known)
    more = known.model_copy(update={"facts": {"total": total}})

    for gate in fitted.method.gates:
        again = fit_gate(gate, fitted.method, more)
        assert fit_gate(again, fitted.method, more) == again
        assert {each.id for each in again.criteria} <= {each.id for each in gate.criteria}
        assert all("fact." not in (each.when or "") for each in again.requirements)


@FEW
@given(method=methods(), place=st.integers(0, 9), budget=st.sampled_from([None, 10, 10**7]))
def test_any_sound_method_fits_a_project_at_any_of_its_stages(
    method: Method, place: int, budget: int | None
) -> None:
    stages = [stage for track in method.tracks for stage in track.stages]
    begun = {stage.id: track.id for track in method.tracks for stage in track.stages}
    walked = [*method.stages, *stages]
    stage = walked[place % len(walked)].id
    project = Circumstances(today=TODAY, stage=stage, track=begun.get(stage), budget=budget)

    once = fit(method, project)

    assert fit(once.method, project).method == once.method
    assert open_gates(once, project)[-1].gate == once.method.stage(once.stage).gate


@FEW
@given(method=plain_methods(), place=st.integers(0, 4))
def test_a_plain_method_stays_the_very_same(method: Method, place: int) -> None:
    stage = method.stages[min(place, len(method.stages) - 1)].id

    fitted: Fitted = fit(method, Circumstances(today=TODAY, stage=stage))

    assert fitted.method == method
    assert (fitted.stage, fitted.klass, fitted.left_out, fitted.unknown) == (stage, None, (), ())
