"""Which gate a package is for, and why it may not come yet."""

from collections.abc import Sequence

from domain.errors import NotFoundError, OutOfSequenceError
from domain.methodology.fitting.circumstances import OpenGate
from lifecycle.fitted.fitting import Fit
from storage.tables.projects import Project
from storage.tables.reviews import Review


def choose(
    project: Project,
    fit: Fit,
    standing: Review | None,
    wanted: str | None,
    *,
    trying: bool = False,
) -> OpenGate:
    """Return the open gate that a package is for.

    Without a wish it is the gate under way, else the only one open, else the one that ends the
    stage. Who is only ``trying`` need not wait.

    Raises:
        NotFoundError: The method has no such gate for the project.
        OutOfSequenceError: It is not open, awaits something, or another gate is under way.
    """
    opened = fit.open_gates
    chosen = _chosen(project, fit, opened, standing, wanted)
    if trying:
        return chosen
    if chosen.hindered:
        raise OutOfSequenceError(chosen.hindered["en"], chosen.hindered.get("fr", ""))
    if standing is not None and standing.gate != chosen.gate:
        raise OutOfSequenceError(
            f"The package of {standing.gate} is under way; "
            f"{chosen.gate} takes one when it is decided or withdrawn.",
            f"Le dossier de {standing.gate} est en cours ; "
            f"{chosen.gate} en prend un quand il est décidé ou retiré.",
        )
    return chosen


def _chosen(
    project: Project,
    fit: Fit,
    opened: Sequence[OpenGate],
    standing: Review | None,
    wanted: str | None,
) -> OpenGate:
    if wanted is None:
        wanted = standing.gate if standing is not None else _default(project, opened)
    for each in opened:
        if each.gate == wanted:
            return each
    if wanted not in {gate.id for gate in fit.published.gates}:
        known = ", ".join(gate.id for gate in fit.method.gates)
        raise NotFoundError(
            f"{fit.published.name} has no gate {wanted!r}; its gates are {known}.",
            f"{fit.published.name} n'a pas de jalon {wanted!r} ; ses jalons : {known}.",
        )
    standing_open = ", ".join(each.gate for each in opened) or "-"
    raise OutOfSequenceError(
        f"{wanted} is not open for {project.code} now; open is {standing_open}.",
        f"{wanted} n'est pas ouvert pour {project.code} ; est ouvert : {standing_open}.",
    )


def _default(project: Project, opened: Sequence[OpenGate]) -> str:
    if len(opened) == 1:
        return opened[0].gate
    for each in opened:
        if each.ends_stage:
            return each.gate
    raise OutOfSequenceError(
        f"{project.code} stands before no gate that ends its stage; say which gate it is for.",
        f"{project.code} n'est devant aucun jalon de fin d'étape ; dites pour quel jalon.",
    )
