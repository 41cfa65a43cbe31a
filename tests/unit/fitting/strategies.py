"""Methods with conditions everywhere, and projects of any circumstances."""

from datetime import date
from decimal import Decimal as Number

from hypothesis import strategies as st

from domain.decision import Decision
from domain.methodology.fitting.circumstances import Circumstances, Known, Passed, Tailored
from domain.methodology.model.committee import Committee, Seat, Tie
from domain.methodology.model.deliverable import Deliverable
from domain.methodology.model.gate import Event, Gate, Stage
from domain.methodology.model.method import Method
from domain.methodology.model.project import (
    Attribute,
    AttributeKind,
    Pack,
    ProjectClass,
    TailoringCode,
)
from domain.methodology.model.requirement import Criterion, Force, Requirement
from domain.methodology.model.vocabulary import Area, Ladder, Level, Role
from tests.unit.methodology.strategies import DECISIONS

CONDITIONS = (
    "exposed",
    "not exposed",
    "risk > 3",
    "budget > 300 and exposed",
    'class == "L"',
    'class != "L"',
    "pack.tender",
    "fact.total > 5",
    "known(risk)",
)
TODAY = date(2026, 3, 2)


def conditions() -> st.SearchStrategy[str | None]:
    """Draw a condition, or none."""
    return st.one_of(st.none(), st.sampled_from(CONDITIONS))


def plain_methods() -> st.SearchStrategy[Method]:
    """Draw a method without any condition, of one to five gates."""
    return st.sampled_from([_plain(gates) for gates in range(1, 6)])


@st.composite
def conditional_methods(draw: st.DrawFn) -> Method:
    """Draw a method in which anything may stand under a condition, replace or merge others.

    What replaces or merges stands later than what it replaces, so there are no circles, and the
    last stage and its gate are there for every project.
    """
    method = draw(plain_methods())
    products = [
        each.model_copy(
            update={
                "when": draw(conditions()),
                "replaces": _some(draw, [one.id for one in method.deliverables[:place]]),
            }
        )
        for place, each in enumerate(method.deliverables)
    ]
    names = [gate.id for gate in method.gates]
    gates = [_gate(draw, gate, names[:place]) for place, gate in enumerate(method.gates)]
    stages = [
        _stage(draw, stage, [one.id for one in method.stages[:place]])
        for place, stage in enumerate(method.stages)
    ]
    gates[-1] = gates[-1].model_copy(update={"when": None})
    stages[-1] = stages[-1].model_copy(update={"when": None})
    label = {"en": "Any"}
    # One gate is opened by an event and one lies inside a stage, where there are enough.
    events: tuple[Event, ...] = ()
    if len(stages) > 2 and draw(st.booleans()):
        first, *stages = stages
        stages[-1] = stages[-1].model_copy(update={"also": (first.gate,)})
    if len(stages) > 2 and draw(st.booleans()):
        first, *stages = stages
        events = (Event(id="alarm", label=label, gate=first.gate, when=draw(conditions())),)
    return method.model_copy(
        update={
            "attributes": (
                Attribute(id="exposed", label=label, kind=AttributeKind.YES_NO),
                Attribute(id="risk", label=label, kind=AttributeKind.NUMBER),
            ),
            "classes": (
                ProjectClass(id="L", label=label, when="budget > 1000"),
                ProjectClass(id="S", label=label),
            ),
            "packs": (
                Pack(id="tender", label=label, when=draw(st.sampled_from([None, "exposed"]))),
            ),
            "deliverables": tuple(products),
            "gates": tuple(gates),
            "stages": tuple(stages),
            "events": events,
        }
    )


@st.composite
def circumstances(draw: st.DrawFn, method: Method) -> Circumstances:
    """Draw a project at any stage of a method."""
    attributes: dict[str, Known] = {}
    if draw(st.booleans()):
        attributes["exposed"] = draw(st.booleans())
    if draw(st.booleans()):
        attributes["risk"] = draw(st.integers(1, 9))
    place = draw(st.integers(0, len(method.stages) - 1))
    passed = [
        Passed(
            gate=stage.gate,
            stage=stage.id,
            code=Decision.GO,
            policy=draw(st.sampled_from([None, *method.gates])),
            klass=draw(st.sampled_from([None, "S", "L"])),
        )
        for stage in method.stages[:place]
    ]
    return Circumstances(
        today=TODAY,
        stage=method.stages[place].id,
        budget=draw(st.sampled_from([None, Number(10), Number(5000)])),
        klass=draw(st.sampled_from([None, "L", "S", "XL"])),
        attributes=attributes,
        packs=draw(st.sampled_from([frozenset[str](), frozenset({"tender"})])),
        raised=draw(st.sampled_from([frozenset[str](), frozenset({"alarm"})])),
        passed=tuple(passed),
        tailoring=tuple(draw(st.lists(_tailored(method), max_size=4))),
    )


