"""PROCUREMENT-20: the type of each contract, its payments, its clauses, and its value."""

from collections.abc import Sequence
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Reading
from tests.unit.gates.packages import answers, outcomes, reading
from tests.unit.understanding.documents import sheet, text

HEAD = ["Item", "Contract type", "Supplier", "Contract value (EUR)", "Status"]
SOUND: list[list[object]] = [
    ["Heat exchanger", "Fixed price", "Alpha SA", 120000, "signed"],
    ["Site works", "Time and materials", "Beta Ltd", 40000, "tender"],
]
CLAUSES = (
    "Penalties: 0.5 % of the value for each week of delay.",
    "Change requests are priced and approved before work starts.",
    "Intellectual property of the drawings passes to the customer.",
    "Acceptance: factory and site tests by the customer.",
)
PAID: list[list[object]] = [
    ["Payment", "Item", "Share of contract"],
    ["At order", "Heat exchanger", "30 %"],
    ["At delivery", "Heat exchanger", "60 %"],
    ["At acceptance", "Heat exchanger", "10 %"],
]


def said(
    *rows: Sequence[object],
    head: Sequence[object] = HEAD,
    clauses: Sequence[str] = CLAUSES,
    paid: Sequence[Sequence[object]] = PAID,
    others: tuple[Reading, ...] = (),
    **given: Any,
) -> tuple[Verdict, ...]:
    tables = [sheet([head, *rows], "Contracts")]
    if paid:
        tables.append(sheet(paid, "Payments"))
    content = text("# Procurement plan", *clauses, tables=tables)
    plan = reading("plan.docx", "procurement", content=content)
    return answers("PROCUREMENT-20", "procurement-plan", plan, *others, **given)


def found(verdicts: Sequence[Verdict]) -> list[str]:
    return [each.found["en"] for each in verdicts if each.outcome is Outcome.FAIL]


def changed(row: int, place: int, value: object) -> list[list[object]]:
    rows = [list(each) for each in SOUND]
    rows[row][place] = value
    return rows


def payments(row: int, place: int, value: object) -> list[list[object]]:
    rows = [list(each) for each in PAID]
    rows[row][place] = value
    return rows


def test_sound_contracts_pass() -> None:
    verdicts = said(*SOUND)

    assert outcomes(verdicts) == {Outcome.PASS}
    assert verdicts[0].found["en"] == "2 contracts, each with its type"


@pytest.mark.parametrize(
    ("head", "types", "clauses", "paid"),
    [
        pytest.param(
            ["Lot", "Type de contrat", "Titulaire", "Montant du marché (EUR)", "Statut"],
            ("Forfait", "Régie"),
            (
                "Pénalités de retard : 0,5 % par semaine.",
                "Les modifications du contrat font l'objet d'un avenant.",
                "La propriété intellectuelle des plans passe au client.",
                "Réception : essais en usine et sur site.",
            ),
            [["Jalon de paiement", "Lot", "% du marché"],
             ["À la commande", "Heat exchanger", "40 %"],
             ["À la réception", "Heat exchanger", "60 %"]],
            id="French",
        ),
        pytest.param(
            ["Los", "Vertragsart", "Auftragnehmer", "Auftragswert (EUR)", "Status"],
            ("Festpreis", "nach Aufwand"),
            (
                "Vertragsstrafe: 0,5 % je Woche.",
                "Änderungsverfahren: nur schriftlich.",
                "Nutzungsrechte gehen an den Auftraggeber.",
                "Abnahme: Prüfung im Werk.",
            ),
            [],
            id="German",
        ),
    ],
)  # fmt: skip
def test_other_languages_pass_too(
    head: Sequence[object], types: tuple[str, str], clauses: Sequence[str], paid: Any
) -> None:
    rows = [[row[0], kind, *row[2:]] for row, kind in zip(SOUND, types, strict=True)]
    assert outcomes(said(*rows, head=head, clauses=clauses, paid=paid)) == {Outcome.PASS}


def test_a_contract_without_a_type_is_told_at_its_cell() -> None:
    verdicts = said(*changed(1, 1, ""))

    assert found(verdicts) == ["Site works: no type of contract"]
    assert verdicts[0].location == "Contracts!B3"


