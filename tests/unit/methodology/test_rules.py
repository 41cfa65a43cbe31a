"""Every rule of the lint: one change of a sound method is told at its exact place."""

import pytest

from domain.methodology.fault import MethodError
from domain.methodology.load import load_method
from tests.unit.methodology.texts import CHECKS, WHOLE, changed, placed

CONDITIONS = [
    ("when: exposed}", "when: ‸exposd}", "unknown name 'exposd'; expected", "name"),
    ("when: exposed}", "when: ‸exposd}", "did you mean exposed?", "name meant"),
    ("when: exposed, points", "when: not ‸exposd, points", "did you mean exposed?", "column"),
    ("when: exposed, points", "when: exposed ‸adn, points", "found adn; expected an op", "grammar"),
    ("when: exposed, points", "when: 'exposed ‸adn', points", "found adn", "single quotes"),
    ("when: exposed, points", 'when: "exposed ‸adn", points', "found adn", "double quotes"),
    ("when: exposed, points", 'when: ‸"\\x65xposed adn", points', "found adn", "escaped"),
    ("decide_when: today", "decide_when: ‸>\n      today adn", "found adn", "folded"),
    ("when: budget > 1000000", "when: ‸budget", "expected yes or no, found a number", "no cond"),
    ("when: exposed, points", "when: exposed ‸> 3, points", "yes or no is compared with", "types"),
    ('when: class == "S"}', 'when: class == ‸"M"}', "expected one of L, S", "class"),
    ('class == "L", ind', 'sort == ‸"work", ind', "did you mean works?", "choice"),
    ("when: breach.cost-stage", "when: ‸breach.cost-stag", "mean breach.cost-stage?", "breach"),
    ("limit: 100", "limit: ‸exposed", "expected a number, found yes or no", "limit"),
    ("limit: 100", "limit: ‸breach.cost-stage", "not known yet when a tolerance", "circle of one"),
    ("when: exposed, points", "when: ‸score.size > 1, points", "when a score is worked", "score"),
    ("when: budget > 1000000", "when: ‸pack.big", "not known yet when a class", "class of packs"),
    ("{en: Big}}", "{en: Big}, when: ‸pack.big}", "not known yet when a pack", "pack of packs"),
    ("repeat_until: iteration", "repeat_until: ‸iterations", "did you mean iteration?", "repeat"),
    ("many: true", "when: ‸pack.bigg\n    many: true", "did you mean pack.big?", "track"),
    ("holds: budget", "holds: ‸bugdet", "did you mean budget?", "holds"),
    ("{id: sort, label", "{id: ‸budget, label", "has a meaning of its own", "reserved"),
    ("{id: sort, label", "{id: ‸fact.x, label", "has a meaning of its own", "family"),
    ("kind: yes_no}", "kind: yes_no, choices: ‸[a]}", "go with kind: choice only", "choices"),
]

TWICE = [
    ("{id: sort, label", "{id: ‸exposed, label", "stands twice", "attribute"),
    ("{id: S, label", "{id: ‸L, label", "stands twice; the first one is in line", "class"),
    ("{id: strategic, label", "{id: ‸economic, label", "stands twice", "area of a taxonomy"),
    ("{id: works, label", "{id: ‸first, label", "stands twice", "stage of a track"),
    ("{id: green, label", "{id: ‸red, label", "stands twice", "level of a rating"),
    ("{id: agreed, label", "{id: ‸urgent, label", "stands twice", "criterion"),
    ("{id: urgent, label", "{id: ‸budget, label", "is a deliverable of this gate too", "shared"),
    ("{id: agreed, label", "{id: ‸book, label", "is a deliverable of this gate too", "alternative"),
    ("choices: [works, supply]", "choices: [works, ‸works]", "stands twice", "choice"),
    ("or_any_of: [book]", "or_any_of: [book, ‸book]", "stands twice", "alternative"),
    ("languages: [en]", "languages: [en, ‸en]", "stands twice", "language"),
    (
        "- {track: contractor, need: all}",
        "- {track: contractor, need: all}\n      - ‸{track: contractor, need: any}",
        "'contractor' stands twice",
        "join",
    ),
]

