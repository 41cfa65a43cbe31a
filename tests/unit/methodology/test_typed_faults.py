"""Typed criteria, settings, facts and words of the house: each fault told at its exact place."""

import pytest

from domain.methodology.catalogue import Catalogue, SettingKind
from domain.methodology.difference import difference
from domain.methodology.fault import MethodError
from domain.methodology.load import load_method
from domain.methodology.model.criterion_tests import TESTS
from domain.methodology.wording import said_test
from gates.nameable import CATALOGUE
from tests.unit.methodology.texts import WHOLE, changed, placed

SMALL = Catalogue(
    checks={
        "COST-11": {"tolerance": SettingKind.NUMBER, "least": SettingKind.WHOLE},
        "RISK-16": {"high": SettingKind.ANY, "words": SettingKind.TEXT, "all": SettingKind.YES_NO},
        "RISK-17": {},
    },
    facts=["finish", "total", "cost.total"],
    registers=["issues", "risk"],
    columns=["due", "finish", "owner", "score"],
    labels=["project_name", "sponsor"],
    meanings={"columns": {"pilote": "owner"}, "labels": {"porteur": "sponsor"}},
)

SOUND = {
    "document_present": "{role: charter, language: fr, state: filled}",
    "signed_by": "{deliverable: risks, role: sponsor}",
    "fresh_within": "{deliverable: risks, at_most: P30D}",
    "field_filled": "{deliverable: risks, field: sponsor, labels: [patron]}",
    "threshold": "{fact: total, at_least: 1, at_most: 1.1, times: baseline}",
    "date_slip": "{fact: finish, against: finish + days(3), at_most: P14D}",
    "each_row": "{table: risk, where: score > 3, holds: known(owner) and finish < project.finish}",
    "cross_check": "{same: [{fact: total}, {value: budget}], tolerance: 0.1}",
    "opinion_given": "{role: finance}",
    "manual": "{role: sponsor}",
}
"""Each test once, soundly."""

FAULTS = [
    ("document_present", "role: charter", "role: ‸chartr", "did you mean charter?"),
    ("document_present", "language: fr", "language: ‸French", "is no language code"),
    ("document_present", "state: filled", "state: ‸fild", "did you mean filled?"),
    ("document_present", "role: charter, ", "deliverable: ‸rsks, ", "did you mean risks?"),
    ("document_present", "role: charter, ", "deliverable: ‸service, ", "is signed, not read"),
    ("document_present", "{role: charter, ", "‸{", "one of role, deliverable is missing"),
    ("signed_by", "role: sponsor", "role: ‸sponsr", "did you mean sponsor?"),
    ("signed_by", "role: sponsor", "‸rol: sponsor", "did you mean role?"),
    ("fresh_within", "P30D", "‸-P30D", "cannot be negative"),
    ("fresh_within", "P30D", "‸soon", "expected a duration"),
    ("fresh_within", "{deliverable: risks, ", "‸{", "the key 'deliverable' is missing"),
    ("field_filled", "field: sponsor", "field: ‸sponser", "did you mean sponsor?"),
    ("field_filled", "{deliverable: risks, field: sponsor, labels: [patron]}",
     "‸{deliverable: risks}", "one of field, labels is missing"),
    ("threshold", "fact: total", "fact: ‸totl", "unknown fact 'totl'"),
    ("threshold", "fact: total", "fact: ‸totl", "did you mean total?"),
    ("threshold", "at_least: 1,", "at_least: ‸2,", "nothing is at least 2 and at most 1.1"),
    ("threshold", "{fact: total, at_least: 1, at_most: 1.1, times: baseline}", "‸{fact: total}",
     "one of at_least, at_most is missing"),
    ("threshold", "times: baseline", "times: ‸baselin", "unknown name 'baselin'"),
    ("threshold", "times: baseline", "times: ‸exposed", "expected a number, found yes or no"),
    ("date_slip", "finish + days(3)", "‸budget", "expected a date, found a number"),
    ("date_slip", "fact: finish, ", "fact: finish, ‸milestone: [live], ", "fact is given already"),
    ("date_slip", "fact: finish, ", "", "one of fact, milestone is missing"),
    ("date_slip", "P14D", "‸-P14D", "cannot be negative"),
    ("each_row", "table: risk", "table: ‸risks", "did you mean risk?"),
    ("each_row", "known(owner)", "known(‸ownr)", "did you mean owner?"),
    ("each_row", "score > 3", "score >‸> 3", "expected a name or a value"),
    ("each_row", "project.finish", "‸project.finsh", "did you mean project.finish?"),
    ("cross_check", "[{fact: total}, {value: budget}]", "‸[{fact: total}]", "expected 2 or more"),
    ("cross_check", "{value: budget}", "{value: ‸budgt}", "did you mean budget?"),
    ("cross_check", "{value: budget}", "{value: budget, ‸field: sponsor}", "value is given"),
    ("cross_check", "{value: budget}", "‸{deliverable: risks}", "one of fact, field, labels, v"),
    ("cross_check", "{fact: total}", "{fact: ‸totel}", "did you mean total?"),
    ("opinion_given", "role: finance", "role: ‸financ", "did you mean finance?"),
    ("opinion_given", "role: finance", "role: ‸manager", "has no seat at this gate"),
    ("manual", "role: sponsor", "role: ‸sponsr", "did you mean sponsor?"),
]  # fmt: skip


