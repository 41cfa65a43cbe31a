"""Typed criteria about documents: there, signed, recent, with their fields filled in."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.finding import Outcome
from gates.dossier import Surroundings
from gates.evidence.content import Content, State
from gates.manifest_entries import Declared, SignedState
from tests.unit.gates.typed import answer, plain, refused
from tests.unit.language.texts_judge import DAY
from tests.unit.understanding.documents import form, text

PASS, FAIL, CANNOT, NONE = (
    Outcome.PASS,
    Outcome.FAIL,
    Outcome.CANNOT_TELL,
    Outcome.NOT_APPLICABLE,
)

PRESENT = "{document_present: {role: charter, language: fr, state: filled}}"


@pytest.mark.parametrize(
    ("more", "outcome", "found"),
    [
        ({}, PASS, "present and filled in"),
        ({"language": "fr-CA"}, PASS, "present and filled in"),
        ({"language": "de"}, FAIL, "it is in German"),
        ({"language": "unknown"}, CANNOT, "its language cannot be told"),
        ({"state": State.PARTIAL}, FAIL, "it has gaps"),
        ({"state": State.TEMPLATE}, FAIL, "a blank form"),
        ({"state": State.STUB}, FAIL, "only a few words"),
        ({"state": State.IMAGE}, CANNOT, "a picture or a scan without text"),
        ({"role": "cost"}, FAIL, "none in the package"),
    ],
)
def test_a_document_of_a_role_in_a_language_and_state(
    more: dict[str, Any], outcome: Outcome, found: str
) -> None:
    said = answer(PRESENT, plain("a.docx", **{"role": "charter", "language": "fr", **more}))

    assert (said.outcome, said.found["en"]) == (outcome, found)
    assert said.expected == {
        "en": "a document (charter) in French, without gaps",
        "fr": "un document (charter) en français, sans lacune",
    }


def test_a_file_that_cannot_be_read_may_be_the_document() -> None:
    said = answer(PRESENT, refused("b.docx"))

    assert (said.outcome, said.document) == (CANNOT, "b.docx")


def test_one_sound_document_is_enough_whatever_lies_beside_it() -> None:
    blank = plain("blank.docx", role="charter", language="fr", state=State.TEMPLATE)
    sound = plain("sound.docx", role="charter", language="fr")

    assert answer(PRESENT, blank, refused("b.docx"), sound).document == "sound.docx"


@pytest.mark.parametrize(("state", "outcome"), [("partial", PASS), ("filled", FAIL)])
def test_a_deliverable_may_be_there_with_gaps_where_that_is_allowed(
    state: str, outcome: Outcome
) -> None:
    test = f"{{document_present: {{deliverable: charter, state: {state}}}}}"
    said = answer(test, plain("a.docx", state=State.PARTIAL), serves={"charter": ("a.docx",)})

    assert said.outcome is outcome


def test_what_does_not_apply_to_the_project_is_not_judged() -> None:
    test = "{document_present: {deliverable: extra}}"

    assert answer(test, known={"budget": 500}).outcome is NONE
    assert answer(test, known={"budget": 5000}).outcome is FAIL
    assert answer(test).outcome is FAIL, "unknown never asks for less"


FRESH = "{fresh_within: {deliverable: charter, at_most: P30D}}"


@pytest.mark.parametrize(
    ("age", "outcome"), [(0, PASS), (30, PASS), (31, FAIL)], ids=["today", "border", "a day more"]
)
def test_a_document_is_as_old_as_it_says(age: int, outcome: Outcome) -> None:
    dated = (DAY - timedelta(days=age)).isoformat()
    document = plain("a.docx", text("# Charter", f"Date: {dated}", "Words of the charter."))

    said = answer(FRESH, document, serves={"charter": ("a.docx",)})

    assert said.outcome is outcome
    assert dated in said.found["en"]


def test_a_document_without_a_date_cannot_be_told() -> None:
    undated = plain("a.docx", text("# Charter", "Words of the charter."))

    assert answer(FRESH, undated, serves={"charter": ("a.docx",)}).outcome is CANNOT
    assert answer(FRESH).outcome is CANNOT
    said = {("charter", "a.docx"): Declared(dated=DAY)}
    assert answer(FRESH, undated, serves={"charter": ("a.docx",)}, said=said).outcome is PASS


def test_a_signature_has_a_date_too() -> None:
    test = "{fresh_within: {deliverable: lease, at_most: P30D}}"
    old = SignedState(done=True, signer="Ann Lee", evidence="x", on=DAY - timedelta(days=40))

    assert answer(test, states={"lease": old}).outcome is FAIL
    assert answer(test).outcome is CANNOT


SIGNED = "{signed_by: {deliverable: charter, role: sponsor}}"
HELD = Surroundings(holders={"sponsor": ("Ann Lee", "ann"), "manager": ("Bob Ray",)})
NOBODY_KNOWN = Surroundings()


def approvals(*rows: list[object]) -> Content:
    table = form([["Name", "Role", "Signature", "Date"], *rows])
    return text("# Charter", "Words of the charter.", tables=[table])


@pytest.mark.parametrize(
    ("content", "around", "outcome"),
    [
        (approvals(["Ann Lee", "Sponsor", "A. Lee", date(2026, 5, 2)]), HELD, PASS),
        (approvals(["Ann Lee", "Sponsor", "", ""]), HELD, FAIL),
        (approvals(["Bob Ray", "Sponsor", "B. Ray", date(2026, 5, 2)]), HELD, FAIL),
        (approvals(["Bob Ray", "Commanditaire", "B. Ray", ""]), NOBODY_KNOWN, PASS),
        (approvals(["Bob Ray", "Auditor", "B. Ray", ""]), NOBODY_KNOWN, CANNOT),
        (text("# Charter", "Approved by: Ann Lee, Sponsor"), HELD, PASS),
        (text("# Charter", "Approuvé par : Ann LEE"), HELD, PASS),
        (text("# Charter", "Freigegeben von: Bob Ray"), HELD, FAIL),
        (text("# Charter", "Approved by:"), HELD, FAIL),
        (text("# Charter", "Approved by: Zoe Kim"), NOBODY_KNOWN, CANNOT),
        (text("# Charter").model_copy(update={"signatures": ("Ann Lee, 2026-05-02",)}), HELD, PASS),
        (text("# Charter"), HELD, FAIL),
    ],
    ids=[
        "holder in a table", "row without signature", "another in a table", "role said",
        "another role said", "label", "label in French", "label in German, another", "blank label",
        "label, nobody known", "signature of the file", "nothing",
    ],
)  # fmt: skip
def test_who_signed_holds_the_role(
    content: Content, around: Surroundings, outcome: Outcome
) -> None:
    said = answer(SIGNED, plain("a.docx", content), serves={"charter": ("a.docx",)}, around=around)

    assert said.outcome is outcome, said.found


def test_a_signed_state_counts_for_a_document_and_for_a_certificate() -> None:
    state = SignedState(done=True, signer="Ann Lee", evidence="minute 3")
    for deliverable in ("charter", "lease"):
        test = SIGNED.replace("charter", deliverable)
        assert answer(test, states={deliverable: state}, around=HELD).outcome is PASS
        assert answer(test, around=HELD).outcome is FAIL


def test_a_signature_on_a_scan_cannot_be_told() -> None:
    scan = plain("a.pdf", state=State.IMAGE)

    assert answer(SIGNED, scan, serves={"charter": ("a.pdf",)}, around=HELD).outcome is CANNOT


CENTRE = "{field_filled: {deliverable: charter, labels: [cost centre, centre de coûts]}}"


@pytest.mark.parametrize(
    ("lines", "outcome", "place"),
    [
        (("Cost centre: 4711",), PASS, "paragraph 2"),
        (("CENTRE DE COUTS : 4711",), PASS, "paragraph 2"),
        (("Cost centre:", "Sponsor: Ann Lee"), FAIL, "paragraph 2"),
        (("Cost centre: [to be completed]",), FAIL, "paragraph 2"),
        (("Sponsor: Ann Lee",), CANNOT, ""),
    ],
    ids=["filled", "other writing", "blank", "placeholder", "no such label"],
)
def test_a_label_of_ones_own_is_filled_in(
    lines: tuple[str, ...], outcome: Outcome, place: str
) -> None:
    document = plain("a.docx", text("# Charter", *lines, "Some words that end it."))

    said = answer(CENTRE, document, serves={"charter": ("a.docx",)})

    assert (said.outcome, said.location) == (outcome, place)


def test_a_known_field_is_found_by_any_of_its_labels_and_in_the_whole_that_holds_a_part() -> None:
    document = plain("a.docx", text("# Note", tables=[form([["Commanditaire", "Ann Lee"]])]))
    serves = {"charter": ("a.docx",)}

    for deliverable in ("charter", "annex"):
        test = f"{{field_filled: {{deliverable: {deliverable}, field: sponsor}}}}"
        said = answer(test, document, serves=serves)
        assert (said.outcome, said.location) == (PASS, "table 1, row 1")
    assert answer(test).outcome is CANNOT


@pytest.mark.parametrize(
    ("state", "around", "outcome"),
    [
        (SignedState(done=True, signer="Ann Lee", evidence="minute 3"), HELD, PASS),
        (SignedState(done=True, signer="Bob Ray", evidence="minute 3"), HELD, FAIL),
        (SignedState(done=True, signer="Ann Lee"), HELD, FAIL),
        (SignedState(done=False), HELD, FAIL),
        (None, HELD, FAIL),
    ],
    ids=["holder", "another", "no reason", "not done", "nothing said"],
)
def test_somebody_of_a_role_says_so(
    state: SignedState | None, around: Surroundings, outcome: Outcome
) -> None:
    states = {"tested": state} if state is not None else {}

    assert answer("{manual: {role: sponsor}}", states=states, around=around).outcome is outcome
