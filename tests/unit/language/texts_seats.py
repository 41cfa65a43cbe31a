"""A council whose gate is written by each test, and the people who sit there."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from domain.finding import Fact, Severity
from lifecycle.deciding.ask import ask
from lifecycle.packages.judging import keep
from lifecycle.packages.propose import Proposal, propose
from lifecycle.people import NewPerson, add_person
from lifecycle.versions.publishing import publish
from storage.database import Database
from storage.tables.reviews import Review, ReviewSeat
from tests.unit.lifecycle.scene import AT, Scene, a_judgement, installation_on

METHOD = """\
method: council
version: 1
language: en
label: {en: Council, fr: Conseil}
manager: manager
areas:
  - {id: cost, label: {en: Cost, fr: Coûts}}
ladders:
  - id: standard
    levels: [{id: baseline, label: {en: Baseline, fr: Référence}}]
roles:
  - {id: manager, label: {en: Manager, fr: Chef de projet}}
  - {id: sponsor, label: {en: Sponsor, fr: Commanditaire}}
  - {id: finance, label: {en: Finance, fr: Finances}}
  - {id: board, label: {en: Board, fr: Direction}}
  - {id: authority, label: {en: Technical authority, fr: Autorité technique}}
  - {id: reviewer, label: {en: Reviewer, fr: Réviseur}, independent: true}
decisions:
  - {id: go, code: GO, label: {en: Go, fr: Accord}, effect: next}
  - {id: go-if, code: CONDITIONAL_GO, label: {en: Go if, fr: Accord si}, effect: next,
     fields: [conditions]}
  - {id: wait, code: HOLD, label: {en: Wait, fr: Attente}, effect: hold_until, fields: [until]}
  - {id: redo, code: RECYCLE, label: {en: Redo, fr: Reprise}, effect: back, back: 0}
  - {id: stop, code: KILL, label: {en: Stop, fr: Arrêt}, effect: close}
WORDSdeliverables:
  - id: budget
    area: cost
    label: {en: Budget, fr: Budget}
gates:
  - id: A
    label: {en: Gate A, fr: Jalon A}
    question: {en: Shall we begin?, fr: Commençons-nous ?}
    requirements: [{deliverable: budget, maturity: baseline}]
GATE
  - id: B
    label: {en: Gate B, fr: Jalon B}
    question: {en: Shall we end?, fr: Finissons-nous ?}
    requirements: [{deliverable: budget, maturity: baseline}]
    decisions: [go, wait, redo, stop]
    committee: {seats: [{role: sponsor}]}
stages:
  - {id: first, label: {en: First, fr: Première}, gate: A}
  - {id: second, label: {en: Second, fr: Seconde}, gate: B}
"""

ROLES = {
    "manager": "anna",
    "sponsor": "marc",
    "finance": "nadia",
    "board": "denis",
    "authority": "claire",
    "reviewer": "rita",
}
"""Who holds which role, unless a test gives it to somebody else."""

HANDLES = ("anna", "marc", "nadia", "denis", "claire", "rita", "olaf", "paula")


def method_text(gate: str, more: str = "", words: str = "") -> str:
    """Return the method with the rest of gate A, more words for decisions, and more at its end."""
    lines = "\n".join(f"    {line}" if line else "" for line in gate.strip("\n").splitlines())
    return METHOD.replace("GATE", lines).replace("WORDS", words) + more


def a_council(
    database: Database,
    folder: Path,
    gate: str,
    *,
    more: str = "",
    words: str = "",
    roles: Mapping[str, str | tuple[str, ...]] = ROLES,
    **facts: object,
) -> Scene:
    """Return a project at gate A; ``facts`` are what the proposal says of it beside."""
    scene = Scene(installation_on(database, folder))
    with scene.write() as session:
        for handle in HANDLES:
            new = NewPerson(
                handle=handle,
                name=handle.title(),
                email=f"{handle}@example.org",
                roles=("pmo", "admin") if handle == "paula" else (),
            )
            scene.people[handle] = add_person(session, None, new, at=AT).id
        publish(session, method_text(gate, more, words), name="council.yaml", actor=None, at=AT)
        proposal = Proposal(
            code=scene.code,
            title="North",
            method="council",
            roles=dict(roles),  # type: ignore[arg-type]  # a role has one holder at the start
            **facts,  # type: ignore[arg-type]  # what Proposal takes
        )
        propose(session, scene.actor("paula"), proposal, at=AT)
    return scene


def ask_about(
    scene: Scene, facts: Mapping[str, str] | None = None, *, severity: Severity | None = None
) -> UUID:
    """Hand in a package, have it judged with facts of its documents, and ask the seats."""
    scene.hand_in()
    review_id = scene.review().id
    judgement = a_judgement(severity=severity).model_copy(
        update={
            "facts": tuple(
                Fact(name=name, value=value, document="Budget.txt", location="line 1")
                for name, value in (facts or {}).items()
            )
        }
    )
    with scene.write() as session:
        keep(session, review_id, judgement, at=scene.at)
        ask(session, review_id, at=scene.at)
    return review_id


def seats_of(scene: Scene) -> dict[str, ReviewSeat]:
    """Return the seats of the newest round by their first role."""
    review: Review = scene.review()
    with scene.installation.database.read() as session:
        rows = session.query(ReviewSeat).where(ReviewSeat.review_id == review.id)
        return {row.role: row for row in rows}
