"""What a document is: told by its tables, its titles, its sections, and last by its name."""

import pytest

from gates.evidence.content import Content, Schedule
from gates.evidence.understanding.understand import understand
from tests.unit.understanding.documents import Rows, form, sheet, text, workbook

RISKS: Rows = [
    ["N°", "Risque", "Probabilité", "Gravité", "Porteur"],
    [1, "Gel des canalisations pendant les travaux", 2, 3, "Anne Morel"],
    [2, "Grève du fournisseur de pompes", 1, 5, "Paul Durand"],
]


def role(content: Content, name: str = "document") -> str:
    return understand(name, "docx", content).role


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Project Charter", "charter"),
        ("Note de cadrage", "charter"),
        ("Projektauftrag", "charter"),
        ("Acta de constitución", "charter"),
        ("Lettre de mission", "mandate"),
        ("Fiche d'idée de projet", "project proposal"),
        ("Prosjektforslag", "project proposal"),
        ("Dossier d'opportunité", "business case"),
        ("Énoncé du périmètre", "scope"),
        ("Work Breakdown Structure (WBS)", "wbs"),
        ("Cronograma do projeto", "schedule"),
        ("Cost Management Plan for the Bridge", "cost"),
        ("Plan d'approvisionnement", "procurement"),
        ("Request for Proposal (RFP)", "procurement"),
        ("Plan qualité", "quality"),
        ("Human Resource Management Plan", "resources"),
        ("Matrice des responsabilités", "organisation"),
        ("Kommunikationsplan", "communication"),
        ("Stakeholder Analysis", "stakeholders"),
        ("Expression de besoin", "requirements"),
        ("Demande de modification n° 4", "change request"),
        ("Journal des problèmes", "issues"),
        ("Rapport d'avancement de septembre", "status report"),
        ("Compte rendu de réunion", "minutes"),
        ("Gevinstrealiseringsplan", "benefits"),
        ("Retour d'expérience", "lessons"),
        ("Procès-verbal de réception", "acceptance"),
        ("Sluttrapport", "closure report"),
        ("Weighted Scoring Model", "selection"),
        ("Project Request Form", "request"),
        ("Plan de déploiement", "other"),
    ],
)
def test_a_title_tells_the_role(title: str, expected: str) -> None:
    found = understand("document.docx", "docx", text(f"# {title}", "Some words that say little."))

    assert found.role == expected
    assert found.confidence >= 0.6


def test_a_table_of_risks_is_a_risk_register_whatever_its_name() -> None:
    found = understand("Budget 2026.xlsx", "xlsx", workbook(sheet(RISKS, "Feuil1")))

    assert found.role == "risk"
    assert found.confidence >= 0.6


def test_a_name_alone_leaves_doubt() -> None:
    found = understand("Plan qualité.docx", "docx", text("Ce texte ne dit rien de plus."))

    assert found.role == "quality"
    assert found.confidence <= 0.5


def test_nothing_known_is_other() -> None:
    found = understand("x", "docx", text("Ce texte ne dit rien de plus."))

    assert (found.role, found.confidence) == ("other", 0.3)


def test_a_charter_with_a_table_of_risks_stays_a_charter() -> None:
    content = text(
        "# Note de cadrage",
        "## Contexte",
        "Le four 2 rejette chaque année 21 400 MWh de chaleur que personne n'utilise encore.",
        "## Objectifs",
        "Récupérer 3,2 MW avant novembre 2027 et les vendre au réseau de chaleur de la ville.",
        "## Périmètre",
        "L'échangeur, la boucle d'eau chaude et le raccordement au réseau urbain.",
        "## Risques",
        tables=[form(RISKS, after=8)],
    )

    assert role(content) == "charter"


def test_sections_tell_a_role_without_a_title() -> None:
    content = text(
        "# Ce qui a bien fonctionné",
        "La livraison par quinzaine a tenu toutes ses dates.",
        "# Ce qui doit être amélioré",
        "La recette a commencé trois semaines trop tard.",
        "# Actions pour les futurs projets",
        "Réserver les testeurs dès le cadrage.",
    )

    assert role(content) == "lessons"


def test_the_first_register_of_a_mixed_workbook_gives_the_role() -> None:
    works: Rows = [["Code WBS", "Élément", "Livrable", "Charge (h)"]]
    works += [[f"1.{n}", f"Lot {n} de la chaufferie", f"Rapport {n}", 10 * n] for n in range(1, 9)]
    letters = [["Lot", "Anne", "Paul"], ["Lot 1", "A", "R"], ["Lot 2", "R", "A"]]

    content = workbook(sheet(works, "Organigramme des tâches"), sheet(letters, "RACI"))

    assert role(content) == "wbs"


def test_a_schedule_file_is_a_schedule() -> None:
    assert understand("x.xml", "mspdi", Content(schedule=Schedule())).role == "schedule"
