"""What the judge says of the examples: sound packages are ready, flaws are found, and no other."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from domain.finding import Finding, Outcome
from domain.judgement import Judgement, Verdict
from examples import library
from gates.dossier import ProjectFacts, Surroundings, open_dossier
from gates.evidence.content import Reading
from gates.evidence.reading import Source, read_files
from gates.judge import judge
from gates.matching_manifest import Manifest, is_manifest, read_manifest
from tests.unit.examples.fitted import fitted_method

DAY = date(2026, 11, 24)
YEARS_LATER = date(2031, 6, 2)

SOUND = [
    (name, gate, folders[-1])
    for name in library.names()
    for gate, folders in library.packages(name).items()
]

FLAWS = {
    "chaleur-four-2": {
        ("COST-11", "Budget de référence.xlsx"),
        ("PROCUREMENT-19", "Plan d'approvisionnement.docx"),
        ("RISK-16", "Registre des risques.xlsx"),
        ("SCHEDULE-9", "Planning de référence.xml"),
    },
    "patient-portal": {
        ("COST-11", "Effort and cost.xlsx"),
        ("PROCUREMENT-19", "Outsourcing Plan.docx"),
        ("QUALITY-23", "Deliverables Acceptance Plan.docx"),
        ("RISK-16", "Project logs.xlsx"),
        ("SCHEDULE-9", "Project schedule.xml"),
    },
}


@pytest.mark.parametrize("day", [DAY, YEARS_LATER], ids=str)
@pytest.mark.parametrize(
    ("name", "gate", "folder"), SOUND, ids=lambda each: getattr(each, "name", each)
)
def test_a_sound_package_is_ready_on_whatever_day_it_is_judged(
    name: str, gate: str, folder: Path, day: date
) -> None:
    judgement = judged(name, gate, folder, day)

    assert open_findings(judgement) == []
    assert judgement.verdict is Verdict.READY


@pytest.mark.parametrize("name", library.names())
def test_a_flawed_revision_comes_back_for_exactly_its_flaws(name: str) -> None:
    gate, folder = next(
        (gate, folders[0]) for gate, folders in library.packages(name).items() if folders[1:]
    )

    judgement = judged(name, gate, folder, DAY)

    assert judgement.verdict is Verdict.NOT_READY
    assert {(each.check, each.document) for each in open_findings(judgement)} == FLAWS[name]


@pytest.mark.parametrize(
    ("name", "gate", "folder"), SOUND, ids=lambda each: getattr(each, "name", each)
)
def test_every_document_asked_for_is_recognised(name: str, gate: str, folder: Path) -> None:
    judgement = judged(name, gate, folder, DAY)

    assert [each.id for each in judgement.deliverables if each.status != "present"] == []


def judged(name: str, gate: str, folder: Path, day: date) -> Judgement:
    facts = library.facts(name)
    method = fitted_method(name)
    readings = read(folder)
    paths = [reading.path for reading in readings]
    manifest = Manifest()
    for path in folder.iterdir():
        if is_manifest(path.name):
            manifest = read_manifest(path.read_bytes(), path.name, method=method, paths=paths)
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
    dossier = open_dossier(
        readings,
        manifest,
        method=method,
        gate=method.gate(gate),
        as_of=day,
        surroundings=Surroundings(project=known, stage_since=day),
    )
    return judge(dossier)


@cache
def read(folder: Path) -> Sequence[Reading]:
    return read_files(
        [Source(path, path.name) for path in sorted(folder.iterdir()) if not is_manifest(path.name)]
    )


def open_findings(judgement: Judgement) -> list[Finding]:
    return [
        finding
        for deliverable in judgement.deliverables
        for finding in deliverable.findings
        if finding.outcome in (Outcome.FAIL, Outcome.CANNOT_TELL)
    ]