def with_test(kind: str, told: str, also: str = "") -> str:
    """The whole method, of which one criterion is tested so."""
    return changed(
        "{id: urgent, label: {en: Urgent}, holds: budget < 500}",
        f"{{id: urgent, label: {{en: Urgent}}, test: {{{kind}: {told}}}{also}}}",
        WHOLE,
    )


def faults_at(marked: str) -> tuple[list[str], str]:
    """The sentences at the mark, and all that is told."""
    text, line, column = placed(marked)
    with pytest.raises(MethodError) as error:
        load_method(text, "m.yaml", known_checks=SMALL)
    said = [each for each in error.value.faults if (each.line, each.column) == (line, column)]
    assert all(each.words["fr"] != each.words["en"] for each in said)
    return [each.words["en"] for each in said], str(error.value)


@pytest.mark.parametrize("kind", TESTS)
def test_each_test_can_be_written_and_said(kind: str) -> None:
    method = load_method(with_test(kind, SOUND[kind]), "m.yaml", known_checks=SMALL)

    (criterion,) = [each for each in method.gate("A").criteria if each.id == "urgent"]
    assert criterion.test is not None
    assert criterion.test.given == getattr(criterion.test, kind)
    assert criterion.is_voted is (kind == "opinion_given")
    said = {language: said_test(criterion.test, language) for language in ("en", "fr")}
    assert said["en"] != said["fr"]


@pytest.mark.parametrize(
    ("kind", "old", "new", "sentence"),
    [pytest.param(*each, id=f"{place} {each[0]}") for place, each in enumerate(FAULTS)],
)
def test_a_fault_of_a_test_is_told_where_it_stands(
    kind: str, old: str, new: str, sentence: str
) -> None:
    marked = with_test(kind, changed(old, new, SOUND[kind]))
    if "‸" not in marked:
        marked = marked.replace(f"{{{kind}: ", f"{{{kind}: ‸")

    said, whole = faults_at(marked)

    assert any(sentence in each for each in said), whole


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("test: {", "test: ‸{}, guidance: {en: x}} #", "the test says nothing"),
        ("test: {", "test: {‸unknwn: {}}} #", "unknown key 'unknwn'"),
        ("}}}", "}, ‸signed_by: {deliverable: risks, role: sponsor}}}", "manual is given already"),
        ("}}}", "}}, holds: budget < 5}", "holds is given already"),
        ("}}}", "}}, score: {most: 5}}", "test is given already"),
    ],
    ids=["none", "unknown", "two", "holds too", "score too"],
)
def test_a_criterion_has_one_test_and_no_other_way(old: str, new: str, sentence: str) -> None:
    line = f"{{id: urgent, label: {{en: Urgent}}, test: {{manual: {SOUND['manual']}}}}}"
    text = with_test("manual", SOUND["manual"])
    text = text.replace(line, line.replace(old, new, 1)).replace("‸", "")

    with pytest.raises(MethodError, match=sentence):
        load_method(text, "m.yaml", known_checks=SMALL)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("check: COST-11, settings: {‸tolerence: 0}", "did you mean tolerance?"),
        ("check: COST-11, settings: {tolerance: ‸wide}", "expected a number, found 'wide'"),
        ("check: COST-11, settings: {least: ‸1.5}", "expected a whole number, found the number"),
        ("check: RISK-16, settings: {words: ‸3}", "expected text, found the number 3"),
        ("check: RISK-16, settings: {all: ‸no}", "expected true or false, found 'no'"),
        ("check: RISK-17, settings: {‸high: 3}", "the check 'RISK-17' has no settings"),
    ],
)
def test_a_setting_is_one_of_the_check_and_of_its_kind(settings: str, sentence: str) -> None:
    old = "- {deliverable: risks, maturity: baseline}\n      - {deliverable: log"
    new = old.replace("baseline}", f"baseline, checks: [{{{settings}}}]}}")

    said, whole = faults_at(changed(old, new, WHOLE))

    assert any(sentence in each for each in said), whole


