"""What is read of plain text and Markdown."""

import pytest

from gates.evidence.guard.refusal import RefusedError
from tests.unit.evidence.documents import content, found, rows

MARKDOWN = """# Charter

Sponsor: **Anna**, see [the plan](plan.md).

Scope
-----

| Risk | Owner |
|------|:-----:|
| Fire \\| smoke | Ben |
| Flood | |

```
# not a heading
```
<!-- nothing
here -->
- last
"""


def test_markdown_has_headings_paragraphs_and_tables() -> None:
    read = content(MARKDOWN.encode(), "charter.md")

    assert [(p.text, p.level, p.location) for p in read.paragraphs] == [
        ("Charter", 1, "line 1"),
        ("Sponsor: Anna, see the plan.", 0, "line 3"),
        ("Scope", 2, "line 5"),
        ("# not a heading", 0, "line 14"),
        ("- last", 0, "line 18"),
    ]
    assert read.tables[0].title == "Scope"
    assert rows(read) == [["Risk", "Owner"], ["Fire | smoke", "Ben"], ["Flood", ""]]
    assert read.tables[0].rows[2][1].location == "line 11"


def test_plain_text_is_read_by_line() -> None:
    read = content("Réunion du 3 mars\n\nDécision : aucune\n".encode("cp1252"), "notes.txt")

    assert [(p.text, p.location) for p in read.paragraphs] == [
        ("Réunion du 3 mars", "line 1"),
        ("Décision : aucune", "line 3"),
    ]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(b'{"a": 1}', "x.json", id="a kind of text that is not read"),
        pytest.param(b"<a><b/></a>", "x.xml", id="another XML"),
        pytest.param(b"\x00\x01\x02\x03" * 100, "x.txt", id="no text"),
    ],
)
def test_what_is_not_read_is_refused_with_what_is(data: bytes, name: str) -> None:
    with pytest.raises(RefusedError) as refused:
        found(data, name)

    assert all(".docx" in words and ".xlsx" in words for words in refused.value.words.values())


def test_a_text_of_blanks_is_read_as_nothing() -> None:
    assert content(b"\n\n", "x.csv").tables == ()
