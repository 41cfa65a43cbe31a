"""Gate packages: tried without keeping anything, handed in, withdrawn."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, File, Form, Request, UploadFile
from pydantic import Field
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError
from domain.judgement import Judgement
from gates.evidence.reading import Source
from gates.matching_memory import Said
from lifecycle.authority import find_project, require
from lifecycle.deciding.ending import withdraw
from lifecycle.installation import Installation
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from lifecycle.packages.taken import MOST_FILE_BYTES, MOST_FILES
from lifecycle.packages.trying import try_package
from lifecycle.signing_in.attempts import count_package
from web.api.acting import Key, act, nudge_after
from web.api.permission import Reader, Writer
from web.api.problems import CONFLICTS
from web.api.project_shapes import Line
from web.api.reading import Given, Shown
from web.api.votes import WORDS
from web.site import site_of

router = APIRouter(prefix="/projects/{code}", tags=["packages"])

Files = Annotated[
    list[UploadFile],
    File(description="the documents of the package, each with its path as its file name"),
]


class Frozen(Shown):
    """A package as frozen: its revision, its hash, and the round that it opened.

    ``again`` says that the same package was standing already; ``late_days`` are the working
    days after the day on which it was due.
    """

    review_id: UUID
    gate: str
    round: int
    revision: int
    sha256: str
    state: str
    late_days: int
    again: bool


class Reason(Given):
    """Why the package is withdrawn."""

    reason: str = Field(max_length=WORDS)


class Withdrawn(Shown):
    """A round that ended without a decision."""

    review_id: UUID
    gate: str
    round: int
    state: str


@router.post("/tries")
def try_files(
    request: Request,
    visitor: Reader,
    _key: Key,
    code: str,
    files: Files,
    serves: Annotated[
        list[Line],
        Form(description="`path=deliverable` for this time only; `path=` serves nothing"),
    ] = [],  # noqa: B006 - FastAPI copies it
) -> Judgement:
    """Judge files against the present gate; nothing is kept and nobody is told."""
    site, said = site_of(request), _said(serves)
    _check(files)
    count_package(site.installation, visitor.person_id, at=site.clock())
    with tempfile.TemporaryDirectory(prefix="jalon-try-") as folder:
        sources = []
        for number, each in enumerate(files):
            path = Path(folder) / str(number)
            with path.open("wb") as out:
                shutil.copyfileobj(each.file, out)
            sources.append(Source(path=path, name=each.filename or str(number)))
        return try_package(
            site.installation, visitor.actor, code, sources, at=site.clock(), said=said
        )


@router.post("/packages", status_code=201, responses=CONFLICTS)
def hand_in(
    request: Request,
    later: BackgroundTasks,
    visitor: Writer,
    key: Key,
    code: str,
    files: Files,
    authors: Annotated[
        list[Line], Form(description="sign-in names of those who wrote it beside the sender")
    ] = [],  # noqa: B006 - FastAPI copies it
    gate: Annotated[
        Line | None,
        Form(description="the gate it is for; without one, the only one open or the stage's end"),
    ] = None,
) -> Frozen:
    """Hand in a package for an open gate; another one replaces the round under way."""
    site = site_of(request)
    with site.installation.database.read() as session:
        project = find_project(session, code)
        require(session, Act.SUBMIT, visitor.actor, project)
    count_package(site.installation, visitor.person_id, at=site.clock())
    kept = keep_uploaded(site.installation, files)

    def work(session: Session) -> Frozen:
        made = submit(
            session,
            visitor.actor,
            find_project(session, code),
            kept,
            at=site.clock(),
            authors=authors,
            gate=gate,
        )
        return Frozen(
            review_id=made.review.id,
            gate=made.review.gate,
            round=made.review.round,
            revision=made.revision.number,
            sha256=made.revision.sha256,
            state=made.review.state,
            late_days=made.review.late_days,
            again=made.again,
        )

    said = {"files": [[each.path, each.sha256] for each in kept], "authors": authors, "gate": gate}
    frozen = act(request, visitor, key, said, work, Frozen)
    nudge_after(request, later, project.id)
    return frozen


@router.post("/withdrawal", responses=CONFLICTS)
def withdraw_package(
    request: Request,
    later: BackgroundTasks,
    visitor: Writer,
    key: Key,
    code: str,
    given: Reason,
) -> Withdrawn:
    """Withdraw the package under way; the attempt stays in the record."""
    site = site_of(request)

    def work(session: Session) -> Withdrawn:
        project = find_project(session, code)
        ended = withdraw(session, visitor.actor, project, given.reason, at=site.clock())
        return Withdrawn(review_id=ended.id, gate=ended.gate, round=ended.round, state=ended.state)

    answer = act(request, visitor, key, given, work, Withdrawn)
    with site.installation.database.read() as session:
        nudge_after(request, later, find_project(session, code).id)
    return answer


def keep_uploaded(installation: Installation, files: Sequence[UploadFile]) -> list[HandedIn]:
    """Keep uploaded files in the store, which is done before they are handed in."""
    _check(files)
    kept = []
    for each in files:
        sha256, size = installation.files.keep(each.file, at_most=MOST_FILE_BYTES)
        kept.append(HandedIn(path=each.filename or "", sha256=sha256, size=size))
    return kept


def _said(serves: Sequence[str]) -> list[Said]:
    said: dict[str, list[str]] = {}
    for each in serves:
        path, mark, deliverable = each.rpartition("=")
        if not (path and mark):
            raise BadInputError(
                f"{each!r} does not say what a file serves; write `path=deliverable`.",
                f"{each!r} ne dit pas ce que sert un fichier ; écrivez `chemin=livrable`.",
            )
        said.setdefault(path, []).extend([deliverable] if deliverable else [])
    return [Said(path=path, deliverables=tuple(ids)) for path, ids in said.items()]


def _check(files: Sequence[UploadFile]) -> None:
    if len(files) > MOST_FILES:
        raise BadInputError(
            f"The package holds {len(files)} files; at most {MOST_FILES} are taken.",
            f"Le dossier contient {len(files)} fichiers ; au plus {MOST_FILES} sont acceptés.",
        )