def test_settings_that_fit_are_left_alone_and_unknown_checks_ask_nothing_of_them() -> None:
    old = "- {deliverable: risks, maturity: baseline}\n      - {deliverable: log"
    for known, settings in (
        (SMALL, "check: COST-11, settings: {tolerance: 0.5, least: 3}"),
        (SMALL, "check: RISK-16, settings: {high: HH, words: a, all: true}"),
        (frozenset({"RISK-16"}), "check: RISK-16, settings: {whatever: 3}"),
        (None, "check: ANY-1, settings: {whatever: 3}"),
    ):
        new = old.replace("baseline}", f"baseline, checks: [{{{settings}}}]}}")
        load_method(changed(old, new, WHOLE), "m.yaml", known_checks=known)


@pytest.mark.parametrize(
    ("holds", "sentence"),
    [
        ("fact.totl < 5", "unknown fact 'fact.totl'"),
        ("fact.totl < 5", "did you mean fact.total?"),
        ("1 < baseline.finsh", "did you mean baseline.finish?"),
    ],
)
def test_a_fact_that_no_document_states_is_told(holds: str, sentence: str) -> None:
    name = holds.replace("fact.", "‸fact.").replace("baseline.", "‸baseline.")

    said, whole = faults_at(changed("holds: budget < 500", f"holds: {name}", WHOLE))

    assert any(sentence in each for each in said), whole


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("{columns: {‸ownr: [carrier]}}", "unknown column 'ownr'"),
        ("{columns: {‸ownr: [carrier]}}", "did you mean owner?"),
        ("{labels: {‸sponser: [patron]}}", "did you mean sponsor?"),
        ("{registers: {‸risks: [worries]}}", "did you mean risk?"),
        ("{roles: {‸chartr: [letter]}}", "did you mean charter?"),
        ("{deliverables: {‸rsks: [worries]}}", "did you mean risks?"),
        ("{columns: {owner: [carrier], due: [‸Carrier]}}", "is a word for owner too"),
        ("{columns: {due: [‸Pilote]}}", "means owner already"),
        ("{labels: {project_name: [‸porteur]}}", "means sponsor already"),
        ("{columns: {owner: ['‸ ']}}", "the word is empty"),
        ("{‸colums: {}}", "did you mean columns?"),
    ],
)
def test_words_of_the_house_name_what_there_is_and_mean_one_thing(
    words: str, sentence: str
) -> None:
    marked = changed("areas:\n  - {id: cost, label: {en: Cost}}\n  - {id: risk", f"words: {words}\n"
                     "areas:\n  - {id: cost, label: {en: Cost}}\n  - {id: risk", WHOLE)  # fmt: skip
    text, line, column = placed(marked)
    with pytest.raises(MethodError) as error:
        load_method(text, "m.yaml", known_checks=SMALL)

    said = [each.words["en"] for each in error.value.faults if each.line == line]
    assert any(sentence in each for each in said), str(error.value)
    columns = {each.column for each in error.value.faults}
    assert column in columns or column - 1 in columns, "a quoted word begins at its quote"


def test_the_whole_method_and_all_tests_are_sound_for_what_there_really_is() -> None:
    text = changed("fact.cost.total - baseline.cost.total", "fact.total - baseline.total", WHOLE)
    for kind, told in SOUND.items():
        old = "{id: urgent, label: {en: Urgent}, holds: budget < 500}"
        new = f"{{id: urgent, label: {{en: Urgent}}, test: {{{kind}: {told}}}}}"
        load_method(changed(old, new, text), "m.yaml", known_checks=CATALOGUE)


@pytest.mark.parametrize(
    ("old", "new", "en", "fr"),
    [
        (
            "language: fr", "language: de",
            "Gate Gate A, Criterion Urgent (urgent): language fr → de",
            "Jalon Gate A [en], Critère Urgent [en] (urgent) : langue fr → de",
        ),
        (
            "role: charter, language: fr, ", "role: charter, ",
            "Gate Gate A, Criterion Urgent (urgent): language fr → -",
            "Jalon Gate A [en], Critère Urgent [en] (urgent) : langue fr → -",
        ),
    ],
)  # fmt: skip
def test_a_changed_test_is_said_in_words(old: str, new: str, en: str, fr: str) -> None:
    before = with_test("document_present", SOUND["document_present"])

    changes = difference(load_method(before, "a"), load_method(changed(old, new, before), "b"))

    assert [each.words["en"] for each in changes] == [en]
    assert [each.words["fr"] for each in changes] == [fr]


def test_changed_words_of_the_house_are_said() -> None:
    text = changed("areas:\n  - {id: cost, label: {en: Cost}}\n  - {id: risk", "words: {columns: "
                   "{owner: [carrier]}}\nareas:\n  - {id: cost, label: {en: Cost}}\n  - {id: risk",
                   WHOLE)  # fmt: skip

    (change,) = difference(load_method(WHOLE, "a"), load_method(text, "b"))

    assert change.words["en"] == "words for columns - → owner: carrier"
    assert change.words["fr"] == "mots des colonnes - → owner: carrier"
