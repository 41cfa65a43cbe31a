"""Flaws to plant: the file, the change, the one check that must see it, and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.unit.sound.edits import (
    Edit,
    cell,
    link,
    names_swapped,
    paragraph,
    table_cell,
    table_row_gone,
    task,
    tasks,
)


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """One change to one file of a package."""

    check: str
    gate: str
    file: str
    edit: Edit
    called: str


@dataclass(frozen=True, kw_only=True)
class Reworded:
    """Words of the project that were otherwise from the start, in all that is written of them."""

    check: str
    gate: str
    file: str
    replaced: Mapping[str, str] = field(hash=False)
    called: str


_WBS = "OT - Organigramme des tâches.xlsx"
_PLAN = "Planning de référence.xml"
_BUDGET = "Budget de référence.xlsx"
_RISKS = "Registre des risques.xlsx"
_BUYING = "Plan d'approvisionnement.docx"
_PEOPLE = "Matrice RACI et plan de charge.xlsx"
_CASE = "Dossier d'opportunité v2.docx"


def _flaw(check: str, gate: str, file: str, edit: Edit, called: str) -> Flaw:
    return Flaw(check=check, gate=gate, file=file, edit=edit, called=called)


SCOPE: Sequence[Flaw] = (
    _flaw("SCOPE-1", "G3", _WBS, cell("Organigramme des tâches", "F8", 900),
          "a parent that is not the sum of its children"),
    _flaw("SCOPE-2", "G3", "Matrice des exigences.xlsx", cell("Exigences", "E5", ""),
          "a requirement that nothing verifies"),
    _flaw("SCOPE-2", "G3", "Matrice des exigences.xlsx", cell("Exigences", "A5", "REQ-01"),
          "a requirement twice"),
    _flaw("SCOPE-3", "G1", "Note de cadrage CHALEUR-F2 v1.0.docx",
          paragraph("Le site de repli reste à définir."), "an open point that nobody follows"),
    _flaw("SCOPE-4", "G3", _WBS, cell("Dictionnaire", "F6", ""),
          "a work package that nobody answers for"),
)  # fmt: skip
SCHEDULE: Sequence[Flaw] = (
    _flaw("SCHEDULE-5", "G3", _PLAN, task(32, Deadline="2027-10-20T17:00:00"),
          "a deadline that cannot be met"),
    _flaw("SCHEDULE-6", "G3", _PLAN, link(24, LinkLag="-9600"), "a negative lag"),
    _flaw("SCHEDULE-6", "G3", _PLAN, link(36, PredecessorUID="999"), "a link to no task"),
    _flaw("SCHEDULE-7", "G3", _PLAN, link(28, LinkLag="192000"),
          "forty days that no task fills"),
    _flaw("SCHEDULE-8", "G3", _PLAN,
          tasks([14, 17, 20], ConstraintType="7", ConstraintDate="2028-06-30T17:00:00"),
          "three tasks with a date that is imposed"),
    _flaw("SCHEDULE-9", "G3", _PLAN, names_swapped(40, 41), "two gates that changed places"),
    _flaw("SCHEDULE-10", "G4", "Planning mis à jour.xml", task(20, ActualFinish=None),
          "a finished task without the day"),
)  # fmt: skip
COST: Sequence[Flaw] = (
    _flaw("COST-11", "G3", _BUDGET, cell("Budget", "F9", 84_020), "a typed subtotal"),
    _flaw("COST-12", "G3", _BUDGET, cell("Échéancier", "B6", 24_072),
          "a month whose parts make another total"),
    _flaw("COST-13", "G3", _BUDGET, cell("Échéancier", "F9", 120_000),
          "a month that no money covers"),
    _flaw("COST-14", "G3", _BUDGET, cell("Budget", "G10", ""), "an estimate without a basis"),
    _flaw("COST-15", "G4", "Valeur acquise.xlsx", cell("Valeur acquise", "F4", 0.82),
          "a wrong index"),
)  # fmt: skip
RISK: Sequence[Flaw] = (
    _flaw("RISK-16", "G3", _RISKS, cell("Risques", "I8", ""), "a high risk without an owner"),
    _flaw("RISK-17", "G3", _RISKS, cell("Risques", "G9", 25), "a score that is no product"),
    _flaw("RISK-18", "G3", _BUDGET, cell("Provision", "E5", 58_000),
          "an expected value that is no product"),
)  # fmt: skip
PROCUREMENT: Sequence[Flaw] = (
    _flaw("PROCUREMENT-19", "G3", _BUYING, table_row_gone(1, 5), "a purchase that nobody decided"),
    _flaw("PROCUREMENT-20", "G3", _BUYING, table_cell(2, 4, 1, ""), "a contract without a type"),
    _flaw("PROCUREMENT-21", "G3", _BUYING, table_cell(3, 1, 1, "30"), "weights that miss 100"),
    _flaw("PROCUREMENT-22", "G3", "Articles à long délai.xlsx",
          cell("Articles", "E4", "2027-06-01"), "an item ordered too late"),
)  # fmt: skip
QUALITY_AND_PEOPLE: Sequence[Flaw] = (
    _flaw("QUALITY-23", "G3", "Plan qualité.docx", table_cell(1, 2, 2, "Rapide et facile"),
          "a criterion that nobody can measure"),
    _flaw("PEOPLE-25", "G3", _PEOPLE, cell("RACI", "D7", "C"), "work that nobody answers for"),
    _flaw("PEOPLE-26", "G3", _PEOPLE, cell("Plan de charge", "D5", 48),
          "more days than the month has"),
    _flaw("COMMUNICATION-27", "G3", "Plan de communication.docx", table_cell(1, 3, 4, ""),
          "a message that nobody sends"),
)  # fmt: skip
INTEGRATION: Sequence[Flaw] = (
    _flaw("INTEGRATION-28", "G3", _CASE, table_cell(1, 6, 1, "18/12/2027"),
          "another end in one document"),
    _flaw("INTEGRATION-29", "G4", "Journal des modifications.xlsx", cell("Modifications", "H6", ""),
          "a change that nobody decided"),
    _flaw("INTEGRATION-30", "G3", _CASE, table_row_gone(2, 1),
          "a case that does not weigh doing nothing"),
    _flaw("INTEGRATION-31", "G1", "Note de cadrage CHALEUR-F2 v1.0.docx", table_cell(1, 6, 1, ""),
          "a document without a date"),
    _flaw("INTEGRATION-33", "G5", "Suivi des gains.xlsx", cell("Bénéfices", "H8", ""),
          "a benefit that nobody answers for"),
    _flaw("INTEGRATION-34", "G3", "Registre des hypothèses.xlsx", cell("Hypothèses", "C4", ""),
          "an assumption that nobody watches"),
    _flaw("INTEGRATION-36", "G5", "Retour d'expérience.xlsx", cell("REX", "D8", ""),
          "a lesson without a recommendation"),
)  # fmt: skip
FLAWS: Sequence[Flaw] = (
    *SCOPE, *SCHEDULE, *COST, *RISK, *PROCUREMENT, *QUALITY_AND_PEOPLE, *INTEGRATION,
)  # fmt: skip
REWORDED: Sequence[Reworded] = (
    Reworded(
        check="QUALITY-24",
        gate="G4",
        file="Bilan de recette.pdf",
        replaced={"deux vannes, Mineure": "deux vannes, Majeure"},
        called="a defect that is too bad to stay open",
    ),
    Reworded(
        check="INTEGRATION-32",
        gate="G5",
        file="PV de réception.pdf",
        replaced={"authority.name }}, 2027-11-04]": 'authority.name }}, ""]'},
        called="an approval without a date",
    ),
    Reworded(
        check="INTEGRATION-35",
        gate="G3",
        file="Budget de référence.xlsx",
        replaced={
            "contingency: 175000": "contingency: 95000",
            "percent: 15, cost: 320000": "percent: 5, cost: 320000",
            "percent: 30, cost: 90000": "percent: 15, cost: 90000",
            "percent: 20, cost: 160000": "percent: 10, cost: 160000",
        },
        called="a reserve below the rule of the phase",
    ),
)
