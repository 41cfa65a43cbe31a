"""The committed documents are what the generator writes, and it writes the same bytes twice."""

import io
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from examples import library
from examples.write.packages import write_all

KINDS = {".docx", ".xlsx", ".pdf", ".xml"}


@pytest.mark.parametrize("name", library.names())
def test_the_committed_documents_are_what_the_generator_writes(name: str, tmp_path: Path) -> None:
    folder = library.path(name)

    write_all(folder, tmp_path)

    written, committed = documents(tmp_path), documents(folder)
    assert sorted(written) == sorted(committed)
    differing = [
        path for path in written if content(path, written[path]) != content(path, committed[path])
    ]
    assert differing == []


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = library.path("patient-portal")

    write_all(folder, tmp_path / "once")
    write_all(folder, tmp_path / "twice")

    assert documents(tmp_path / "once") == documents(tmp_path / "twice")


@pytest.mark.parametrize("name", library.names())
def test_an_example_shows_documents_of_every_kind(name: str) -> None:
    kinds = {Path(path).suffix for path in documents(library.path(name))}

    assert kinds >= KINDS


def documents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.parent != folder and path.parent.name != "source"
    }


def content(path: str, data: bytes) -> object:
    """What a document holds, without the compression, which differs between builds of zlib."""
    if path.endswith((".docx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return [(part.filename, part.date_time, parts.read(part)) for part in parts.infolist()]
    if path.endswith(".pdf"):
        reader = PdfReader(io.BytesIO(data))
        return [reader.metadata, *(page.extract_text() for page in reader.pages)]
    return data
