"""A project that goes from gate to gate through our own transactions, for benches to time."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from domain.finding import Finding, Outcome
from domain.judgement import Judgement
from domain.review.ballot import VoteValue
from lifecycle.actor import Actor
from lifecycle.deciding.ask import ask
from lifecycle.deciding.carry_out import carry_out
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import vote
from lifecycle.driving.advance import advance
from lifecycle.packages.judging import keep
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from storage.database import Database
from storage.migrate import upgrade
from storage.tables.reviews import Review
from tests.unit.lifecycle.scene import METHOD, Scene, a_judgement, a_scene, installation_on

GATES = 15
CHECKS = ("COST-11", "COST-12", "COST-13", "COST-14")
VOTERS = ("marc", "nadia", "denis")
APPROVE = Given(value=VoteValue.APPROVE)


def method() -> str:
    """Return a method of many gates, each with four checks, decided by three seats."""
    head = METHOD[: METHOD.index("gates:\n")]
    checks = ", ".join(f"{{check: {check}, severity: minor}}" for check in CHECKS)
    gates = "".join(
        f"""\
  - id: G{number}
    label: {{en: Gate {number}, fr: Jalon {number}}}
    question: {{en: On?, fr: On continue ?}}
    requirements:
      - {{deliverable: budget, maturity: baseline, force: should, checks: [{checks}]}}
    decisions: [go, wait, redo, stop]
    committee:
      quorum: 2
      majority: unanimous
      seats: [{{role: sponsor}}, {{role: finance}}, {{role: deputy}}]
"""
        for number in range(1, GATES + 1)
    )
    stages = "".join(
        f"  - {{id: s{number}, label: {{en: S{number}, fr: E{number}}}, gate: G{number}}}\n"
        for number in range(1, GATES + 1)
    )
    return f"{head}gates:\n{gates}stages:\n{stages}"


def judgement() -> Judgement:
    """Return a judgement in which four checks pass."""
    known = a_judgement()
    (deliverable,) = known.deliverables
    (finding,) = deliverable.findings
    findings: tuple[Finding, ...] = tuple(
        finding.model_copy(update={"check": check, "outcome": Outcome.PASS}) for check in CHECKS
    )
    judged = deliverable.model_copy(update={"findings": findings})
    return known.model_copy(update={"deliverables": (judged,), "as_of": date(2026, 3, 2)})


@dataclass
class Ours:
    """A project that our own acts take from gate to gate, each in its own transaction."""

    scene: Scene
    file: HandedIn

    def cycle(self) -> UUID:
        """Take the project through one gate in seven transactions; return its round."""
        review = self.submitted(replace(self.file, sha256=uuid4().hex * 2))
        with self.scene.write() as session:
            keep(session, review.id, judgement(), at=self.scene.at)
        with self.scene.write() as session:
            ask(session, review.id, at=self.scene.at)
        for handle in VOTERS:
            self.voted(review, handle)
        with self.scene.write() as session:
            carry_out(session, review.id, at=self.scene.at)
        return review.id

    def driven(self) -> UUID:
        """Do the same as the pulse does: what is not a person's is claimed, then done.

        The checks are run on the reading of the one document, which every gate shares.
        """
        review = self.submitted(self.file)
        self.advanced(works=4)
        for handle in VOTERS:
            self.voted(review, handle)
        self.advanced(works=1)
        return review.id

    def submitted(self, file: HandedIn) -> Review:
        """Hand in a package of one document."""
        scene = self.scene
        scene.later(hours=1)
        with scene.write() as session:
            project = scene.project(session)
            return submit(session, scene.actor("anna"), project, [file], at=scene.at).review

    def voted(self, review: Review, handle: str) -> None:
        """Approve."""
        actor = Actor(person_id=self.scene.people[handle], channel="page")
        with self.scene.write() as session:
            vote(
                session,
                actor,
                review.id,
                APPROVE,
                revision_sha256=review.revision_sha256,
                at=self.scene.at,
            )

    def advanced(self, *, works: int) -> None:
        """Do what comes next until the project waits for people."""
        project = self.scene.look()
        done = advance(
            self.scene.installation,
            project.id,
            clock=lambda: self.scene.at,
            perform=lambda work: work.run(),
        )
        assert (done.done, done.failed) == (works, False), done


def ours(url: str, folder: Path) -> Ours:
    """Return a project before its first gate, in a new database that nobody holds open."""
    database = Database(url)
    upgrade(database)
    scene = a_scene(database, folder, method=method())
    made = Ours(scene, scene.keep("Budget: 100 EUR"))
    database.checkpoint()
    database.dispose()
    return made


def another(known: Ours, url: str) -> Ours:
    """Return the same project in a copy of its database."""
    scene = known.scene
    place = scene.installation.place
    installation = installation_on(Database(url), place.data_dir)
    return replace(known, scene=replace(scene, installation=installation))
