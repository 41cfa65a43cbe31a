"""What one typed criterion answers about a package built by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from domain.finding import Finding, Outcome
from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.fit import fit
from gates.dossier import Surroundings, open_dossier
from gates.evidence.content import Content, Read, Reading, State
from gates.judge import judge
from gates.manifest_entries import Declared, SignedState
from gates.matching_manifest import Manifest
from tests.unit.language.texts_judge import DAY, harbour

PRODUCTS = """\
- {id: charter, area: integration, label: {en: Charter, fr: Note de cadrage}}
- {id: cost-plan, area: integration, label: {en: Cost plan, fr: Budget}}
- {id: register, area: risk, label: {en: Risk register, fr: Registre des risques}}
- {id: annex, area: risk, part_of: charter, label: {en: Annex, fr: Annexe}}
- {id: lease, kind: certificate, area: risk, label: {en: Lease, fr: Bail}}
- {id: extra, area: risk, when: budget > 1000, label: {en: Extra, fr: Extra}}
"""


def answered(
    test: str,
    *readings: Reading,
    serves: Mapping[str, tuple[str, ...]] | None = None,
    states: Mapping[str, SignedState] | None = None,
    said: Mapping[tuple[str, str], Declared] | None = None,
    around: Surroundings | None = None,
    known: Mapping[str, Any] | None = None,
    more: str = "",
    as_of: date = DAY,
) -> tuple[Finding, ...]:
    """Return what a criterion with this test answers at gate A."""
    criterion = f"criteria:\n  - {{id: tested, label: {{en: Tested, fr: Testé}}, test: {test}}}"
    method = harbour(PRODUCTS, {"A": criterion}, more)
    circumstances = Circumstances.model_validate(
        {"today": as_of, "stage": "first", **(known or {})}
    )
    fitted = fit(method, circumstances)
    dossier = open_dossier(
        readings,
        Manifest(dict(serves or {}), dict(states or {}), dict(said or {})),
        method=fitted.method,
        gate=fitted.method.gate("A"),
        as_of=as_of,
        surroundings=replace(around or Surroundings(), circumstances=circumstances),
    )
    judgement = judge(dossier)
    (row,) = [each for each in judgement.deliverables if each.id == "tested"]
    for finding in row.findings:
        assert set(finding.found) == set(finding.expected or finding.found) == {"en", "fr"}
        if finding.outcome in (Outcome.FAIL, Outcome.CANNOT_TELL):
            assert finding.fix["en"]
            assert finding.fix["fr"]
    return row.findings


def answer(test: str, *readings: Reading, **given: Any) -> Finding:
    """Return the one answer of a test."""
    (found,) = answered(test, *readings, **given)
    return found


def refused(path: str) -> Reading:
    """A document that could not be read."""
    return Reading(
        path=path,
        sha256=path,
        kind="docx",
        read=Read.REFUSED,
        reason={"en": "It is encrypted.", "fr": "Il est chiffré."},
    )


def plain(path: str, content: Content | None = None, **more: Any) -> Reading:
    """A document as read: in English, filled in."""
    given: dict[str, Any] = {
        "path": path,
        "sha256": f"{path}-hash",
        "kind": "docx",
        "language": "en",
        "role": "other",
        "confidence": 0.9,
        "state": State.FILLED,
        "read": Read.WHOLE,
        "content": content or Content(),
    }
    return Reading.model_validate(given | more)
