"""The gate page: what is asked, what was found, and what is said about a finding."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from domain.errors import OutOfSequenceError
from lifecycle.packages.changed import changes_since
from lifecycle.packages.contest import Contested, answer, contest
from lifecycle.questions.document import document_seen, round_of
from lifecycle.questions.filed import Filed, filed
from lifecycle.questions.gate import gate_page
from lifecycle.questions.overrides import may_override as may_decide_past
from lifecycle.questions.overrides import override_seen
from lifecycle.questions.seen import open_project
from lifecycle.repeat import Answer
from storage.tables.packages import Revision
from storage.tables.reviews import Review
from web.acting import act, see
from web.forms import Posted
from web.pages import page
from web.site import signed_in, site_of

router = APIRouter(include_in_schema=False)
SANDBOX = "default-src 'none'; sandbox"
"""What a document handed in by somebody may do in a browser: nothing."""


@router.get("/projects/{code}/gates/{gate}")
def gate(request: Request, code: str, gate: str, round: int | None = None) -> Response:  # noqa: A002 - the word of the address
    """Show a gate of a project, with its newest round or an earlier one."""
    site, visitor = site_of(request), signed_in(request)
    with site.installation.database.read() as session:
        seen = gate_page(session, visitor.actor, code, gate, at=site.clock(), round_number=round)
        review = session.get(Review, seen.round.id) if seen.round else None
        override = override_seen(session, visitor.actor, review) if review else None
        may_override = review is not None and may_decide_past(session, visitor.actor, review)
    return page(
        request,
        "gate.html",
        seen=seen,
        project=seen.project,
        round=seen.round,
        override=override,
        may_override=may_override,
    )


@router.get("/projects/{code}/gates/{gate}/rounds/{number}/files/{place}")
def document(request: Request, code: str, gate: str, number: int, place: int) -> Response:
    """Give a file of a package to keep; a browser never opens it in our name."""
    site, visitor = site_of(request), signed_in(request)
    with site.installation.database.read() as session:
        found = filed(session, visitor.actor, code, gate, number, place)
    return download(request, found)


def download(request: Request, found: Filed) -> Response:
    """Give a file to keep; a browser never opens it in our name."""
    store = site_of(request).installation.files
    store.open(found.sha256).close()
    return FileResponse(
        store.path(found.sha256),
        media_type="application/octet-stream",
        filename=found.name,
        headers={"Content-Security-Policy": SANDBOX},
    )


@router.get("/projects/{code}/gates/{gate}/rounds/{number}/files/{place}/read")
def read(
    request: Request,
    code: str,
    gate: str,
    number: int,
    place: int,
    at: str = "",
    first: int | None = None,
    left: int | None = None,
) -> Response:
    """Show a document as it was read, at the place of a finding; never the file's own markup."""
    site, visitor = site_of(request), signed_in(request)
    with site.installation.database.read() as session:
        opened = open_project(session, visitor.actor, code)
        review_id = round_of(session, opened.project.id, gate, number)
        shown = document_seen(
            session, visitor.actor, review_id, place, at=at, first=first, left=left
        )
    return page(request, "document.html", code=code, gate=gate, seen=shown, at=at)


@router.get("/projects/{code}/gates/{gate}/rounds/{number}/changes")
def changes(
    request: Request,
    code: str,
    gate: str,
    number: int,
    against: Literal["round", "baseline"] = "round",
) -> Response:
    """Show what changed in a package since the round before, or since what was approved."""
    site, visitor = site_of(request), signed_in(request)
    with site.installation.database.read() as session:
        opened = open_project(session, visitor.actor, code)
        review = session.get_one(Review, round_of(session, opened.project.id, gate, number))
        revision = session.get_one(Revision, review.revision_id)
        found = changes_since(session, site.installation, review, against=against)
        files = {each["path"]: place for place, each in enumerate(revision.files)}
    return page(
        request,
        "changes.html",
        code=code,
        gate=gate,
        number=number,
        revision=revision.number,
        files=files,
        against=against,
        since=found,
    )


@router.post("/projects/{code}/gates/{gate}/contests")
def contest_finding(request: Request, code: str, gate: str, form: Posted) -> Response:
    """Contest a finding of the newest round, with the place of the evidence."""
    site, visitor = site_of(request), signed_in(request)
    said = Contested(
        check=form.text("check"),
        deliverable=form.text("deliverable"),
        document_sha256=form.text("document"),
        reason=form.text("reason"),
        place=form.text("place"),
    )

    def work(session: Session) -> Answer:
        seen = gate_page(session, visitor.actor, code, gate, at=site.clock())
        if seen.round is None:
            raise OutOfSequenceError(
                f"No package was handed in for {gate} yet; there is no finding to contest.",
                f"Aucun dossier n'a encore été déposé pour {gate} ; rien à contester.",
            )
        review = session.get_one(Review, seen.round.id)
        contest(session, visitor.actor, review, said, at=site.clock())
        return {}

    act(request, form, "contest", [code, gate, *_words(said)], work)
    return see(f"/projects/{code}/gates/{gate}", "contested")


@router.post("/projects/{code}/gates/{gate}/contests/{contest_id}")
def answer_contest(
    request: Request,
    code: str,
    gate: str,
    contest_id: UUID,
    form: Posted,
    after: BackgroundTasks,
) -> Response:
    """Attest a contested finding, or refuse to."""
    site, visitor = site_of(request), signed_in(request)
    attest, words = form.text("answer") == "attest", form.text("words")

    def work(session: Session) -> Answer:
        seen = gate_page(session, visitor.actor, code, gate, at=site.clock())
        answer(session, visitor.actor, contest_id, attest=attest, words=words, at=site.clock())
        return {"project": str(seen.project.id)}

    done = act(request, form, "answer", [str(contest_id), attest, words], work)
    site.nudge_later(after, done["project"])
    back = "/contests" if form.text("back") == "queue" else f"/projects/{code}/gates/{gate}"
    return see(back, "attested" if attest else "refused")


def _words(said: Contested) -> list[str]:
    return [said.check, said.deliverable, said.document_sha256, said.reason, said.place]
