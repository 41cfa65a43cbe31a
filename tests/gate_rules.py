"""Which tests hold which rule of gates: ``python -m tests.gate_rules`` writes the page anew."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "gate-rules.md"

RULES = {
    1: "Handing in freezes the package; later edits never change it",
    2: "Handing in twice is one package",
    3: "Late evidence goes to a dated annex that every voter sees",
    4: "Evidence that is too old counts as not met",
    5: "A withdrawal has a reason and takes every question back",
    6: "A new revision says what became of the votes",
    7: "Too many attempts escalate",
    8: "A finding is contested with a reason and attested by the PMO, never by who hands in",
    9: "What would happen is shown before a package is handed in",
    10: "Decisions are codes; their words are the method's",
    11: "A recommendation says its rule; departing from it needs a reason",
    12: "A hold has a date that reconvenes; rework names a stage; a stop runs its closing acts",
    13: "A condition has owner, date, evidence and another verifier, and blocks the next go",
    14: "A gate with a meeting gives the same record as one without",
    15: "Seats are declared and frozen; the quorum is over those",
    16: "Five values of votes; what a rejection wants instead; abstaining is not approving",
    17: "Silence is no consent",
    18: "Majorities by gate; no early close that a vote could still change",
    19: "A tie is broken as the method says, the casting vote by a second act",
    20: "A vote may change until the close; two last votes make one outcome",
    21: "Opinions are heard and shown, and never counted",
    22: "A seat whose person left is not skipped in silence",
    23: "Delegation has dates, a scope and a trace",
    24: "A person of two roles is never counted twice in silence",
    25: "Who hands in, wrote or manages holds no gating seat, asked again at every vote",
    26: "Roles that judge each other stay apart, as the method says",
    27: "An override needs two persons or a reason, and all are told",
    28: "Opening a link changes nothing",
    29: "A link is derived, bound to seat and revision, and expires",
    30: "At the click everything is looked at again",
    31: "A reply is a comment and never a decision",
    32: "Reminders come in the reader's working days and stop at the decision",
    33: "Letters go out with the change of state, once, whatever the server does",
    34: "An outcome is told once to each, in their language; confidential ones reveal nothing",
    35: "The clock stands still while a question waits for its answer",
    36: "A waiver has an authority and an end",
    37: "A skipped gate's checks roll forward; some gates are never skipped",
    38: "A project that crosses a threshold is classed again, with what becomes due",
    39: "Work before its gate needs a dated exception",
    40: "A published version never changes; past gates keep theirs",
    41: "Projects migrate by stable ids, after a dry run, and back",
    42: "A change of the rules never changes what is decided or under review",
    43: "A go at a planning gate sets the baseline",
    44: "A change decided during a review marks the package as outdated",
    45: "What comes late is shown late",
    46: "Projects merge and split with their lineage and budgets that add up",
    47: "A gate may wait for the gates of children",
    48: "A change of manager or sponsor during a review is looked at again",
    49: "A closed project reopens by a gate of its own",
    50: "Closing checks acceptance, contracts, lessons, benefits and the archive",
    51: "A wait survives restarts, upgrades and the loss of the engine",
    52: "Every wait has an owner and a next date, and orphans are reported",
    53: "Conditions are asked on change, by the clock and at the decision, by the same code",
    54: "The record is chained: who, what, when, why, on which package",
    55: "A permission is asked of the object that is acted upon",
    56: "After closure the criteria are compared with what came of them",
}


def held() -> dict[int, list[str]]:
    """Return the tests that cite each rule: their file and name, in order."""
    found: dict[int, list[str]] = {number: [] for number in RULES}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, number in _cited(path):
            found[number].append(f"`{path.relative_to(ROOT)}` {name}")
    return found


def page() -> str:
    """Return the page of the rules: what each says, and what holds it."""
    rows = ["| | rule | held by |", "| --- | --- | --- |"]
    tests = held()
    for number, words in RULES.items():
        rows.append(f"| {number} | {words} | {'<br>'.join(tests[number]) or '**not yet**'} |")
    missing = sum(not each for each in tests.values())
    return (
        "# Rules of gates, and the tests that hold them\n\n"
        f"{len(RULES) - missing} of {len(RULES)} rules are cited by a test; a rule without one is "
        "not built, or not shown. `python -m tests.gate_rules` writes this page.\n\n"
        + "\n".join(rows)
        + "\n"
    )


def _cited(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for mark in node.decorator_list:
                match mark:
                    case ast.Call(func=ast.Attribute(attr="gate_rule"), args=numbers):
                        for each in numbers:
                            if isinstance(each, ast.Constant) and isinstance(each.value, int):
                                yield node.name.removeprefix("test_").replace("_", " "), each.value


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
