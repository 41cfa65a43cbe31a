"""How long the PMO waits to learn what a draft would change for all open packages."""

import hashlib
import re
import tempfile
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from sqlalchemy.orm import Session

from bench.figure import Figure, median, seconds
from examples import library as examples
from gates.declarations.register import DECLARED
from gates.evidence.content import Reading
from gates.evidence.reading import READER, Source, read_files
from lifecycle.authority import find_project
from lifecycle.packages.judging import Judging
from lifecycle.packages.packing import packed
from lifecycle.packages.propose import Proposal, propose
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from lifecycle.versions.effect import Effect, effect
from lifecycle.versions.publishing import publish
from methodologies import library as methods
from storage.database import Database
from storage.migrate import upgrade
from storage.tables.packages import StoredReading
from tests.unit.lifecycle.scene import Scene, a_scene

PACKAGES = 200
CRITERIA = 60
CHANGED = 5
EXAMPLE, PACKAGE = "chaleur-four-2", "G4"
TIMES = 5
CONDITIONAL = ("when", "replaces")
SERVED = ("risk-register", "cost-baseline")
"""What a draft changes first: documents of the package serve it, and checks look into them."""

Owned = tuple[str, str, Reading]
"""A project's own version of a document: its hash, its name, and what was read."""

ENDING = ("GO", "HOLD", "RECYCLE", "KILL")
"""A last gate has no conditional go."""


def run() -> list[Figure]:
    """Weigh two drafts against packages of eight documents each, none of which is like another."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/jalon.db")
        upgrade(database)
        try:
            scene = a_scene(database, Path(folder))
            fill(scene)
            return [
                _figure(scene, "5 changed", draft(CHANGED), 1.0),
                _figure(scene, "all changed", draft(CRITERIA), 3.0),
                _figure(scene, "all made again", draft(CRITERIA, again=True), None),
            ]
        finally:
            database.dispose()


def _figure(scene: Scene, which: str, text: str, at_most: float | None) -> Figure:
    spent = seconds(lambda: weighed(scene, text), times=TIMES)
    return Figure(
        name=f"effect, {PACKAGES} packages of {CRITERIA} criteria, {which}",
        value=median(spent),
        unit="s",
        at_most=at_most,
        how=f"median of {TIMES}, one process, 8 documents a package, SQLite",
    )


def weighed(scene: Scene, text: str) -> Effect:
    """Return the effect of a draft on everything that is open."""
    with scene.installation.database.read() as session:
        return effect(
            scene.installation, session, scene.actor("paula"), text, name="draft", at=scene.at
        )


def fill(scene: Scene, packages: int = PACKAGES) -> None:
    """Publish the method and have so many packages judged under it."""
    with scene.write() as session:
        publish(session, draft(0), name="method", actor=None, at=scene.at)
    readings = _readings()
    for number in range(packages):
        code = f"P{number:03}"
        files = [_own(each, code) for each in readings]
        with scene.write() as session:
            _keep(session, scene, files)
            review = _handed_in(session, scene, code, files)
        judging = Judging(scene.installation, review, lambda: scene.at)
        judging.read()
        for area in judging.areas():
            judging.judge(area)()
        judging.conclude()


def draft(changed: int, *, again: bool = False) -> str:
    """Return a method of one gate that asks 60 criteria, of which a draft changes so many.

    A few are changed as a PMO does in an afternoon: one of each kind. Where all are, it asks
    deliverables at another maturity, and gives their checks another weight. Where only a first
    draft is asked, checks look at the documents ``again``.
    """
    shipped: dict[str, Any] = yaml.safe_load(methods.text("jalon-standard"))
    requirements = _asked(shipped)
    if changed == CHANGED:
        _mended(requirements)
    left = changed if changed != CHANGED else 0
    for each in sorted(requirements, key=lambda each: each["deliverable"] not in SERVED):
        if left > 0:
            each["maturity"] = "outline" if again else "update"
            left -= 1
        for use in each["checks"][: max(0, left)]:
            use["severity"] = "minor"
            left -= 1
    gate = {
        "id": "G",
        "label": {"en": "Gate", "fr": "Jalon"},
        "question": {"en": "Shall we?", "fr": "Y allons-nous ?"},
        "requirements": requirements,
        "decisions": [each["id"] for each in shipped["decisions"] if each["code"] in ENDING],
        "committee": {"seats": [{"role": "sponsor"}]},
    }
    method = {
        "method": "wide",
        "version": 2 if changed else 1,
        "label": {"en": "Wide", "fr": "Large"},
        "manager": "project-manager",
        **{key: shipped[key] for key in ("areas", "ladders", "roles", "decisions")},
        "deliverables": [
            {key: value for key, value in each.items() if key not in CONDITIONAL}
            for each in shipped["deliverables"]
        ],
        "gates": [gate],
        "stages": [{"id": "all", "label": {"en": "All", "fr": "Tout"}, "gate": "G"}],
    }
    return yaml.safe_dump(method, allow_unicode=True, sort_keys=False)


def _mended(requirements: Sequence[dict[str, Any]]) -> None:
    """Change a maturity, a force, a weight, a setting, and the checks of one deliverable."""
    asked = {each["deliverable"]: each for each in requirements}
    asked["risk-register"]["maturity"] = "update"
    asked["quality-plan"]["force"] = "should"
    asked["schedule"]["checks"][0]["severity"] = "minor"
    asked["cost-baseline"]["checks"][0]["settings"] = {"contingency": True}
    asked["procurement-plan"]["checks"].append({"check": "INTEGRATION-28"})


def _asked(method: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return every deliverable once, with checks until there are sixty criteria."""
    areas = {each["id"]: each["area"] for each in method["deliverables"] if "kind" not in each}
    found: dict[str, dict[str, Any]] = {}
    for gate in method["gates"]:
        for requirement in gate.get("requirements", ()):
            name = requirement["deliverable"]
            if name in areas:  # what is signed is no document, and has no checks
                found.setdefault(name, {"deliverable": name, "maturity": "baseline", "checks": []})
    own = {
        name: [each.id for each in DECLARED.values() if each.area == areas[name]] for name in found
    }
    turns = zip_longest(*([(name, check) for check in checks] for name, checks in own.items()))
    uses = [each for turn in turns for each in turn if each is not None]
    for name, check in uses[: CRITERIA - len(found)]:
        found[name]["checks"].append({"check": check})
    return list(found.values())


