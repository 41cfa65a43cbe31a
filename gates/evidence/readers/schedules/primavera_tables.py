"""The tables of a Primavera XER file, and which project of it counts."""

from collections.abc import Mapping
from decimal import Decimal

from domain.text import Text, both
from gates.evidence.content import Resource
from gates.evidence.guard import limits
from gates.evidence.readers.project_values import LONGEST_NAME, instant, number

Row = Mapping[str, str]
Tables = Mapping[str, list[Row]]

_TABLES = {
    *("PROJECT", "PROJWBS", "TASK", "TASKPRED", "TASKRSRC", "RSRC", "ROLES", "PROJCOST"),
    *("CALENDAR", "CURRTYPE", "RSRCRATE"),
}
_CURRENCY = 8
"""Where the first line of the file names the currency of its money."""

_CODE = 3
_RESOURCE_KINDS = {"RT_Mat": "material", "RT_Equip": "equipment"}


def tables_of(text: str) -> tuple[list[str], dict[str, list[Row]]]:
    """Return the first line, cut into its cells, and the rows of the tables that count."""
    header: list[str] = []
    tables: dict[str, list[Row]] = {}
    fields: list[str] = []
    rows: list[Row] | None = None
    for line in text.split("\n"):
        mark, _, rest = line.rstrip("\r").partition("\t")
        if mark == "%R" and rows is not None:
            rows.append(dict(zip(fields, rest.split("\t"), strict=False)))
        elif mark == "%T":
            name = rest.strip()
            rows = tables.setdefault(name, []) if name in _TABLES else None
        elif mark == "%F":
            fields = [name.strip() for name in rest.split("\t")][: limits.TEXT_COLUMNS]
        elif mark == "ERMHDR":
            header = line.rstrip("\r").split("\t")
        elif mark == "%E":
            break
    return header, tables


def project_of(tables: Tables) -> Row:
    """Return the project that the file is about: the first that was exported and has tasks."""
    projects = tables.get("PROJECT", [])
    exported = [row for row in projects if row.get("export_flag", "Y") == "Y"] or projects
    worked = {row.get("proj_id", "") for row in tables.get("TASK", [])}
    with_tasks = [row for row in exported if row.get("proj_id") in worked]
    return next(iter(with_tasks or exported), {})


def currency_of(header: list[str], tables: Tables) -> str:
    """Return the currency of the file: its code, or its sign where the code is of another kind."""
    name = header[_CURRENCY].strip() if len(header) > _CURRENCY else ""
    for row in tables.get("CURRTYPE", ()):
        if row.get("curr_short_name") == name and len(name) != _CODE:
            return row.get("curr_symbol", "")[:_CODE]
    return name if len(name) == _CODE and name.isalpha() else ""


def minutes_per_day_of(project: Row, tables: Tables) -> int:
    """Return the length of a working day by the calendar of the project."""
    for row in tables.get("CALENDAR", ()):
        if row.get("clndr_id") == project.get("clndr_id"):
            hours = number(row.get("day_hr_cnt")) or Decimal(8)
            return int(min(hours, Decimal(24)) * 60) or 480
    return 480


def staff_of(tables: Tables) -> tuple[Resource, ...]:
    """Return the resources with the rate and the units that the file states first for each."""
    rates: dict[str, Row] = {}
    for row in tables.get("RSRCRATE", ()):
        rates.setdefault(row.get("rsrc_id", ""), row)
    return tuple(
        Resource(
            name=row["rsrc_name"].strip()[:LONGEST_NAME],
            kind=_RESOURCE_KINDS.get(row.get("rsrc_type", ""), "work"),
            most_units=number(rates.get(row.get("rsrc_id", ""), {}).get("max_qty_per_hr")),
            hourly_rate=number(rates.get(row.get("rsrc_id", ""), {}).get("cost_per_qty")),
            calendar=row.get("clndr_id", ""),
        )
        for row in tables.get("RSRC", ())
        if row.get("rsrc_name", "").strip()
    )


def rows_of_project(tables: Tables, project: Row, *names: str) -> dict[str, list[Row]]:
    """Return the rows of some tables that belong to a project.

    Where no task names its project, as other programs write it, all rows belong to the one there
    is.
    """
    keyed = any("proj_id" in row for row in tables.get("TASK", ()))
    key = project.get("proj_id")
    return {
        name: [row for row in tables.get(name, ()) if not keyed or row.get("proj_id") == key]
        for name in names
    }


def oddities_of(tables: Tables, project: Row) -> Text:
    """Say what of the file is not in the schedule."""
    key = project.get("proj_id")
    others = len({row["proj_id"] for row in tables.get("TASK", ()) if "proj_id" in row} - {key})
    if others:
        name = project.get("proj_short_name", "")[:80]
        return both(
            f"The file holds tasks of {others} more projects, and only {name} was read: export "
            "each project to a file of its own.",
            f"Le fichier contient les tâches de {others} autres projets, et seul {name} a été "
            "lu : exportez chaque projet dans un fichier distinct.",
        )
    links = tables.get("TASKPRED", ())
    loose = len(links) - len(rows_of_project(tables, project, "TASKPRED")["TASKPRED"])
    odd = next(
        (
            value[:30]
            for row in tables.get("TASK", ())
            for name, value in row.items()
            if name.endswith("_date") and value and instant(value) is None
        ),
        "",
    )
    en = [f"{loose} links that name no project"] * bool(loose) + [f"dates such as “{odd}”"] * bool(
        odd
    )
    fr = [f"{loose} liens sans projet"] * bool(loose) + [f"des dates telles que « {odd} »"] * bool(
        odd
    )
    if not en:
        return {}
    return both(
        f"The file is not as Primavera writes it, and a part was not read ({', '.join(en)}): "
        "export it again from Primavera.",
        f"Le fichier n’est pas tel que Primavera l’écrit, et une partie n’a pas été lue "
        f"({', '.join(fr)}) : exportez-le de nouveau depuis Primavera.",
    )
