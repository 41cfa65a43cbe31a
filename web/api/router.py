"""Everything that the interface offers, under one prefix and one version."""

from functools import cache
from typing import Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from web.api import (
    arbitrations,
    changes,
    checks,
    closing,
    conditions,
    contents,
    delegations,
    evidence,
    exchanges,
    files,
    findings,
    gates,
    ledger,
    mailbox,
    matches,
    me,
    methods,
    migrations,
    overrides,
    packages,
    people,
    project_changes,
    projects,
    radar,
    reviews,
    sessions,
    tailoring,
    tokens,
    votes,
)
from web.api.document import document_of
from web.api.problems import REFUSALS
from web.api.reading import plain

PREFIX = "/api/v1"

SUBJECTS = tuple(
    module.router
    for module in (
        me,
        tokens,
        projects,
        project_changes,
        tailoring,
        gates,
        packages,
        reviews,
        exchanges,
        evidence,
        changes,
        files,
        contents,
        matches,
        votes,
        overrides,
        findings,
        checks,
        closing,
        conditions,
        arbitrations,
        delegations,
        people,
        methods,
        migrations,
        mailbox,
        ledger,
        radar,
        sessions,
    )
)

router = APIRouter(prefix=PREFIX, responses=REFUSALS, dependencies=[Depends(plain)])
for subject in SUBJECTS:
    router.include_router(subject)


@router.get("/openapi.json", include_in_schema=False)
def openapi() -> JSONResponse:
    """Return the document that describes the interface; anybody may read it."""
    return JSONResponse(_document())


@cache
def _document() -> dict[str, Any]:
    return document_of(router, SUBJECTS)
