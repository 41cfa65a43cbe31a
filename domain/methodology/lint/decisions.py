"""Every decision leads somewhere that makes sense."""

from collections import Counter

from domain.decision import Decision
from domain.methodology.fault import shown, unknown
from domain.methodology.lint.walk import Walk, number, place, words_in
from domain.methodology.tree import Node
from domain.text import Text, both

EFFECTS = {
    Decision.GO: ("next", "stay", "close"),
    Decision.CONDITIONAL_GO: ("next", "stay"),
    Decision.HOLD: ("hold_until", "stay"),
    Decision.RECYCLE: ("back", "stay"),
    Decision.KILL: ("close",),
}
"""The effects that a decision may have, by its stable code."""

ONLY_FOR = {
    "conditions": (Decision.CONDITIONAL_GO,),
    "until": (Decision.HOLD,),
    "to_stage": (Decision.RECYCLE,),
}
"""The fields that only some decisions can carry."""


def lint_decisions(walk: Walk) -> None:
    """Find decisions without effect where they stand, and gates that no decision leaves."""
    for part in walk.every("decisions"):
        _decision(walk, part.node, part.path)
    ends = _ends(walk)
    for part in walk.every("gates"):
        _vocabulary(walk, part.node, part.path, ends_stage=part.word("id") in ends)


def _decision(walk: Walk, word: Node, path: str) -> None:
    code, effect = word.word("code"), word.word("effect")
    if code not in set(Decision):
        return
    allowed = EFFECTS[Decision(code)]
    if effect in {"next", "stay", "back", "close", "hold_until"} and effect not in allowed:
        what = both(f"effect of {code}", f"effet de {code}")
        walk.fault(place(word, "effect"), f"{path}.effect", unknown(what, effect or "", allowed))
    if number(word, "back", 0) and effect != "back":
        walk.fault(place(word, "back"), f"{path}.back", _BACK_WITHOUT)
    for each in word.items("fields"):
        codes = ONLY_FOR.get(str(each.value), tuple(Decision))
        if Decision(code) not in codes:
            walk.fault(each, f"{path}.fields", _foreign_field(str(each.value), codes))


def _vocabulary(walk: Walk, gate: Node, path: str, *, ends_stage: bool) -> None:
    for each in gate.items("decisions"):
        walk.refer(each, f"{path}.decisions", both("decision", "décision"), walk.ids("decisions"))
    words = _words(walk, gate)
    if not words:
        return
    where = place(gate, "decisions")
    codes = [word.word("code") for word in words]
    for code in sorted(code for code, times in Counter(codes).items() if code and times > 1):
        walk.fault(where, f"{path}.decisions", _two_words(code))
    if not any(_leads_on(word, ends_stage=ends_stage) for word in words):
        walk.fault(where, f"{path}.decisions", _ROUND_FOR_EVER)
    _rejection(walk, gate, path, codes)
    _places(walk, gate, path, words)


def _words(walk: Walk, gate: Node) -> list[Node]:
    chosen = set(words_in(gate, "decisions"))
    words = walk.root.items("decisions")
    return [word for word in words if not chosen or word.word("id") in chosen]


def _ends(walk: Walk) -> set[str | None]:
    """Return the gates at which stages end; from all others a project goes on where it was."""
    stages = [*walk.every("stages"), *walk.every("tracks.stages")]
    return {stage.word("gate") for stage in stages}


def _leads_on(word: Node, *, ends_stage: bool) -> bool:
    """Whether a decision leads on, or is misspelt and may be meant to."""
    code, effect = word.word("code"), word.word("effect")
    goes = code in {"GO", "CONDITIONAL_GO"} or code not in set(Decision)
    return goes and not (ends_stage and effect in {"stay", "back", "hold_until"})


