"""What a document says of itself: where, in which words, and never more than it says."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import is_working
from domain.methodology.model.vocabulary import Ladder, Level
from gates.evidence.content import Content, Paragraph, Schedule
from gates.evidence.understanding.marks import marks_of, says_final
from gates.ladders import is_higher, standing
from gates.manifest_entries import Declared
from gates.presence.dates import working_days_before, working_days_between
from tests.unit.understanding.documents import sheet, workbook

LADDER = Ladder(
    id="l",
    levels=(
        Level(id="first-draft", label={"en": "First draft", "fr": "Premier jet"}),
        Level(id="released", label={"en": "Released", "fr": "Diffusé"}, words=("freigegeben",)),
    ),
)


def lines(*texts: str, part: str = "body") -> Content:
    return Content(
        paragraphs=tuple(
            Paragraph(text=text, location=f"paragraph {number}", part=part)
            for number, text in enumerate(texts, 1)
        )
    )


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Issue 3", "3"),
        ("Version: 2.1", "2.1"),
        ("v2.1", "2.1"),
        ("Project plan – Indice C – 12 mars 2026", "C"),
        ("Rev. B", "B"),
        ("Révision n° 4", "4"),
        ("Issue's owner", ""),
        ("VP", ""),
        ("Rev p", ""),
        ("Issue 3 is open since May", ""),
        ("Version: 12 March 2026", ""),
    ],
)
def test_an_issue_is_a_number_or_a_capital_beside_its_word(text: str, issue: str) -> None:
    assert standing(None, Declared(), marks_of(lines(text)), date(2026, 6, 1)).issue == issue


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Status: first draft", "first-draft"),
        ("Statut : Premier jet", "first-draft"),
        ("Status | Freigegeben", ""),
        ("Status: released for tender", "released"),
        ("Version 0.3, first draft", "first-draft"),
        ("Status: not released", ""),
        ("The drawings are released", ""),
        ("Status: [first draft / released]", ""),
    ],
)
def test_a_level_is_a_word_of_the_ladder_beside_a_label(text: str, level: str) -> None:
    assert standing(LADDER, Declared(), marks_of(lines(text)), date(2026, 6, 1)).level == level


def test_headers_of_pages_and_cells_say_it_with_their_place() -> None:
    header = standing(
        LADDER, Declared(), marks_of(lines("Status: released", part="header")), date(2026, 6, 1)
    )
    cells = workbook(sheet([["Budget", ""], ["Status", "First draft"], ["Date", date(2026, 5, 4)]]))
    found = standing(LADDER, Declared(), marks_of(cells), date(2026, 6, 1))

    assert header.level == "released"
    assert (found.level, found.place, found.dated) == (
        "first-draft",
        "Feuil1!B2",
        date(2026, 5, 4),
    )


def test_the_header_of_a_table_is_no_statement() -> None:
    table = workbook(
        sheet([["Requirement", "Version", "Status"], ["R1", "7", "Released"], ["R2", "2", "Open"]])
    )

    assert standing(LADDER, Declared(), marks_of(table), date(2026, 6, 1)).level == ""


def test_a_date_in_the_future_is_not_the_documents_own() -> None:
    marks = marks_of(lines("Date: 2026-05-01", "Last updated: 2027-01-01"))

    assert standing(None, Declared(), marks, date(2026, 6, 1)).dated == date(2026, 5, 1)


def test_a_schedule_is_as_old_as_its_status_date() -> None:
    content = Content(schedule=Schedule(status_date=datetime(2026, 4, 3, 8, 0)))  # noqa: DTZ001 - files name no zone

    assert marks_of(content).days == ((date(2026, 4, 3), "status date"),)


@pytest.mark.parametrize(
    ("value", "final"),
    [("final", True), ("Version finale", True), ("4, dernier indice", True), ("4 final", True),
     ("final design", False), ("not final", False)],
)  # fmt: skip
def test_only_the_words_themselves_say_the_last_issue(value: str, *, final: bool) -> None:
    assert says_final(value) is final


@pytest.mark.parametrize(
    ("new", "old", "higher"),
    [("2", "1", True), ("10", "9", True), ("2.0", "2", False), ("1.10", "1.9", True),
     ("C", "B", True), ("B", "B", False), ("1", "C", None), ("", "1", None)],
)  # fmt: skip
def test_issues_are_compared_as_people_count(new: str, old: str, *, higher: bool | None) -> None:
    assert is_higher(new, old) is higher


@given(st.lists(st.text(max_size=200), max_size=20))
def test_no_text_breaks_the_looking(texts: list[str]) -> None:
    found = standing(LADDER, Declared(), marks_of(lines(*texts)), date(2026, 6, 1))

    assert found.level in ("", "first-draft", "released")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 400))
def test_working_days_are_counted_back_and_between(day: date, count: int) -> None:
    before = working_days_before(day, count)

    walked = [before + timedelta(days=each) for each in range((day - before).days)]
    assert is_working(before, ())
    assert sum(is_working(each, ()) for each in walked) == count
    assert working_days_between(before, before + timedelta(days=14)) == 10


def test_so_many_days_before_that_there_is_no_such_day() -> None:
    assert working_days_before(date(2026, 6, 1), 10**12) == date.min
