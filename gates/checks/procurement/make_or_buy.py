"""Check 19: is it decided and shown, for each bought element, why it is bought?"""

from collections.abc import Iterator, Sequence

from domain.text import Text, both
from gates.checks.check import (
    Subject,
    Verdict,
    cannot_tell,
    check,
    failed,
    not_applicable,
    passed,
)
from gates.checks.procurement.bought import (
    Element,
    bought,
    made_by_suppliers,
    says_made,
)
from gates.checks.procurement.purchases import NAMES, buys_nothing
from gates.checks.procurement.shown import Shown, criteria_missing
from gates.checks.structures.breakdown import alike, normal
from gates.checks.wording import day, is_blank, put

EXPECTED = both(
    "a decision to make or to buy, with its reasons and its date, for each bought element",
    "une décision de faire ou d'acheter, motivée et datée, pour chaque élément acheté",
)


@check("PROCUREMENT-19")
def each_purchase_has_its_decision(subject: Subject) -> Iterator[Verdict]:
    """Compare what the budget and the breakdown say is bought with the analysis."""
    purchases = list(bought(subject))
    rows = [
        Shown(reading, register, row)
        for reading, register in subject.registers("make_or_buy")
        for row in register.rows
    ]
    if not rows:
        yield _without_analysis(subject, purchases)
        return
    tenders = _tenders(subject)
    faults = [fault for each in rows for fault in _of_row(subject, each, tenders)]
    faults += criteria_missing(subject, rows, EXPECTED)
    faults += _undecided(purchases, rows)
    faults += _made_by_suppliers(subject)
    if faults:
        yield from faults
        return
    words = put(
        "{rows} elements compared, {bought} of the package's purchases among them",
        "{rows} éléments comparés, dont {bought} achats du dossier",
        rows=len(rows),
        bought=len(purchases),
    )
    yield passed(words, expected=EXPECTED, document=rows[0].reading.path)


def _without_analysis(subject: Subject, purchases: Sequence[Element]) -> Verdict:
    document = subject.documents[0].path
    if purchases:
        found = put(
            "{count} elements are bought, the first is {name} ({place}); "
            "no make-or-buy analysis was found",
            "{count} éléments sont achetés, le premier est {name} ({place}) ; "
            "aucune analyse faire ou acheter trouvée",
            count=len(purchases),
            name=purchases[0].label,
            place=purchases[0].place,
        )
        return failed(found, expected=EXPECTED, fix=_AS_TABLE, document=document)
    if buys_nothing(subject):
        return not_applicable(_NOTHING_BOUGHT, expected=EXPECTED, document=document)
    return cannot_tell(_NO_ANALYSIS, expected=EXPECTED, fix=_AS_TABLE, document=document)


def _tenders(subject: Subject) -> list[Shown]:
    """Return the rows of the package that say when offers are asked for."""
    return [
        Shown(reading, register, row)
        for reading, register in subject.registers_anywhere("contracts", "long_lead")
        if "tender" in register.columns
        for row in register.rows
    ]


def _of_row(subject: Subject, shown: Shown, tenders: Sequence[Shown]) -> Iterator[Verdict]:
    row, register = shown.row, shown.register
    decision = row.text("decision", "make_or_buy")
    if is_blank(decision):
        yield _fault(shown, _UNDECIDED, _DECIDE, "decision", "make_or_buy")
        return
    if says_made(decision) and not is_blank(row.text("supplier")):
        yield _fault(shown, _MADE_BY_SUPPLIER, _CORRECT, "supplier")
        return
    decided = row.day("decision_date") or row.day("date")
    if decided is None:
        known = {"decision_date", "date"} & set(register.columns)
        if not subject.is_first_draft and (known or row is register.rows[0]):
            found = _NO_DATE if known else _NO_DATES
            yield _fault(shown, found, _DATE, *sorted(known))
        return
    if not says_made(decision):
        yield from _after_tender(shown, tenders)