def test_types_may_stand_for_all_in_the_text() -> None:
    head = [HEAD[0], *HEAD[2:4], "Award date"]
    rows = [[row[0], *row[2:4], "2026-09-01"] for row in SOUND]

    assert found(said(*rows, head=head)) == ["there is no column for the type of contract"]
    words = (*CLAUSES, "All contracts are fixed price.")
    assert outcomes(said(*rows, head=head, clauses=words)) == {Outcome.PASS}


def requirements(*lines: str) -> Reading:
    return reading("req.docx", "requirements", content=text("# Requirements", *lines))


def test_a_fixed_price_does_not_suit_requirements_that_are_a_draft() -> None:
    (fault,) = found(said(*SOUND, others=(requirements("Status: Draft", "REQ-1: 40 kW"),)))
    assert fault == "Heat exchanger: a fixed price, although req.docx is a draft"


def test_a_fixed_price_does_not_suit_requirements_that_leave_much_open() -> None:
    lines = [f"REQ-{number}: the value is TBD." for number in range(6)]

    (fault,) = found(said(*SOUND, others=(requirements(*lines),)))
    assert fault == "Heat exchanger: a fixed price, although req.docx leaves 6 points open"
    assert outcomes(said(*SOUND, others=(requirements(*lines[:5]),))) == {Outcome.PASS}
    few = said(*SOUND, others=(requirements(*lines),), settings={"most_open": 6})
    assert outcomes(few) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("paid", "fault"),
    [
        pytest.param(payments(2, 2, "50 %"), "the payments add up to 90%", id="shares"),
        pytest.param(
            payments(3, 0, "After a year"), "After a year: paid without any acceptance", id="untied"
        ),
        pytest.param(
            [["Payment", "Item", "Amount"], ["At order", "Heat exchanger", 40000],
             ["At acceptance", "Heat exchanger", 70000]],
            "the payments add up to 110,000, the contract is worth 120,000", id="amounts",
        ),
    ],
)  # fmt: skip
def test_payments_make_the_value_and_await_an_acceptance(
    paid: Sequence[Sequence[object]], fault: str
) -> None:
    assert found(said(*SOUND, paid=paid)) == [fault]


@pytest.mark.parametrize(
    ("left_out", "clause"),
    [
        pytest.param(0, "penalties", id="penalties"),
        pytest.param(1, "changes of the contract", id="changes"),
        pytest.param(2, "intellectual property", id="property"),
        pytest.param(3, "acceptance", id="acceptance"),
    ],
)
def test_each_clause_is_asked_for(left_out: int, clause: str) -> None:
    clauses = [each for place, each in enumerate(CLAUSES) if place != left_out]
    assert found(said(*SOUND, clauses=clauses)) == [f"nothing is said of {clause}"]


def test_a_column_of_a_clause_must_be_filled() -> None:
    rows = [[*row, said_] for row, said_ in zip(SOUND, ("0.5 % a week", ""), strict=True)]
    assert found(said(*rows, head=[*HEAD, "Penalties"], clauses=CLAUSES[1:])) == [
        "Site works: nothing on penalties"
    ]


def costs(*rows: Sequence[object]) -> Reading:
    return reading("costs.xlsx", "cost", sheet([["Item", "Amount (EUR)"], *rows], "Costs"))


def test_the_value_of_contracts_is_in_the_cost_baseline() -> None:
    sound = costs(["Heat exchanger", 125000], ["Site works", 40000], ["Staff", 90000])
    short = costs(["Heat exchanger", 100000], ["Site works", 40000], ["Staff", 90000])

    assert outcomes(said(*SOUND, others=(sound,))) == {Outcome.PASS}
    (fault,) = found(said(*SOUND, others=(short,)))
    assert fault == "Heat exchanger: 120,000 EUR, but 100,000 EUR in costs.xlsx, Costs!B2"


def test_without_contracts_nothing_can_be_told_unless_nothing_is_bought() -> None:
    plan = reading("plan.docx", "procurement", content=text("# Plan", "We shall buy well."))
    none = reading("plan.docx", "procurement", content=text("# Plan", "Rien n'est acheté."))

    assert outcomes(answers("PROCUREMENT-20", "procurement-plan", plan)) == {Outcome.CANNOT_TELL}
    assert outcomes(answers("PROCUREMENT-20", "procurement-plan", none)) == {Outcome.NOT_APPLICABLE}