NAMES = [
    ("roles: [manager, sponsor]}", "roles: [manager, ‸sponsr]}", "did you mean sponsor?", "apart"),
    ("{manager: R, sponsor: A}", "{manager: R, ‸sponsr: A}", "did you mean sponsor?", "raci"),
    ("signed_by: [sponsor]", "signed_by: [‸sponsr]", "did you mean sponsor?", "signed_by"),
    ("replaces: [plan]", "replaces: [‸pan]", "did you mean plan?", "replaces"),
    ("part_of: book", "part_of: ‸boook", "did you mean book?", "part_of"),
    ("or_any_of: [book]", "or_any_of: [‸bok]", "did you mean book?", "or_any_of"),
    ("{cases: economic}", "{‸case: economic}", "did you mean cases?", "taxonomy"),
    ("{cases: economic}", "{cases: ‸economy}", "did you mean economic?", "filed"),
    ("after: [M]", "after: [‸MM]", "unknown gate 'MM'", "after"),
    ("merges: [C]", "merges: [‸CC]", "unknown gate 'CC'", "merges"),
    ("- {track: contractor, ", "- {track: ‸contractr, ", "did you mean contractor?", "join"),
    (
        "{track: contractor, n",
        "{track: contractor, gate: ‸A, n",
        "expected one of T",
        "joined gate",
    ),
    ("also: [M]", "also: [‸N]", "unknown gate 'N'", "also"),
    ("phase: early", "phase: ‸erly", "did you mean early?", "phase"),
    ("tracks: [contractor]", "tracks: [‸contractr]", "did you mean contractor?", "tracks"),
    ("replaces: [second]", "replaces: [‸secnd]", "did you mean second?", "stage"),
    ("gate: T}]", "gate: T, replaces: [‸first]}]", "expected one of works", "stage of a track"),
    ("gate: X, when", "gate: ‸Y, when", "unknown gate 'Y'", "event"),
    ("approver: sponsor", "approver: ‸sponsr", "did you mean sponsor?", "approver"),
    ("scored_by: [sponsor]", "scored_by: [‸sponsr]", "did you mean sponsor?", "scored_by"),
    ("answered_by: [finance]", "answered_by: [‸finanz]", "did you mean finance?", "answered_by"),
    ("by: [finance]\n    com", "by: [‸finanz]\n    com", "did you mean finance?", "rating"),
    ("staff}, area: cost}", "staff}, area: ‸coost}", "did you mean cost?", "area of a criterion"),
    ("{OLD: A}", "{OLD: ‸AA}", "unknown new name 'AA'", "renamed to nothing"),
    ("{OLD: A}", "{‸B: A}", "'B' is still in this version", "renamed and still there"),
]

