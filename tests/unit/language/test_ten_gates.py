"""A method of ten gates with all that the language knows of structure, and a project through it.

The documents are read and judged, the votes cast, and every effect of a decision is taken: next,
stay, two back, hold until, close.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.errors import OutOfSequenceError
from domain.review.ballot import VoteValue
from lifecycle.authority import find_project
from lifecycle.driving.advance import advance
from lifecycle.invariants import check_invariants
from lifecycle.packages.propose import Proposal, propose
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from lifecycle.versions.publishing import publish
from storage.database import Database
from storage.tables.projects import GatePassage, Project
from storage.tables.reviews import Review, ReviewSeat
from tests.unit.language.ten_gates import METHOD
from tests.world import World, settled

ROLES = {"manager": "mona", "sponsor": "sara", "board": "finn"}
PROSE = (
    "The new aqueduct carries the water of the upper valley to the town over eleven kilometres. "
    "Its first part follows the old road, its second crosses the hills in a gallery that was "
    "surveyed last year. Each part has one responsible engineer, a price and a date, and the "
    "owner of the land has agreed to it in writing. What is left open stands at the end.\n\n"
)
PLAN, ESTIMATE, DRAWINGS = ("# Master plan\n\n", "# Estimate\n\n", "# Drawings\n\n")


@dataclass
class Walk:
    """Projects on the method of ten gates, driven by what an operator's installation would do."""

    world: World

    def enter(self, code: str, budget: str, *, exposed: bool) -> None:
        with self.world.database.write() as session:
            propose(
                session,
                self.world.actor("paul"),
                Proposal(
                    code=code,
                    title=f"Aqueduct {code}",
                    method="aqueduct",
                    roles=ROLES,
                    budget=budget,
                    attributes={"people-exposed": exposed},
                ),
                at=self.world.at,
            )

    def at(self, code: str) -> Project:
        with self.world.database.read() as session:
            return find_project(session, code)

    def goes_on(self, code: str) -> None:
        """Let everything happen that needs nobody."""
        self.world.later(minutes=1)
        done = advance(
            self.world.installation,
            self.at(code).id,
            clock=self.world.clock,
            perform=lambda work: work.run(),
        )
        assert not done.failed

    def hands_in(self, code: str, files: Mapping[str, str]) -> Review:
        """Hand in a package and have it read, judged and asked; return its round."""
        self.world.later(minutes=1)
        kept = [
            HandedIn(
                path, *self.world.installation.files.keep(io.BytesIO(text.encode()), at_most=10**6)
            )
            for path, text in files.items()
        ]
        with self.world.database.write() as session:
            project = find_project(session, code)
            round_id = submit(
                session, self.world.actor("mona"), project, kept, at=self.world.at
            ).review.id
        self.goes_on(code)
        with self.world.database.read() as session:
            return session.get_one(Review, round_id)

    def votes(self, review: Review, **given: object) -> None:
        """Have every seat vote the same, one after the other, and carry the decision out."""
        with self.world.database.read() as session:
            seats = session.scalars(
                select(ReviewSeat.role).where(ReviewSeat.review_id == review.id)
            )
            holders = [ROLES[role] for role in seats]
        for holder in sorted(holders):
            self.world.voted(review.id, holder, review.revision_sha256, **given)
        self.goes_on(self.code_of(review))

    def code_of(self, review: Review) -> str:
        with self.world.database.read() as session:
            return session.get_one(Project, review.project_id).code

    def seats(self, review: Review) -> set[str]:
        with self.world.database.read() as session:
            rows = select(ReviewSeat.role).where(ReviewSeat.review_id == review.id)
            return set(session.scalars(rows))

    def passed(self, code: str) -> list[tuple[str, str]]:
        with self.world.database.read() as session:
            rows = (
                select(GatePassage.gate, GatePassage.code)
                .where(GatePassage.project_id == find_project(session, code).id)
                .order_by(GatePassage.number)
            )
            return [(row.gate, row.code) for row in session.execute(rows)]


@pytest.fixture
def walk(database: Database, tmp_path: Path) -> Walk:
    world = settled(database, tmp_path)
    with world.database.write() as session:
        publish(session, METHOD, name="aqueduct.yaml", actor=None, at=world.at)
    return Walk(world)


def package(manifest: str, **texts: str) -> dict[str, str]:
    """Return the files of a package: a manifest, and documents whose text says what they are."""
    documents = {f"{name}.md": f"{text}{PROSE}{PROSE}" for name, text in texts.items()}
    return {"package.yaml": manifest, **documents}


def plan(maturity: str) -> str:
    return f"  plan: {{path: plan.md, maturity: {maturity}}}\n"


def drawings(issue: int, *, last: bool = False) -> str:
    return f"  drawings: {{path: drawings.md, issue: {issue}, final: {str(last).lower()}}}\n"


IDEA = package("deliverables:\n" + plan("draft"), plan=PLAN)


def route(issue: int) -> dict[str, str]:
    said = "deliverables:\n" + plan("draft") + drawings(issue)
    return package(said, plan=PLAN, drawings=f"{DRAWINGS}Issue {issue}.\n\n")


def cost(maturity: str) -> dict[str, str]:
    said = "deliverables:\n" + plan(maturity) + "  estimate: {path: estimate.md, maturity: draft}\n"
    return package(said, plan=f"{PLAN}Of its maturity: {maturity}.\n\n", estimate=ESTIMATE)


