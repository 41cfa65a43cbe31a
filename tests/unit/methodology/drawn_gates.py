"""Deliverables, criteria, committees and gates of any sound method."""

from datetime import timedelta
from decimal import Decimal as Number

from hypothesis import strategies as st

from domain.decision import Decision
from domain.finding import Severity
from domain.methodology.model.committee import Committee, Majority, Seat, SeatKind, Tie
from domain.methodology.model.deliverable import Deliverable, Kind, Match
from domain.methodology.model.gate import Gate
from domain.methodology.model.requirement import (
    CheckUse,
    Criterion,
    CriterionKind,
    Force,
    Rating,
    Requirement,
    Scale,
    Scorecard,
)
from domain.methodology.model.vocabulary import Area
from tests.unit.methodology.drawn import IDS, LABEL, WORDS, conditions, names, some, texts

SETTINGS = st.one_of(
    st.booleans(),
    st.integers(-(10**9), 10**9),
    WORDS,
    st.decimals(-1000, 1000, places=2).map(Number),
)


@st.composite
def deliverables(
    draw: st.DrawFn, ids: list[str], areas: list[str], roles: list[str], known: list[str]
) -> tuple[Deliverable, ...]:
    """Draw products; each may take the place of earlier ones on its ladder, or stand in one."""
    found: list[Deliverable] = []
    for name in ids:
        ladder = draw(st.sampled_from(["standard", "standard", "issues"]))
        earlier = [each.id for each in found]
        alike = [each.id for each in found if each.ladder == ladder]
        others = draw(st.dictionaries(st.sampled_from(roles), st.sampled_from("RSCI"), max_size=2))
        accountable = draw(st.sampled_from(roles))
        found.append(
            Deliverable(
                id=name,
                kind=draw(st.sampled_from([Kind.DOCUMENT, Kind.DOCUMENT, *Kind])),
                area=draw(st.sampled_from(areas)),
                filed=draw(st.sampled_from([{}, {"cases": "case"}])),
                label=draw(texts()),
                guidance=draw(st.one_of(st.just({}), texts())),
                ladder=ladder,
                owner=draw(st.sampled_from([None, *roles])),
                raci={**others, accountable: "A"} if others else {},
                match=Match(roles=("cost",), names=tuple(draw(st.lists(WORDS, max_size=2)))),
                when=draw(conditions(known)),
                replaces=draw(some(alike, 2)),
                part_of=draw(st.sampled_from([None, *earlier])),
                every=draw(st.sampled_from([None, "week", "month", "quarter", "year"])),
                signed_by=draw(some(roles, 2)),
                party=draw(st.sampled_from([{}, LABEL])),
                source=draw(st.sampled_from(["", "Handbook 4.2"])),
            )
        )
    return tuple(found)


@st.composite
def committees(draw: st.DrawFn, roles: list[str], known: list[str]) -> Committee:
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
            when=draw(conditions(known)) if place else None,
            order=draw(st.integers(1, 9)),
            independent=draw(st.booleans()),
        )
        for place, role in enumerate(holders)
    ]
    advisory = draw(st.lists(st.sampled_from(roles), max_size=2))
    seats += [Seat(role=role, kind=SeatKind.ADVISORY) for role in advisory]
    concurring = draw(st.lists(st.sampled_from(roles[1:]), max_size=1))
    seats += [Seat(role=role, kind=SeatKind.CONCURRING) for role in concurring]
    ties = [Tie.STATUS_QUO, Tie.ESCALATE] + ([Tie.CASTING_VOTE] if chair else [])
    majority = draw(
        st.sampled_from([each for each in Majority if chair or each is not Majority.CHAIR])
    )
    counts = majority is Majority.COUNT
    return Committee(
        seats=tuple(seats),
        quorum=draw(st.integers(0, len(holders))),
        majority=majority,
        approvals=draw(st.integers(1, len(holders))) if counts else 0,
        joint_seats=draw(st.booleans()),
        tie=draw(st.sampled_from(ties)),
        when_rejected=draw(st.sampled_from([Decision.HOLD, Decision.RECYCLE, Decision.KILL])),
        grace=timedelta(seconds=draw(st.integers(0, 10**6))),
    )


