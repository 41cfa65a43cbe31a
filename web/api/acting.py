"""One act of a request: done once for its key, answered, and only then told to the engine."""

import json
from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import BackgroundTasks, Header, Request
from pydantic import BaseModel
from sqlalchemy.orm import Session

from lifecycle.repeat import LONGEST_KEY, once
from lifecycle.signing_in.access import Visitor
from web.site import site_of

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=LONGEST_KEY,
        pattern=r"^[!-~]+$",
        description="a fresh text for each act; the same one when a request is repeated",
    ),
]
"""Required on every POST."""

_Shown = TypeVar("_Shown", bound=BaseModel)


def act(
    request: Request,
    visitor: Visitor,
    key: str,
    given: BaseModel | dict[str, Any] | None,
    work: Callable[[Session], _Shown],
    shape: type[_Shown],
) -> _Shown:
    """Do an act and keep its answer with it, or give the answer kept for the same key.

    Raises:
        OutOfSequenceError: The key came before with another request.
    """
    site = site_of(request)
    asked = given.model_dump(mode="json") if isinstance(given, BaseModel) else given
    kept = once(
        site.installation,
        actor=str(visitor.person_id),
        act=f"{request.method} {request.url.path}",
        key=key,
        request=json.dumps(asked, sort_keys=True, ensure_ascii=True),
        at=site.clock(),
        work=lambda session: work(session).model_dump(mode="json"),
    )
    return shape.model_validate(kept)


def nudge_after(request: Request, later: BackgroundTasks, project_id: UUID) -> None:
    """Tell the engine of a project once the answer is on its way."""
    later.add_task(site_of(request).nudge, project_id)
