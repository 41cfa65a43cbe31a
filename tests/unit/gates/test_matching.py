"""Which document serves which deliverable, how that is known, and what a manifest may say."""

import contextlib
import json
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInputError
from gates.evidence.content import Content, Paragraph, Reading
from gates.manifest_entries import Declared, SignedState
from gates.matching import Service, match
from gates.matching_manifest import Manifest, is_manifest, read_manifest
from gates.matching_memory import Remembered, Said, document_name
from tests.unit.gates.packages import gate, reading, standard
from tests.unit.understanding.documents import sheet


def matched(
    *readings: Reading,
    at: str = "G3",
    manifest: Manifest | None = None,
    remembered: Remembered | None = None,
) -> tuple[Service, ...]:
    return match(
        readings,
        method=standard(),
        gate=gate(at),
        manifest=manifest or Manifest(),
        remembered=remembered or Remembered(),
    )


def served(services: Sequence[Service]) -> list[tuple[str, str]]:
    return [(service.deliverable, service.by) for service in services]


def text(*lines: tuple[int, str]) -> Content:
    return Content(
        paragraphs=tuple(
            Paragraph(text=words, level=level, location=f"paragraph {number}")
            for number, (level, words) in enumerate(lines, 1)
        )
    )


def test_the_manifest_goes_before_memory_and_content() -> None:
    document = reading("x.xlsx", "risk")
    manifest = Manifest({"cost-baseline": ("x.xlsx",)})
    remembered = Remembered({"x.xlsx": ("wbs",)})

    assert served(matched(document, manifest=manifest, remembered=remembered)) == [
        ("cost-baseline", "manifest")
    ]
    assert served(matched(document, remembered=remembered)) == [("wbs", "remembered")]
    assert served(matched(document)) == [("risk-register", "content")]


def test_what_the_manifest_gives_to_one_document_no_other_takes() -> None:
    manifest = Manifest({"risk-register": ("mine.xlsx",)})

    services = matched(reading("mine.xlsx"), reading("other.xlsx", "risk"), manifest=manifest)

    assert [(each.path, each.deliverable) for each in services] == [("mine.xlsx", "risk-register")]


def test_memory_knows_a_file_in_any_folder() -> None:
    remembered = Remembered({"bilan.docx": ("closure-report",)})

    assert served(matched(reading("final/Bilan.docx"), remembered=remembered)) == [
        ("closure-report", "remembered")
    ]


@pytest.mark.parametrize(
    ("path", "deliverable"),
    [
        ("Registre des risques.xlsx", "risk-register"),
        ("REGISTRE_DES_RISQUES_v3.xlsx", "risk-register"),
        ("project risk registers 2027.xlsx", "risk-register"),
        ("Note de cadrage.pdf", "project-charter"),
        ("Planning projet.xml", "schedule"),
        ("WBS.xlsx", "wbs"),
        ("Plan qualite.docx", "quality-plan"),
    ],
)
def test_a_name_is_enough_when_nothing_inside_speaks_against_it(
    path: str, deliverable: str
) -> None:
    assert served(matched(reading(path, confidence=0.0))) == [(deliverable, "name")]


def test_content_goes_before_a_name_that_says_something_else() -> None:
    services = matched(reading("Project budget.xlsx", "risk", confidence=0.95))

    assert served(services) == [("risk-register", "content")]


def test_a_word_inside_another_is_no_name() -> None:
    assert matched(reading("swbsx.xlsx", confidence=0.0)) == ()


def test_a_workbook_may_serve_by_each_of_its_sheets() -> None:
    rows = [["a", "b"], ["c", "d"]]
    book = reading(
        "OT et RACI.xlsx",
        "organisation",
        sheet(rows, title="Organigramme des tâches"),
        sheet(rows, title="Matrice RACI"),
    )

    assert {each.deliverable for each in matched(book)} == {"wbs", "responsibility-matrix"}


def test_a_sheet_with_an_ordinary_name_says_nothing() -> None:
    rows = [["a", "b"], ["c", "d"]]
    book = reading("Budget.xlsx", "cost", sheet(rows, title="Échéancier"))

    assert served(matched(book)) == [("cost-baseline", "content")]


def test_a_section_serves_where_no_whole_document_does() -> None:
    words = "Each stakeholder is met once a month by the person who keeps in touch with them."
    charter = reading(
        "charter.docx",
        "charter",
        content=text((1, "Project charter"), (2, "Stakeholder analysis"), (0, words)),
    )

    services = matched(charter, at="G1")

    (section,) = [each for each in services if each.deliverable == "stakeholder-register"]
    assert section.section == "Stakeholder analysis"
    assert section.by == "content"
    whole = matched(charter, reading("who.xlsx", "stakeholders"), at="G1")
    assert [each.path for each in whole if each.deliverable == "stakeholder-register"] == [
        "who.xlsx"
    ]


