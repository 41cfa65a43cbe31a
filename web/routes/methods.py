"""Methods: every version and who stands on it; a draft checked, weighed, published."""

from functools import partial
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from domain.authority import Act
from domain.errors import BadInputError, GovernanceError, NotFoundError
from domain.methodology.difference import Change, difference
from domain.methodology.fault import MethodError
from domain.methodology.load import decode, load_method
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Requirement
from domain.text import Text, both
from gates.declarations.register import DECLARED
from gates.nameable import CATALOGUE
from lifecycle.authority import require
from lifecycle.methods import latest, method_in
from lifecycle.repeat import Answer
from lifecycle.versions.effect import effect
from lifecycle.versions.published import methods_seen, version_seen
from lifecycle.versions.publishing import publish
from web.acting import act, see, wholly_signed_in
from web.errors import refusal
from web.forms import Form, Posted
from web.pages import page
from web.site import site_of

router = APIRouter(include_in_schema=False)

LONGEST = 900_000
"""Characters; a longer text is no method."""

DRAFT = "method.yaml"
"""How the faults of a text that was pasted call it."""


@router.get("/methods")
def every_method(request: Request) -> Response:
    """Show every method with its versions."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        seen = methods_seen(session, visitor.actor)
    return page(request, "methods.html", methods=seen, is_pmo="pmo" in visitor.roles)


@router.get("/methods/publish")
def blank(request: Request) -> Response:
    """Show the form that takes a draft."""
    _check_pmo(request)
    return page(request, "method_publish.html", trouble="", **_nothing())


@router.post("/methods/check")
async def check(request: Request, form: Posted) -> Response:
    """Show the faults of a draft, or what it changes for whom, with the button to publish it."""
    await run_in_threadpool(_check_pmo, request)
    text, name = await _draft(form)
    return await run_in_threadpool(_weighed, request, text, name)


@router.post("/methods")
def publish_draft(request: Request, form: Posted) -> Response:
    """Publish a draft that was looked at."""
    site, visitor = site_of(request), wholly_signed_in(request)
    text, name = form.raw("source").replace("\r\n", "\n"), form.text("name") or DRAFT

    def work(session: Session) -> Answer:
        row = publish(session, text, name=name, actor=visitor.actor, at=site.clock())
        return {"key": row.key, "version": row.version}

    try:
        done = act(request, form, "publish-method", [name, text], work)
    except GovernanceError as error:
        shown = _nothing() | {"source": text, "name": name}
        return refusal(request, "method_publish.html", error, **shown)
    return see(f"/methods/{done['key']}/{done['version']}", "published")


@router.get("/methods/{key}/{version}")
def one_version(request: Request, key: str, version: int) -> Response:
    """Show a version: its stages, what each gate asks, who decides, and its text."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        seen, method, source = version_seen(session, visitor.actor, key, version)
    return page(
        request,
        "method.html",
        seen=seen,
        method=method,
        source=source,
        checks=DECLARED,
        maturity=partial(_maturity, method),
        is_pmo="pmo" in visitor.roles,
    )


def _maturity(method: Method, requirement: Requirement) -> Text:
    """Return how mature a deliverable is wanted."""
    if requirement.last_issue:
        return both("final issue", "édition finale")
    wanted = method.deliverable(requirement.deliverable).ladder
    for ladder in method.ladders:
        for level in ladder.levels if ladder.id == wanted else ():
            if level.id == requirement.maturity:
                return level.label
    return both("–", "–")


def _check_pmo(request: Request) -> None:
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        require(session, Act.PUBLISH_METHOD, visitor.actor)


def _nothing() -> dict[str, Any]:
    return {
        "source": "",
        "name": DRAFT,
        "faults": (),
        "fault_count": 0,
        "found": None,
        "before": None,
        "changes": (),
        "signs": {"added": "ok", "removed": "bad", "changed": "warn"},
    }


async def _draft(form: Form) -> tuple[str, str]:
    """Return the text of a draft, uploaded or pasted, and its name."""
    for upload in form.files:
        data = await upload.read(LONGEST * 4)
        name = upload.filename or DRAFT
        return decode(data, name).replace("\r\n", "\n"), name
    return form.raw("source").replace("\r\n", "\n"), form.text("name") or DRAFT


def _weighed(request: Request, text: str, name: str) -> Response:
    site, visitor = site_of(request), wholly_signed_in(request)
    shown = _nothing() | {"source": text, "name": name}
    try:
        if len(text) > LONGEST:
            raise _too_long()
        draft = load_method(text, name, known_checks=CATALOGUE)
    except MethodError as error:
        shown |= {"faults": error.faults, "fault_count": error.count}
        return page(request, "method_publish.html", status=422, trouble="", **shown)
    except BadInputError as error:
        return refusal(request, "method_publish.html", error, **shown)
    with site.installation.database.read() as session:
        before = _before(session, draft)
        found = effect(site.installation, session, visitor.actor, text, name=name, at=site.clock())
    changes: list[Change] = difference(before, draft) if before is not None else []
    shown |= {"found": found, "before": before, "changes": changes}
    return page(request, "method_publish.html", trouble="", **shown)


def _before(session: Session, draft: Method) -> Method | None:
    try:
        return method_in(latest(session, draft.method))
    except NotFoundError:
        return None


def _too_long() -> BadInputError:
    return BadInputError(
        f"The text is longer than {LONGEST} characters; a method is far shorter.",
        f"Le texte dépasse {LONGEST} caractères ; une méthode est bien plus courte.",
    )
