"""Work on the record of the checks: what each answered, and how often it was a false alarm."""

from dataclasses import dataclass

from domain.text import in_language
from jalon.acting import acting
from jalon.output import Format, result, result_json, table
from jalon.proposal import day
from lifecycle.questions.check_records import CheckRecord, Count, check_records

_HEAD = {
    "en": ("check", "alarms", "contested", "false", "rate", ""),
    "fr": ("contrôle", "alertes", "contestées", "fausses", "taux", ""),
}


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What is counted: from one day to another, under a method or one of its versions."""

    since: str | None = None
    until: str | None = None
    method: str = ""


def run_checks(asked: Counted, person: str | None, fmt: Format, language: str) -> int:
    """Print every check with its record."""
    since, until = day(asked.since, "--since"), day(asked.until, "--until")
    with acting(person) as door, door.installation.database.read() as session:
        records = check_records(session, door.actor, since=since, until=until, method=asked.method)
    if fmt is Format.JSON:
        result_json([_as_json(each) for each in records])
    else:
        result(table([_HEAD[language], *(_row(each, language) for each in records)]))
    return 0


def _row(record: CheckRecord, language: str) -> tuple[str, ...]:
    count = record.count
    rate = f"{count.rate:.0%}" if count.rate is not None else "-"
    figures = (str(count.alarms), str(count.contested), str(count.attested), rate)
    return record.id, *figures, in_language(record.title, language)


def _as_json(record: CheckRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "area": record.area,
        "title": record.title,
        "source": record.source,
        "settings": list(record.settings),
        "count": _counted(record.count),
        "versions": [
            {"method": each.method, "count": _counted(each.count)} for each in record.versions
        ],
    }


def _counted(count: Count) -> dict[str, object]:
    rate = f"{count.rate:.4f}" if count.rate is not None else None
    return {**vars(count), "rate": rate}