def test_a_heading_with_nothing_under_it_is_no_section() -> None:
    charter = reading(
        "charter.docx",
        "charter",
        content=text((1, "Project charter"), (2, "Stakeholder analysis"), (2, "Risks")),
    )

    assert "stakeholder-register" not in {each.deliverable for each in matched(charter, at="G1")}


def test_the_longer_name_tells_two_deliverables_apart() -> None:
    report = reading(
        "Procès-verbal de recette.pdf", "acceptance", content=text((1, "PV de recette"))
    )

    assert [each.deliverable for each in matched(report)] == ["test-report"]


def test_a_sure_match_says_so() -> None:
    plain = matched(reading("x.xlsx", "risk", confidence=0.7))
    twice = matched(reading("Risk register.xlsx", "risk", confidence=0.7))

    assert plain[0].confidence < twice[0].confidence < 1


PATHS = ["Budget.xlsx", "Plan é.docx"]


def manifest(source: str) -> Manifest:
    return read_manifest(source.encode(), "package.yaml", method=standard(), paths=PATHS)


def test_a_manifest_gives_paths_and_states() -> None:
    said = manifest(
        "deliverables:\n  cost-baseline: Budget.xlsx\n  quality-plan: [Plan é.docx, Budget.xlsx]\n"
        "states:\n  project-archive: {done: true, signer: Ann, evidence: Box 7}\n"
    )

    assert said.deliverables == {
        "cost-baseline": ("Budget.xlsx",),
        "quality-plan": ("Plan é.docx", "Budget.xlsx"),
    }
    assert said.states == {
        "project-archive": SignedState(done=True, signer="Ann", evidence="Box 7")
    }


def test_a_manifest_says_more_of_a_document() -> None:
    said = manifest(
        "deliverables:\n"
        "  wbs: {path: Budget.xlsx, maturity: Référence, issue: 2.1, date: 2026-05-01}\n"
        "  quality-plan: [Plan é.docx#Quality, {path: Budget.xlsx, period: 2026-03}]\n"
    )

    assert said.deliverables["quality-plan"] == ("Plan é.docx", "Budget.xlsx")
    assert said.said == {
        ("wbs", "Budget.xlsx"): Declared(maturity="baseline", issue="2.1", dated=date(2026, 5, 1)),
        ("quality-plan", "Plan é.docx"): Declared(section="Quality"),
        ("quality-plan", "Budget.xlsx"): Declared(period="2026-03"),
    }


YAML = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["path", "maturity", "issue", "date", "wbs", "done", "signer", "on"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(st.fixed_dictionaries({"deliverables": YAML, "states": YAML}))
def test_whatever_a_manifest_holds_it_is_read_or_refused(content: dict[str, object]) -> None:
    with contextlib.suppress(BadInputError):
        assert isinstance(manifest(json.dumps(content)), Manifest)


def test_an_accent_may_be_written_in_two_ways() -> None:
    said = manifest("deliverables: {quality-plan: Plan e\u0301.docx}")

    assert said.deliverables == {"quality-plan": ("Plan é.docx",)}


def test_an_empty_manifest_says_nothing() -> None:
    assert manifest("") == manifest("{}") == Manifest()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("deliverables: {nope: Budget.xlsx}", "package.yaml:1:16: deliverables.nope: unknown"),
        ("deliverables:\n  wbs: gone.xlsx", "package.yaml:2:8: deliverables.wbs: unknown file"),
        ("deliverables:\n  wbs: 7", "package.yaml:2:8: deliverables.wbs: expected the path"),
        ("deliverables: [wbs]", "package.yaml:1:15: deliverables: expected the id"),
        ("files: {}", "package.yaml:1:1: files: unknown key"),
        ("- wbs", "package.yaml:1:1: expected the keys"),
        ("states:\n  wbs: yes", "package.yaml:2:8: states.wbs: expected the keys done"),
        ("states: {wbs: {done: maybe}}", "package.yaml:1:22: states.wbs.done: expected done"),
        ("states: {wbs: {done: true, by: Ann}}", "package.yaml:1:28: states.wbs.by: unknown key"),
        ("states: {wbs: {done: true, signer: [A]}}", "package.yaml:1:36: states.wbs.signer"),
        ("deliverables: {wbs: [", "package.yaml:2:1: this is not YAML"),
        ("deliverables: {wbs: {maturity: final}}", "package.yaml:1:21: deliverables.wbs: expected"),
        ("deliverables: {wbs: {path: [a]}}", "package.yaml:1:28: deliverables.wbs: expected the"),
        ("deliverables: {wbs: [[Budget.xlsx]]}", "package.yaml:1:22: deliverables.wbs: expected"),
        (
            "deliverables: {wbs: {path: Budget.xlsx, level: final}}",
            "package.yaml:1:41: deliverables.wbs.level: unknown key",
        ),
        (
            "deliverables: {wbs: {path: Budget.xlsx, maturity: [final]}}",
            "package.yaml:1:51: deliverables.wbs.maturity: unknown level of maturity",
        ),
        (
            "deliverables: {wbs: {path: Budget.xlsx, date: 5 May}}",
            "package.yaml:1:47: deliverables.wbs.date: expected a date",
        ),
        (
            "deliverables: {wbs: {path: Budget.xlsx, final: maybe}}",
            "package.yaml:1:48: deliverables.wbs.final: expected true or false",
        ),
        (
            "deliverables: {wbs: {path: Budget.xlsx, period: {from: 1}}}",
            "package.yaml:1:49: deliverables.wbs.period: expected text",
        ),
        ("states: {wbs: {done: true, on: 7}}", "package.yaml:1:32: states.wbs.on: expected a date"),
    ],
)
def test_each_fault_of_a_manifest_has_its_place(source: str, said: str) -> None:
    with pytest.raises(BadInputError) as caught:
        manifest(source)

    assert str(caught.value).startswith(said)
    assert caught.value.words["fr"] != caught.value.words["en"]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BadInputError, match="UTF-8"):
        read_manifest(b"\xff\xfe", "package.yaml", method=standard(), paths=[])


