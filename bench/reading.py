"""How long documents take to be read: large ones, and a package of five in a warm process."""

import gc
import io
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import xlsxwriter
from reportlab.pdfgen.canvas import Canvas

from bench import package
from bench.figure import Figure, median, seconds
from gates.dossier import Surroundings, open_dossier
from gates.evidence.content import Read, Reading
from gates.evidence.process import asking
from gates.evidence.readers.reading_room import admit
from gates.evidence.reading import Source, read_files
from gates.evidence.understanding.understand import understand
from gates.judge import judge
from gates.matching_manifest import Manifest
from jalon.method import open_method
from tests.unit.evidence.packages import ods

TIMES = 7
"""A median of seven: one file is read seven times, each time by a process of its own."""


def run() -> list[Figure]:
    """Measure the start of the readers, four large files and a package."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        small = [_put(place, f"{name}.docx", _document(name)) for name in "abcde"]
        return [
            _cold(small),
            _warm("read a package of 5 documents, warm", small, 0.25),
            _dropped(place),
            _warm("read a workbook of 60,000 cells", [_put(place, "w.xlsx", _workbook())], 3.0),
            _warm("read open sheets of 60,000 cells", [_put(place, "w.ods", _sheets())], 5.0),
            _warm("read a schedule of 3,000 tasks", [_put(place, "s.xml", _schedule())], 2.0),
            _warm("read a Primavera schedule of 3,000 tasks", [_put(place, "s.xer", _rows())], 2.0),
            _warm("read a PDF of 200 pages", [_put(place, "p.pdf", _pages())], 3.0),
            _after_guard("a workbook of 60,000 cells", "w.xlsx", _workbook(), 1.0),
            _after_guard("open sheets of 60,000 cells", "w.ods", _sheets(), 3.0),
            _after_guard("a schedule of 3,000 tasks", "s.xml", _schedule(), 0.5),
            _after_guard("a PDF of 200 pages", "p.pdf", _pages(), 2.0),
        ]


def _cold(sources: list[Source]) -> Figure:
    def start_and_read() -> None:
        asking.stop()
        _read(sources)

    return Figure(
        name="read a package of 5 documents, readers not started",
        value=median(seconds(start_and_read, times=TIMES)),
        unit="s",
        at_most=1.2,
        how=f"median of {TIMES}, the process that readers are forked from started each time",
    )


def _warm(name: str, sources: list[Source], at_most: float) -> Figure:
    _read(sources)
    return Figure(
        name=name,
        value=median(seconds(lambda: _read(sources), times=TIMES)),
        unit="s",
        at_most=at_most,
        how=f"median of {TIMES}: guard, read, understand, take back",
    )


def _dropped(place: Path) -> Figure:
    """Return how long five files of 3 MB in all take from the drop to the verdict."""
    files = list(package.written(place, package.SMALL, package.SMALL_ROWS))
    sources = [Source(path, path.name) for path in files]
    method = open_method("jalon-standard")
    gate = next(each for each in method.gates if each.id == "G4")

    def drop() -> None:
        dossier = open_dossier(
            read_files(sources),
            Manifest(),
            method=method,
            gate=gate,
            as_of=date(2026, 3, 1),
            surroundings=Surroundings(),
        )
        assert judge(dossier).documents

    drop()
    size = sum(path.stat().st_size for path in files) / 1_000_000
    return Figure(
        name="from the drop of 5 files to the verdict, warm",
        value=median(seconds(drop, times=TIMES)),
        unit="s",
        at_most=0.5,
        how=f"median of {TIMES}, {size:.1f} MB",
    )


def _after_guard(name: str, file: str, data: bytes, at_most: float) -> Figure:
    """Return the processor time that a file takes when the guard has passed it."""
    return Figure(
        name=f"{name}, after the guard",
        value=median(sorted(_processor(file, data) for _ in range(TIMES))),
        unit="s",
        at_most=at_most,
        how=f"median of {TIMES}, processor time: read, understand, write, take back",
    )


def _processor(file: str, data: bytes) -> float:
    admitted = admit(data, file)
    gc.collect()
    # As in a reader's process.
    gc.disable()
    start = time.process_time()
    content = admitted.read().content
    found = understand(file, admitted.kind, content)
    reading = Reading(
        path=file,
        sha256="",
        kind=admitted.kind,
        read=Read.WHOLE,
        facts=found.facts,
        content=content,
    )
    Reading.model_validate_json(reading.model_dump_json(exclude_defaults=True))
    taken = time.process_time() - start
    gc.enable()
    return taken


def _read(sources: list[Source]) -> None:
    for reading in read_files(sources):
        assert reading.read is Read.WHOLE, reading.reason


def _put(folder: Path, name: str, data: bytes) -> Source:
    path = folder / name
    path.write_bytes(data)
    return Source(path, name)


def _document(name: str) -> bytes:
    document = docx.Document()
    document.add_heading(f"Project charter {name}", level=1)
    for number in range(120):
        document.add_paragraph(f"{number}. The project delivers a heat exchanger to the works.")
    table = document.add_table(rows=20, cols=4)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "Heat exchanger"
    place = io.BytesIO()
    document.save(place)
    return place.getvalue()


def _workbook() -> bytes:
    place = io.BytesIO()
    book = xlsxwriter.Workbook(place, {"in_memory": True})
    sheet = book.add_worksheet("Budget")
    for row in range(5_000):
        for column in range(12):
            sheet.write(row, column, row * 1.5 if column % 3 else f"Item {row}")
    book.close()
    return place.getvalue()


def _sheets() -> bytes:
    def cells(row: int) -> Iterator[str]:
        for column in range(12):
            if column % 3:
                number = row * 1.5
                yield (
                    f'<table:table-cell office:value-type="float" office:value="{number}">'
                    f"<text:p>{number}</text:p></table:table-cell>"
                )
            else:
                yield (
                    '<table:table-cell office:value-type="string">'
                    f"<text:p>Item {row}</text:p></table:table-cell>"
                )

    rows = "".join(
        f"<table:table-row>{''.join(cells(row))}</table:table-row>" for row in range(5_000)
    )
    return ods(f'<table:table table:name="Budget">{rows}</table:table>')


def _schedule() -> bytes:
    tasks = "".join(
        f"<Task><UID>{n}</UID><ID>{n}</ID><Name>Task {n}</Name><WBS>1.{n}</WBS>"
        "<OutlineLevel>2</OutlineLevel><Start>2026-01-05T08:00:00</Start>"
        "<Finish>2026-01-09T17:00:00</Finish><Duration>PT40H0M0S</Duration><Cost>100000</Cost>"
        "<Critical>0</Critical><TotalSlack>4800</TotalSlack><PercentComplete>0</PercentComplete>"
        f"<PredecessorLink><PredecessorUID>{n - 1}</PredecessorUID><Type>1</Type>"
        "<LinkLag>0</LinkLag></PredecessorLink></Task>"
        for n in range(1, 3_001)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Project xmlns="http://schemas.microsoft.com/project"><Title>Works</Title>'
        f"<CurrencyCode>EUR</CurrencyCode><Tasks>{tasks}</Tasks></Project>"
    ).encode()


def _rows() -> bytes:
    tasks = "".join(
        f"%R\t{n}\t1\t1\tTT_Task\tTK_NotStart\tA{n}\tTask {n}\t0\t40\t40\t2026-01-05 08:00"
        "\t2026-01-09 17:00\r\n"
        for n in range(1, 3_001)
    )
    links = "".join(f"%R\t{n}\t{n}\t{n - 1}\t1\t1\tPR_FS\t0\r\n" for n in range(2, 3_001))
    return (
        "ERMHDR\t18.8\t2026-01-05\tProject\r\n%T\tPROJECT\r\n%F\tproj_id\tproj_short_name\r\n"
        "%R\t1\tWORKS\r\n%T\tPROJWBS\r\n%F\twbs_id\tproj_id\twbs_short_name\twbs_name\r\n"
        "%R\t1\t1\tWORKS\tWorks\r\n%T\tTASK\r\n%F\ttask_id\tproj_id\twbs_id\ttask_type\t"
        "status_code\ttask_code\ttask_name\ttotal_float_hr_cnt\ttarget_drtn_hr_cnt\t"
        f"remain_drtn_hr_cnt\ttarget_start_date\ttarget_end_date\r\n{tasks}%T\tTASKPRED\r\n%F\t"
        f"task_pred_id\ttask_id\tpred_task_id\tproj_id\tpred_proj_id\tpred_type\tlag_hr_cnt\r\n"
        f"{links}%E\r\n"
    ).encode()


def _pages() -> bytes:
    place = io.BytesIO()
    canvas = Canvas(place)
    for page in range(200):
        for line in range(40):
            canvas.drawString(72, 780 - 18 * line, f"{page}.{line} The works are handed over.")
        canvas.showPage()
    canvas.save()
    return place.getvalue()
