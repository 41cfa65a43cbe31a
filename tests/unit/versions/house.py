"""A method in several versions, and projects that stand in them with packages really judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from lifecycle.authority import find_project
from lifecycle.methods import latest
from lifecycle.packages.judging import Judging
from lifecycle.packages.propose import Proposal, propose
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from lifecycle.versions.effect import Effect, PackageEffect, effect
from lifecycle.versions.publishing import publish
from storage.database import Database
from storage.tables.projects import MethodVersion, Project
from storage.tables.reviews import Review
from tests.unit.lifecycle.scene import Scene, a_scene

METHOD = """\
method: works
version: VERSION
language: en
label: {en: Works, fr: Travaux}
manager: manager
RENAMED
areas:
  - {id: cost, label: {en: Cost, fr: Coûts}}
  - {id: risk, label: {en: Risk, fr: Risques}}
ladders:
  - id: standard
    levels: [{id: baseline, label: {en: Baseline, fr: Référence}}]
roles:
  - {id: manager, label: {en: Manager, fr: Chef de projet}}
  - {id: sponsor, label: {en: Sponsor, fr: Commanditaire}}
  - {id: finance, label: {en: Finance, fr: Finances}}
decisions:
  - {id: go, code: GO, label: {en: Go, fr: Accord}, effect: next}
  - {id: wait, code: HOLD, label: {en: Wait, fr: Attente}, effect: hold_until,
     fields: [reason, until]}
  - {id: redo, code: RECYCLE, label: {en: Redo, fr: Reprise}, effect: back, back: 0,
     fields: [reason]}
  - {id: stop, code: KILL, label: {en: Stop, fr: Arrêt}, effect: close, fields: [reason]}
deliverables:
  - id: budget
    area: cost
    label: {en: Budget, fr: Budget}
    match: {roles: [cost]}
  - id: risks
    area: risk
    label: {en: Risk register, fr: Registre des risques}
    match: {roles: [risk]}
gates:
  - id: A
    label: {en: Gate A, fr: Jalon A}
    question: {en: Shall we begin?, fr: Commençons-nous ?}
    requirements:
      - {deliverable: budget, maturity: baseline}
    committee: {seats: [{role: sponsor}]}
  - id: B
    label: {en: Gate B, fr: Jalon B}
    question: {en: Shall we end?, fr: Finissons-nous ?}
    requirements:
      - {deliverable: budget, maturity: baseline}
      - {deliverable: risks, maturity: baseline}
    committee: {seats: [{role: sponsor}]}
stages:
  - {id: first, label: {en: First, fr: Première}, gate: A}
  - {id: second, label: {en: Second, fr: Seconde}, gate: B}
"""

UNSOUND = """\
Item;Cost (EUR)
Study of the site and of its neighbours;12000
Construction of the northern wing;250000
Furniture for twelve offices;38000
Training of the people who work there;9000
Moving in two weekends;11000
Total;300000
"""
"""A budget of which the total is 20 000 short, as a CSV file."""

SOUND = UNSOUND.replace("300000", "320000")
ROLES = {"manager": "anna", "sponsor": "marc"}


def text_of(version: int, *changes: tuple[str, str], renamed: str = "") -> str:
    """Return a version of the method with passages changed, each of which must stand there."""
    text = METHOD.replace("VERSION", str(version)).replace(
        "RENAMED\n", f"renamed: {renamed}\n" if renamed else ""
    )
    for old, new in changes:
        assert old in text, f"{old!r} does not stand there"
        text = text.replace(old, new)
    return text


ASKED_AT_A = "requirements:\n      - {deliverable: budget, maturity: baseline}\n    committee"


def asking_at_a(*requirements: str) -> tuple[str, str]:
    """Return the change that has gate A ask this."""
    lines = "".join(f"\n      - {each}" for each in requirements)
    return ASKED_AT_A, f"requirements:{lines}\n    committee"


CHECKED = asking_at_a("{deliverable: budget, maturity: baseline, checks: [{check: COST-11}]}")
"""The change that has the budget added up at gate A."""


@dataclass
class House:
    """An installation with the method's first version published."""

    scene: Scene
    texts: list[str] = field(default_factory=list)

    def publish(self, text: str) -> MethodVersion:
        """Publish a version as the PMO."""
        with self.scene.write() as session:
            return publish(
                session, text, name="works.yaml", actor=self.scene.actor("paula"), at=self.scene.at
            )

    def enter(self, code: str, **more: Any) -> Project:
        """Let a project enter on the newest version."""
        with self.scene.write() as session:
            return propose(
                session,
                self.scene.actor("paula"),
                Proposal(**{"code": code, "title": code, "method": "works", "roles": ROLES} | more),
                at=self.scene.at,
            )

    def look(self, code: str) -> Project:
        """Return a project as it stands."""
        with self.scene.installation.database.read() as session:
            return find_project(session, code)

    def newest(self) -> MethodVersion:
        """Return the newest version."""
        with self.scene.installation.database.read() as session:
            return latest(session, "works")

    def version_of(self, code: str) -> int:
        """Return the version that a project pins."""
        with self.scene.installation.database.read() as session:
            project = find_project(session, code)
            return session.get_one(MethodVersion, project.method_id).version

    def hand_in(self, code: str, files: Mapping[str, str]) -> UUID:
        """Hand in a package of files as its manager; return the round."""
        self.scene.later(minutes=1)
        kept = []
        for name, text in files.items():
            sha256, size = self.scene.installation.files.keep(
                BytesIO(text.encode()), at_most=10_000
            )
            kept.append(HandedIn(name, sha256, size))
        with self.scene.write() as session:
            made = submit(
                session,
                self.scene.actor("anna"),
                find_project(session, code),
                kept,
                at=self.scene.at,
            )
            return made.review.id

    def judged(self, code: str, files: Mapping[str, str]) -> Review:
        """Hand in a package and have it read and judged; return the round."""
        review_id = self.hand_in(code, files)
        judging = Judging(self.scene.installation, review_id, lambda: self.scene.at)
        judging.read()
        for area in judging.areas():
            judging.judge(area)()
        judging.conclude()
        with self.scene.installation.database.read() as session:
            return session.scalars(select(Review).where(Review.id == review_id)).one()

    def effect(self, text: str, by: str = "paula") -> Effect:
        """Return what a draft would change."""
        scene = self.scene
        with scene.installation.database.read() as session:
            return effect(
                scene.installation,
                session,
                scene.actor(by),
                text,
                name="draft.yaml",
                at=scene.at,
            )

    def package_effect(self, text: str) -> PackageEffect:
        """Return what a draft would change for the only open package."""
        (found,) = self.effect(text).packages
        return found


def a_house(database: Database, folder: Path, *changes: tuple[str, str]) -> House:
    """Return a house with the first version published, with passages changed."""
    house = House(a_scene(database, folder))
    house.publish(text_of(1, *changes))
    return house


def checks_of(lines: Sequence[Any]) -> list[tuple[str, str]]:
    """Return the check and the deliverable of each line."""
    return [(line.check, line.deliverable) for line in lines]
