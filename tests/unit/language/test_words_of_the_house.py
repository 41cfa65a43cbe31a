"""What only one house says is found by its method's words, and by no other method's."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.finding import Outcome
from domain.judgement import Judgement, Status
from domain.methodology.model.method import Method
from domain.methodology.model.words import Words
from gates.dossier import Surroundings, open_dossier
from gates.evidence.reading import Source, read_files
from gates.house_words import understood, words_of
from gates.matching_manifest import Manifest
from jalon.cli import run
from tests.unit.language.texts_judge import DAY, document, harbour, harbour_text, judged, row, told

PRODUCTS = """\
- {id: register, area: risk, label: {en: Risk register, fr: Registre des risques},
   match: {roles: [risk]}}
- {id: plan, area: integration, label: {en: Project plan, fr: Plan de projet}}
- {id: brief, area: integration, label: {en: Brief, fr: Cadrage}, match: {roles: [charter]}}
"""
ASKED = """\
requirements:
  - {deliverable: register, maturity: preliminary}
  - {deliverable: plan, maturity: preliminary}
criteria:
  - {id: owned, area: risk, label: {en: Each risk has an owner, fr: Chaque risque a un porteur},
     test: {each_row: {table: risk, holds: known(owner)}}}
  - {id: led, label: {en: The sponsor is named, fr: Le commanditaire est nommé},
     holds: fact.sponsor == "Ann Lee"}
"""
WORDS = """\
words:
  columns: {owner: [Kümmerer, Obmann], due: [Torschluss]}
  labels: {sponsor: [Patron des Vorhabens]}
  registers: {risk: [Sorgenliste]}
  roles: {charter: [Marschbefehl]}
  deliverables: {plan: [Drehbuch]}
"""
RISKS = """\
Risk;Probability;Impact;Kuemmerer;Torschluss
The quay sinks;3;4;Ann Lee;2026-08-01
The crane is late;2;5;Bob Ray;2026-09-01
The permit is refused;1;5;Zoe Kim;2026-07-01
""".replace("Kuemmerer", "Kümmerer")
FILES = {
    "risks.csv": RISKS,
    "drehbuch.md": document("Drehbuch", "Patron des Vorhabens: Ann Lee"),
}


def method(words: str = "") -> Method:
    return harbour(PRODUCTS, {"A": ASKED}, words)


def outcome(judgement: Judgement, item: str) -> Outcome:
    return told(judgement, item).outcome


def test_a_header_a_label_and_a_title_in_house_jargon_are_found_with_the_words_only(
    tmp_path: Path,
) -> None:
    without = judged(tmp_path, method(), "A", FILES)
    with_them = judged(tmp_path, method(WORDS), "A", FILES)

    assert outcome(without, "owned") is Outcome.CANNOT_TELL
    assert outcome(without, "led") is Outcome.CANNOT_TELL
    assert row(without, "plan").status is Status.MISSING
    assert outcome(with_them, "owned") is Outcome.PASS
    assert outcome(with_them, "led") is Outcome.PASS
    assert row(with_them, "plan").status is Status.PRESENT
    assert [fact.name for fact in with_them.facts if fact.value == "Ann Lee"] == ["sponsor"]


def test_what_was_read_stays_as_it_is_and_is_understood_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_text(document("Marschbefehl", "Patron des Vorhabens: Ann Lee"), "utf-8")
    (reading,) = read_files([Source(path, path.name)])

    (again,) = understood([reading], words_of(method(WORDS)))

    assert (reading.role, again.role) == ("other", "charter")
    assert again.content == reading.content
    assert again.sha256 == reading.sha256
    assert understood([again], words_of(method())) == [again]
    assert words_of(method()) is words_of(harbour(PRODUCTS, {"A": ASKED}, "words: {columns: {}}"))


def test_a_document_of_an_earlier_gate_is_understood_with_the_words_too(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_text(document("Marschbefehl"), "utf-8")
    (reading,) = read_files([Source(path, path.name)])
    asked = {"A": "requirements: [{deliverable: plan, maturity: preliminary}]"}

    around = replace(Surroundings(), earlier=(reading,))
    opened = open_dossier(
        [],
        Manifest(),
        method=harbour(PRODUCTS, asked, WORDS),
        gate=method().gate("A"),
        as_of=DAY,
        surroundings=around,
    )

    assert [each.role for each in opened.around.earlier] == ["charter"]


@pytest.mark.parametrize(
    ("words", "status"), [("", Outcome.CANNOT_TELL), (WORDS, Outcome.PASS)], ids=["without", "with"]
)
def test_the_command_line_finds_what_the_judge_finds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str, status: Outcome
) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    path = tmp_path / "harbour.yaml"
    path.write_text(harbour_text(PRODUCTS, {"A": ASKED}, words), "utf-8")

    given = ["check", str(folder), "--method", str(path), "--gate", "A", "--as-of", "2026-06-01"]
    code = run([*given, "--format", "json"])

    assert code == (0 if status is Outcome.PASS else 1)
    assert f'"outcome": "{status.value}"' in capsys.readouterr().out


def test_reading_a_file_with_a_method_uses_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, text = tmp_path / "harbour.yaml", tmp_path / "letter.md"
    path.write_text(harbour_text(PRODUCTS, {"A": ASKED}, WORDS), "utf-8")
    text.write_text(FILES["drehbuch.md"], "utf-8")

    run(["read", str(text), "--format", "json"])
    without = capsys.readouterr().out
    run(["read", str(text), "--method", str(path), "--format", "json"])
    with_them = capsys.readouterr().out

    assert '"sponsor"' not in without
    assert '"sponsor"' in with_them


def test_words_are_part_of_the_version() -> None:
    assert method().words == Words()
    assert method().words.is_empty
    assert method(WORDS).words.columns == {"owner": ("Kümmerer", "Obmann"), "due": ("Torschluss",)}
    assert method(WORDS) != method()
