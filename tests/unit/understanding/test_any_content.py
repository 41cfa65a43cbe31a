"""Whatever a reader finds, it is understood as something, without an error and each time alike."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from gates.evidence.content import Cell, Content, Paragraph, State, Table
from gates.evidence.understanding.roles import ROLES
from gates.evidence.understanding.understand import understand

WORDS = st.sampled_from(
    [
        *(
            "Risk",
            "Risque",
            "Impact",
            "Owner",
            "Coût",
            "Budget",
            "Total",
            "Task",
            "Start",
            "A",
            "R",
        ),
        *("12/03/2026", "3 000 €", "[name]", "____", "Project:", "Sponsor", "-", "…", "1.2", "TBD"),
        *("Describe", "what", "Yes | No", "<b>", "$[ ]", "100 %"),
    ]
)
NOISE = st.text(string.printable + "éèàçß€\u00a0\u202f–…☐|[]<>{}", max_size=40)
TEXTS = st.one_of(st.lists(WORDS, max_size=7).map(" ".join), NOISE)
CELLS = st.builds(
    Cell,
    value=TEXTS,
    number=st.one_of(st.none(), st.decimals(allow_nan=False, allow_infinity=False, places=2)),
    day=st.one_of(st.none(), st.dates()),
    formula=st.sampled_from(["", "", "=A1+1"]),
    location=st.sampled_from(["S!A1", "table 1, row 2", "line 3", ""]),
)
TABLES = st.builds(
    Table,
    title=TEXTS,
    hidden=st.booleans(),
    after=st.integers(0, 4),
    rows=st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=8).map(tuple),
)
PARAGRAPHS = st.builds(
    Paragraph,
    text=TEXTS,
    level=st.integers(0, 3),
    location=st.just("paragraph"),
    part=st.sampled_from(["body", "header", "text box", "comment", "prompt", "inserted"]),
)
CONTENTS = st.builds(
    Content,
    title=TEXTS,
    paragraphs=st.lists(PARAGRAPHS, max_size=6).map(tuple),
    tables=st.lists(TABLES, max_size=3).map(tuple),
    images=st.integers(0, 2),
    pages=st.integers(0, 2),
)


@settings(max_examples=150, deadline=None)
@given(content=CONTENTS, name=TEXTS)
def test_any_content_is_understood(content: Content, name: str) -> None:
    found = understand(name, "docx", content)

    assert found.role in ROLES
    assert 0 <= found.confidence <= 1
    assert found.state in set(State)
    assert all(fact.value and fact.document == name for fact in found.facts)
    assert understand(name, "docx", content) == found


def test_long_monotonous_text_costs_little() -> None:
    texts = ("a | " * 4000, "1 " * 20000, "[" * 5000, "A, " * 5000, "x:" * 8000, "- " * 9000,
             "Budget de " * 3000, "_" * 20000, "<" * 5000)  # fmt: skip
    content = Content(
        paragraphs=tuple(Paragraph(text=text, location="paragraph") for text in texts),
        tables=(Table(rows=tuple((Cell(value=text),) * 3 for text in texts)),),
    )

    found = understand("long", "docx", content)

    assert found.facts == ()
