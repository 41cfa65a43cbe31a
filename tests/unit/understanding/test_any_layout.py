"""The same content in any layout, wording or writing of numbers: the facts stay the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gates.evidence.content import Content, State, Table
from gates.evidence.readers.reading_room import admit
from gates.evidence.understanding.columns import concept
from gates.evidence.understanding.numbers import currency
from gates.evidence.understanding.understand import Understood, understand
from gates.evidence.understanding.vocabulary import listed, load
from tests.unit.understanding.documents import cell, text

NAMES: Mapping[str, tuple[str, ...]] = {
    name: tuple(one for one in listed(names) if not currency(one.upper()))
    for name, names in load("columns")["columns"].items()
}
"""Every name of every concept; one that names a currency says more than its concept."""

LABELS: Mapping[str, tuple[str, ...]] = {
    name: listed(names) for name, names in load("labels").items()
}


@dataclass(frozen=True)
class Base:
    """A sound register: its role, its columns by concept, its rows, and the total below them."""

    role: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    total: tuple[object, ...] = ()


BASES: Mapping[str, Base] = {
    "risk": Base(
        "risk",
        ("id", "risk", "probability", "impact", "score", "owner", "status", "due"),
        (
            ("R1", "Frost delays the foundations", 2, 4, 8, "Anna Berg", "open", date(2026, 5, 4)),
            ("R2", "The crane is not free in June", 3, 3, 9, "Paul Roux", "open", date(2026, 6, 1)),
            ("R3", "Steel prices rise again", 1, 5, 5, "", "closed", date(2026, 7, 14)),
        ),
    ),
    "cost": Base(
        "cost",
        ("wbs", "item", "amount", "basis"),
        (
            ("1", "Design of the boiler house", 120000.5, "three offers"),
            ("2", "Earth works and foundations", 340000, "price list of last year"),
            ("3", "Boiler and pipes", 1250000.25, "offer of the maker"),
        ),
        ("", "Total", 1710000.75, ""),
    ),
    "schedule": Base(
        "schedule",
        ("task", "start", "finish", "predecessor", "owner"),
        (
            ("Design the boiler house", date(2026, 1, 5), date(2026, 2, 27), "", "Anna Berg"),
            ("Dig the foundations", date(2026, 3, 2), date(2026, 4, 24), "1", "Paul Roux"),
            ("Set up the boiler", date(2026, 4, 27), date(2026, 8, 14), "2", "Paul Roux"),
            ("Hand the works over", date(2026, 8, 17), date(2026, 8, 28), "3", "Anna Berg"),
        ),
    ),
    "stakeholders": Base(
        "stakeholders",
        ("stakeholder", "organisation", "influence", "interest", "expectations"),
        (
            ("Mayor of the town", "Town hall", "high", "low", "No noise on market days"),
            ("Neighbours", "Association", "low", "high", "Dust is kept down in summer"),
            ("Heat customers", "Housing office", "high", "high", "No day without hot water"),
        ),
    ),
    "lessons": Base(
        "lessons",
        ("category", "event", "lesson", "recommendation"),
        (
            ("Supply", "The valves came late", "Order long parts first", "Order at the start"),
            ("Site", "Rain flooded the pit", "Drain before digging", "Plan a pump for each pit"),
        ),
    ),
}
"""A register of each kind from which figures are taken."""

SHAPED: st.SearchStrategy[Callable[[str], str]] = st.sampled_from(
    [str, str.upper, str.title, str.capitalize]
)


def sheet(rows: Sequence[Sequence[object]], *, left: int = 0, top: int = 0, title: str) -> Table:
    """Return a sheet whose rows begin somewhere."""
    placed = [*[()] * top, *([""] * left + list(row) if row else [] for row in rows)]
    return Table(
        title=title,
        location=title,
        rows=tuple(
            tuple(
                cell(value, f"{title}!{chr(65 + place)}{number}") for place, value in enumerate(row)
            )
            for number, row in enumerate(placed, 1)
        ),
    )


def grid(base: Base, headers: Sequence[str] = ()) -> list[list[object]]:
    """Return the register as it is written down."""
    named = list(headers) or [NAMES[name][0].capitalize() for name in base.columns]
    total = [list(base.total)] if base.total else []
    return [list(named), *[list(row) for row in base.rows], *total]


def understood(*tables: Table) -> Understood:
    return understand("document.xlsx", "xlsx", Content(tables=tables, pages=len(tables)))


def figures(found: Understood) -> tuple[str, State, frozenset[tuple[str, str, str]]]:
    """Return what a document says, wherever it says it."""
    return (
        found.role,
        found.state,
        frozenset((fact.name, fact.value, fact.unit) for fact in found.facts),
    )


def plainly(base: Base) -> tuple[str, State, frozenset[tuple[str, str, str]]]:
    return figures(understood(sheet(grid(base), title="Sheet1")))


KINDS = pytest.mark.parametrize("kind", BASES)


@KINDS
def test_a_plain_register_says_what_it_holds(kind: str) -> None:
    role, state, facts = plainly(BASES[kind])

    assert (role, state) == (BASES[kind].role, State.FILLED)
    assert facts


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_a_concept_is_understood_however_it_is_written(name: str) -> None:
    for synonym in NAMES[name]:
        for written in (synonym, synonym.upper(), synonym.capitalize(), f"  {synonym} :"):
            assert concept(written) == name, written


@KINDS
def test_any_single_header_may_be_renamed(kind: str) -> None:
    base = BASES[kind]
    expected = plainly(base)
    plain = [NAMES[name][0].capitalize() for name in base.columns]

    for place, name in enumerate(base.columns):
        for synonym in NAMES[name]:
            headers = [*plain[:place], synonym.capitalize(), *plain[place + 1 :]]
            found = figures(understood(sheet(grid(base, headers), title="Sheet1")))
            assert found == expected, synonym


@KINDS
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_all_headers_may_be_renamed_at_once(kind: str, data: st.DataObject) -> None:
    base = BASES[kind]
    headers = [data.draw(SHAPED)(data.draw(st.sampled_from(NAMES[name]))) for name in base.columns]

    assert figures(understood(sheet(grid(base, headers), title="Sheet1"))) == plainly(base)


@KINDS
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_columns_may_stand_in_any_order(kind: str, data: st.DataObject) -> None:
    base = BASES[kind]
    order = data.draw(st.permutations(range(len(base.columns))))
    rows = [[row[place] for place in order] for row in grid(base)]

    assert figures(understood(sheet(rows, title="Sheet1"))) == plainly(base)


@KINDS
@settings(max_examples=40, deadline=None)
@given(left=st.integers(0, 12), top=st.integers(0, 30))
def test_a_table_may_start_anywhere(kind: str, left: int, top: int) -> None:
    moved = sheet(grid(BASES[kind]), left=left, top=top, title="Sheet1")

    assert figures(understood(moved)) == plainly(BASES[kind])


@KINDS
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_blank_rows_may_stand_between(kind: str, data: st.DataObject) -> None:
    base = BASES[kind]
    header, *rows = grid(base)
    spaced: list[list[object]] = [header]
    for row in rows:
        spaced += [[] for _ in range(data.draw(st.integers(0, 3)))] + [row]

    assert figures(understood(sheet(spaced, title="Sheet1"))) == plainly(base)


@KINDS
@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_a_title_in_merged_cells_may_stand_above(kind: str, language: str) -> None:
    title = {
        "en": "Boiler house of the north quarter",
        "fr": "Chaufferie du quartier nord",
        "de": "Heizhaus des Nordviertels",
        "es": "Sala de calderas del barrio norte",
    }[language]
    rows: list[list[object]] = [[title], [], *grid(BASES[kind])]
    merged = sheet(rows, title="Sheet1").model_copy(update={"merged": ("A1:D1",)})

    assert figures(understood(merged)) == plainly(BASES[kind])


@KINDS
def test_a_second_header_row_may_explain_the_first(kind: str) -> None:
    base = BASES[kind]
    header, *rows = grid(base)
    units = ["(1 to 5)" if isinstance(value, int | float) else "" for value in rows[0]]
    groups = ["What", "", *[""] * (len(header) - 3), "Remarks"]

    above = figures(understood(sheet([groups, header, *rows], title="Sheet1")))
    below = figures(understood(sheet([header, units, *rows], title="Sheet1")))

    assert above == below == plainly(base)


def written(value: object, write: Callable[[Decimal], str]) -> object:
    """Return a number as text, and all else as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return write(Decimal(str(value)))


