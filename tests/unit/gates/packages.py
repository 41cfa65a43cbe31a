"""Packages built by hand: readings, and the answer of one check about one deliverable."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from domain.finding import Fact, Outcome
from domain.judgement import Judgement
from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.fit import fit
from domain.methodology.load import load_method
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import CheckUse
from gates.checks.catalogue import CHECKS
from gates.checks.check import Subject, Verdict
from gates.dossier import Dossier, Surroundings, open_dossier
from gates.evidence.content import Content, Read, Reading, Schedule, State, Table
from gates.judge import judge
from gates.matching_manifest import Manifest
from methodologies.library import text
from tests.unit.understanding.documents import workbook

TODAY = date(2027, 3, 1)


@cache
def standard() -> Method:
    """The method that ships first, as it applies to a large project."""
    method = load_method(text("jalon-standard"), "jalon-standard")
    known = Circumstances(today=TODAY, stage=method.stages[0].id)
    return fit(method, known).method


def gate(gate_id: str = "G3") -> Gate:
    """A gate of it."""
    return standard().gate(gate_id)


def reading(
    path: str,
    role: str = "other",
    *tables: Table,
    state: State = State.FILLED,
    content: Content | None = None,
    schedule: Schedule | None = None,
    facts: Sequence[Fact] = (),
    **more: Any,
) -> Reading:
    """A document as read: filled in, with a sure role and a hash of its own."""
    whole = content or (Content(schedule=schedule) if schedule is not None else workbook(*tables))
    given: dict[str, Any] = {
        "path": path,
        "sha256": f"{path}-hash",
        "kind": "xlsx",
        "language": "en",
        "role": role,
        "confidence": 0.9,
        "state": state,
        "read": Read.WHOLE,
        "content": whole,
        "facts": tuple(facts),
    }
    return Reading.model_validate(given | more)


def dossier(
    *readings: Reading,
    at: str = "G3",
    manifest: Manifest | None = None,
    surroundings: Surroundings | None = None,
    as_of: date = TODAY,
) -> Dossier:
    """The dossier of a package at a gate of the standard method."""
    return open_dossier(
        readings,
        manifest or Manifest(),
        method=standard(),
        gate=gate(at),
        as_of=as_of,
        surroundings=surroundings or Surroundings(),
    )


def judged(*readings: Reading, **given: Any) -> Judgement:
    """The judgement on a package."""
    return judge(dossier(*readings, **given))


def answers(
    check: str,
    deliverable: str,
    *readings: Reading,
    settings: Mapping[str, Any] | None = None,
    **given: Any,
) -> tuple[Verdict, ...]:
    """What one check says of one deliverable, served by the first of the documents."""
    manifest = Manifest({deliverable: (readings[0].path,)})
    opened = dossier(*readings, manifest=manifest, **given)
    requirement = opened.requirement(deliverable)
    assert requirement is not None
    subject = Subject(
        dossier=opened,
        deliverable=opened.method.deliverable(deliverable),
        requirement=requirement,
        documents=opened.documents(deliverable),
        use=CheckUse(check=check, settings=dict(settings or {})),
    )
    return CHECKS[check](subject)


def outcomes(verdicts: Sequence[Verdict]) -> set[Outcome]:
    """The kinds of answers among verdicts."""
    return {verdict.outcome for verdict in verdicts}


def places(verdicts: Sequence[Verdict]) -> list[str]:
    """Where the faults stand."""
    return [verdict.location for verdict in verdicts if verdict.outcome is Outcome.FAIL]