def test_only_the_manifest_of_the_package_itself_is_one() -> None:
    assert is_manifest("package.yaml")
    assert not is_manifest("inside/package.yaml")


def test_what_a_person_said_of_a_file_goes_before_what_a_manifest_said_once() -> None:
    document = reading("x.xlsx", "risk")
    said = Said(path="x.xlsx", deliverables=("cost-baseline",))

    assert served(matched(document, remembered=Remembered({"x.xlsx": ("wbs",)}, (said,)))) == [
        ("cost-baseline", "remembered")
    ]


def test_a_file_is_known_again_by_its_content_under_another_name() -> None:
    document = reading("other.xlsx", "risk")
    said = Said(path="x.xlsx", sha256=document.sha256, deliverables=("cost-baseline",))

    assert served(matched(document, remembered=Remembered(said=(said,)))) == [
        ("cost-baseline", "remembered")
    ]


def test_a_later_version_of_a_file_is_known_by_its_name() -> None:
    said = Said(path="Money_v1.xlsx", deliverables=("cost-baseline",))

    for name in ("Money_v2.xlsx", "2027-01-31 money rev B (1).xlsx", "in/MONEY.xlsx"):
        assert served(matched(reading(name, "risk"), remembered=Remembered(said=(said,)))) == [
            ("cost-baseline", "remembered")
        ]


def test_a_like_name_says_nothing_while_the_file_itself_is_there() -> None:
    said = Said(path="Minutes 2027-01-05.docx", deliverables=("cost-baseline",))
    spoken, other = reading("Minutes 2027-01-05.docx"), reading("Minutes 2027-02-05.docx", "risk")

    found = matched(spoken, other, remembered=Remembered(said=(said,)))

    assert [(each.path, each.deliverable) for each in found] == [
        ("Minutes 2027-01-05.docx", "cost-baseline"),
        ("Minutes 2027-02-05.docx", "risk-register"),
    ]


def test_like_names_of_which_different_things_were_said_say_nothing() -> None:
    said = (
        Said(path="Annex v1.docx", deliverables=("cost-baseline",)),
        Said(path="Annex v2.docx", deliverables=("wbs",)),
    )

    assert served(matched(reading("Annex v3.docx", "risk"), remembered=Remembered(said=said))) == [
        ("risk-register", "content")
    ]


def test_a_file_said_to_serve_nothing_serves_nothing_by_a_section_either() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve thirteen"
    content = text((1, "Report"), (2, "Stakeholder analysis"), (0, words))
    document = reading("Report.docx", content=content)
    nothing = Remembered(said=(Said(path="Report.docx", deliverables=()),))

    assert matched(document) != ()
    assert matched(document, remembered=nothing) == ()


def test_what_the_method_no_longer_has_is_forgotten() -> None:
    gone = Remembered(said=(Said(path="x.xlsx", deliverables=("no-longer",)),))

    assert served(matched(reading("x.xlsx", "risk"), remembered=gone)) == [
        ("risk-register", "content")
    ]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param("Budget.xlsx", "budget.xlsx", id="plain"),
        pytest.param("a/Budget_v2.1.xlsx", "budget.xlsx", id="a version"),
        pytest.param("Budget-2027-03-01-final.xlsx", "budget.xlsx", id="a day and a word"),
        pytest.param("20270301_Budget.xlsx", "budget.xlsx", id="a day in front"),
        pytest.param("Budget (2).xlsx", "budget.xlsx", id="a copy"),
        pytest.param("Lot 2.xlsx", "lot 2.xlsx", id="a number that is no version"),
        pytest.param("v2.xlsx", "v2.xlsx", id="nothing but a version"),
        pytest.param("2027-03-01.xlsx", "2027-03-01.xlsx", id="nothing but a day"),
    ],
)
def test_the_name_of_a_document_goes_without_version_and_day(path: str, name: str) -> None:
    assert document_name(path) == name