def pointed(value: Decimal) -> str:
    return f"{value:,}"


def comma(value: Decimal) -> str:
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def spaced(value: Decimal) -> str:
    return f"{value:,}".replace(",", "\u202f").replace(".", ",")


def swiss(value: Decimal) -> str:
    return f"{value:,}".replace(",", "’")


@KINDS
@pytest.mark.parametrize("write", [pointed, comma, spaced, swiss, str])
def test_numbers_may_be_written_as_a_country_writes_them(
    kind: str, write: Callable[[Decimal], str]
) -> None:
    base = BASES[kind]
    rows = [[written(value, write) for value in row] for row in grid(base)]
    lines = "\n".join(";".join(str(value) for value in row) for row in rows)
    content = admit(lines.encode(), "document.csv").read().content

    assert figures(understand("document.csv", "csv", content)) == plainly(base)


@KINDS
@pytest.mark.parametrize("form", ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%B %d, %Y"])
def test_days_may_be_written_as_a_country_writes_them(kind: str, form: str) -> None:
    base = BASES[kind]
    rows = [
        [value.strftime(form) if isinstance(value, date) else value for value in row]
        for row in grid(base)
    ]

    assert figures(understood(sheet(rows, title="Sheet1"))) == plainly(base)


@KINDS
def test_hidden_sheets_say_nothing(kind: str) -> None:
    base = BASES[kind]
    shown = sheet(grid(base), title="Sheet1")
    others = [
        sheet(grid(other), title="Old").model_copy(update={"hidden": True})
        for name, other in BASES.items()
        if name != kind
    ]

    assert figures(understood(*others, shown)) == plainly(base)
    assert figures(understood(shown, *others)) == plainly(base)


PEOPLE = ("project_name", "project_code", "sponsor", "project_manager", "budget", "start", "finish")
VALUES = {
    "project_name": "Boiler House North",
    "project_code": "BH-017",
    "sponsor": "Anna Berg",
    "project_manager": "Paul Roux",
    "budget": "1 710 000 €",
    "start": "05/01/2026",
    "finish": "28/08/2026",
}
PROSE = (
    "The town burns gas in eleven cellars, and each of them fails twice in a winter.",
    "One boiler house in the north takes their place, and heats the school as well.",
    "The pipes in the streets stay; the kitchens of the flats are left as they are.",
)


def stated(content: Content) -> frozenset[tuple[str, str, str]]:
    found = understand("document.docx", "docx", content).facts
    return frozenset((one.name, one.value, one.unit) for one in found if one.name in PEOPLE)


EXPECTED = frozenset(
    {
        ("project_name", "Boiler House North", ""),
        ("project_code", "BH-017", ""),
        ("sponsor", "Anna Berg", ""),
        ("project_manager", "Paul Roux", ""),
        ("budget", "1710000", "EUR"),
        ("start", "2026-01-05", ""),
        ("finish", "2026-08-28", ""),
    }
)


def labelled(labels: Mapping[str, str], layout: str) -> Content:
    """Return a charter with the labels of its fields in one of the layouts that people use."""
    lines = ["# Project charter", *PROSE]
    pairs = [(labels[name], VALUES[name]) for name in PEOPLE]
    if layout == "lines":
        return text(*lines, *(f"{label}: {value}" for label, value in pairs))
    if layout == "tabs":
        return text(*lines, *(f"{label} :\t{value}" for label, value in pairs))
    rows: list[list[object]] = (
        [[label, value] for label, value in pairs]
        if layout == "form"
        else [["", f"{label} :", "", value] for label, value in pairs]
    )
    return text(*lines, tables=[sheet(rows, title="table 1")])


LAYOUTS = ["lines", "tabs", "form", "wide form"]


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_labels_may_be_any_of_those_in_use(layout: str, data: st.DataObject) -> None:
    labels = {name: data.draw(SHAPED)(data.draw(st.sampled_from(LABELS[name]))) for name in PEOPLE}

    assert stated(labelled(labels, layout)) == EXPECTED


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_label_is_understood(layout: str) -> None:
    plain = {name: LABELS[name][0].capitalize() for name in PEOPLE}

    for name in PEOPLE:
        for label in LABELS[name]:
            found = stated(labelled({**plain, name: label.capitalize()}, layout))
            assert found == EXPECTED, label
