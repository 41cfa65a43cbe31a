"""An outline leads back to the registers that were found, and to no others."""

from pathlib import Path

import pytest

from examples import library as examples
from gates.evidence.content import Content, Reading
from gates.evidence.outline import Outline
from gates.evidence.reading import Source, read_files
from gates.evidence.understanding.marks import marks_of
from gates.evidence.understanding.outlining import (
    may_hold,
    outline_of,
    registers_in_outline,
    registers_of_reading,
)
from gates.evidence.understanding.registers import find_registers
from lifecycle.packages.packing import packed, unpacked
from tests.unit.understanding.documents import sheet, workbook

PACKAGES = sorted(
    folder
    for name in ("chaleur-four-2", "patient-portal")
    for folder in Path(str(examples.path(name))).iterdir()
    if (folder / "package.yaml").exists() or any(folder.glob("*.xlsx"))
)


@pytest.mark.parametrize(
    "folder", PACKAGES, ids=lambda folder: f"{folder.parent.name}-{folder.name}"
)
def test_the_registers_of_an_outline_are_those_that_are_found(folder: Path) -> None:
    files = [each for each in sorted(folder.iterdir()) if not each.name.startswith("package.")]
    for reading in read_files([Source(each, each.name) for each in files]):
        assert reading.outline is not None
        found = find_registers(reading.content)
        assert registers_in_outline(reading.content, reading.outline) == found
        assert reading.outline.kinds == {each.kind for each in found}
        assert reading.outline.marks == marks_of(reading.content)
        assert unpacked(*packed(reading)) == reading


def _risks() -> Content:
    return workbook(
        sheet([["Risk", "Owner", "Probability", "Impact"], ["Fire", "Anna", 2, 3]], "Risks")
    )


def test_an_outline_tells_what_a_document_may_hold_without_its_content() -> None:
    content = _risks()
    reading = _reading(Content(), outline_of(content, find_registers(content)))
    assert may_hold(reading, {"risk"})
    assert not may_hold(reading, {"cost", "schedule"})
    assert may_hold(_reading(Content(), None), {"cost"})


def test_an_outline_of_another_content_is_put_aside() -> None:
    content = _risks()
    outline = outline_of(content, find_registers(content))
    other = workbook(sheet([["Risk", "Owner", "Impact"]], "Short"))
    assert registers_of_reading(_reading(other, outline)) == find_registers(other)


def test_rows_that_are_one_value_have_no_outline() -> None:
    content = _risks()
    one = content.tables[0]
    twice = Content(tables=(one.model_copy(update={"rows": (*one.rows, one.rows[1])}),))
    assert outline_of(twice, find_registers(twice)) is None


def _reading(content: Content, outline: Outline | None) -> Reading:
    return Reading.model_validate(
        {"path": "r.xlsx", "sha256": "r", "kind": "xlsx", "read": "whole", "content": content}
    ).model_copy(update={"outline": outline})
