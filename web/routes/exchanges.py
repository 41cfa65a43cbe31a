"""Beside the votes, on the gate's page: questions, answers and late evidence."""

from pathlib import PurePosixPath
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from domain.authority import Act
from domain.errors import NotFoundError, OutOfSequenceError
from lifecycle.authority import find_project, require
from lifecycle.deciding.question import answer_question, ask_question
from lifecycle.packages.late_evidence import add_late_evidence
from lifecycle.questions.document import round_of
from lifecycle.questions.exchanged import late_seen, questions_seen
from lifecycle.questions.filed import Filed
from lifecycle.questions.seen import open_project
from lifecycle.repeat import Answer
from lifecycle.signing_in.attempts import count_package
from storage.tables.projects import Project
from storage.tables.reviews import Review
from web.acting import act, see
from web.evidence import evidence_of
from web.forms import Posted
from web.routes.gates import download
from web.routes.packages import files_in, kept
from web.site import signed_in, site_of

router = APIRouter(include_in_schema=False)
ROUND = "/projects/{code}/gates/{gate}/rounds/{number}"


@router.post(ROUND + "/questions")
def ask(request: Request, code: str, gate: str, number: int, form: Posted) -> Response:
    """Ask something before voting; the clock stands still until the answer."""
    site, visitor = site_of(request), signed_in(request)
    words, seat = form.text("words"), form.text("seat") or None

    def work(session: Session) -> Answer:
        review = _review(session, request, code, gate, number)
        ask_question(session, visitor.actor, review.id, words, at=site.clock(), seat_role=seat)
        return {}

    act(request, form, "ask", [code, gate, number, words, seat], work)
    return see(form.text("back") or f"/projects/{code}/gates/{gate}", "asked")


@router.post(ROUND + "/questions/{question_id}")
def answer(
    request: Request, code: str, gate: str, number: int, question_id: UUID, form: Posted
) -> Response:
    """Answer a question of a seat."""
    site, visitor = site_of(request), signed_in(request)
    words = form.text("words")

    def work(session: Session) -> Answer:
        review = _review(session, request, code, gate, number)
        if all(each.id != question_id for each in questions_seen(session, review)):
            raise OutOfSequenceError(
                "This question is of another round.", "Cette question est d'un autre tour."
            )
        answer_question(session, visitor.actor, question_id, words, at=site.clock())
        return {}

    act(request, form, "answer-question", [str(question_id), words], work)
    return see(f"/projects/{code}/gates/{gate}", "answered")


@router.post("/projects/{code}/late-evidence")
def add(request: Request, code: str, form: Posted) -> Response:
    """Set files beside the package under review."""
    site, visitor = site_of(request), signed_in(request)
    with site.installation.database.read() as session:
        require(session, Act.SUBMIT, visitor.actor, find_project(session, code))
    given = files_in(form)
    count_package(site.installation, visitor.person_id, at=site.clock())
    files, reason = [kept(request, each) for each in given], form.text("reason")

    def work(session: Session) -> Answer:
        project = find_project(session, code)
        late = add_late_evidence(session, visitor.actor, project, files, reason, at=site.clock())
        return {"gate": session.get_one(Review, late.review_id).gate}

    said = [code, reason, *([each.path, each.sha256] for each in files)]
    done = act(request, form, "late", said, work)
    return see(f"/projects/{code}/gates/{done['gate']}", "late")


@router.get(ROUND + "/late/{late}/files/{place}")
def file(request: Request, code: str, gate: str, number: int, late: int, place: int) -> Response:
    """Give a file of late evidence."""
    site = site_of(request)
    with site.installation.database.read() as session:
        review = _review(session, request, code, gate, number)
        added = [each for each in late_seen(session, review) if each.number == late]
        files = added[0].files if added else ()
    if not 0 <= place < len(files):
        raise NotFoundError(
            f"{code} {gate} has no such file; open it from the page of the gate.",
            f"{code} {gate} n'a pas ce fichier ; ouvrez-le depuis la page du jalon.",
        )
    each = files[place]
    return download(request, Filed(PurePosixPath(each.path).name, each.sha256, each.size))


@router.get(ROUND + "/evidence")
def evidence(request: Request, code: str, gate: str, number: int) -> Response:
    """Give all that proves a round that has ended."""
    installation = site_of(request).installation
    with installation.database.read() as session:
        review = _review(session, request, code, gate, number)
        return evidence_of(
            installation, session, session.get_one(Project, review.project_id), review
        )


def _review(session: Session, request: Request, code: str, gate: str, number: int) -> Review:
    visitor = signed_in(request)
    opened = open_project(session, visitor.actor, code)
    return session.get_one(Review, round_of(session, opened.project.id, gate, number))
