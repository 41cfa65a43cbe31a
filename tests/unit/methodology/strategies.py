"""Any sound method: what Hypothesis draws from."""

from hypothesis import strategies as st

from domain.decision import Decision
from domain.methodology.model.gate import Event, Gate, Join, Stage, Track
from domain.methodology.model.method import Method
from domain.methodology.model.project import Renamed
from domain.methodology.model.vocabulary import Area, DecisionWord, Effect, Ladder, Level, Role
from tests.unit.methodology.drawn import IDS, LABEL, conditions, names, some, texts
from tests.unit.methodology.drawn_gates import deliverables, gates
from tests.unit.methodology.drawn_project import projects

DECISIONS = (
    DecisionWord(id="go", code=Decision.GO, label=LABEL, effect=Effect.NEXT),
    DecisionWord(id="if", code=Decision.CONDITIONAL_GO, label=LABEL, effect=Effect.NEXT),
    DecisionWord(
        id="wait",
        code=Decision.HOLD,
        label=LABEL,
        effect=Effect.HOLD_UNTIL,
        fields=("reason", "until"),
    ),
    DecisionWord(id="redo", code=Decision.RECYCLE, label=LABEL, effect=Effect.BACK),
    DecisionWord(id="stop", code=Decision.KILL, label=LABEL, effect=Effect.CLOSE),
)


@st.composite
def methods(draw: st.DrawFn) -> Method:
    """Draw a sound method: main stages, gates inside them and beside them, a track, an event."""
    areas, levels, roles = draw(names(1, 3)), draw(names(1, 3)), draw(names(2, 4))
    ids = draw(names(4, 8))
    main, (inside, merged, beside) = ids[3:], ids[:3]
    stages = draw(names(len(main) + 2, len(main) + 2))
    project = draw(projects(roles))
    known = [*project.pop("known"), f"passed.{main[0]}", f"planned.{main[0]} < today"]
    products = draw(deliverables(draw(names(1, 5)), areas, roles, known))
    drawn = {name: draw(gates(name, products, levels, roles, known)) for name in ids}
    drawn[main[-1]] = _changed(
        drawn[main[-1]],
        merges=(merged,),
        after=(inside,),
        joins=(Join(track="side", need=draw(st.sampled_from(["all", "any", 1, 2]))),),
    )
    drawn[inside] = _changed(drawn[inside], skippable=draw(st.booleans()))
    variant = Stage(
        id=stages[-1],
        label=draw(texts()),
        gate=main[-1],
        when=draw(conditions(known)),
        replaces=(stages[len(main) - 1],),
    )
    follows = draw(st.booleans())
    return Method(
        method=draw(IDS),
        version=draw(st.integers(1, 10**6)),
        languages=draw(some(["en"])),
        label=draw(texts()),
        source=draw(st.sampled_from(["", "Handbook"])),
        manager=roles[0],
        renamed=Renamed(gates={"was.never.there": main[0]}),
        areas=tuple(Area(id=each, label=draw(texts())) for each in areas),
        ladders=(
            Ladder(
                id="standard",
                levels=tuple(Level(id=each, label=draw(texts())) for each in levels),
            ),
            Ladder(id="issues", counted=True, declared=draw(st.booleans())),
        ),
        roles=tuple(
            Role(id=each, label=draw(texts()), independent=draw(st.booleans())) for each in roles
        ),
        decisions=DECISIONS,
        deliverables=products,
        gates=tuple(drawn.values()),
        stages=(
            *(
                Stage(
                    id=stage,
                    label=draw(texts()),
                    gate=gate,
                    also=(inside, *([beside] if follows else [])) if gate == main[0] else (),
                    phase=draw(st.sampled_from([None, "early"])),
                    when=draw(conditions(known)),
                    repeat_until=draw(conditions(known)),
                    tracks=("side",) if gate == main[0] else (),
                    source=draw(st.sampled_from(["", "Handbook 5"])),
                )
                for stage, gate in zip(stages, main, strict=False)
            ),
            variant,
        ),
        tracks=(
            Track(id="side", label=LABEL, when=draw(conditions(known)), many=True, method="other")
            if follows
            else Track(
                id="side",
                label=LABEL,
                when=draw(conditions(known)),
                many=True,
                stages=(Stage(id=stages[-2], label=LABEL, gate=beside),),
            ),
        ),
        events=tuple(
            Event(id=each, label=LABEL, gate=inside, when=draw(conditions(known)))
            for each in draw(names(0, 1))
        ),
        **project,
    )


def _changed(gate: Gate, **changes: object) -> Gate:
    return gate.model_copy(update=changes)
