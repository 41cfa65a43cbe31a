"""A file of a package, for those who may see the project."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from lifecycle.actor import Actor
from lifecycle.questions.seen import open_project
from storage.tables.packages import Revision
from storage.tables.reviews import Review


@dataclass(frozen=True)
class Filed:
    """A file as kept: its own name, its SHA-256, its size in bytes."""

    name: str
    sha256: str
    size: int


def filed(
    session: Session, actor: Actor, code: str, gate: str, round_number: int, number: int
) -> Filed:
    """Return a file of a round's revision by its place in the list.

    Raises:
        NotFoundError: There is no such project, round or file for the actor.
    """
    opened = open_project(session, actor, code)
    files = session.scalar(
        select(Revision.files)
        .join(Review, Review.revision_id == Revision.id)
        .where(
            Review.project_id == opened.project.id,
            Review.gate == gate,
            Review.round == round_number,
        )
    )
    if files is None or not 0 <= number < len(files):
        raise NotFoundError(
            f"{code} {gate} has no such file; open it from the page of the gate.",
            f"{code} {gate} n'a pas ce fichier ; ouvrez-le depuis la page du jalon.",
        )
    each = files[number]
    return Filed(PurePosixPath(each["path"]).name, each["sha256"], each["size"])
