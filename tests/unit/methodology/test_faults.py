"""Every kind of fault is reported at its exact place, and says what to do."""

import pytest

from domain.errors import BadInputError
from domain.methodology.fault import SHOWN, MethodError
from domain.methodology.load import decode, load_method
from tests.unit.methodology.texts import CHECKS, SOUND, changed, placed

NEW_GATE = """\
  - id: ‸C
    label: {en: Gate C}
    question: {en: And now?}
    committee: {seats: [{role: sponsor}]}
    decisions: [go, wait, redo]
stages:
"""

WRITING = [
    ("method: small", "method: small\n‸method: other", "'method' stands twice", "key"),
    ("version: 1", "version: ‸&x 1", "anchors and aliases", "anchor"),
    ("version: 1", "version: ‸*x", "anchors and aliases", "alias"),
    ("version: 1", "version: ‸!!python/object:os.system 1", "tags (!)", "tag"),
    ("version: 1", "version: 1\n? ‸[a]\n: 1", "a key is a single word", "complex key"),
    ("version: 1", "version: 1\n‸\tlanguage: en", "this is not YAML", "tab"),
]

FORM = [
    ("version: 1", "version: ‸one", "expected a whole number, found 'one'", "number"),
    ("version: 1", 'version: ‸"1"', "expected a whole number, found '1'", "quoted number"),
    ("version: 1", "version: ‸0", "0 is too small; expected at least 1", "bound"),
    ("method: small", "method: ‸2 small", "expected an id", "id"),
    ("area: cost", "area: ‸[cost]", "expected text, found a list", "text"),
    ("protected: true", "protected: ‸yes", "expected true or false, found 'yes'", "yes"),
    ("quorum: 1", "quorum: ‸true", "expected a whole number, found true", "true is no number"),
    ("informs: [finance]", "informs: ‸finance", "expected a list, found 'finance'", "list"),
    (
        "{roles: [cost], names: [budget]}",
        "‸[cost]",
        "expected keys and values, found a list",
        "mapping",
    ),
    (
        "- {role: sponsor, substitute: finance}",
        "‸[]",
        "the list is empty; expected one or more",
        "empty list",
    ),
    ("PT10M", "‸soon", "expected a duration such as PT10M", "duration"),
    ("guidance: {en: Add it up.}", "guidance: {en: ‸}", "expected text, found nothing", "nothing"),
    ("severity: major", "severity: ‸majer", "did you mean major?", "choice"),
    ("question: {en: Shall we end", "‸qestion: {en: Shall we end", "did you mean question?", "key"),
    (
        "{check: COST-11}",
        "{check: COST-11, settings: {share: ‸[5]}}",
        "expected text, a number, true or false, found a list",
        "setting",
    ),
]

NAMES = [
    ("area: cost", "area: ‸coost", "did you mean cost?", "area"),
    ("owner: manager", "owner: ‸manger", "did you mean manager?", "owner"),
    ("deliverable: budget", "deliverable: ‸budgte", "did you mean budget?", "deliverable"),
    ("maturity: outline", "maturity: ‸outlin", "did you mean outline?", "maturity"),
    ("check: COST-11", "check: ‸COST-12", "did you mean COST-11?", "check"),
    ("{role: finance, kind", "{role: ‸finanz, kind", "did you mean finance?", "seat"),
    ("substitute: finance", "substitute: ‸finanze", "did you mean finance?", "substitute"),
    ("informs: [finance]", "informs: [‸finanse]", "did you mean finance?", "informed"),
    ("gate: A}", "gate: ‸AA}", "unknown gate 'AA'; expected one of A, B", "gate of a stage"),
    ("[go, wait, redo, stop]", "[go, wait, redo, ‸stopp]", "did you mean stop?", "decision"),
    ("manager: manager", "manager: ‸manger", "did you mean manager?", "manager"),
    ("roles: [cost]", "roles: [‸costs]", "did you mean cost?", "document role"),
    ("area: risk", "area: risk\n    ladder: ‸standrad", "did you mean standard?", "ladder"),
    ("area: cost", "area: ‸xyz", "expected one of cost, risk", "nothing near"),
]

