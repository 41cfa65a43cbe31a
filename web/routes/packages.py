"""Packages: tried without a trace, and handed in."""

import shutil
import tempfile
from pathlib import Path

from fastapi import APIRouter, BackgroundTasks
from sqlalchemy.orm import Session
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from domain.authority import Act
from domain.errors import BadInputError
from gates.evidence.reading import Source
from lifecycle.authority import find_project, require
from lifecycle.fitted.fitting import fit_of
from lifecycle.methods import method_of
from lifecycle.packages.matches import say_match
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from lifecycle.packages.taken import MOST_FILE_BYTES, MOST_FILES
from lifecycle.packages.trying import try_package
from lifecycle.questions.judged import judged
from lifecycle.questions.matched import matching
from lifecycle.questions.seen import open_project, project_seen
from lifecycle.repeat import Answer
from lifecycle.signing_in.attempts import count_package
from web.acting import act, see
from web.forms import Form, Posted
from web.pages import page
from web.said import said_in
from web.site import signed_in, site_of

router = APIRouter(include_in_schema=False)


@router.post("/projects/{code}/try")
def dry_run(request: Request, code: str, form: Posted) -> Response:
    """Judge files against the present gate; nothing is kept, nobody is told."""
    site, visitor = site_of(request), signed_in(request)
    with site.installation.database.read() as session:
        opened = open_project(session, visitor.actor, code, Act.TRY)
        fit = fit_of(session, opened.project, at=site.clock())
        seen = project_seen(session, opened, fit)
    files, here = files_in(form), said_in(form)
    count_package(site.installation, visitor.person_id, at=site.clock())
    with tempfile.TemporaryDirectory(prefix="jalon-try-") as folder:
        sources = [_aside(each, Path(folder) / str(number)) for number, each in enumerate(files)]
        gate = form.text("gate") or None
        judgement = try_package(
            site.installation,
            visitor.actor,
            code,
            sources,
            at=site.clock(),
            gate=gate,
            said=here.said,
        )
    with site.installation.database.read() as session:
        method = method_of(session, opened.project.method_id)
        shown = judged(session, opened.project.id, method, judgement)
        found = matching(session, opened.project.id, method, judgement)
    part = bool(request.headers.get("hx-request"))
    return page(
        request,
        "tried_part.html" if part else "tried.html",
        project=seen,
        judged=shown,
        matching=found,
        was=here.was,
        part=part,
        gate=judgement.gate,
    )


@router.post("/projects/{code}/submit")
def hand_in(request: Request, code: str, form: Posted, after: BackgroundTasks) -> Response:
    """Keep the files, then freeze the package and open a round on it."""
    site, visitor = site_of(request), signed_in(request)
    with site.installation.database.read() as session:
        require(session, Act.SUBMIT, visitor.actor, find_project(session, code))
    given = files_in(form)
    count_package(site.installation, visitor.person_id, at=site.clock())
    files = [kept(request, each) for each in given]
    gate, here = form.text("gate") or None, said_in(form)
    known = {each.path: each.sha256 for each in files}

    def work(session: Session) -> Answer:
        project = find_project(session, code)
        done = submit(session, visitor.actor, project, files, at=site.clock(), gate=gate)
        for each in here.said:
            if each.path in known:
                say_match(
                    session,
                    visitor.actor,
                    project,
                    each.path,
                    each.deliverables,
                    sha256=known[each.path],
                    at=site.clock(),
                )
        return {
            "project": str(project.id),
            "gate": done.review.gate,
            "round": done.review.round,
            "again": done.again,
        }

    said = [code, gate, *([each.path, each.sha256] for each in files)]
    said += [[each.path, *each.deliverables] for each in here.said]
    done = act(request, form, "submit", said, work)
    site.nudge_later(after, done["project"])
    return see(f"/projects/{code}/gates/{done['gate']}", "again" if done["again"] else "submitted")


def files_in(form: Form) -> list[UploadFile]:
    """Return the files that came with a form.

    Raises:
        BadInputError: There are none, or too many.
    """
    if not form.files:
        raise BadInputError(
            "No file came with the form; choose the documents of the package.",
            "Aucun fichier n'est arrivé ; choisissez les documents du dossier.",
        )
    if len(form.files) > MOST_FILES:
        raise BadInputError(
            f"{len(form.files)} files came; at most {MOST_FILES} are taken.",
            f"{len(form.files)} fichiers sont arrivés ; au plus {MOST_FILES} sont acceptés.",
        )
    return form.files


def _aside(file: UploadFile, place: Path) -> Source:
    with place.open("wb") as out:
        shutil.copyfileobj(file.file, out)
    return Source(place, file.filename or place.name)


def kept(request: Request, file: UploadFile) -> HandedIn:
    """Keep an uploaded file in the store, which is done before it is handed in."""
    sha256, size = site_of(request).installation.files.keep(file.file, at_most=MOST_FILE_BYTES)
    return HandedIn(file.filename or sha256[:12], sha256, size)
