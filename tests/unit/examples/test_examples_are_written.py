"""The committed documents are what the generator writes, byte for byte."""

from pathlib import Path

import pytest

from examples import library
from examples.write.packages import write_all

KINDS = {".docx", ".xlsx", ".pdf", ".xml"}


def documents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.parent != folder and path.parent.name != "source"
    }


@pytest.mark.parametrize("name", library.names())
def test_the_committed_documents_are_what_the_generator_writes(name: str, tmp_path: Path) -> None:
    folder = library.path(name)

    write_all(folder, tmp_path)

    written, committed = documents(tmp_path), documents(folder)
    assert sorted(written) == sorted(committed)
    assert [path for path in written if written[path] != committed[path]] == []


@pytest.mark.parametrize("name", library.names())
def test_an_example_shows_documents_of_every_kind(name: str) -> None:
    kinds = {Path(path).suffix for path in documents(library.path(name))}

    assert kinds >= KINDS
