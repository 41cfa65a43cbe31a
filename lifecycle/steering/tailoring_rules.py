"""What tailoring may touch: nothing protected, no last gate, and only what the method knows."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from domain.errors import BadInputError, NotFoundError, OutOfSequenceError
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Criterion, Requirement
from lifecycle.fitted.fitting import Fit


def check_item(method: Method, item: str, gate_id: str | None) -> None:
    """Make sure that a deliverable or a criterion may be asked less of, or left out.

    Raises:
        NotFoundError: No gate asks it, or not this one.
        OutOfSequenceError: It is protected, or a gate lets nobody tailor it.
    """
    gates = [each for each in method.gates if gate_id in (None, each.id)]
    if not gates:
        raise _no_gate(method, str(gate_id))
    lines = [line for gate in gates for line in _lines(gate, item)]
    if not lines:
        where = gate_id or method.name
        raise NotFoundError(
            f"{where} asks no deliverable and no criterion {item!r}; check its id.",
            f"{where} ne demande ni livrable ni critère {item!r} ; vérifiez son identifiant.",
        )
    known = {each.id: each for each in method.deliverables}
    if item in known and known[item].protected:
        raise OutOfSequenceError(
            f"{item} is protected by {method.name}: no tailoring drops it.",
            f"{item} est protégé par {method.name} : aucune adaptation ne l'enlève.",
        )
    if not all(line.tailorable for line in lines):
        raise OutOfSequenceError(
            f"{item} cannot be tailored at this gate: it is a minimum of {method.name}.",
            f"{item} ne s'adapte pas à ce jalon : c'est un minimum de {method.name}.",
        )


def check_skip(fit: Fit, gate_id: str) -> None:
    """Make sure that a gate may be skipped.

    Raises:
        NotFoundError: The project has no such gate.
        OutOfSequenceError: The method lets nobody skip it, or it is the last one.
    """
    method = fit.method
    gate = next((each for each in method.gates if each.id == gate_id), None)
    if gate is None:
        raise _no_gate(method, gate_id)
    if method.stages[-1].gate == gate.id:
        raise OutOfSequenceError(
            f"{gate.id} is the last gate; nobody skips it.",
            f"{gate.id} est le dernier jalon ; il ne s'omet pas.",
        )
    if not gate.skippable:
        raise OutOfSequenceError(
            f"{gate.id} cannot be skipped: {method.name} does not allow it.",
            f"{gate.id} ne peut être omis : {method.name} ne l'admet pas.",
        )


def added_item(
    fit: Fit, item: str, gate_id: str | None, added: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return a line that a project adds to a gate's list, as it is kept.

    Raises:
        NotFoundError: The project has no such gate, or the method no such deliverable.
        BadInputError: The line does not fit.
    """
    method = fit.method
    if gate_id is None:
        raise BadInputError(
            f"Say at which gate {item} is asked.", f"Dites à quel jalon {item} est demandé."
        )
    if gate_id not in {each.id for each in method.gates}:
        raise _no_gate(method, gate_id)
    line = _parsed(item, added or {"deliverable": item})
    if isinstance(line, Requirement):
        _check_requirement(method, line)
    elif line.score is not None:
        raise BadInputError(
            f"{line.id} would be scored, and weigh against what {method.name} has scored; let it "
            "be answered or signed.",
            f"{line.id} serait noté, et pèserait contre ce que {method.name} fait noter ; qu'on "
            "y réponde ou qu'on le signe.",
        )
    elif any(
        line.id == each.id
        for gate in (*fit.published.gates, *method.gates)
        for each in gate.criteria
    ):
        raise BadInputError(
            f"{method.name} has a criterion {line.id!r} already; choose another id.",
            f"{method.name} a déjà un critère {line.id!r} ; choisissez un autre identifiant.",
        )
    return line.model_dump(mode="json", exclude_defaults=True)


def _parsed(item: str, added: Mapping[str, Any]) -> Requirement | Criterion:
    shape = Requirement if "deliverable" in added else Criterion
    named = {"deliverable": item} if shape is Requirement else {"id": item}
    try:
        line = shape.model_validate(dict(added) | named)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or item
        raise BadInputError(
            f"The added line does not fit at {where}: {first['msg']}.",
            f"La ligne ajoutée ne convient pas à {where} : {first['msg']}.",
        ) from error
    if line.origin is not None or line.when or getattr(line, "holds", None):
        raise BadInputError(
            "An added line holds no expression and no origin; the method alone writes those.",
            "Une ligne ajoutée n'a ni expression ni origine ; seule la méthode en écrit.",
        )
    return line


def _check_requirement(method: Method, line: Requirement) -> None:
    known = {each.id: each for each in method.deliverables}
    for each in line.choices:
        if each not in known:
            raise NotFoundError(
                f"{method.name} has no deliverable {each!r} for this project; check its id.",
                f"{method.name} n'a pas de livrable {each!r} pour ce projet ; vérifiez-le.",
            )
    ladder = next(each for each in method.ladders if each.id == known[line.deliverable].ladder)
    levels = [level.id for level in ladder.levels]
    if line.maturity is not None and line.maturity not in levels:
        raise BadInputError(
            f"{line.deliverable} has no maturity {line.maturity!r}; choose {', '.join(levels)}.",
            f"{line.deliverable} n'a pas de maturité {line.maturity!r} ; "
            f"choisissez {', '.join(levels)}.",
        )


def _lines(gate: Gate, item: str) -> list[Requirement | Criterion]:
    asked = [each for each in gate.requirements if item in each.choices]
    return [*asked, *(each for each in gate.criteria if each.id == item)]


def _no_gate(method: Method, gate_id: str) -> NotFoundError:
    known = ", ".join(gate.id for gate in method.gates)
    return NotFoundError(
        f"{method.name} has no gate {gate_id!r} for this project; its gates are {known}.",
        f"{method.name} n'a pas de jalon {gate_id!r} pour ce projet ; ses jalons : {known}.",
    )