MEANING = [
    ("{manager: R, sponsor: A}", "{manager: A, sponsor: ‸A}", "exactly one role is", "two A"),
    ("part_of: book}", "part_of: ‸plan}", "circle: plan → plan", "part of itself"),
    ("label: {en: Plan}, p", "label: {en: Plan}, replaces: ‸[light], p", "circle", "replaces"),
    ("after: [M]", "after: ‸[B]", "after leads in a circle: B → B", "after itself"),
    ("merges: [C]", "merges: ‸[B]", "merges leads in a circle", "merges itself"),
    ("lead_days: 5", "lead_days: ‸100000", "expected at most 1000", "lead time of centuries"),
    ("lead_days: 5", "lead_days: 5\n    after: [‸B]", "only comes in a later stage", "later"),
    ("also: [M]", "also: [M, ‸B]", "this gate ends the stage already", "inside its end"),
    ("{id: S, label: {en: Small}}", "{id: S, label: {en: Small}, when: ‸exposed}", "last", "some"),
    ("counted: true}", "counted: true, levels: ‸[{id: a, label: {en: A}}]}", "has no levels", "c"),
    ("{id: issues, counted: true}", "‸{id: issues}", "this ladder has no level", "no level"),
    ("log, last_issue: true}", "log, maturity: ‸outline}", "only counts issues", "maturity"),
    ("log, last_issue: true}", "risks, maturity: outline, last_issue: ‸true}", "counted", "last"),
    ("at_least: 2}\n    cri", "at_least: ‸3}\n    cri", "3 of 2 cannot be there", "at least"),
    ("or_any_of: [book]", "or_any_of: [book, ‸plan]", "no alternative to itself", "itself"),
    ("fresh_within: P90D", "fresh_within: ‸-P90D", "cannot be negative", "negative"),
    ("ready_days: 9", "ready_days: ‸2", "is due 5 working days before", "ready too late"),
    ("{deliverable: service}", "{deliverable: service, ‸origin: {kind: x}}", "never wr", "origin"),
    (
        "- {deliverable: service}",
        "- {deliverable: service, checks: ‸[{check: COST-11}]}",
        "is signed",
        "s",
    ),
    ("replaces: [plan], w", "replaces: [‸log], w", "they need the same ladder", "ladder"),
    ("replaces: [plan], w", "replaces: [‸risks], w", "is protected, and what rep", "protected"),
    ("holds: budget < 500", "holds: budget < 500, answered_by: ‸[finance]", "one way", "ways"),
    ("answered_by: [finance]", "scored_by: ‸[finance]", "without a scale", "scored by"),
    ("answered_by: [finance]", "answered_by: [‸manager]", "has no seat at this gate", "seat"),
    ("by: [finance]\n    com", "by: [‸manager]\n    com", "has no seat", "seat of a rating"),
    ("least: 0, most: 10", "least: 10, most: ‸10", "has no room", "scale"),
    ("weight: 3, at_least: 2", "weight: 3, at_least: ‸12.5", "lies outside the scale", "least"),
    ("kind: concurring, order: 2", "kind: concurring, veto: ‸true", "cannot be veto", "concurring"),
    ("quorum: 1", "quorum: ‸3", "cannot be met by 2 gating seats", "quorum"),
    ("quorum: 1", "majority: ‸count", "wants a number of approvals", "count"),
    ("quorum: 1", "approvals: ‸1", "counted by the majority count only", "approvals"),
    ("quorum: 1", "majority: count\n      approvals: ‸3", "3 approvals cannot come", "too many"),
    ("approver: sponsor", "approver: ‸manager", "who asks never approves", "own tailoring"),
    ("need: all}", "need: ‸0}", "0 tracks are none", "need"),
    ("need: all}", "need: ‸some}", "expected all, any or a whole number, found 'some'", "union"),
    ("many: true\n    stages", "many: true\n    method: ‸other\n    stages", "not both", "both"),
    ("languages: [en]", "languages: [en, ‸fr]", "unknown language of the labels 'fr'", "languages"),
    ("languages: [en]", "languages: [en, ‸French]", "is no language code", "language code"),
    ("{OLD: A}", "{‸2: A}", "expected an id", "key"),
    ("sponsor: A}", "sponsor: ‸B}", "unknown value 'B'; expected one of R, A, S, C, I", "letter"),
    ("{least: 0, most", "{‸lest: 0, most", "did you mean least?", "key of a scale"),
    ("fresh_within: P90D", "fresh_within: ‸90 moons", "a duration such as PT10M or P90D", "time"),
    ("scorecard: {at_least: 60}", "scorecard: {at_least: ‸160}", "expected at most 100", "card"),
    ("scorecard: {at_least: 60}", "scorecard: {at_least: ‸high}", "expected a number", "number"),
    ("when: exposed}", "when: ‸[exposed]}", "expected text, found a list", "list"),
    ("when: exposed}", 'when: ‸""}', "the text is empty", "empty"),
    ("when: exposed}", "when: ‸" + "x" * 2001 + "}", "more than 2000 characters", "long"),
]


