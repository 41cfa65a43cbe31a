"""The document that describes the interface: OpenAPI 3.1, with the scope that each act needs."""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from domain.authority import SCOPES
from web.api.permission import Permitted
from web.api.problems import Problem

DESCRIPTION = """\
Everything that the pages of Jalon can do. Make a personal token on the page "My access", or with
`jalon token create`, and send it as `Authorization: Bearer jalon_...`; each operation names the
scope that the token needs. Every POST takes an `Idempotency-Key`: the same request with the same
key gives the first answer again, and nothing happens twice. What can change carries an `ETag`;
send it back as `If-Match` and a change in between is answered with 412. Lists are read page by
page: `next` is the `after` of the following page. Refusals are problem documents (RFC 9457) in
the language of `Accept-Language`, English or French; words of the method come in every language
that it is written in.
"""


def document_of(router: APIRouter, subjects: tuple[APIRouter, ...]) -> dict[str, Any]:
    """Return the OpenAPI document of a router that holds the routers of all subjects."""
    document = get_openapi(
        title="Jalon",
        version=version("jalon"),
        openapi_version="3.1.0",
        description=DESCRIPTION,
        routes=router.routes,
    )
    parts = document.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    schemas["Problem"] = Problem.model_json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for route in routes_of(subjects):
        for method in route.methods or ():
            operation = document["paths"][router.prefix + route.path_format][method.lower()]
            operation["security"] = [{"token": sorted(_scopes(route.dependant))}]
    return document


def routes_of(subjects: tuple[APIRouter, ...]) -> list[APIRoute]:
    """Return every route of the subjects, with its path as it stands below the prefix."""
    return [
        route for subject in subjects for route in subject.routes if isinstance(route, APIRoute)
    ]


def _scopes(dependant: Dependant) -> Iterator[str]:
    if isinstance(dependant.call, Permitted) and dependant.call.act is not None:
        yield SCOPES[dependant.call.act]
    for inner in dependant.dependencies:
        yield from _scopes(inner)
