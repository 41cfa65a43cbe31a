"""A course of gates that each test writes, walked by acts: handed in, judged, asked, voted."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from domain.finding import Fact
from domain.methodology.fitting.circumstances import OpenGate
from domain.review.ballot import VoteValue
from lifecycle.deciding.ask import ask
from lifecycle.deciding.carry_out import carry_out
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import in_meeting, vote
from lifecycle.fitted.fitting import Fit, fit_of
from lifecycle.packages.judging import keep
from lifecycle.packages.propose import Proposal, propose
from lifecycle.people import NewPerson, add_person
from lifecycle.versions.publishing import publish
from storage.database import Database
from storage.tables.projects import GatePassage, Project
from storage.tables.records import LedgerEntry
from storage.tables.reviews import Review
from tests.unit.lifecycle.scene import HANDLES, Scene, a_judgement, installation_on

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

HEAD = """\
method: course
version: 1
language: en
label: {en: Course, fr: Parcours}
manager: manager
areas:
  - {id: cost, label: {en: Cost, fr: Coûts}}
ladders:
  - id: standard
    levels: [{id: draft, label: {en: Draft, fr: Projet}},
             {id: baseline, label: {en: Baseline, fr: Référence}}]
roles:
  - {id: manager, label: {en: Manager, fr: Chef de projet}}
  - {id: sponsor, label: {en: Sponsor, fr: Commanditaire}}
  - {id: authority, label: {en: Authority, fr: Autorité}}
decisions:
  - {id: go, code: GO, label: {en: Go, fr: Accord}, effect: next}
  - {id: wait, code: HOLD, label: {en: Wait, fr: Attente}, effect: hold_until, fields: [until]}
  - {id: redo, code: RECYCLE, label: {en: Redo, fr: Reprise}, effect: back, back: 0}
  - {id: stop, code: KILL, label: {en: Stop, fr: Arrêt}, effect: close}
deliverables:
  - {id: budget, area: cost, label: {en: Budget, fr: Budget}}
  - {id: plan, area: cost, label: {en: Plan, fr: Plan}}
  - {id: charter, area: cost, label: {en: Charter, fr: Charte}}
"""

ROLES = {"manager": "anna", "sponsor": "marc", "authority": "nadia"}


def gate(id_: str, more: str = "", *, asks: Sequence[str] = ("budget",)) -> str:
    """Return a gate that the sponsor decides alone, with more lines of its own."""
    requirements = ", ".join(f"{{deliverable: {each}, maturity: baseline}}" for each in asks)
    lines = "".join(f"    {line}\n" for line in more.strip("\n").splitlines())
    return (
        f"  - id: {id_}\n"
        f"    label: {{en: Gate {id_}, fr: Jalon {id_}}}\n"
        f"    question: {{en: Is {id_} reached?, fr: {id_} est-il atteint ?}}\n"
        f"    requirements: [{requirements}]\n"
        f"    committee: {{seats: [{{role: sponsor}}]}}\n{lines}"
    )


def stage(id_: str, gate_id: str, more: str = "") -> str:
    """Return a stage that ends at a gate."""
    tail = f", {more}" if more else ""
    return f"  - {{id: {id_}, label: {{en: {id_}, fr: {id_}}}, gate: {gate_id}{tail}}}\n"


def method(gates: Sequence[str], stages: Sequence[str], more: str = "", head: str = HEAD) -> str:
    """Return a whole method."""
    return f"{head}{more}gates:\n{''.join(gates)}stages:\n{''.join(stages)}"


class Walk(Scene):
    """A project that is walked through its gates by acts alone."""

    def fit(self, code: str | None = None) -> Fit:
        """Return the project's method fitted to it now."""
        with self.installation.database.read() as session:
            return fit_of(session, self.named(session, code), at=self.at)

    def named(self, session: Any, code: str | None = None) -> Project:
        """Return a project by its code, the scene's own without one."""
        rows = select(Project).where(Project.code == (code or self.code))
        return session.scalars(rows).one()  # type: ignore[no-any-return]  # a session of any kind

    def opened(self, code: str | None = None) -> dict[str, OpenGate]:
        """Return the open gates by id."""
        return {each.gate: each for each in self.fit(code).open_gates}

    def passes(
        self,
        gate_id: str | None = None,
        *,
        code: str | None = None,
        given: Given | None = None,
        text: str | None = None,
        facts: Sequence[tuple[str, str]] = (),
    ) -> Review:
        """Take a package through a gate: handed in, judged ready, asked, voted, carried out."""
        mine, self.code = self.code, code or self.code
        try:
            self.hand_in(text or f"{self.code} {gate_id} {self.at}", gate=gate_id)
            review_id = self.newest().id
            found = [Fact(name=n, value=v, document="B", location="1") for n, v in facts]
            judgement = a_judgement().model_copy(update={"facts": tuple(found)})
            with self.write() as session:
                keep(session, review_id, judgement, at=self.at)
                ask(session, review_id, at=self.at)
            review = self.newest()
            said = given or Given(value=VoteValue.APPROVE)
            with self.write() as session:
                vote(
                    session,
                    in_meeting(self.actor("marc"), said.meeting),
                    review.id,
                    said,
                    revision_sha256=review.revision_sha256,
                    at=self.at,
                )
                carry_out(session, review.id, at=self.at)
            return self.newest()
        finally:
            self.code = mine
            self.later(hours=1)

    def newest(self) -> Review:
        """Return the newest round of the project in hand."""
        with self.installation.database.read() as session:
            rounds = (
                select(Review)
                .where(Review.project_id == self.named(session).id)
                .order_by(Review.submitted_at.desc(), Review.round.desc())
            )
            return session.scalars(rounds.limit(1)).one()

    def passages(self, code: str | None = None) -> list[tuple[str, str, int]]:
        """Return every decision on a gate: the gate, the code, the iteration of the stage."""
        with self.installation.database.read() as session:
            rows = (
                select(GatePassage)
                .where(GatePassage.project_id == self.named(session, code).id)
                .order_by(GatePassage.number)
            )
            return [(row.gate, row.code, row.iteration) for row in session.scalars(rows)]

    def kinds(self) -> list[str]:
        """Return the kinds of all ledger entries in order."""
        with self.installation.database.read() as session:
            return list(session.scalars(select(LedgerEntry.kind).order_by(LedgerEntry.seq)))


def a_walk(database: Database, folder: Path, *texts: str, **facts: Any) -> Walk:
    """Return a project that follows the last of the methods; ``facts`` are the proposal's."""
    walk = Walk(installation_on(database, folder), at=AT)
    with walk.write() as session:
        for handle in HANDLES:
            new = NewPerson(
                handle=handle,
                name=handle.title(),
                email=f"{handle}@example.org",
                roles=("pmo", "admin") if handle == "paula" else (),
            )
            walk.people[handle] = add_person(session, None, new, at=AT).id
        for text in texts:
            published = publish(session, text, name="course.yaml", actor=None, at=AT)
        known: dict[str, Any] = {"roles": ROLES, "title": "North"} | facts
        proposal = Proposal(code=walk.code, method=published.key, **known)
        propose(session, walk.actor("paula"), proposal, at=AT)
    return walk
