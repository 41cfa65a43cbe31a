"""How long a package of 60 documents (100 MB) takes us, against markitdown reading the same files.

markitdown comes from ``bench/requirements.txt`` into a venv in the folder of temporary files,
made once and used again. Both have two processes, both are warm, and only the reading is timed:
ours with the guard, the understanding and the way back; theirs without the imports.
"""

import io
import json
import random
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import docx
import psutil  # type: ignore[import-untyped]  # it brings no types
import xlsxwriter
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bench.figure import Figure, median
from gates.evidence.content import Read
from gates.evidence.reading import Source, read_files
from jalon.output import note

HERE = Path(__file__).parent
TIMES = 3
THEIR_TIMES = 1
"""They take a minute and a half, so once is enough."""

_PICTURE_SIDE = 590
_KINDS = ("docx", "xlsx", "pdf", "docx", "pdf", "xml", "docx", "xlsx", "pdf", "csv")
LARGE = tuple(_KINDS[number % len(_KINDS)] for number in range(60))
"""The documents of the large package, by their kinds."""

SMALL = ("docx", "xlsx", "csv", "xml", "csv")
"""What a project manager drops: five files, 3 MB."""

_ROWS = 2_000
SMALL_ROWS = 200
"""A register of 200 rows is a long one."""

_THEIRS = """
import json, multiprocessing, resource, sys, time

def convert(path):
    from markitdown import MarkItDown
    global ready
    if "ready" not in globals():
        ready = MarkItDown()
    return len(ready.convert(path).text_content)

def used():
    own, children = (resource.getrusage(who) for who in
                     (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime

def main():
    paths, warm, times = sys.argv[3:], sys.argv[1], int(sys.argv[2])
    seconds = []
    with multiprocessing.get_context("fork").Pool(2) as pool:
        pool.map(convert, [warm] * 2, chunksize=1)
        for _ in range(times):
            start = time.perf_counter()
            signs = sum(pool.map(convert, paths, chunksize=1))
            seconds.append(time.perf_counter() - start)
        pool.close()
        pool.join()
    print(json.dumps({"seconds": seconds, "processor": used(), "signs": signs}))

main()
"""


def run() -> list[Figure]:
    """Write the package, read it both ways in turn, and compare."""
    with tempfile.TemporaryDirectory() as folder:
        files = list(written(Path(folder)))
        total = sum(path.stat().st_size for path in files) / 1_000_000
        sources = [Source(path, path.name) for path in files]
        read_files(sources[:4])
        before = _processor()
        ours = sorted(_read(sources) for _ in range(TIMES))
        our_processor = (_processor() - before) / TIMES
        python = _their_python()
        if python is None:
            note("package: markitdown could not be installed, so nothing is compared")
            return []
        told = json.loads(
            subprocess.run(
                [python, "-c", _THEIRS, str(files[0]), str(THEIR_TIMES), *map(str, files)],
                capture_output=True,
                check=True,
                text=True,
            ).stdout.splitlines()[-1]
        )
    theirs = sorted(told["seconds"])
    how = f"{len(files)} files, {total:.0f} MB; ours {median(ours):.2f} s, theirs"
    return [
        Figure("read a package of 60 documents", median(ours), "s", None, f"median of {TIMES}"),
        Figure(
            "the same against markitdown, time",
            median(ours) / median(theirs),
            "of theirs",
            0.5,
            f"{how} {median(theirs):.2f} s",
        ),
        Figure(
            "the same against markitdown, processor time",
            our_processor / (told["processor"] / THEIR_TIMES),
            "of theirs",
            0.5,
            f"ours {our_processor:.2f} s, theirs {told['processor'] / TIMES:.2f} s with imports",
        ),
    ]


def _read(sources: list[Source]) -> float:
    start = time.perf_counter()
    readings = read_files(sources)
    taken = time.perf_counter() - start
    for reading in readings:
        assert reading.read is Read.WHOLE, (reading.path, reading.reason)
    return taken


def _processor() -> float:
    """Return the processor time of this process and of the readers that it started."""
    found = 0.0
    for process in (psutil.Process(), *psutil.Process().children()):
        times = process.cpu_times()
        found += times.user + times.system
        if process.pid != psutil.Process().pid:
            found += times.children_user + times.children_system
    return found


def _their_python() -> str | None:
    """Return the interpreter that has markitdown, made when first needed."""
    place = Path(tempfile.gettempdir()) / "jalon-bench-markitdown"
    python = place / "bin" / "python"
    asked = HERE / "requirements.txt"
    done = place / "requirements.txt"
    if not done.exists() or done.read_text("utf-8") != asked.read_text("utf-8"):
        venv.create(place, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "-r", str(asked)]
        if subprocess.run(command, check=False, stdout=sys.stderr).returncode:
            return None
        done.write_text(asked.read_text("utf-8"), "utf-8")
    return str(python)