@st.composite
def requirements(
    draw: st.DrawFn,
    first: Deliverable,
    products: tuple[Deliverable, ...],
    levels: list[str],
    known: list[str],
) -> Requirement:
    """Draw what a gate asks of a deliverable, or of some on the same ladder."""
    counted = first.ladder == "issues"
    alike = [
        each.id
        for each in products
        if each.ladder == first.ladder and each.id != first.id and not each.is_signed
    ]
    others = draw(some(alike, 2))
    read = not first.is_signed
    checks = draw(st.lists(st.sampled_from(["COST-11", "RISK-16"]), max_size=2, unique=True))
    checks = checks if read else []
    reuse = draw(st.booleans())
    return Requirement(
        deliverable=first.id,
        or_any_of=others,
        at_least=draw(st.integers(1, 1 + len(others))),
        force=draw(st.sampled_from(Force)),
        maturity=None if counted else draw(st.sampled_from(levels)),
        last_issue=counted and draw(st.booleans()),
        checks=tuple(
            CheckUse(
                check=check,
                severity=draw(st.sampled_from(Severity)),
                settings=draw(st.dictionaries(IDS, SETTINGS, max_size=2)),
            )
            for check in checks
        ),
        when=draw(conditions(known)),
        tailorable=draw(st.booleans()),
        reuse=reuse,
        fresh_within=draw(st.none() | st.integers(1, 400).map(lambda days: timedelta(days=days))),
        ready_days=draw(st.sampled_from([0, 10, 30])),
        state=read and not checks and draw(st.booleans()),
        source=draw(st.one_of(st.just(""), WORDS)),
    )


@st.composite
def criteria(
    draw: st.DrawFn, taken: set[str], seated: list[str], known: list[str]
) -> tuple[Criterion, ...]:
    """Draw criteria that are judged, scored, answered or signed."""
    found = []
    for name in draw(names(0, 3)):
        if name in taken:
            continue
        way = draw(st.sampled_from(["holds", "score", "answered", "signed"]))
        scale = Scale(least=0, most=draw(st.integers(1, 100)), weight=draw(st.integers(1, 1000)))
        found.append(
            Criterion(
                id=name,
                kind=draw(st.sampled_from(CriterionKind)),
                label=draw(texts()),
                when=draw(conditions(known)),
                holds=draw(st.sampled_from(known)) if way == "holds" else None,
                score=scale if way == "score" else None,
                scored_by=draw(some(seated, 2)) if way == "score" else (),
                answered_by=(draw(st.sampled_from(seated)),) if way == "answered" else (),
                severity=draw(st.sampled_from(Severity)),
            )
        )
    return tuple(found)


@st.composite
def gates(
    draw: st.DrawFn,
    name: str,
    products: tuple[Deliverable, ...],
    levels: list[str],
    roles: list[str],
    known: list[str],
) -> Gate:
    """Draw a gate by itself; what it has to do with other gates is drawn where they are known."""
    asked = draw(st.lists(st.sampled_from(products), unique_by=lambda each: each.id))
    committee = draw(committees(roles, known))
    seated = [seat.role for seat in committee.seats]
    taken = {each.id for each in asked}
    found = draw(criteria(taken, seated, known))
    levels_of = tuple(Area(id=each, label=LABEL) for each in ("red", "amber", "green"))
    scored = any(criterion.score is not None for criterion in found)
    return Gate(
        id=name,
        label=draw(texts()),
        question=draw(texts()),
        when=draw(conditions(known)),
        requirements=tuple(draw(requirements(each, products, levels, known)) for each in asked),
        criteria=found,
        scorecard=Scorecard(at_least=draw(st.integers(0, 100))) if scored else None,
        ratings=tuple(
            Rating(id=each, label=LABEL, levels=levels_of, by=draw(some(seated, 2)))
            for each in draw(names(0, 1))
        ),
        committee=committee,
        decisions=("go", "wait", "redo", "stop"),
        decide_when=draw(conditions(known)),
        lead_days=draw(st.sampled_from([0, 5])),
        sets_baseline=draw(st.booleans()),
        informs=draw(some(roles, 2)),
        source=draw(st.sampled_from(["", "Handbook 4.3"])),
    )
