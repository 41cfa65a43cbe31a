"""The nine knowledge areas as a new method starts with them: one document each, with its checks."""

from dataclasses import dataclass

from domain.text import Text, both


@dataclass(frozen=True, kw_only=True)
class Area:
    """A knowledge area and the document with which a new method begins in it.

    ``role`` is what the reader of documents calls such a document; ``check`` is a soundness
    check of the catalogue, or nothing.
    """

    id: str
    label: Text
    deliverable: str
    name: Text
    role: str = ""
    check: str = ""


AREAS = {
    each.id: each
    for each in (
        Area(
            id="integration",
            label=both("Integration", "Intégration"),
            deliverable="project-charter",
            name=both("Project charter", "Charte de projet"),
            role="charter",
        ),
        Area(
            id="scope",
            label=both("Scope", "Périmètre"),
            deliverable="scope-statement",
            name=both("Scope statement", "Énoncé du périmètre"),
            role="scope",
        ),
        Area(
            id="schedule",
            label=both("Schedule", "Délais"),
            deliverable="schedule",
            name=both("Project schedule", "Planning du projet"),
            role="schedule",
            check="SCHEDULE-9",
        ),
        Area(
            id="cost",
            label=both("Cost", "Coûts"),
            deliverable="budget",
            name=both("Project budget", "Budget du projet"),
            role="cost",
            check="COST-11",
        ),
        Area(
            id="quality",
            label=both("Quality", "Qualité"),
            deliverable="quality-plan",
            name=both("Quality plan", "Plan qualité"),
            role="quality",
            check="QUALITY-23",
        ),
        Area(
            id="people",
            label=both("People", "Ressources humaines"),
            deliverable="responsibilities",
            name=both("Responsibility matrix", "Matrice des responsabilités"),
            role="organisation",
            check="PEOPLE-25",
        ),
        Area(
            id="communication",
            label=both("Communication", "Communication"),
            deliverable="communication-plan",
            name=both("Communication plan", "Plan de communication"),
            role="communication",
            check="COMMUNICATION-27",
        ),
        Area(
            id="risk",
            label=both("Risk", "Risques"),
            deliverable="risk-register",
            name=both("Risk register", "Registre des risques"),
            role="risk",
            check="RISK-16",
        ),
        Area(
            id="procurement",
            label=both("Procurement", "Approvisionnements"),
            deliverable="procurement-plan",
            name=both("Procurement plan", "Plan d'approvisionnement"),
            role="procurement",
            check="PROCUREMENT-19",
        ),
    )
}
"""By id."""