def written(folder: Path, kinds: Sequence[str] = LARGE, rows: int = _ROWS) -> Iterator[Path]:
    """Write documents of these kinds, each other than the rest; yield their places.

    ``rows`` are those of each table and schedule.
    """
    chance = random.Random(17)  # noqa: S311 - no secret
    for number, kind in enumerate(kinds):
        path = folder / f"{number:02} document.{kind}"
        path.write_bytes(_MAKERS[kind](number, chance, rows))
        yield path


def _picture(chance: random.Random) -> io.BytesIO:
    """Return a photograph of noise, about a megabyte, which nothing packs any further."""
    size = (_PICTURE_SIDE, _PICTURE_SIDE)
    place = io.BytesIO()
    Image.frombytes("RGB", size, chance.randbytes(3 * size[0] * size[1])).save(place, "png")
    place.seek(0)
    return place


def _words(number: int, chance: random.Random) -> Iterator[str]:
    nouns = ("boiler", "trench", "crane", "offer", "permit", "pump", "street", "cellar", "valve")
    while True:
        first, second = chance.sample(nouns, 2)
        yield (
            f"The {first} of part {number} is handed over when the {second} was tested for "
            f"{chance.randint(2, 90)} days, and the contractor says so in writing."
        )


def _docx(number: int, chance: random.Random, _rows: int) -> bytes:
    document = docx.Document()
    document.add_heading(f"Project charter, part {number}", level=1)
    for place, words in enumerate(islice(_words(number, chance), 150)):
        if place % 15 == 0:
            document.add_heading(f"{place // 15 + 1}. Section", level=2)
        document.add_paragraph(words)
    table = document.add_table(rows=30, cols=5)
    for row in table.rows:
        for cell in row.cells:
            cell.text = str(chance.randint(1, 10_000))
    for _ in range(2):
        document.add_picture(_picture(chance))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _xlsx(number: int, chance: random.Random, rows: int) -> bytes:
    place = io.BytesIO()
    book = xlsxwriter.Workbook(place, {"in_memory": True})
    sheet = book.add_worksheet("Budget")
    sheet.write_row(0, 0, ["Item", "Cost (EUR)", "Basis", "Owner", "Start", "Finish"])
    words = _words(number, chance)
    for row in range(1, rows + 1):
        amount = chance.randint(1, 10**6) / 100
        sheet.write_row(row, 0, [f"Lot {row}", amount, next(words), f"Person {row % 9}"])
        sheet.write(row, 4, (date(2026, 1, 5) + timedelta(row)).isoformat())
        sheet.write(row, 5, (date(2026, 2, 5) + timedelta(row)).isoformat())
    sheet.insert_image("H2", "photo.png", {"image_data": _picture(chance)})
    book.close()
    return place.getvalue()


def _pdf(number: int, chance: random.Random, _rows: int) -> bytes:
    place = io.BytesIO()
    canvas = Canvas(place)
    words = _words(number, chance)
    for page in range(20):
        for line in range(40):
            canvas.drawString(40, 790 - 18 * line, next(words)[:95])
        if page < 2:  # noqa: PLR2004 - as many pictures as in a Word document
            canvas.drawImage(ImageReader(_picture(chance)), 300, 20, 200, 60)
        canvas.showPage()
    canvas.save()
    return place.getvalue()


def _xml(number: int, chance: random.Random, rows: int) -> bytes:
    tasks = "".join(
        f"<Task><UID>{n}</UID><ID>{n}</ID><Name>{words[:60]}</Name><OutlineLevel>1</OutlineLevel>"
        "<Start>2026-01-05T08:00:00</Start><Finish>2026-01-09T17:00:00</Finish>"
        f"<Duration>PT40H0M0S</Duration><Cost>{number * 100}</Cost></Task>"
        for n, words in enumerate(islice(_words(number, chance), rows // 2), 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/'
        f'project"><Title>Works</Title><Tasks>{tasks}</Tasks></Project>'
    ).encode()


def _csv(number: int, chance: random.Random, rows: int) -> bytes:
    lines = (
        f"R{n};{words};{chance.randint(1, 5)};{chance.randint(1, 5)};Person {n % 9}"
        for n, words in enumerate(islice(_words(number, chance), rows), 1)
    )
    return "\n".join(("Id;Risk;Probability;Impact;Owner", *lines)).encode()


_MAKERS: dict[str, Callable[[int, random.Random, int], bytes]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "xml": _xml,
    "csv": _csv,
}
