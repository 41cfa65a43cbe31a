"""What the facts found in documents are called where a person reads of them."""

from domain.text import Text, both

NAMES: dict[str, Text] = {
    "actual_cost": both("Actual cost", "Coût réel"),
    "assignments": both("Assignments", "Affectations"),
    "baseline_cost": both("Baseline cost", "Coût de référence"),
    "budget": both("Budget", "Budget"),
    "budget_at_completion": both("Budget at completion", "Budget à l'achèvement"),
    "cost": both("Cost of the schedule", "Coût du planning"),
    "cost_variance": both("Cost variance", "Écart de coûts"),
    "cpi": both("Cost performance index", "Indice de performance des coûts"),
    "critical": both("Critical tasks", "Tâches critiques"),
    "currency": both("Currency", "Devise"),
    "eac": both("Estimate at completion", "Coût final estimé"),
    "earned_value": both("Earned value", "Valeur acquise"),
    "etc": both("Estimate to complete", "Reste à dépenser"),
    "exposure": both("Risk exposure", "Exposition aux risques"),
    "finish": both("Finish", "Fin prévue"),
    "leaf": both("Tasks without sub-tasks", "Tâches élémentaires"),
    "lessons": both("Lessons", "Leçons"),
    "links": both("Links between tasks", "Liens entre tâches"),
    "milestones": both("Milestones", "Jalons du planning"),
    "open_risks": both("Open risks", "Risques ouverts"),
    "planned_value": both("Planned value", "Valeur planifiée"),
    "project_code": both("Project code", "Code du projet"),
    "project_manager": both("Project manager", "Chef de projet"),
    "project_name": both("Project name", "Nom du projet"),
    "reserve": both("Reserve", "Provision"),
    "resources": both("Resources", "Ressources"),
    "risks": both("Risks", "Risques"),
    "risks_without_owner": both("Risks without an owner", "Risques sans porteur"),
    "rows": both("Rows", "Lignes"),
    "rows_with_several_accountable": both(
        "Rows with several accountable", "Lignes à plusieurs responsables"
    ),
    "rows_without_accountable": both("Rows without an accountable", "Lignes sans responsable"),
    "schedule_variance": both("Schedule variance", "Écart de délais"),
    "spi": both("Schedule performance index", "Indice de performance des délais"),
    "sponsor": both("Sponsor", "Commanditaire"),
    "stakeholders": both("Stakeholders", "Parties prenantes"),
    "start": both("Start", "Début prévu"),
    "stated_total": both("Total as stated", "Total annoncé"),
    "status_date": both("Status date", "Date d'état"),
    "summary": both("Summary tasks", "Tâches récapitulatives"),
    "task_rows": both("Rows of the schedule", "Lignes du planning"),
    "tasks": both("Tasks", "Tâches"),
    "tcpi": both("To-complete performance index", "Indice de performance à atteindre"),
    "total": both("Total", "Total"),
    "vac": both("Variance at completion", "Écart à l'achèvement"),
    "version": both("Version", "Version"),
}


def fact_name(name: str) -> Text:
    """Return the words for a fact; one that we have no words for keeps its own name."""
    plain = name.replace("_", " ").capitalize()
    return NAMES.get(name) or both(plain, plain)
