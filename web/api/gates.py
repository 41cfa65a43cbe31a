"""Gates of a project: what a gate asks, and the rounds that were held on it."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from domain.text import Text
from lifecycle.questions.gate import GatePage, gate_page
from web import matching
from web.api.permission import Reader
from web.api.project_fitting import OpenGate
from web.api.reading import Shown
from web.site import site_of

router = APIRouter(prefix="/projects/{code}/gates", tags=["gates"])


class Asked(Shown):
    """A deliverable that the gate asks for."""

    id: str
    label: Text
    guidance: Text
    maturity: Text
    must: bool
    source: str


class AskedArea(Shown):
    """What the gate asks in one knowledge area."""

    label: Text
    deliverables: list[Asked]


class Seat(Shown):
    """A seat with its person and, once given, the vote."""

    role: Text
    person: str
    advisory: bool
    veto: bool
    word: Text | None
    value: str | None
    reason: str
    cast_at: datetime | None


class File(Shown):
    """A file of the revision, by its number in the review's files."""

    number: int
    path: str
    sha256: str
    size: int


class Change(Shown):
    """A fact that differs from the revision before."""

    name: str
    unit: str
    before: str | None
    after: str | None


class Round(Shown):
    """One round of the gate; its judgement is at ``/reviews/{id}/judgement``."""

    id: UUID
    round: int
    iteration: int
    late_days: int
    meeting: str | None
    state: str
    revision: int
    revision_sha256: str
    submitted_by: str
    submitted_at: datetime
    opened_at: datetime | None
    due_at: datetime | None
    word: Text | None
    recommended: Text | None
    seats: list[Seat]
    files: list[File]
    changed: list[Change]
    compared_with: int | None


class RoundLine(BaseModel):
    """A round in the list of the gate's rounds."""

    round: int
    state: str


class Condition(Shown):
    """A condition of the project."""

    number: int
    words: str
    evidence_wanted: str
    evidence: str
    owner: str
    verifier: str
    due_on: date
    state: str
    mine: bool
    to_settle: bool


class GateShown(Shown):
    """A gate of a project, with its newest round or the one asked for."""

    project: str
    gate: str
    label: Text
    question: Text
    is_current: bool
    opened: OpenGate | None
    may_try: bool
    may_submit: bool
    may_withdraw: bool
    asked: list[AskedArea]
    round: Round | None
    rounds: list[RoundLine]
    conditions: list[Condition]
    my_request: UUID | None


@router.get("/{gate}")
def gate(
    request: Request,
    response: Response,
    visitor: Reader,
    code: str,
    gate: str,
    round_number: Annotated[int | None, Query(alias="round", ge=1, le=100_000)] = None,
) -> GateShown:
    """Return what a gate of the project asks, and its newest round or the one asked for."""
    site = site_of(request)
    with site.installation.database.read() as session:
        page = gate_page(
            session, visitor.actor, code, gate, at=site.clock(), round_number=round_number
        )
    shown = _shown(page)
    matching.mark(request, response, shown)
    return shown


def _shown(page: GatePage) -> GateShown:
    seen = {name: getattr(page, name) for name in GateShown.model_fields}
    seen["project"] = page.project.code
    seen["rounds"] = [{"round": number, "state": state} for number, state in page.rounds]
    return GateShown.model_validate(seen)