def test_a_project_goes_through_ten_gates_by_every_effect(walk: Walk) -> None:
    walk.enter("AQUA", "8000000", exposed=True)

    # Next; and stay: the route is asked for once more.
    first = walk.hands_in("AQUA", IDEA)
    assert walk.seats(first) == {"sponsor", "board"}
    walk.votes(first)
    assert walk.at("AQUA").stage == "routing"
    walk.votes(walk.hands_in("AQUA", route(1)), value=VoteValue.REJECT, reason="Once more")
    assert walk.at("AQUA").stage == "routing"
    walk.votes(walk.hands_in("AQUA", route(2)))
    assert walk.at("AQUA").stage == "costing"

    # A draft does not do where a baseline is asked; an estimate does in place of a quotation.
    assert walk.hands_in("AQUA", cost("draft")).state == "returned"
    ready = walk.hands_in("AQUA", cost("baseline"))
    assert ready.state == "open"

    # Hold until a day, which comes; then two stages back, and forward again.
    until = walk.world.at.date() + timedelta(days=30)
    walk.votes(ready, value=VoteValue.REJECT, instead=Decision.HOLD, until=until, reason="Money")
    assert (walk.at("AQUA").state, walk.at("AQUA").held_until) == ("held", until)
    walk.world.later(days=31)
    walk.goes_on("AQUA")
    assert walk.at("AQUA").state == "open"
    walk.votes(
        walk.hands_in("AQUA", cost("baseline")),
        value=VoteValue.REJECT,
        instead=Decision.RECYCLE,
        reason="Think again",
    )
    assert walk.at("AQUA").stage == "thinking"
    walk.votes(walk.hands_in("AQUA", IDEA))
    walk.votes(walk.hands_in("AQUA", route(2)))
    walk.votes(walk.hands_in("AQUA", cost("baseline")))

    # Two tracks began with the stage; the join waits for both.
    tracks = {"pipes": "PIPES", "pumps": "PUMPS"}
    assert walk.at("AQUA").stage == "building"
    build = package("deliverables:\n" + drawings(3), drawings=f"{DRAWINGS}Issue 3.\n\n")
    for track, gate in tracks.items():
        with pytest.raises(OutOfSequenceError):
            walk.hands_in("AQUA", build)
        child = child_of(walk, "AQUA", track)
        for number in (1, 2):
            done = walk.hands_in(child, estimate(track, number))
            assert (done.gate, walk.seats(done)) == (f"{gate}-{number}", {"sponsor"})
            walk.votes(done)
        assert walk.at(child).closed_as == "COMPLETED"

    # Each gate wants a higher issue of the drawings than the one before.
    old = package("deliverables:\n" + drawings(2), drawings=f"{DRAWINGS}Issue 2.\n\n")
    assert walk.hands_in("AQUA", old).state == "returned"
    walk.votes(walk.hands_in("AQUA", build))
    assert walk.at("AQUA").stage == "filling"

    # People are exposed, so a safety file is asked for; then the last gate closes.
    last = drawings(4, last=True)
    fill = package("deliverables:\n" + last, drawings=f"{DRAWINGS}Issue 4.\n\n")
    assert walk.hands_in("AQUA", fill).state == "returned"
    safe = last + "  safety-file: {path: safety.md, maturity: final}\n"
    walk.votes(
        walk.hands_in(
            "AQUA",
            package(
                "deliverables:\n" + safe,
                drawings=f"{DRAWINGS}Issue 4.\n\n",
                safety="# Safety file\n\n",
            ),
        )
    )
    signed = "states:\n  in-service: {done: true, signer: mona, evidence: report.md}\n"
    walk.votes(walk.hands_in("AQUA", package(signed, report="# Report\n\n")))

    assert (walk.at("AQUA").state, walk.at("AQUA").closed_as) == ("closed", "COMPLETED")
    assert walk.passed("AQUA") == [
        ("IDEA", "GO"),
        ("ROUTE", "RECYCLE"),
        ("ROUTE", "GO"),
        ("COST", "HOLD"),
        ("COST", "RECYCLE"),
        ("IDEA", "GO"),
        ("ROUTE", "GO"),
        ("COST", "GO"),
        ("BUILD", "GO"),
        ("FILL", "GO"),
        ("END", "GO"),
    ]
    assert check_invariants(walk.world.installation) == []


def test_a_small_project_is_asked_less_and_may_be_stopped(walk: Walk) -> None:
    walk.enter("RILL", "900000", exposed=False)

    first = walk.hands_in("RILL", IDEA)
    assert walk.seats(first) == {"sponsor"}
    walk.votes(first, value=VoteValue.REJECT, instead=Decision.KILL, reason="No water there")

    assert (walk.at("RILL").state, walk.at("RILL").closed_as) == ("closed", "KILL")
    assert check_invariants(walk.world.installation) == []


def child_of(walk: Walk, parent: str, track: str) -> str:
    """Return the code of the project on a track."""
    with walk.world.database.read() as session:
        above = find_project(session, parent)
        query = select(Project.code).where(Project.parent_id == above.id, Project.track == track)
        return session.scalars(query).one()


def estimate(track: str, number: int) -> dict[str, str]:
    """Return the package of a track's gate."""
    said = "deliverables:\n  estimate: {path: estimate.md, maturity: draft}\n"
    return package(said, estimate=f"{ESTIMATE}For the {track}, part {number}.\n\n")
