"""The checks of the judge, with their record: alarms, contests, false alarms."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request

from domain.text import Text
from lifecycle.questions.check_records import CheckRecord, Count, check_records
from web.api.permission import Reader
from web.api.project_shapes import Line
from web.api.reading import Shown
from web.site import site_of

router = APIRouter(prefix="/checks", tags=["findings"])

Day = Annotated[date | None, Query(description="an ISO 8601 date")]


class CountShown(Shown):
    """Documents by what a check answered on them, and contests by what became of them.

    ``asked`` counts all; ``rate`` is ``attested`` by all that failed or could not be told, from
    0 to 1 with four digits, and null where there is none.
    """

    asked: int
    failed: int
    cannot_tell: int
    contested: int
    attested: int
    refused: int
    rate: str | None


class VersionShown(Shown):
    """What a check did under one version of a method."""

    method: str
    count: CountShown


class CheckShown(Shown):
    """A check: what it judges, by which source, what a method may set, and its record."""

    id: str
    area: str
    title: Text
    source: str
    settings: list[str]
    count: CountShown
    versions: list[VersionShown]


class Checks(Shown):
    """Every check, by its number."""

    items: list[CheckShown]


@router.get("")
def checks(
    request: Request,
    visitor: Reader,
    since: Day = None,
    until: Day = None,
    method: Annotated[Line, Query(description="a method, or one of its versions")] = "",
) -> Checks:
    """Return every check with its record from one day to another, both included."""
    with site_of(request).installation.database.read() as session:
        found = check_records(session, visitor.actor, since=since, until=until, method=method)
    return Checks(items=[_shown(each) for each in found])


def _shown(record: CheckRecord) -> CheckShown:
    return CheckShown(
        id=record.id,
        area=record.area,
        title=record.title,
        source=record.source,
        settings=list(record.settings),
        count=_count(record.count),
        versions=[
            VersionShown(method=each.method, count=_count(each.count)) for each in record.versions
        ],
    )


def _count(count: Count) -> CountShown:
    rate = f"{count.rate:.4f}" if count.rate is not None else None
    return CountShown.model_validate({**vars(count), "rate": rate})
