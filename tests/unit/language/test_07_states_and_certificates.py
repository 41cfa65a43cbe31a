"""Feature 7: states, certificates and signed decisions are asked for, not only files."""

from pathlib import Path

import pytest

from domain.errors import BadInputError
from domain.finding import Outcome
from domain.judgement import Status, Verdict
from gates.dossier import Surroundings
from tests.unit.language.texts_judge import document, harbour, judged, row, told

PRODUCTS = """\
- {id: service-open, kind: state, area: integration, label: {en: Service open, fr: Service ouvert}}
- id: fire-certificate
  kind: certificate
  area: risk
  signed_by: [auditor, sponsor]
  label: {en: Fire certificate, fr: Certificat incendie}
- {id: board-decision, kind: decision, area: integration, label: {en: Decision, fr: Décision}}
"""
METHOD = harbour(
    PRODUCTS,
    {
        "A": "requirements: [{deliverable: service-open}]",
        "B": "requirements: [{deliverable: fire-certificate, reuse: true, fresh_within: P180D}]",
        "C": "requirements: [{deliverable: board-decision}]",
    },
)
NOTE = {"minutes.md": document("Minutes")}
HOLDERS = {"auditor": ("bruno", "Bruno Keller"), "manager": ("anna", "Anna Berg")}


def signed(item: str, state: str) -> dict[str, str]:
    return NOTE | {"package.yaml": f"states: {{{item}: {state}}}"}


def test_service_in_operation_is_ticked_with_evidence_and_signer(tmp_path: Path) -> None:
    said = "{done: true, signer: Nadia Roth, evidence: Log of 3 May 2026, on: 2026-05-04}"

    ticked = judged(tmp_path / "1", METHOD, "A", signed("service-open", said))
    silent = judged(tmp_path / "2", METHOD, "A", NOTE)

    assert ticked.verdict is Verdict.READY
    assert told(ticked, "service-open").found["en"] == "signed by Nadia Roth, on 2026-05-04"
    assert silent.verdict is Verdict.NOT_READY
    assert row(silent, "service-open").status is Status.MISSING


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("{done: true, signer: Ann, evidence: minutes.md}", Outcome.PASS),
        ("{done: true, signer: Ann, evidence: Box 7 in the archive}", Outcome.PASS),
        ("{done: true, signer: Ann, evidence: 'https://example.org/log.pdf'}", Outcome.PASS),
        ("{done: true, signer: Ann, evidence: Certificate.pdf}", Outcome.FAIL),
        ("{done: true, signer: Ann}", Outcome.FAIL),
        ("{done: false, signer: Ann, evidence: minutes.md}", Outcome.FAIL),
    ],
)
def test_evidence_that_names_a_file_is_in_the_package(
    tmp_path: Path, state: str, outcome: Outcome
) -> None:
    judgement = judged(tmp_path, METHOD, "C", signed("board-decision", state))

    assert told(judgement, "board-decision").outcome is outcome


@pytest.mark.parametrize(
    ("signer", "more", "outcome"),
    [
        ("Bruno Keller", "", Outcome.PASS),
        ("bruno", ", role: Auditor", Outcome.PASS),
        ("Bruno Keller", ", role: sponsor", Outcome.FAIL),
        ("Anna Berg", "", Outcome.FAIL),
        ("Bruno Keller", ", on: 2026-05-01", Outcome.PASS),
        ("Bruno Keller", ", on: 2025-05-01", Outcome.FAIL),
    ],
)
def test_a_certificate_is_signed_by_the_holder_of_a_role(
    tmp_path: Path, signer: str, more: str, outcome: Outcome
) -> None:
    files = signed("fire-certificate", f"{{done: true, signer: {signer}, evidence: F-7{more}}}")

    judgement = judged(tmp_path, METHOD, "B", files, around=Surroundings(holders=HOLDERS))

    found = told(judgement, "fire-certificate")
    assert found.outcome is outcome
    if "2025" not in more:
        assert found.expected["fr"] == "fait, signé par Auditeur ou Commanditaire, avec la preuve"


def test_nobody_is_refused_where_nobody_knows_the_roles(tmp_path: Path) -> None:
    files = signed("fire-certificate", "{done: true, signer: Anna Berg, evidence: F-7}")

    assert judged(tmp_path, METHOD, "B", files).verdict is Verdict.READY


def test_a_signature_that_is_no_date_or_word_is_refused_with_its_place(tmp_path: Path) -> None:
    files = signed("service-open", "{done: true, on: soon}")

    with pytest.raises(BadInputError, match=r"package\.yaml:1:41: .*expected a date"):
        judged(tmp_path, METHOD, "A", files)
