"""A hostile file is refused within its limits, with a sentence, and the next one is read."""

import socket
import threading
import time
from pathlib import Path

import pytest

from gates.evidence.content import Read
from gates.evidence.guard import limits
from gates.evidence.reading import Source, read_files
from tests.unit.evidence.corpus import CORPUS, NOWHERE
from tests.unit.evidence.hostile import REFUSED, cell, docx, xlsx
from tests.unit.evidence.hostile_office import OFFICE
from tests.unit.evidence.hostile_print import PRINTED
from tests.unit.evidence.hostile_text import TEXTS

LONGEST = limits.WALL_SECONDS + 30
"""Seconds: the reader's own limit, and the start of a process on a busy machine."""


def placed(folder: Path, name: str, data: bytes) -> Source:
    path = folder / name
    path.write_bytes(data)
    return Source(path, name)


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_file_is_refused_or_only_data_and_the_next_one_is_read(
    tmp_path: Path, name: str
) -> None:
    harm = CORPUS[name]
    sources = [
        placed(tmp_path, name, harm.make(NOWHERE)),
        placed(tmp_path, "good.docx", docx()),
    ]
    began = time.monotonic()

    bad, good = read_files(sources)

    assert time.monotonic() - began < 2 * LONGEST
    if name in REFUSED or harm.said:
        assert bad.read is Read.REFUSED
        assert harm.said in bad.reason["en"]
    if bad.read is Read.REFUSED:
        assert all(len(bad.reason[language]) > 20 for language in ("en", "fr"))
        assert not bad.content.paragraphs
    assert "root:" not in bad.model_dump_json()
    assert good.read is Read.WHOLE
    assert "Budget: 100" in good.content.paragraphs[0].text


def test_no_hostile_file_breaks_its_reader_or_says_nothing(tmp_path: Path) -> None:
    assert len(CORPUS) - len(REFUSED) >= 35
    assert len({name for name in CORPUS if not name.isascii()}) == 0

    broken = [
        reading.path
        for name, harm in {**PRINTED, **TEXTS}.items()
        for reading in read_files([placed(tmp_path, name, harm.make(NOWHERE))])
        if reading.read is Read.REFUSED and "broke its reader" in reading.reason["en"]
    ]

    assert broken == []


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as out:
        out.write(b"%PDF-1.7\n")
        out.truncate(200 * 1024 * 1024)

    (reading,) = read_files([Source(path, "huge.pdf")])

    assert reading.read is Read.REFUSED
    assert "25 MiB" in reading.reason["en"]


def test_a_plan_of_400_000_tasks_ends_within_the_limits(tmp_path: Path) -> None:
    head = (
        b"ERMHDR\t18.8\r\n%T\tPROJECT\r\n%F\tproj_id\r\n%R\t1\r\n"
        b"%T\tTASK\r\n%F\ttask_id\tproj_id\r\n"
    )
    rows = b"".join(b"%%R\t%d\t1\n" % number for number in range(400_000))
    assert len(head + rows) < limits.LARGE_FILE
    sources = [placed(tmp_path, "plan.xer", head + rows), placed(tmp_path, "good.docx", docx())]
    began = time.monotonic()

    bad, good = read_files(sources)

    assert time.monotonic() - began < LONGEST
    assert bad.read is Read.REFUSED
    assert "took too" in bad.reason["en"]
    assert good.read is Read.WHOLE


@pytest.mark.parametrize("kind", ["folder", "absent"])
def test_what_is_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "folder"
    if kind == "folder":
        path.mkdir()

    (reading,) = read_files([Source(path, "folder")])

    assert reading.read is Read.REFUSED


def test_a_csv_with_an_endless_field_is_bounded(tmp_path: Path) -> None:
    data = b'a;b\n1;"' + b"x" * 5_000_000 + b'"\n'

    (reading,) = read_files([placed(tmp_path, "long.csv", data)])

    assert reading.read is not Read.WHOLE


def test_a_formula_is_read_as_data_and_never_run(tmp_path: Path) -> None:
    data = b"risk,owner\n=cmd|' /C calc'!A0,Anna\n"

    (reading,) = read_files([placed(tmp_path, "risks.csv", data)])

    assert reading.read is Read.WHOLE
    assert reading.content.tables[0].rows[1][0].value.startswith("=cmd")


def test_a_bomb_that_the_guard_passes_is_ended_by_its_limits(tmp_path: Path) -> None:
    body = "".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(1_000_000))
    sources = [
        placed(tmp_path, "long.docx", docx(body)),
        placed(tmp_path, "good.docx", docx()),
    ]

    bad, good = read_files(sources)

    assert bad.read is not Read.WHOLE
    assert good.read is Read.WHOLE


def test_no_file_makes_its_reader_call_out(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        entity = f'<!DOCTYPE w [<!ENTITY a SYSTEM "{address}">]>'
        calling = {
            "entity.docx": docx("<w:p>&a;</w:p>", before=entity),
            "entity.xml": f"{entity}<Project>&a;</Project>".encode(),
            **{
                name: made
                for name, harm in CORPUS.items()
                if name not in REFUSED and address.encode() in (made := harm.make(address))
            },
        }
        packed = {
            name: harm.make(address)
            for name, harm in OFFICE.items()
            if harm.make(address) != harm.make(NOWHERE)
        }
        assert len(calling) >= 8
        assert len(packed) >= 8
        for name, data in {**calling, **packed}.items():
            read_files([placed(tmp_path, name, data)])

        with pytest.raises(TimeoutError):
            listener.accept()


def test_packages_are_read_from_any_thread(tmp_path: Path) -> None:
    source = placed(tmp_path, "a.xlsx", xlsx(f'<row r="1">{cell("A1", 7)}</row>'))
    found: list[Read] = []

    threads = [
        threading.Thread(target=lambda: found.append(read_files([source])[0].read))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert found == [Read.WHOLE] * 4


def test_no_file_of_the_samples_stops_another(samples: Path) -> None:
    hostile = sorted(path for path in (samples / "hostile").iterdir() if path.name != "SOURCES.md")
    names = [path.name for path in hostile]
    began = time.monotonic()

    readings = read_files([Source(path, path.name) for path in hostile])

    assert [reading.path for reading in readings] == names
    assert time.monotonic() - began < LONGEST * 10
    bombs = ("bomb", "laughs", "xxe", "entity", "encrypted", "quadratic", "symlink")
    passed = [
        reading.path
        for reading in readings
        if any(word in reading.path for word in bombs) and reading.read is not Read.REFUSED
    ]
    assert passed == []
