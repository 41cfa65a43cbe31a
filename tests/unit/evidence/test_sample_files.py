"""Real documents and schedules are read with the answers that independent readers gave."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from gates.evidence.content import Read, Reading, Schedule
from gates.evidence.reading import Source, read_files

READ_KINDS = {".docx", ".xlsx", ".pdf", ".csv", ".md"}
REAL_LINKS = {"hotel_construction_v1_es.xml": 60, "house_building_sample.gan": 17}
"""The independent reader lost links that are wrapped in links, or that tasks within tasks have."""

SCHEDULES = {".xml", ".xer", ".gan", ".planner", ".pod", ".mpx"}
ONLY_IN_PART = {"dateless_tasks.xer": "31-JAN-24"}

HARMLESS = {
    "csv_all_empty.csv",
    "csv_formula_injection_risks.csv",
    "csv_location_coordinates.csv",
    "csv_named_xlsx.xlsx",
    "csv_quotes_with_newline.csv",
    "csv_utf8.csv",
}
FAULTY_ROWS = {
    "csv_bad_missing_quote.csv": "Line 2:",
    "csv_bad_unescaped_quote.csv": "Line 2:",
    "csv_defective_rows.csv": "Line 2, 3:",
}
ODD_BUT_READABLE = {
    "pdf_bad_header.pdf",
    "pdf_cycle.pdf",
    "pdf_govdocs_032270.pdf",
    "pdf_page_loop.pdf",
    "pdf_xref_missing.pdf",
    "xlsx_malformed_string_count.xlsx",
}


def answers(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file of a folder with what its list of sources says of it."""
    names = {path.name for path in folder.iterdir()}
    for line in (folder / "SOURCES.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] in names:
            yield cells[0], cells[-1]


def read(folder: Path, names: list[str]) -> dict[str, Reading]:
    """Read files, a package at a time."""
    readings = read_files([Source(folder / name, name) for name in names])
    return {reading.path: reading for reading in readings}


def test_every_real_document_is_read_whole(samples: Path) -> None:
    folder = samples / "documents"
    names = [name for name, _ in answers(folder) if Path(name).suffix in READ_KINDS]

    readings = read(folder, names)

    assert {name: one.reason for name, one in readings.items() if one.read is not Read.WHOLE} == {}


def test_every_hostile_sample_is_refused_or_is_only_data(samples: Path) -> None:
    folder = samples / "hostile"
    readings = read(folder, [name for name, _ in answers(folder)])

    for name, one in readings.items():
        if name in HARMLESS | ODD_BUT_READABLE:
            assert one.read is Read.WHOLE, name
        elif name in FAULTY_ROWS:
            assert one.reason["en"].startswith(FAULTY_ROWS[name])
        else:
            assert one.read is Read.REFUSED, name
            assert all(one.reason[language] for language in ("en", "fr"))
        assert one.seconds < 5, name
        assert "root:" not in one.model_dump_json(), name


def test_schedules_are_counted_as_an_independent_reader_counts_them(samples: Path) -> None:
    folder = samples / "schedules"
    known = {name: said for name, said in answers(folder) if Path(name).suffix in SCHEDULES}

    readings = read(folder, list(known))

    assert len(readings) == 35
    for name, said in known.items():
        part = ONLY_IN_PART.get(name)
        assert readings[name].read is (Read.PART if part else Read.WHOLE), name
        assert (part or "") in readings[name].reason.get("en", "")
        schedule = readings[name].content.schedule
        assert schedule is not None
        expected = counts_said(said)
        if name in REAL_LINKS:
            assert expected["links"] < REAL_LINKS[name]
            expected["links"] = Decimal(REAL_LINKS[name])
        assert {key: counts(schedule)[key] for key in expected} == expected, name


def test_a_binary_schedule_is_refused_with_the_way_out(samples: Path) -> None:
    name = "mpxj_sample.mpp"

    reading = read(samples / "schedules", [name])[name]

    assert reading.read is Read.REFUSED
    assert "Save As" in reading.reason["en"]


def test_a_french_budget_of_1329_lines_is_read_with_its_money(samples: Path) -> None:
    name = "montpellier_budget_2015_fr.csv"

    (table,) = read(samples / "documents", [name])[name].content.tables

    assert len(table.rows) == 1330
    assert any(cell.number and cell.number > 1000 for cell in table.rows[1])


COUNTED = re.compile(
    r"(?<!leaf )(?<!actual )"
    r"(tasks|leaf|summary|milestones|links|resources|assignments|cost) ([\d.]+)"
)


def counts_said(said: str) -> dict[str, Decimal]:
    found = COUNTED.findall(said.split("leaf tasks 100%", maxsplit=1)[0])
    assert found, said
    return {key: Decimal(value.rstrip(".")) for key, value in dict(found).items()}


def counts(schedule: Schedule) -> dict[str, Decimal]:
    leaves = [task for task in schedule.tasks if not task.summary]
    return {
        "tasks": Decimal(schedule.task_rows),
        "leaf": Decimal(len(leaves)),
        "summary": Decimal(len(schedule.tasks) - len(leaves)),
        "milestones": Decimal(sum(task.milestone for task in leaves)),
        "links": Decimal(len(schedule.links)),
        "resources": Decimal(len(schedule.resources)),
        "assignments": Decimal(len(schedule.assignments)),
        "cost": sum((task.cost or Decimal(0) for task in leaves), Decimal(0)),
    }