def _after_tender(shown: Shown, tenders: Sequence[Shown]) -> Iterator[Verdict]:
    """Tell of a decision that was taken after offers were asked for."""
    decided = shown.row.day("decision_date") or shown.row.day("date")
    tender = shown.row.day("tender")
    if tender is None:
        code, name = normal(shown.row.text("wbs", "id")), shown.row.text(*NAMES)
        same = [each for each in tenders if code and normal(each.row.text("wbs")) == code]
        same = same or [each for each in tenders if alike(each.row.text(*NAMES), name)]
        tender = same[0].row.day("tender") if len(same) == 1 else None
    if decided is None or tender is None or decided <= tender:
        return
    found = put(
        "{name}: decided on {decided}, after the tender of {tender}",
        "{name} : décidé le {decided}, après la consultation du {tender}",
        name=shown.name,
        decided=day(decided),
        tender=day(tender),
    )
    yield _fault(shown, found, _BEFORE, "decision_date", "date")


def _undecided(purchases: Sequence[Element], rows: Sequence[Shown]) -> Iterator[Verdict]:
    """Tell of purchases that the analysis does not speak of, or decides to make."""
    for each in purchases:
        same = [shown for shown in rows if each.code and shown.code == each.code]
        same = same or [shown for shown in rows if alike(each.name, shown.row.text(*NAMES))]
        if not same:
            yield failed(
                put(
                    "{name} is bought ({place}) and has no row",
                    "{name} est acheté ({place}) et n'a pas de ligne",
                    name=each.label,
                    place=each.place,
                ),
                expected=EXPECTED,
                fix=both(
                    "Add a row with the cost both ways, the reason, the decision and its date",
                    "Ajoutez une ligne : coût des deux voies, raison, décision et date",
                ),
                document=rows[0].reading.path,
                location=rows[0].register.location,
            )
        elif all(says_made(shown.row.text("decision", "make_or_buy")) for shown in same):
            found = put(
                "{name}: decided to make, yet bought in {place}",
                "{name} : décidé de faire, mais acheté dans {place}",
                name=same[0].name,
                place=each.place,
            )
            yield _fault(same[0], found, _CORRECT, "decision", "make_or_buy")


def _made_by_suppliers(subject: Subject) -> Iterator[Verdict]:
    for each in made_by_suppliers(subject):
        yield failed(
            put(_MADE_BY_SUPPLIER["en"], _MADE_BY_SUPPLIER["fr"], name=each.label),
            expected=EXPECTED,
            fix=_CORRECT,
            document=each.reading.path,
            location=each.row.place("supplier"),
        )


def _fault(shown: Shown, found: Text, fix: Text, *concepts: str) -> Verdict:
    named = "{name}" in found["en"]
    return failed(
        put(found["en"], found["fr"], name=shown.name) if named else found,
        expected=EXPECTED,
        fix=fix,
        document=shown.reading.path,
        location=shown.row.place(*concepts) if concepts else shown.register.location,
    )


_UNDECIDED: Text = both("{name}: not decided", "{name} : pas de décision")
_DECIDE = both("Decide to make or to buy it", "Décidez de le faire ou de l'acheter")
_MADE_BY_SUPPLIER: Text = both(
    "{name}: made in house, yet it has a supplier",
    "{name} : fait en interne, mais avec un fournisseur",
)
_CORRECT = both("Correct the decision or the supplier", "Corrigez la décision ou le fournisseur")
_NO_DATE: Text = both("{name}: the decision has no date", "{name} : la décision n'a pas de date")
_NO_DATES = both(
    "there is no column for the date of the decisions",
    "il n'y a pas de colonne pour la date des décisions",
)
_DATE = both("Say when it was decided", "Dites quand cela a été décidé")
_BEFORE = both(
    "Decide before the tender goes out, or correct the dates",
    "Décidez avant la consultation, ou corrigez les dates",
)
_NOTHING_BOUGHT = both("nothing is bought", "rien n'est acheté")
_NO_ANALYSIS = both(
    "no make-or-buy analysis was found, nor what is bought",
    "aucune analyse faire ou acheter trouvée, ni ce qui est acheté",
)
_AS_TABLE = both(
    "Write it as a table: element, cost to make, cost to buy, reason, decision, date",
    "Écrivez-la dans un tableau : élément, coût des deux voies, raison, décision, date",
)