MEANING = [
    ("{id: risk,", "{id: ‸cost,", "'cost' stands twice; the first one is in line 7", "area twice"),
    ("- id: risks", "- id: ‸budget", "'budget' stands twice", "deliverable twice"),
    ("{id: baseline", "{id: ‸outline", "'outline' stands twice", "level twice"),
    ("{deliverable: risks,", "{deliverable: ‸budget,", "'budget' stands twice", "asked twice"),
    ("{check: COST-11}", "{check: COST-11}, {check: ‸COST-11}", "stands twice", "check twice"),
    ("stages:\n", NEW_GATE, "no stage ends at the gate C", "unreachable gate"),
    ("gate: B}", "gate: ‸A}", "already ends the stage first", "gate of two stages"),
    ("quorum: 1", "quorum: ‸2", "cannot be met by 1 gating seats", "quorum"),
    ("kind: advisory}", "kind: advisory, mandatory: ‸true}", "cannot be mandatory", "mandatory"),
    ("kind: advisory}", "kind: advisory, veto: ‸true}", "cannot be veto", "veto"),
    ("kind: advisory}", "chair: ‸true}", "there is a second chair", "two chairs"),
    (
        "seats:\n        - {role: sponsor, substitute: finance}",
        "seats:\n        ‸- {role: sponsor, kind: advisory}",
        "nobody decides",
        "only advisers",
    ),
    ("substitute: finance", "substitute: ‸sponsor", "another role", "own substitute"),
    ("{role: sponsor, sub", "{role: ‸manager, sub", "never votes on them", "manager votes"),
    ("PT10M", "‸-PT10M", "cannot be negative", "negative grace"),
    ("quorum: 1", "quorum: 1\n      channels: ‸[]", "nobody can vote", "no channel"),
    ("effect: close}", "effect: close, back: ‸1}", "for the effect back only", "back"),
    ("effect: close}", "effect: ‸next}", "unknown effect of KILL 'next'; expected", "effect"),
    ("effect: close}", "effect: close, fields: [‸until]}", "goes with HOLD only", "field"),
    ("[go, wait, redo, stop]", "‸[wait, redo, stop]", "round it for ever", "no way on"),
    ("quorum: 1", "quorum: 1\n      when_rejected: ‸GO", "cannot lead to a go", "rejected to go"),
    ("language: en", "language: ‸de", "expected one of en, fr", "language nobody wrote"),
    ("language: en", "language: ‸English", "is no language code", "language"),
    ("{en: Budget, fr: Budget}", "‸{fr: Budget}", "add the key en", "label"),
    ("{en: Budget, fr: Budget}", "{en: Budget, ‸FR: Budget}", "is no language code", "code"),
    ("{en: Budget, fr: Budget}", '{en: Budget, fr: ‸" "}', "the words are empty", "empty words"),
    ("{en: Shall we end?}", "‸{fr: Finir ?}", "add the key en", "question"),
    ("{en: Add it up.}", "‸{fr: Additionnez.}", "add the key en", "guidance"),
    ("{id: outline, label: {en: Outline}}", "{id: outline, label: ‸{fr: É}}", "key en", "level"),
]


ELSEWHERE = [
    (
        {"maturity: outline\n": "\n", "- deliverable: risks": "- ‸deliverable: risks"},
        "the key 'maturity' is missing",
        "missing key",
    ),
    (
        {"mandatory: true, chair: true": "mandatory: true", "casting_vote": "‸casting_vote"},
        "a casting vote needs a chair",
        "casting vote without a chair",
    ),
    (
        {"back: 0": "back: 1", "- id: A": "- ‸id: A"},
        "goes back 1 stages, but only 0 lie before",
        "back beyond the first stage",
    ),
    (
        {"    decisions: [go, wait, redo, stop]\n": "", "- id: B": "- ‸id: B"},
        "no gate follows at which conditions could be checked",
        "conditions at the last gate",
    ),
    (
        {
            "[go, wait, redo, stop]": "[go, wait, stop]",
            "seats:\n        - {role: sponsor, s": ("‸seats:\n        - {role: sponsor, s"),
        },
        "a rejection leads to RECYCLE, which is none of this gate's decisions",
        "rejection without a word",
    ),
    (
        {
            "[go, wait, redo, stop]": "[go, redo, stop]",
            "seats:\n        - {role: sponsor, s": ("‸seats:\n        - {role: sponsor, s"),
        },
        "a tie with status_quo is a HOLD, which is none of this gate's decisions",
        "tie without a word",
    ),
    (
        {
            "- {id: stop,": "- {id: go-2, code: GO, label: {en: Go}, effect: next}\n  - {id: stop,",
            "- id: A": "- ‸id: A",
        },
        "two decisions of this gate have the code GO",
        "two words for one code",
    ),
    (
        {
            "maturity: baseline\n": "maturity: baseline\n        force: should\n",
            "protected: true": "protected: ‸true",
        },
        "'budget' is protected, but no gate demands it",
        "protected and not demanded",
    ),
    (
        {"checks: [{check: COST-11}]": "state: true\n        checks: ‸[{check: COST-11}]"},
        "a state is signed, not read",
        "a state with checks",
    ),
    (
        {"manager: manager\n": "", "method: small": "‸method: small"},
        "there is no role project-manager",
        "no manager",
    ),
    (
        {"- id: standard": "- id: other", "- id: budget": "- ‸id: budget"},
        "no ladder is named and none is called standard",
        "no ladder",
    ),
    (
        {"{en: Small, fr: Petite}": "{en: Small", "manager: manager\n": "manager‸: manager\n"},
        "this is not YAML: did not find expected ',' or '}'",
        "open bracket",
    ),
    ({"version: 1\n": "version: 1\n‸---\na: 1\n"}, "a second document begins here", "documents"),
]


