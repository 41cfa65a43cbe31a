"""One gate of a fitted method, fitted again when more is known: the facts of its package."""

from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.conditions import Conditions, Labels, path_in
from domain.methodology.fitting.left_out import LeftOut
from domain.methodology.fitting.names import standing_of
from domain.methodology.fitting.products import asked_of_products, products_of
from domain.methodology.fitting.sentences import taken_place
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.text import Text
from domain.value import Value


class FittedGate(Value):
    """A gate with what is known applied, what was left out of it, and what should be told."""

    gate: Gate
    left_out: tuple[LeftOut, ...] = ()
    unknown: tuple[str, ...] = ()


def fit_gate(gate: Gate, method: Method, circumstances: Circumstances) -> Gate:
    """Return a gate without the items that do not apply, as far as it is known now."""
    return fitted_gate(gate, method, circumstances).gate


def fitted_gate(gate: Gate, method: Method, circumstances: Circumstances) -> FittedGate:
    """Fit a gate of a fitted method, with what was left out and why.

    Items whose condition is still unknown stay with it.
    """
    left: list[LeftOut] = []

    def leave(path: str, label: Text, because: Text) -> None:
        left.append(LeftOut(path=path, label=label, because=because))

    standing, labels = standing_of(method, circumstances), Labels(method)
    products = products_of(method, standing)
    for each in gate.requirements:
        name = each.deliverable
        if name in products.gone:
            leave(path_in(gate.id, each), labels.of(each), products.gone[name])
        elif name in products.instead:
            why = taken_place(products.instead[name], products.because.get(name, {}))
            leave(path_in(gate.id, each), labels.of(each), why)
    held = Conditions(standing, labels, leave).applied(asked_of_products(gate, products))
    return FittedGate(gate=held, left_out=tuple(left), unknown=standing.should_tell)