def _plain(gates: int) -> Method:
    """Return a small method without any condition."""
    label = {"en": "Any"}
    levels = tuple(Level(id=name, label=label) for name in ("outline", "draft", "baseline"))
    seats = (Seat(role="sponsor", chair=True), Seat(role="finance"), Seat(role="owner"))
    return Method(
        method="any",
        version=1,
        label=label,
        manager="manager",
        areas=(Area(id="cost", label=label),),
        ladders=(Ladder(id="standard", levels=levels), Ladder(id="short", levels=levels[:2])),
        roles=tuple(Role(id=name, label=label) for name in ("sponsor", "finance", "owner")),
        decisions=DECISIONS,
        deliverables=tuple(
            Deliverable(
                id=name,
                area="cost",
                label=label,
                ladder="short" if name == "d" else "standard",
                protected=name == "b",
            )
            for name in "abcd"
        ),
        gates=tuple(
            Gate(
                id=f"G{number}",
                label=label,
                question=label,
                committee=Committee(seats=seats, quorum=2, tie=Tie.CASTING_VOTE),
            )
            for number in range(gates)
        ),
        stages=tuple(
            Stage(id=f"S{number}", label=label, gate=f"G{number}") for number in range(gates)
        ),
    )


def _some(draw: st.DrawFn, names: list[str]) -> tuple[str, ...]:
    if not names or draw(st.integers(0, 3)):
        return ()
    return tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True)))


def _gate(draw: st.DrawFn, gate: Gate, earlier: list[str]) -> Gate:
    committee = gate.committee
    seats = [
        seat.model_copy(update={"when": draw(conditions())}) if place else seat
        for place, seat in enumerate(committee.seats)
    ]
    return gate.model_copy(
        update={
            "when": draw(st.one_of(st.none(), conditions())),
            "requirements": tuple(
                Requirement(
                    deliverable=name,
                    or_any_of=draw(st.sampled_from([(), tuple({"a", "c"} - {name})])),
                    force=draw(st.sampled_from(Force)),
                    maturity=draw(st.sampled_from(["outline", "draft"])),
                    when=draw(conditions()),
                    tailorable=draw(st.booleans()),
                )
                for name in sorted(draw(st.sets(st.sampled_from("abcd"), max_size=3)))
            ),
            "criteria": tuple(
                Criterion(id=name, label={"en": name}, when=draw(conditions()))
                for name in sorted(draw(st.sets(st.sampled_from(["safe", "sound"]))))
            ),
            "committee": committee.model_copy(update={"seats": tuple(seats)}),
            "after": _some(draw, earlier),
            "merges": _some(draw, earlier),
            "skippable": draw(st.booleans()),
        }
    )


def _stage(draw: st.DrawFn, stage: Stage, earlier: list[str]) -> Stage:
    return stage.model_copy(update={"when": draw(conditions()), "replaces": _some(draw, earlier)})


@st.composite
def _tailored(draw: st.DrawFn, method: Method) -> Tailored:
    code = draw(st.sampled_from(TailoringCode))
    items = [*(each.id for each in method.deliverables), *(gate.id for gate in method.gates)]
    asked = [each for gate in method.gates for each in (*gate.requirements, *gate.criteria)]
    return Tailored(
        code=code,
        item=draw(st.sampled_from([*items, "safe"])),
        gate=draw(st.sampled_from([None, *(gate.id for gate in method.gates)])),
        added=draw(st.sampled_from([None, *asked])) if code is TailoringCode.ADD else None,
        approved_by="Paula",
        because="small",
        expires_on=draw(st.sampled_from([None, date(2026, 3, 1), TODAY])),
    )