def _cases(cases: list[tuple[str, str, str, str]]) -> list[object]:
    return [pytest.param({old: new}, sentence, id=name) for old, new, sentence, name in cases]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        *_cases(WRITING + FORM + NAMES + MEANING),
        *(pytest.param(*case[:2], id=case[2]) for case in ELSEWHERE),
    ],
)
def test_a_fault_is_reported_where_it_stands(changes: dict[str, str], sentence: str) -> None:
    marked = SOUND
    for old, new in changes.items():
        marked = changed(old, new, marked)
    text, line, column = placed(marked)

    with pytest.raises(MethodError) as error:
        load_method(text, "m.yaml", known_checks=CHECKS)

    said = [fault for fault in error.value.faults if (fault.line, fault.column) == (line, column)]
    assert any(sentence in fault.words["en"] for fault in said), str(error.value)
    assert all(fault.words["fr"] != fault.words["en"] for fault in said)


def test_the_text_of_which_the_others_change_one_thing_is_sound() -> None:
    method = load_method(SOUND, "m.yaml", known_checks=CHECKS)

    assert [stage.gate for stage in method.stages] == ["A", "B"]


def test_all_faults_are_told_in_one_pass_in_the_order_of_the_file() -> None:
    text = changed("version: 1", "version: one")
    text = changed("area: cost", "area: coost", text)
    text = changed("quorum: 1", "quorum: 7", text)
    text = changed("gate: B}", "gate: C}", text)

    with pytest.raises(MethodError) as error:
        load_method(text, "m.yaml")

    assert [(fault.line, fault.path) for fault in error.value.faults] == [
        (2, "version"),
        (26, "deliverables[budget].area"),
        (47, "gates[A].committee.quorum"),
        (51, "gates[B]"),
        (65, "stages[second].gate"),
    ]


def test_a_fault_reads_as_a_compiler_would_print_it_in_both_languages() -> None:
    text = changed("area: cost", "area: coost")

    with pytest.raises(BadInputError) as error:
        load_method(text, "methods/ours.yaml")

    assert error.value.say("en") == (
        "methods/ours.yaml:26:11: deliverables[budget].area: unknown area 'coost'; "
        "expected one of cost, risk; did you mean cost?"
    )
    assert error.value.say("fr") == (
        "methods/ours.yaml:26:11: deliverables[budget].area: inconnu : domaine 'coost' ; "
        "attendu : cost, risk ; vouliez-vous dire cost ?"
    )


def test_one_misspelling_is_not_told_twice() -> None:
    text = changed("code: GO,", "code: GOO,")

    with pytest.raises(MethodError) as error:
        load_method(text, "m.yaml")

    assert [fault.path for fault in error.value.faults] == ["decisions[go].code"]


def test_a_list_is_not_called_empty_because_its_members_are_wrong() -> None:
    text = changed("question: {en: Shall we begin?}", "question: [1]")
    text = changed("question: {en: Shall we end?}", "question: [1]", text)

    with pytest.raises(MethodError) as error:
        load_method(text, "m.yaml")

    assert [fault.path for fault in error.value.faults] == [
        "gates[A].question",
        "gates[B].question",
    ]


def test_many_faults_are_cut_and_counted() -> None:
    keys = "".join(f"key{number}: 1\n" for number in range(SHOWN + 50))

    with pytest.raises(MethodError) as error:
        load_method(SOUND + keys, "m.yaml")

    assert len(error.value.faults) == SHOWN
    assert error.value.lines("en")[-1] == "m.yaml: and 50 more faults"
    assert error.value.lines("fr")[-1] == "m.yaml: et 50 autres défauts"


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n"])
def test_an_empty_file_is_refused(text: str) -> None:
    with pytest.raises(MethodError, match=r"m\.yaml:1:\d: (the file is empty|this is no method)"):
        load_method(text, "m.yaml")


def test_checks_are_not_compared_when_the_catalogue_is_not_given() -> None:
    text = changed("check: COST-11", "check: OURS-1")

    method = load_method(text, "m.yaml")

    assert method.gate("B").requirements[0].checks[0].check == "OURS-1"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\ud800"])
def test_a_character_that_yaml_cannot_hold_is_told_with_its_place(character: str) -> None:
    text = changed("fr: Budget", f"fr: Dépensé {character}")

    with pytest.raises(MethodError, match=r"^m\.yaml:27:37: this is not YAML"):
        load_method(text, "m.yaml")


def test_bytes_that_are_not_utf8_are_told_with_their_place() -> None:
    data = "method: x\nlabel: {fr: Décision}\n".encode("latin-1")

    with pytest.raises(MethodError, match=r"m\.yaml:2:14: this byte is not UTF-8"):
        decode(data, "m.yaml")


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    text = decode(SOUND.encode("utf-8-sig"), "m.yaml")

    assert load_method(text, "m.yaml").name == "small@1"
