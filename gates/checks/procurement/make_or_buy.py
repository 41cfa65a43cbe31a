"""Check 19: is it decided and shown, for each bought element, why it is bought?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

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
from gates.checks.structures.breakdown import alike, breakdown_of, line_of, normal
from gates.checks.wording import day, is_blank, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

EXPECTED = both(
    "a decision to make or to buy, with its date, for each bought element",
    "une décision de faire ou d'acheter, datée, pour chaque élément acheté",
)

_BUY = (
    *(
        "buy",
        "bought",
        "purchase",
        "purchased",
        "external",
        "outsource",
        "outsourced",
        "subcontract",
    ),
    *("subcontracted", "contract", "supplier", "achat", "acheter", "achete", "achetee", "externe"),
    *(
        "prestation",
        "sous traitance",
        "sous traite",
        "sous traitee",
        "externalise",
        "fremdleistung",
    ),
    *("zukauf", "extern", "kjop", "comprar", "compra", "acquisto"),
)
_MAKE = (
    *("make", "made", "internal", "in house", "inhouse", "own", "interne", "faire", "en interne"),
    *("eigenleistung", "intern", "propre", "hacer", "fazer", "fare"),
)


@dataclass(frozen=True)
class Bought:
    """An element that the package says is bought, and where it says so."""

    code: str
    name: str
    place: str

    @property
    def label(self) -> str:
        """The code and the name."""
        return f"{self.code} {self.name}".strip()


@check(
    "PROCUREMENT-19",
    en="Make-or-buy is decided and shown for each bought element",
    fr="Faire ou acheter est décidé et montré pour chaque élément acheté",
    source="PMBOK Guide, plan procurements; PM² Guide, Outsourcing Plan",
)
def each_purchase_has_its_decision(subject: Subject) -> Iterator[Verdict]:
    """Compare what the budget and the breakdown say is bought with the analysis."""
    bought = list(_bought(subject))
    analysis = list(subject.registers("make_or_buy"))
    document = subject.documents[0].path
    if not analysis:
        if bought:
            yield failed(
                put(
                    "{count} elements are bought, the first is {name} ({place}); "
                    "no make-or-buy analysis was found",
                    "{count} éléments sont achetés, le premier est {name} ({place}) ; "
                    "aucune analyse faire ou acheter trouvée",
                    count=len(bought),
                    name=bought[0].label,
                    place=bought[0].place,
                ),
                expected=EXPECTED,
                fix=_AS_TABLE,
                document=document,
            )
        elif subject.dossier.project.attributes.get("bought") is False:
            yield not_applicable(_NOTHING_BOUGHT, expected=EXPECTED, document=document)
        else:
            yield cannot_tell(_NO_ANALYSIS, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    rows = [(reading, register, row) for reading, register in analysis for row in register.rows]
    faults = [fault for each in rows for fault in _of_row(subject, *each)]
    faults += _undecided(bought, rows)
    if faults:
        yield from faults
        return
    words = put(
        "{rows} elements compared, {bought} of the package's purchases among them",
        "{rows} éléments comparés, dont {bought} achats du dossier",
        rows=len(rows),
        bought=len(bought),
    )
    yield passed(words, expected=EXPECTED, document=rows[0][0].path)


def _bought(subject: Subject) -> Iterator[Bought]:
    """Yield what the tables of cost and the breakdown mark as bought, each element once."""
    seen: set[str] = set()
    for reading, register in subject.registers_anywhere("cost", "wbs"):
        breakdown = breakdown_of(register)
        above = [
            breakdown.elements[code] for code in breakdown.children if code in breakdown.elements
        ]
        parents = {line_of(each.row) for each in above if each.row is not None}
        for row in register.rows:
            if line_of(row) in parents or not _is_bought(row):
                continue
            code = normal(row.text("wbs"))
            name = row.text("task", "item", "deliverable", "description", "name")
            key = code or fold(name)
            if key and key not in seen:
                seen.add(key)
                yield Bought(code, name, f"{reading.path}, {row.place('wbs', 'item', 'task')}")


def _is_bought(row: Row) -> bool:
    said = row.text("make_or_buy")
    if said:
        return _says(said, _BUY) and not _says(said, _MAKE)
    return (row.number("purchase_cost") or Decimal(0)) > 0 or not is_blank(row.text("supplier"))


def _says(text: str, words: Sequence[str]) -> bool:
    padded = f" {fold(text)} "
    return any(f" {word} " in padded for word in words)


def _of_row(subject: Subject, reading: Reading, register: Register, row: Row) -> Iterator[Verdict]:
    decision = row.text("decision", "make_or_buy")
    found: Text | None = None
    fix: Text = {}
    place = row.location
    decided, tender = row.day("decision_date"), row.day("tender")
    if is_blank(decision):
        found, fix = _UNDECIDED, _DECIDE
        place = row.place("decision", "make_or_buy")
    elif _is_made(decision) and not is_blank(row.text("supplier")):
        found, fix = _MADE_BY_SUPPLIER, _CORRECT
        place = row.place("supplier")
    elif "decision_date" in register.columns and decided is None and not subject.is_first_draft:
        found, fix = _NO_DATE, _DATE
        place = row.place("decision_date")
    elif decided is not None and tender is not None and decided > tender:
        found = put(
            "{name}: decided on {decided}, after the tender of {tender}",
            "{name} : décidé le {decided}, après la consultation du {tender}",
            name=_name(row),
            decided=day(decided),
            tender=day(tender),
        )
        fix, place = _BEFORE, row.place("decision_date")
    if found is not None:
        yield failed(
            put(found["en"], found["fr"], name=_name(row)) if "{name}" in found["en"] else found,
            expected=EXPECTED,
            fix=fix,
            document=reading.path,
            location=place,
        )


def _is_made(decision: str) -> bool:
    return _says(decision, _MAKE) and not _says(decision, _BUY)


def _undecided(
    bought: Sequence[Bought], rows: Sequence[tuple[Reading, Register, Row]]
) -> Iterator[Verdict]:
    codes = {code for _, _, row in rows if (code := normal(row.text("wbs", "id")))}
    names = [_plain_name(row) for _, _, row in rows]
    reading, register, _ = rows[0]
    for each in bought:
        if each.code in codes or any(alike(each.name, name) for name in names):
            continue
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
            document=reading.path,
            location=register.location,
        )


def _plain_name(row: Row) -> str:
    return row.text("item", "task", "deliverable", "description", "name")


def _name(row: Row) -> str:
    return f"{row.text('wbs', 'id')} {_plain_name(row)}".strip() or row.location


_UNDECIDED: Text = both("{name}: not decided", "{name} : pas de décision")
_DECIDE = both("Decide to make or to buy it", "Décidez de le faire ou de l'acheter")
_MADE_BY_SUPPLIER: Text = both(
    "{name}: made in house, yet it has a supplier",
    "{name} : fait en interne, mais avec un fournisseur",
)
_CORRECT = both("Correct the decision or the supplier", "Corrigez la décision ou le fournisseur")
_NO_DATE: Text = both("{name}: the decision has no date", "{name} : la décision n'a pas de date")
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
