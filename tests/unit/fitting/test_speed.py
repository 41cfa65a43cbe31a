"""A large method is fitted fast enough to be fitted at every look at a project."""

import time

from domain.methodology.fitting.fit import fit
from domain.methodology.model.gate import Gate, Stage
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Requirement
from tests.unit.fitting.texts import known, method_of

GATES, EACH, MOST = 10, 30, 0.1
"""Seconds of a processor, a guard: some ten times what was measured."""

CLASSES = """
attributes: [{id: exposed, label: {en: Exposed}, kind: yes_no}]
classes:
  - {id: L, label: {en: Large}, when: budget > 1000}
  - {id: S, label: {en: Small}}
"""


def a_large_method() -> Method:
    """Return a method of 300 requirements, two thirds of them under a condition."""
    method = method_of(CLASSES)
    product, gate, stage = method.deliverables[0], method.gates[0], method.stages[0]
    products = [product.model_copy(update={"id": f"d{number}"}) for number in range(EACH)]
    gates: list[Gate] = []
    stages: list[Stage] = []
    for number in range(GATES):
        requirements = [
            Requirement(deliverable=each.id, maturity="draft", when=_condition(number, place))
            for place, each in enumerate(products)
        ]
        update = {"id": f"G{number}", "requirements": tuple(requirements)}
        gates.append(gate.model_copy(update=update))
        stages.append(stage.model_copy(update={"id": f"s{number}", "gate": f"G{number}"}))
    gates[-1] = gates[-1].model_copy(update={"merges": ("G8",)})
    return method.model_copy(
        update={"deliverables": tuple(products), "gates": tuple(gates), "stages": tuple(stages)}
    )


def _condition(gate: int, place: int) -> str | None:
    match place % 3:
        case 0:
            return None
        case 1:
            return f"budget > {place * 10 + gate} and not exposed"
        case _:
            return 'class == "L"'


def test_the_fitting_of_a_large_method_does_not_hang() -> None:
    method, project = a_large_method(), known("s3", budget=155, attributes={"exposed": False})
    spent = []
    for _ in range(8):
        began = time.process_time()
        fitted = fit(method, project)
        spent.append(time.process_time() - began)

    assert sum(len(gate.requirements) for gate in method.gates) == GATES * EACH
    assert len(fitted.method.gates) == GATES - 1
    assert min(spent) < MOST
