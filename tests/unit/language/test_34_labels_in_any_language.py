"""Feature 34: one id, labels in any language; a method in one language works for all."""

from pathlib import Path

import pytest

from domain.judgement import Status, Verdict
from domain.methodology.fault import MethodError
from domain.methodology.load import load_method
from jalon.method_text import described
from tests.unit.language.texts_judge import PROSE, document, harbour, harbour_text, judged, row

PLAN = """\
- id: plan
  area: integration
  label: {en: Risk management plan, fr: Plan de gestion des risques, el: Σχέδιο κινδύνων}
"""
ASKED = {"A": "requirements: [{deliverable: plan, maturity: baseline}]"}

GERMAN = """\
method: kraftwerk
version: 1
language: de
languages: [de]
label: {de: Kraftwerksbau}
manager: projektleiter
areas: [{id: risiko, label: {de: Risiken}}]
roles:
  - {id: projektleiter, label: {de: Projektleiter}}
  - {id: auftraggeber, label: {de: Auftraggeber}}
decisions:
  - {id: frei, code: GO, label: {de: Freigabe}, effect: next}
  - {id: warten, code: HOLD, label: {de: Zurückgestellt}, effect: hold_until, fields: [until]}
  - {id: zurueck, code: RECYCLE, label: {de: Überarbeiten}, effect: back}
ladders:
  - id: standard
    levels: [{id: entwurf, label: {de: Entwurf}}, {id: endfassung, label: {de: Endfassung}}]
deliverables:
  - {id: risikoplan, area: risiko, label: {de: Risikoplan}}
gates:
  - id: T1
    label: {de: Tor 1}
    question: {de: Dürfen wir bauen?}
    requirements: [{deliverable: risikoplan, maturity: endfassung}]
    committee: {seats: [{role: auftraggeber}]}
stages:
  - {id: planung, label: {de: Planung}, gate: T1}
"""
GERMAN_PLAN = (
    "# Risikoplan\n\nStatus: Endfassung\n\nDie Halle wird im Hochwassergebiet gebaut. Der Keller "
    "wird bis zum 4. März abgedichtet, die Pumpen stehen auf dem Dach, und zwei Fachleute prüfen "
    "das Fundament jede Woche. Für Schäden sind 120.000 EUR zurückgelegt; der Bauleiter meldet "
    "jedes Ereignis noch am selben Tag an die Leitung des Werkes.\n"
)


@pytest.mark.parametrize(
    "title", ["Risk management plan", "Plan de gestion des risques", "Σχέδιο κινδύνων"]
)
def test_a_file_in_any_language_of_the_labels_matches_the_requirement(
    tmp_path: Path, title: str
) -> None:
    files = {"a.md": document(title, "Status: Baseline", "Statut : Référence")}

    judgement = judged(tmp_path, harbour(PLAN, ASKED), "A", files)

    assert judgement.verdict is Verdict.READY
    assert list(row(judgement, "plan").documents) == ["a.md"]


def test_a_method_that_exists_only_in_german_judges_german_documents(tmp_path: Path) -> None:
    method = load_method(GERMAN, "kraftwerk.yaml")

    there = judged(tmp_path / "there", method, "T1", {"plan.md": GERMAN_PLAN})
    absent = judged(tmp_path / "absent", method, "T1", {"other.md": f"# Notes\n\n{PROSE}"})

    assert there.verdict is Verdict.READY
    assert row(absent, "risikoplan").status is Status.MISSING


def test_words_that_are_missing_in_the_readers_language_fall_back_visibly() -> None:
    shown = described(load_method(GERMAN, "kraftwerk.yaml"), "fr")

    assert "Dürfen wir bauen? [de]" in shown


def test_lint_finds_every_label_without_words_in_a_language_that_the_method_promises() -> None:
    text = harbour_text(PLAN, ASKED).replace(
        "language: en", "language: en\nlanguages: [en, fr, el]"
    )

    with pytest.raises(MethodError) as error:
        load_method(text, "harbour.yaml")

    said = error.value.lines("en")
    assert "harbour.yaml:5:8: label: there are no words in el, which the method promises" in said[0]
    assert not any("deliverables[plan]" in line for line in said)
    assert any("gates[C].question" in line for line in said)
