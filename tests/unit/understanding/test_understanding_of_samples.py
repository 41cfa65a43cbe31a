"""Real documents with known answers, and our own examples: what they are taken for."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bench.understanding import answers
from examples.library import names as example_names
from examples.library import path as example_path
from gates.evidence.content import Reading, State
from gates.evidence.reading import Source, read_files

ROLES = {
    "actual cost": "cost",
    "bilan de projet": "closure report",
    "bilan de recette": "quality",
    "budget": "cost",
    "business case": "business case",
    "business implementation plan": "other",
    "communications management plan": "communication",
    "contractor status report": "status report",
    "deliverables acceptance note": "acceptance",
    "deliverables acceptance plan": "quality",
    "dossier d'opportunité": "business case",
    "effort and cost": "cost",
    "estimation des coûts": "cost",
    "executing kick-off minutes": "minutes",
    "fiche d'idée": "project proposal",
    "final accounts": "cost",
    "journal des modifications": "change request",
    "lessons learned": "lessons",
    "matrice raci": "organisation",
    "note de cadrage": "charter",
    "ordre de grandeur des coûts": "cost",
    "ot": "wbs",
    "outsourcing plan": "procurement",
    "plan d'approvisionnement": "procurement",
    "plan de communication": "communication",
    "plan de déploiement": "other",
    "plan de management de projet": "other",
    "plan qualité": "quality",
    "planning": "schedule",
    "planning kick-off minutes": "minutes",
    "project acceptance note": "acceptance",
    "project charter": "charter",
    "project handbook": "other",
    "project initiation request": "project proposal",
    "project logs": "risk",
    "project schedule": "schedule",
    "project status report": "status report",
    "project-end report": "closure report",
    "project-end review minutes": "minutes",
    "pv de réception": "acceptance",
    "quality review report": "quality",
    "rapport d'avancement": "status report",
    "rasci and staffing": "organisation",
    "registre des parties prenantes": "stakeholders",
    "registre des risques": "risk",
    "retour d'expérience": "lessons",
    "stakeholder matrix": "stakeholders",
    "stratégie d'achat": "procurement",
    "suivi des gains": "benefits",
    "suivi du budget": "cost",
    "transition plan": "other",
    "work breakdown": "wbs",
    "énoncé du périmètre": "scope",
}
"""What the files of our examples are, by the beginning of their names; the longest counts."""

FIGURES: Mapping[str, Mapping[str, str]] = {
    "cat_lessons_learned.xlsx": {"lessons": "2"},
    "cat_raid_log.xlsx": {"risks": "2", "open_risks": "1"},
    "college_cost_estimation.pdf": {"stated_total": "5000", "currency": "INR"},
    "eatintime_risques.xlsx": {"risks": "30"},
    "globaltreps_raci.xlsx": {"rows": "4", "rows_without_accountable": "0"},
    "globaltreps_risk_register.xlsx": {"risks": "6", "risks_without_owner": "0"},
    "greenspace_budget.xlsx": {"total": "5409500"},
    "greenspace_schedule.xlsx": {"tasks": "13", "start": "2023-10-02", "finish": "2025-08-25"},
    "greenspace_stakeholder_register.docx": {"stakeholders": "7"},
    "inat_suivi_budget.xlsx": {"stated_total": "68860"},
    "kevs_raid_log.xlsx": {"risks": "0"},
    "montpellier_budget_2015_fr.csv": {"total": "503406512"},
    "mx2_budget.xlsx": {"total": "139576", "stated_total": "139576"},
    "packt_risk_log_blank.xlsx": {"risks": "0"},
    "sg1_risk_register.csv": {"risks": "30", "exposure": "366"},
    "tomographie_risk_issue_log.xlsx": {"risks": "6"},
    "trb_risk_register.xlsx": {"risks": "6"},
}

EARNED_VALUE: Mapping[str, Mapping[str, str]] = {
    "evm_app_project_a.xlsx": {
        "budget_at_completion": "3700",
        "planned_value": "3000",
        "earned_value": "2399.6",
        "actual_cost": "2700",
    },
    "evm_app_project_b.xlsx": {
        "budget_at_completion": "3700",
        "planned_value": "3000",
        "earned_value": "2400",
        "actual_cost": "2700",
    },
    "evm_app_project_c.xlsx": {"budget_at_completion": "3700", "actual_cost": "2700"},
}


@pytest.fixture(scope="module")
def samples_read(samples: Path) -> dict[str, Reading]:
    folder = samples / "documents"
    read = read_files([Source(folder / one.name, one.name) for one in answers(folder)])
    return {reading.path: reading for reading in read}


def test_the_figures_are_exact(samples_read: dict[str, Reading]) -> None:
    for name, expected in FIGURES.items():
        assert first_values(samples_read[name], expected) == expected, name


def test_earned_value_is_read_as_the_sheets_state_it(samples: Path) -> None:
    folder = samples / "evm"
    read = read_files([Source(folder / name, name) for name in EARNED_VALUE])

    for reading in read:
        expected = EARNED_VALUE[reading.path]
        assert first_values(reading, expected) == expected, reading.path


@pytest.fixture(scope="module", params=example_names())
def example(request: pytest.FixtureRequest) -> list[Reading]:
    folder = example_path(request.param)
    files = sorted(
        file
        for file in folder.glob("*/*")
        if file.parent.name != "source" and file.suffix not in {".yaml", ".py"} and file.is_file()
    )
    return read_files([Source(file, str(file.relative_to(folder))) for file in files])


def test_our_examples_are_recognised_and_filled(example: list[Reading]) -> None:
    for reading in example:
        name = Path(reading.path).stem.lower().replace("’", "'")
        known = max((start for start in ROLES if name.startswith(start)), key=len, default="")
        assert known, f"{reading.path} has no known role"
        assert (reading.role, reading.state) == (ROLES[known], State.FILLED), reading.path
        assert reading.confidence >= 0.6, reading.path


def first_values(reading: Reading, wanted: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for fact in reading.facts:
        if fact.name in wanted:
            found.setdefault(fact.name, fact.value)
    return found
