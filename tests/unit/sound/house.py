"""The sound project: packages of real files, a method that asks every check, and its judgement."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from domain.finding import Finding, Outcome
from domain.judgement import Judgement
from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.fit import fit
from domain.methodology.load import load_method
from domain.methodology.model.method import Method
from examples import library
from examples.write.packages import write_all
from gates.dossier import ProjectFacts, Surroundings, open_dossier
from gates.evidence.content import Reading
from gates.evidence.reading import Source, read_files
from gates.judge import judge
from gates.matching_manifest import Manifest, is_manifest, read_manifest
from lifecycle.fitted.attributes import known_of
from methodologies.library import text
from tests.unit.sound import extra

EXAMPLE = "chaleur-four-2"
FOLDERS = {"G1": "G1", "G2": "G2", "G3": "G3-r2", "G4": "G4", "G5": "G5"}
DAYS = {
    "G1": date(2026, 10, 30),
    "G2": date(2027, 1, 6),
    "G3": date(2027, 3, 1),
    "G4": date(2027, 9, 14),
    "G5": date(2027, 11, 18),
}
"""When each package is judged."""

MORE = {
    "G3": (
        "Matrice des exigences.xlsx",
        "Registre des hypothèses.xlsx",
        "Articles à long délai.xlsx",
    ),
    "G4": ("Valeur acquise.xlsx",),
}
ASKED: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "G3": (
        ("requirements-matrix", "scope", "SCOPE-2"),
        ("assumption-log", "integration", "INTEGRATION-34"),
        ("long-lead-items", "procurement", "PROCUREMENT-22"),
    ),
    "G4": (("earned-value-report", "cost", "COST-15"),),
}
"""What the method asks beside the general one: deliverable, area and check, by gate."""


@cache
def method() -> Method:
    """Return the general method with what it leaves out, fitted to the project."""
    whole: dict[str, Any] = yaml.safe_load(text("jalon-standard"))
    gates = {gate["id"]: gate for gate in whole["gates"]}
    for gate, more in ASKED.items():
        for (name, area, check), file in zip(more, MORE[gate], strict=True):
            label = Path(file).stem
            whole["deliverables"].append(
                {
                    "id": name,
                    "area": area,
                    "label": {"en": label, "fr": label},
                    "match": {"names": [label]},
                }
            )
            gates[gate]["requirements"].append(
                {"deliverable": name, "maturity": "baseline", "checks": [{"check": check}]}
            )
    register = next(
        each for each in gates["G3"]["requirements"] if each["deliverable"] == "risk-register"
    )
    register["checks"].append({"check": "RISK-18"})
    facts = library.facts(EXAMPLE)
    made = load_method(yaml.safe_dump(whole, allow_unicode=True), "sound")
    known = Circumstances(
        today=DAYS["G1"],
        stage=made.stages[0].id,
        budget=Decimal(facts["budget"]),
        currency=facts["currency"],
        start=facts["start"],
        finish=facts["finish"],
        klass=facts["class"],
        attributes=known_of(made, facts["attributes"]),
    )
    return fit(made, known).method


@dataclass(frozen=True)
class House:
    """Where the sound packages stand, each read once."""

    root: Path

    @classmethod
    def build(cls, root: Path) -> "House":
        """Put the packages of the example into a folder, with the workbooks it does not need."""
        for gate, folder in FOLDERS.items():
            shutil.copytree(library.path(EXAMPLE) / folder, root / gate)
            for name in MORE.get(gate, ()):
                extra.write(name, root / gate)
        return cls(root)

    def judged(self, gate: str, changed: Mapping[str, Path] | None = None) -> Judgement:
        """Judge a package, with other files in the place of some of its own."""
        own = {path.name: path for path in sorted((self.root / gate).iterdir())}
        return _judged(gate, own | dict(changed or {}))

    def written_anew(self, gate: str, replaced: Mapping[str, str], target: Path) -> Judgement:
        """Judge a package whose words were changed before its documents were written."""
        folder = target / "words"
        shutil.copytree(library.path(EXAMPLE), folder)
        for source in (folder / "source").iterdir():
            said = source.read_text("utf-8")
            for old, new in replaced.items():
                said = said.replace(old, new)
            source.write_text(said, "utf-8")
        write_all(folder, target / "packages")
        written = (target / "packages" / FOLDERS[gate]).iterdir()
        return self.judged(gate, {path.name: path for path in written})


def _judged(gate: str, files: Mapping[str, Path]) -> Judgement:
    readings = [
        _read(path, path.stat().st_mtime_ns) for path in files.values() if not _is_aside(path)
    ]
    paths = [each.path for each in readings]
    manifest = Manifest()
    for path in files.values():
        if is_manifest(path.name):
            manifest = read_manifest(path.read_bytes(), path.name, method=method(), paths=paths)
    facts = library.facts(EXAMPLE)
    known = ProjectFacts(
        name=facts["name"],
        code=facts["code"],
        currency=facts["currency"],
        budget=Decimal(facts["budget"]),
        start=facts["start"],
        finish=facts["finish"],
        klass=facts["class"],
        attributes=facts["attributes"],
    )
    around = Surroundings(project=known, stage_since=DAYS[gate] - timedelta(days=60))
    return judge(
        open_dossier(
            readings,
            manifest,
            method=method(),
            gate=method().gate(gate),
            as_of=DAYS[gate],
            surroundings=around,
        )
    )


def _is_aside(path: Path) -> bool:
    return is_manifest(path.name)


@cache
def _read(path: Path, _changed_at: int) -> Reading:
    (found,) = read_files([Source(path, path.name)])
    return found


def faults(judgement: Judgement) -> list[Finding]:
    """Return what a judgement does not let pass."""
    return [
        finding
        for deliverable in judgement.deliverables
        for finding in deliverable.findings
        if finding.outcome in (Outcome.FAIL, Outcome.CANNOT_TELL)
    ]