def _readings() -> list[Reading]:
    folder = examples.path(EXAMPLE) / PACKAGE
    return read_files(
        [
            Source(path, path.name)
            for path in sorted(folder.iterdir())
            if not path.name.startswith("package.")
        ]
    )


def _own(reading: Reading, code: str) -> Owned:
    """Return a project's own version of a document: its hash, its name, and what was read."""
    sha256 = hashlib.sha256(f"{code} {reading.path}".encode()).hexdigest()
    text = reading.model_dump_json().replace(reading.sha256, sha256)
    text = re.sub(r"\b(four|chaleur)\b", lambda found: f"{found[0]} {code}", text)
    return sha256, reading.path, Reading.model_validate_json(text)


def _keep(session: Session, scene: Scene, files: Sequence[Owned]) -> None:
    for sha256, name, reading in files:
        body, outline = packed(reading)
        row = {"sha256": sha256, "name": name, "reading": body, "outline": outline}
        session.add(StoredReading(**row, reader=READER, read_at=scene.at))


def _handed_in(session: Session, scene: Scene, code: str, files: Sequence[Owned]) -> UUID:
    propose(
        session,
        scene.actor("paula"),
        Proposal(
            code=code,
            title=f"Project {code}",
            method="wide",
            roles={"project-manager": "anna", "sponsor": "marc"},
        ),
        at=scene.at,
    )
    made = submit(
        session,
        scene.actor("anna"),
        find_project(session, code),
        [HandedIn(name, sha256, 1) for sha256, name, _ in files],
        at=scene.at,
    )
    return made.review.id
