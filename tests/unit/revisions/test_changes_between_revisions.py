"""Two revisions differ in documents, facts, rows, tasks and paragraphs, each told with places."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from domain.finding import Fact
from domain.revision_change import ChangeHow, ChangeKind, RevisionChange, RevisionChanges, Spot
from gates.evidence.content import Content, Paragraph, Schedule, Task
from gates.revisions.compare import changes_between
from tests.unit.gates.packages import reading
from tests.unit.understanding.documents import sheet, workbook

HEADERS = ["ID", "Risk", "Probability", "Owner", "Due date"]
FIRST = ["R-1", "The crane comes late", "3", "Ada Byron", "2027-03-01"]
DAY = datetime.fromisoformat("2027-03-01T17:00")
SECOND = ["R-2", "The soil is soft", "2", "Carl Gauss", "2027-04-01"]


def of(changes: RevisionChanges, kind: ChangeKind) -> list[RevisionChange]:
    return [each for group in changes.groups if group.kind is kind for each in group.changes]


def compared(
    old: Content, new: Content, *, facts: tuple[tuple[Fact, ...], ...] = ((), ())
) -> RevisionChanges:
    before = reading("plan.xlsx", "risk", content=old, facts=facts[0], sha256="old")
    after = reading("plan.xlsx", "risk", content=new, facts=facts[1], sha256="new")
    return changes_between([before], [after])


def registers(*rows: list[str], headers: list[str] | None = None) -> Content:
    return workbook(sheet([headers or HEADERS, *rows]))


def fact(name: str, value: str, unit: str = "", location: str = "A1") -> Fact:
    return Fact(name=name, value=value, unit=unit, document="plan.xlsx", location=location)


def schedule(*tasks: Task) -> Content:
    return Content(schedule=Schedule(currency="EUR", tasks=tasks))


def task(uid: str, name: str, finish: datetime, **more: object) -> Task:
    start = finish - timedelta(days=5)
    return Task.model_validate({"uid": uid, "name": name, "start": start, "finish": finish} | more)


def test_the_same_bytes_are_no_change() -> None:
    document = reading("plan.xlsx", "risk", sheet([HEADERS, FIRST]))

    assert changes_between([document], [document]) == RevisionChanges()


def test_documents_come_go_and_are_renamed() -> None:
    old = [reading("a.xlsx", sha256="a"), reading("Old.xlsx", sha256="o")]
    new = [reading("b.xlsx", sha256="b"), reading("New.xlsx", sha256="o")]

    found = of(changes_between(old, new), ChangeKind.DOCUMENT)

    assert [(each.how, each.about["en"]) for each in found] == [
        (ChangeHow.ADDED, "b.xlsx"),
        (ChangeHow.RENAMED, "New.xlsx"),
        (ChangeHow.REMOVED, "a.xlsx"),
    ]
    assert found[1].words == {
        "en": "New.xlsx: was Old.xlsx",
        "fr": "New.xlsx : s'appelait Old.xlsx",
    }


def test_a_figure_is_told_with_its_unit_its_places_and_by_how_much() -> None:
    facts = (fact("budget", "120000", "EUR", "B2"),), (fact("budget", "135000", "EUR", "B3"),)

    (found,) = of(compared(Content(), Content(), facts=facts), ChangeKind.FACT)

    assert (found.how, found.amount, found.unit) == (ChangeHow.CHANGED, Decimal(15000), "EUR")
    assert (found.was_at, found.is_at) == (
        Spot(document="plan.xlsx", location="B2"),
        Spot(document="plan.xlsx", location="B3"),
    )
    assert found.words["en"] == "Budget: 120,000 EUR → 135,000 EUR (+15,000 EUR)"
    assert "120 000 EUR" in found.words["fr"].replace("\N{NARROW NO-BREAK SPACE}", " ").replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_date_is_told_with_the_days_and_other_currencies_have_no_difference() -> None:
    old = fact("finish", "2027-06-30"), fact("budget", "100", "EUR")
    new = fact("finish", "2027-06-29"), fact("budget", "100", "USD")

    budget, finish = of(compared(Content(), Content(), facts=(old, new)), ChangeKind.FACT)

    assert (finish.days, finish.words["en"]) == (
        -1,
        "Finish: 2027-06-30 → 2027-06-29 (1 day earlier)",
    )
    assert (budget.amount, budget.how) == (None, ChangeHow.CHANGED)


def test_a_fact_that_only_moved_or_is_written_otherwise_is_none() -> None:
    facts = (fact("budget", "100.0", "EUR", "B2"),), (fact("budget", "100", "EUR", "C9"),)

    assert compared(Content(), Content(), facts=facts).count == 0


def test_facts_come_and_go() -> None:
    found = of(
        compared(Content(), Content(), facts=((fact("sponsor", "Ada"),), (fact("spi", "0.8"),))),
        ChangeKind.FACT,
    )

    assert {(each.how, each.words["en"]) for each in found} == {
        (ChangeHow.REMOVED, "Sponsor: removed, was Ada"),
        (ChangeHow.ADDED, "Schedule performance index: added, 0.8"),
    }


def test_a_cell_is_told_by_its_row_and_column() -> None:
    changed = ["R-2", "The soil is soft", "4", "Carl Gauss", "2027-04-11"]

    found = of(compared(registers(FIRST, SECOND), registers(FIRST, changed)), ChangeKind.ROW)

    assert [(each.about["en"], each.amount, each.days) for each in found] == [
        ("R-2 The soil is soft · Probability", Decimal(2), None),
        ("R-2 The soil is soft · Due date", None, 10),
    ]
    assert found[0].is_at is not None
    assert found[0].is_at.location.endswith("C3")


@pytest.mark.parametrize(
    ("headers", "rows"),
    [
        pytest.param(HEADERS, (SECOND, FIRST), id="order"),
        pytest.param(
            ["N°", "Risque", "Probabilité", "Responsable", "Échéance"],
            (FIRST, SECOND),
            id="headers-translated",
        ),
        pytest.param(
            HEADERS, (["r-1", "THE CRANE COMES LATE", *FIRST[2:]], SECOND), id="case-of-letters"
        ),
        pytest.param(HEADERS, ([*FIRST[:2], "3,0", *FIRST[3:]], SECOND), id="decimal-comma"),
        pytest.param(HEADERS, ([*FIRST[:4], "01/03/2027"], SECOND), id="date-in-local-writing"),
    ],
)
def test_another_writing_of_the_same_rows_is_no_change(
    headers: list[str], rows: tuple[list[str], ...]
) -> None:
    changed = compared(registers(FIRST, SECOND), registers(*rows, headers=headers))

    assert of(changed, ChangeKind.ROW) == []


def test_rows_come_and_go_and_a_new_number_is_a_change_of_the_row() -> None:
    third = ["R-3", "The permit is refused", "1", "Emmy Noether", "2027-05-01"]
    renumbered = ["R-9", *SECOND[1:]]

    found = of(compared(registers(FIRST, SECOND), registers(third, renumbered)), ChangeKind.ROW)

    assert [(each.how, each.about["en"]) for each in found] == [
        (ChangeHow.ADDED, "R-3 The permit is refused"),
        (ChangeHow.REMOVED, "R-1 The crane comes late"),
        (ChangeHow.CHANGED, "R-9 The soil is soft · ID"),
    ]


def test_tasks_move_by_days_the_longest_move_first() -> None:
    old = schedule(task("1", "Dig", DAY), task("2", "Pour", DAY), task("3", "Paint", DAY))
    new = schedule(
        task("1", "Dig", DAY + timedelta(days=2)),
        task("2", "Pour", DAY + timedelta(days=9)),
        task("4", "Roof", DAY),
    )

    found = of(compared(old, new), ChangeKind.TASK)

    assert [(each.about["en"], each.days) for each in found[:3:2]] == [
        ("Pour · finish", 9),
        ("Dig · finish", 2),
    ]
    assert [(each.how, each.about["en"]) for each in found[4:]] == [
        (ChangeHow.ADDED, "Roof"),
        (ChangeHow.REMOVED, "Paint"),
    ]
    assert found[0].words["en"].endswith("(9 days later)")
    assert found[0].is_at == Spot(document="plan.xlsx", location="UID 2")


def test_an_export_with_other_identities_keeps_its_tasks() -> None:
    old = schedule(task("1", "Dig", DAY), task("2", "Pour", DAY))
    new = schedule(task("10", "Pour", DAY), task("20", "Dig", DAY))

    assert compared(old, new).count == 0


def test_a_milestone_is_told_once_and_money_with_its_currency() -> None:
    old = schedule(task("1", "Gate", DAY, start=DAY, milestone=True, cost=Decimal(100)))
    moved = DAY + timedelta(days=1)
    new = schedule(task("1", "Gate", moved, start=moved, milestone=True, cost=Decimal(80)))

    found = of(compared(old, new), ChangeKind.TASK)

    assert [(each.about["en"], each.days, each.amount) for each in found] == [
        ("Gate · finish", 1, None),
        ("Gate · cost", None, Decimal(-20)),
    ]
    assert found[1].words["en"].endswith("(\N{MINUS SIGN}20 EUR)")


def paragraphs(*texts: str) -> Content:
    return Content(
        paragraphs=tuple(
            Paragraph(
                text=text.lstrip("# "), level=int(text.startswith("#")), location=f"paragraph {n}"
            )
            for n, text in enumerate(texts, start=1)
        )
    )


def test_paragraphs_are_told_under_their_heading() -> None:
    old = paragraphs("# Scope", "We build the north wing in two years.", "Nothing else.")
    new = paragraphs("# Scope", "We build the north wing in three years.", "# Risks", "None.")

    found = of(compared(old, new), ChangeKind.TEXT)

    assert [(each.how, each.about["en"]) for each in found] == [
        (ChangeHow.CHANGED, "Scope"),
        (ChangeHow.REMOVED, "Scope"),
        (ChangeHow.ADDED, "Risks"),
        (ChangeHow.ADDED, "Risks"),
    ]
    assert found[0].after["en"] == "We build the north wing in three years."
    assert found[0].is_at == Spot(document="plan.xlsx", location="paragraph 2")


def test_punctuation_and_case_are_no_change_of_a_paragraph() -> None:
    assert compared(paragraphs("We build, at last!"), paragraphs("we build at last")).count == 0


def test_what_is_left_out_is_counted() -> None:
    old = paragraphs(*(f"line number {n} of the first text" for n in range(60)))
    new = paragraphs(*(f"entry {n} that nobody wrote before" for n in range(60)))

    changed = compared(old, new)

    (group,) = changed.groups
    assert (len(group.changes), group.more, changed.count) == (40, 80, 120)
    assert changes_between([], [], most=1).count == 0


def test_a_long_paragraph_is_cut() -> None:
    (found,) = of(compared(Content(), paragraphs("word " * 400)), ChangeKind.TEXT)

    assert found.after["en"].endswith("…")
    assert len(found.after["en"]) <= 300