ELSEWHERE = [
    (
        {
            "{id: sort, label: {en: Sort}, kind: choice, choices: [works, supply]}": (
                "‸{id: sort, label: {en: Sort}, kind: choice}"
            )
        },
        "a choice needs choices",
        "choice without choices",
    ),
    (
        {"raci: {manager: R, sponsor: A}": "raci: ‸{manager: R, sponsor: R}"},
        "nobody is accountable",
        "nobody accountable",
    ),
    (
        {"{en: Book}}": "{en: Book}, part_of: plan}", "part_of: book": "part_of: ‸book"},
        "part_of leads in a circle: plan → book → plan",
        "parts of each other",
    ),
    (
        {"gate: X, when": "gate: A, when", "- id: X": "- id: ‸X"},
        "no event opens it and no gate merges it",
        "unreachable gate",
    ),
    (
        {'gate: B, when: class == "S", replaces: [second]': "gate: ‸B"},
        "already ends the stage second",
        "gate of two stages",
    ),
    (
        {"{id: L, label: {en: Large}, when: budget > 1000000}": "‸{id: L, label: {en: Large}}"},
        "those below are never reached",
        "class for all",
    ),
    (
        {"- {role: sponsor, chair: true}": "- {role: sponsor}", "quorum: 1": "majority: ‸chair"},
        "where the chair decides there must be one",
        "majority of a chair that is not",
    ),
    (
        {
            "{role: sponsor, chair: true}": '{role: sponsor, chair: true, when: ‸class == "L"}',
            "quorum: 1": "majority: chair",
        },
        "the only chair has a condition",
        "chair at times",
    ),
    (
        {"    many: true\n": "", "need: all}": "need: ‸2}"},
        "it is there once only",
        "two of one track",
    ),
    (
        {", tracks: [contractor]}": "}", "- id: contractor": "- id: ‸contractor"},
        "no stage begins the track contractor",
        "track that no stage begins",
    ),
    (
        {
            "    stages: [{id: works, label: {en: Works}, gate: T}]\n": "",
            "- id: contractor": "- ‸id: contractor",
        },
        "add stages or method",
        "track without a way",
    ),
    (
        {"levels: [{id: red, label: {en: Red}}, {id: green,": "levels: ‸[{id: green,"},
        "the list has 1; expected 2 or more",
        "rating of one level",
    ),
    (
        {
            ", tracks: [contractor]}": "}",
            "iteration >= 3}": "iteration >= 3, tracks: [contractor]}",
            "    lead_days: 5": "    joins: [{track: ‸contractor}]",
        },
        "the track contractor only begins in a later stage",
        "join before the track",
    ),
    (
        {"    sets_baseline: true": "    skippable: ‸true"},
        "this is the last gate",
        "skippable last gate",
    ),
    (
        {
            "risks, maturity: baseline}": "risks, maturity: baseline, when: exposed}",
            "{deliverable: risks, maturity: outline,": (
                "{deliverable: risks, when: ‸exposed, maturity: outline,"
            ),
        },
        "this condition could drop the protected 'risks'",
        "protected under a condition",
    ),
    (
        {"risks, maturity: baseline}": "risks, maturity: baseline, tailorable: ‸true}"},
        "is protected, so no tailoring drops it",
        "protected and tailorable",
    ),
    (
        {
            "        score: {least: 0, most: 10, weight: 3, at_least: 2}\n": "",
            "        scored_by: [sponsor]\n": "",
            "scorecard: {at": "scorecard: ‸{at",
        },
        "no criterion of this gate is scored",
        "scorecard without scores",
    ),
    (
        {
            "languages: [en]": "languages: [en, fr]",
            "label: {en: Whole}": "label: {en: Whole, fr: Tout}",
            "{id: cost, label: {en: Cost}}": "{id: cost, label: ‸{en: Cost}}",
        },
        "there are no words in fr, which the method promises",
        "promised language",
    ),
]


def _cases(cases: list[tuple[str, str, str, str]]) -> list[object]:
    return [pytest.param({old: new}, sentence, id=name) for old, new, sentence, name in cases]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        *_cases(CONDITIONS + TWICE + NAMES + MEANING),
        *(pytest.param(*case[:2], id=case[2]) for case in ELSEWHERE),
    ],
)
def test_a_fault_is_reported_where_it_stands(changes: dict[str, str], sentence: str) -> None:
    marked = WHOLE
    for old, new in changes.items():
        marked = changed(old, new, marked)
    text, line, column = placed(marked)

    with pytest.raises(MethodError) as error:
        load_method(text, "m.yaml", known_checks=CHECKS)

    said = [fault for fault in error.value.faults if (fault.line, fault.column) == (line, column)]
    assert any(sentence in fault.words["en"] for fault in said), str(error.value)
    assert all(fault.words["fr"] != fault.words["en"] for fault in said)


def test_the_text_of_which_the_others_change_one_thing_is_sound() -> None:
    method = load_method(WHOLE, "m.yaml", known_checks=CHECKS)

    assert method.gate("B").joins[0].track == "contractor"
    assert method.tolerances[0].limit == "100"


SOUND_TOO = [
    ("quorum: 1", "quorum: 2", "a conditional seat may be there"),
    ("role: sponsor, chair: true}", "role: sponsor}", "no chair is needed"),
    ("gate: X, when: breach.cost-stage}", "gate: X}", "an event may be raised by hand"),
    ("track: contractor, need: all", "track: contractor, gate: T, need: 2", "so many of a track"),
    ("holds: budget < 500", "holds: true", "an expression may be a value"),
    ("limit: 100", "limit: 0.25", "a limit may be a number"),
    ("stages: [{id: works, label: {en: Works}, gate: T}]", "method: other", "another method"),
    ('replaces: [plan], when: class == "S"', "replaces: [plan], when: pack.big", "packs"),
]


@pytest.mark.parametrize(
    ("old", "new"), [pytest.param(old, new, id=name) for old, new, name in SOUND_TOO]
)
def test_what_is_sound_is_left_alone(old: str, new: str) -> None:
    text = changed(old, new, WHOLE)
    if "method: other" in new:
        text = changed("merges: [C]", "merges: [C, T]", text)

    load_method(text, "m.yaml", known_checks=CHECKS)
