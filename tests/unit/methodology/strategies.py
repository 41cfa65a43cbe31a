"""Any sound method: what Hypothesis draws from."""

from datetime import timedelta
from decimal import Decimal as Number

from hypothesis import strategies as st

from domain.decision import Decision
from domain.finding import Severity
from domain.methodology.model.committee import Committee, Majority, Seat, SeatKind, Tie
from domain.methodology.model.deliverable import Deliverable, Match
from domain.methodology.model.gate import Gate, Stage
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import CheckUse, Force, Requirement
from domain.methodology.model.vocabulary import Area, DecisionWord, Effect, Ladder, Level, Role

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(
    lambda text: bool(text.strip())
)
IDS = st.from_regex(r"\A[A-Za-z][A-Za-z0-9_.-]{0,12}\Z")
SETTINGS = st.one_of(
    st.booleans(),
    st.integers(-(10**9), 10**9),
    WORDS,
    st.decimals(-1000, 1000, places=2).map(Number),
)

DECISIONS = (
    DecisionWord(id="go", code=Decision.GO, label={"en": "Go"}, effect=Effect.NEXT),
    DecisionWord(id="if", code=Decision.CONDITIONAL_GO, label={"en": "If"}, effect=Effect.NEXT),
    DecisionWord(
        id="wait",
        code=Decision.HOLD,
        label={"en": "Wait"},
        effect=Effect.HOLD_UNTIL,
        fields=("reason", "until"),
    ),
    DecisionWord(id="redo", code=Decision.RECYCLE, label={"en": "Redo"}, effect=Effect.BACK),
    DecisionWord(id="stop", code=Decision.KILL, label={"en": "Stop"}, effect=Effect.CLOSE),
)


def texts() -> st.SearchStrategy[dict[str, str]]:
    """Draw words in English and in any other languages."""
    others = st.dictionaries(st.sampled_from(["fr", "de", "pt-BR", "no", "el"]), WORDS, max_size=2)
    return st.builds(lambda en, more: {"en": en, **more}, WORDS, others)


def names(least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Draw different ids."""
    return st.lists(IDS, min_size=least, max_size=most, unique=True)


@st.composite
def committees(draw: st.DrawFn, roles: list[str]) -> Committee:
    """Draw a committee that can decide; the first role hands in, so it never votes."""
    holders = draw(st.lists(st.sampled_from(roles[1:]), min_size=1, max_size=5))
    chair = draw(st.booleans())
    seats = [
        Seat(
            role=role,
            weight=draw(st.integers(1, 100)),
            mandatory=draw(st.booleans()),
            veto=draw(st.booleans()),
            chair=chair and place == 0,
            substitute=draw(st.sampled_from([None, *(name for name in roles if name != role)])),
        )
        for place, role in enumerate(holders)
    ]
    advisory = draw(st.lists(st.sampled_from(roles), max_size=2))
    seats += [Seat(role=role, kind=SeatKind.ADVISORY) for role in advisory]
    ties = [Tie.STATUS_QUO, Tie.ESCALATE] + ([Tie.CASTING_VOTE] if chair else [])
    return Committee(
        seats=tuple(seats),
        quorum=draw(st.integers(0, len(holders))),
        majority=draw(st.sampled_from(Majority)),
        tie=draw(st.sampled_from(ties)),
        when_rejected=draw(st.sampled_from([Decision.HOLD, Decision.RECYCLE, Decision.KILL])),
        grace=timedelta(seconds=draw(st.integers(0, 10**6))),
    )


@st.composite
def requirements(draw: st.DrawFn, deliverable: str, levels: list[str]) -> Requirement:
    """Draw what a gate asks of a deliverable."""
    checks = draw(st.lists(st.sampled_from(["COST-11", "RISK-16"]), max_size=2, unique=True))
    return Requirement(
        deliverable=deliverable,
        force=draw(st.sampled_from(Force)),
        maturity=draw(st.sampled_from(levels)),
        checks=tuple(
            CheckUse(
                check=check,
                severity=draw(st.sampled_from(Severity)),
                settings=draw(st.dictionaries(IDS, SETTINGS, max_size=2)),
            )
            for check in checks
        ),
        state=not checks and draw(st.booleans()),
        source=draw(st.one_of(st.just(""), WORDS)),
    )


@st.composite
def methods(draw: st.DrawFn) -> Method:
    """Draw a sound method of one to five gates."""
    areas, levels = draw(names(1, 4)), draw(names(1, 4))
    roles, products = draw(names(2, 5)), draw(names(1, 6))
    gates, stages = draw(names(1, 5)), draw(names(5, 5))
    asked = st.lists(st.sampled_from(products), unique=True)
    return Method(
        method=draw(IDS),
        version=draw(st.integers(1, 10**6)),
        label=draw(texts()),
        manager=roles[0],
        areas=tuple(Area(id=each, label=draw(texts())) for each in areas),
        ladders=(
            Ladder(
                id="standard",
                levels=tuple(Level(id=each, label=draw(texts())) for each in levels),
            ),
        ),
        roles=tuple(Role(id=each, label=draw(texts())) for each in roles),
        decisions=DECISIONS,
        deliverables=tuple(
            Deliverable(
                id=each,
                area=draw(st.sampled_from(areas)),
                label=draw(texts()),
                guidance=draw(st.one_of(st.just({}), texts())),
                owner=draw(st.sampled_from([None, *roles])),
                match=Match(roles=("cost",), names=tuple(draw(st.lists(WORDS, max_size=2)))),
            )
            for each in products
        ),
        gates=tuple(
            Gate(
                id=each,
                label=draw(texts()),
                question=draw(texts()),
                requirements=tuple(draw(requirements(name, levels)) for name in draw(asked)),
                committee=draw(committees(roles)),
                decisions=("go", "wait", "redo", "stop"),
                sets_baseline=draw(st.booleans()),
                informs=tuple(draw(st.lists(st.sampled_from(roles), max_size=2, unique=True))),
            )
            for each in gates
        ),
        stages=tuple(
            Stage(id=stage, label=draw(texts()), gate=gate)
            for stage, gate in zip(stages, gates, strict=False)
        ),
    )
