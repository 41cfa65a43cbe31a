"""A method with classes, packs, events, tracks and tailoring, for tests of the doors to them."""

from typing import Any
from uuid import UUID

from lifecycle.packages.propose import Proposal, propose
from lifecycle.versions.publishing import publish
from tests.world import ROLES, World

RICH = """\
method: rich
version: 1
language: en
label: {en: Rich, fr: Riche}
manager: manager
attributes:
  - {id: exposed, label: {en: People are exposed, fr: Des gens sont exposés}, kind: yes_no}
  - {id: site, label: {en: Site, fr: Lieu}, kind: choice, choices: [north, south]}
classes:
  - {id: L, label: {en: Large, fr: Grand}, when: "budget > 1000"}
  - {id: S, label: {en: Small, fr: Petit}}
packs:
  - {id: tender, label: {en: Tender, fr: Marché}}
tailoring:
  - {id: n-a, code: not_applicable, label: {en: Not applicable, fr: Sans objet}, approver: sponsor}
areas:
  - {id: cost, label: {en: Cost, fr: Coûts}}
ladders:
  - id: standard
    levels: [{id: outline, label: {en: Outline, fr: Ébauche}}]
roles:
  - {id: manager, label: {en: Manager, fr: Chef de projet}}
  - {id: sponsor, label: {en: Sponsor, fr: Commanditaire}}
decisions:
  - {id: go, code: GO, label: {en: Go, fr: Accord}, effect: next}
  - {id: wait, code: HOLD, label: {en: Wait, fr: Ajourné}, effect: hold_until, fields: [until]}
  - {id: redo, code: RECYCLE, label: {en: Redo, fr: À reprendre}, effect: back, back: 0}
  - {id: stop, code: KILL, label: {en: Stop, fr: Arrêt}, effect: close}
deliverables:
  - {id: budget, area: cost, label: {en: Budget, fr: Budget}}
  - {id: safety, area: cost, label: {en: Safety file, fr: Dossier de sécurité}, when: exposed}
gates:
  - id: A
    label: {en: Gate A, fr: Jalon A}
    question: {en: Shall we begin?, fr: Commençons-nous ?}
    lead_days: 2
    requirements:
      - {deliverable: budget, maturity: outline, force: should}
      - {deliverable: safety, maturity: outline, force: should}
    criteria:
      - {id: audited, label: {en: It is audited, fr: C'est audité}, when: 'class == "L"'}
    committee: {seats: [{role: sponsor}], channels: [page, api, operator]}
  - id: B
    label: {en: Gate B, fr: Jalon B}
    question: {en: Shall we end?, fr: Finissons-nous ?}
    joins: [{track: works}]
    requirements: [{deliverable: budget, maturity: outline, force: should}]
    committee: {seats: [{role: sponsor}], channels: [page, api, operator]}
  - id: W
    label: {en: Handover, fr: Réception}
    question: {en: Is it done?, fr: Est-ce fait ?}
    requirements: [{deliverable: budget, maturity: outline, force: should}]
    committee: {seats: [{role: sponsor}], channels: [page, api, operator]}
  - id: ALARM
    label: {en: Alarm, fr: Alerte}
    question: {en: Do we go on?, fr: Continuons-nous ?}
    requirements: [{deliverable: budget, maturity: outline, force: should}]
    committee: {seats: [{role: sponsor}], channels: [page, api, operator]}
stages:
  - {id: first, label: {en: First, fr: Première}, gate: A, tracks: [works]}
  - {id: second, label: {en: Second, fr: Seconde}, gate: B}
tracks:
  - id: works
    label: {en: Works, fr: Travaux}
    many: true
    stages: [{id: digging, label: {en: Digging, fr: Fouilles}, gate: W}]
events:
  - {id: incident, label: {en: Incident, fr: Incident}, gate: ALARM}
"""


def rich_project(world: World, code: str = "HEAT", **facts: Any) -> UUID:
    """Publish the method and let a project enter that follows it: mona manages, sara decides."""
    known: dict[str, Any] = {"budget": "500"} | facts
    with world.database.write() as session:
        publish(session, RICH, name="rich.yaml", actor=None, at=world.at)
        roles = {role: handle for role, handle in ROLES.items() if role in ("manager", "sponsor")}
        made = propose(
            session,
            world.actor("paul"),
            Proposal(code=code, title="Heat recovery", method="rich", roles=roles, **known),
            at=world.at,
        )
        return made.id
