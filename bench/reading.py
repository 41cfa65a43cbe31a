"""How long documents take to be read: large ones, and a package of five in a warm process."""

import io
import tempfile
from pathlib import Path

import docx
import xlsxwriter
from reportlab.pdfgen.canvas import Canvas

from bench.figure import Figure, median, seconds
from gates.evidence.content import Read
from gates.evidence.process import asking
from gates.evidence.reading import Source, read_files

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
            _warm("read a workbook of 60,000 cells", [_put(place, "w.xlsx", _workbook())], 3.0),
            _warm("read a schedule of 3,000 tasks", [_put(place, "s.xml", _schedule())], 2.0),
            _warm("read a Primavera schedule of 3,000 tasks", [_put(place, "s.xer", _rows())], 2.0),
            _warm("read a PDF of 200 pages", [_put(place, "p.pdf", _pages())], 3.0),
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