def _rejection(walk: Walk, gate: Node, path: str, codes: list[str | None]) -> None:
    committee = gate.get("committee")
    if committee is None or not isinstance(committee.value, dict):
        return
    rejected = committee.word("when_rejected") or Decision.RECYCLE.value
    inner = f"{path}.committee"
    where = place(committee, "when_rejected")
    if rejected in {"GO", "CONDITIONAL_GO"}:
        walk.fault(where, f"{inner}.when_rejected", _REJECTED_GO)
    elif rejected in set(Decision) and rejected not in codes:
        walk.fault(where, f"{inner}.when_rejected", _no_word(rejected))
    if (committee.word("tie") or "status_quo") == "status_quo" and "HOLD" not in codes:
        walk.fault(place(committee, "tie"), f"{inner}.tie", _NO_HOLD)


def _places(walk: Walk, gate: Node, path: str, words: list[Node]) -> None:
    """Find effects that make no sense where the gate stands among the stages of its own run."""
    runs = [walk.root, *walk.root.items("tracks")]
    ends = [[stage.word("gate") for stage in run.items("stages")] for run in runs]
    gates = next((run for run in ends if gate.word("id") in run), None)
    if gates is None:
        return
    place_of = len(gates) - 1 - gates[::-1].index(gate.word("id"))
    where = place(gate, "decisions")
    for word in words:
        back = number(word, "back", 0)
        if word.word("effect") == "back" and back > place_of:
            name = shown(word.word("id"))
            walk.fault(where, f"{path}.decisions", _beyond(name, back, place_of))
        if word.word("code") == "CONDITIONAL_GO" and place_of == len(gates) - 1:
            walk.fault(where, f"{path}.decisions", _CONDITIONS_AT_THE_END)


def _foreign_field(field: str, codes: tuple[Decision, ...]) -> Text:
    return both(
        f"the field {field} goes with {', '.join(codes)} only; remove it",
        f"le champ {field} ne va qu'avec {', '.join(codes)} ; retirez-le",
    )


def _two_words(code: str) -> Text:
    return both(
        f"two decisions of this gate have the code {code}; list the ones to use in decisions",
        f"deux décisions de ce jalon ont le code {code} ; listez dans decisions celles à employer",
    )


def _no_word(code: str) -> Text:
    return both(
        f"a rejection leads to {code}, which is none of this gate's decisions; add the decision, "
        "or set when_rejected",
        f"un rejet mène à {code}, qui n'est pas une décision de ce jalon ; ajoutez la décision, "
        "ou réglez when_rejected",
    )


def _beyond(name: str, back: int, place_of: int) -> Text:
    return both(
        f"the decision {name} goes back {back} stages, but only {place_of} lie before this gate's",
        f"la décision {name} revient de {back} étapes, mais {place_of} seulement précèdent celle "
        "de ce jalon",
    )


_BACK_WITHOUT = both(
    "back counts stages for the effect back only; set effect: back, or remove it",
    "back ne compte les étapes que pour l'effet back ; écrivez effect: back, ou retirez-le",
)
_ROUND_FOR_EVER = both(
    "no decision leads on from this gate, so projects would go round it for ever; expected one "
    "with the code GO and the effect next or close",
    "aucune décision ne mène au-delà de ce jalon, les projets y tourneraient sans fin ; il en faut "
    "une de code GO et d'effet next ou close",
)
_REJECTED_GO = both(
    "a rejection cannot lead to a go; expected HOLD, RECYCLE or KILL",
    "un rejet ne peut mener à un accord ; attendu : HOLD, RECYCLE ou KILL",
)
_NO_HOLD = both(
    "a tie with status_quo is a HOLD, which is none of this gate's decisions; add it, or set tie",
    "une égalité avec status_quo vaut HOLD, qui n'est pas une décision de ce jalon ; ajoutez-la, "
    "ou réglez tie",
)
_CONDITIONS_AT_THE_END = both(
    "this is the last gate: no gate follows at which conditions could be checked; list the "
    "decisions to use without it",
    "c'est le dernier jalon : aucun ne suit où vérifier les réserves ; listez les décisions à "
    "employer sans celle-ci",
)
