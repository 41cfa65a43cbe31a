"""Whether enough people evaluated, free of interest, by criteria set before offers were opened."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.procurement.evaluation import Evaluation, by_evaluator, elsewhere
from gates.checks.procurement.purchases import words
from gates.checks.structures.breakdown import alike
from gates.checks.structures.passages import Passage, first_with, rows_said
from gates.checks.wording import day, is_blank, named, put
from gates.evidence.understanding.dates import days
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases

EXPECTED = both(
    "at least two evaluators without interest, and criteria set before offers are opened",
    "au moins deux évaluateurs sans intérêt, et des critères fixés avant l'ouverture des offres",
)
EVALUATORS = 2
_EVALUATORS, _NO_INTEREST = words("evaluators"), words("no_interest")
_OPENED, _CRITERIA = words("opened"), words("criteria")
_APART = re.compile(r"\s*(?:,|;|\n|&|\||\band\b|\bet\b|\bund\b|\by\b)\s*")
_LABEL = re.compile(r"^.{3,60}?[:|]\s*", re.DOTALL)


def too_few_evaluators(subject: Subject, tables: Sequence[Evaluation]) -> Iterator[Verdict]:
    """Yield marks of one person alone, or marks of nobody who is named."""
    least = int(subject.number("evaluators", EVALUATORS))
    alone = [rows[0] for rows in by_evaluator(subject).values()
             if len({fold(row.text("evaluator")) for row in rows} - {""}) < least]  # fmt: skip
    if by_evaluator(subject):
        yield from (
            _fault(tables, put("{bidder}: marked by fewer than {least}",
                               "{bidder} : noté par moins de {least}",
                               bidder=row.text("bidder"), least=least), _MORE, row.location)
            for row in alone
        )  # fmt: skip
        return
    people = _people(subject, tables)
    if len(people) >= least:
        return
    found = (
        put("only {name} evaluated", "seul {name} a évalué", name=next(iter(people)))
        if people
        else both("nobody is named who evaluated", "aucun évaluateur n'est nommé")
    )
    yield _fault(tables, found, _MORE)


def interest_undeclared(subject: Subject, tables: Sequence[Evaluation]) -> Iterator[Verdict]:
    """Yield that nobody declared to have no interest, or that one of them did not."""
    registers = [
        (reading, register)
        for reading, register in subject.registers("selection", "offers", "people")
        if "declaration" in register.columns
    ]
    for reading, register in registers:
        for row in register.rows:
            if is_blank(row.text("declaration")):
                yield failed(
                    put("{name}: no declaration", "{name} : pas de déclaration",
                        name=row.text("evaluator", "name", "person", "bidder") or row.location),
                    expected=EXPECTED, fix=_DECLARE, document=reading.path,
                    location=row.place("declaration"),
                )  # fmt: skip
    if not registers and first_with(rows_said(subject.documents), _NO_INTEREST) is None:
        yield _fault(
            tables,
            both("no evaluator declares to have no interest",
                 "aucun évaluateur ne déclare ne pas avoir d'intérêt"),
            _DECLARE,
        )  # fmt: skip


def criteria_set_late(subject: Subject, tables: Sequence[Evaluation]) -> Iterator[Verdict]:
    """Yield criteria that are dated after the offers were opened, as far as both are dated."""
    opened = _dated(subject, "bid_opening", _OPENED)
    fixed = _dated(subject, "criteria_date", _CRITERIA, besides=_OPENED)
    if opened is None or fixed is None or fixed[0] <= opened[0]:
        return
    yield _fault(
        tables,
        put("the criteria are of {fixed}, the offers were opened on {opened}",
            "les critères sont du {fixed}, les offres ont été ouvertes le {opened}",
            fixed=day(fixed[0]), opened=day(opened[0])),
        both("Evaluate by criteria that were fixed before", "Évaluez par des critères fixés avant"),
        fixed[1],
    )  # fmt: skip


def other_criteria(subject: Subject, tables: Sequence[Evaluation]) -> Iterator[Verdict]:
    """Yield criteria or weights that differ from those of the tender."""
    for tender in elsewhere(subject, tables):
        if tender.bidders:
            continue
        for table in tables[:1]:
            wanted = dict(zip(map(fold, tender.names), tender.weights, strict=True))
            used = dict(zip(map(fold, table.names), table.weights, strict=True))
            if not wanted or sum(any(alike(a, b) for b in wanted) for a in used) * 2 < len(used):
                continue
            other = [n for n in used if not any(alike(n, w) for w in wanted)]
            other += [w for w in wanted if not any(alike(n, w) for n in used)]
            other += [n for n, weight in used.items() if n in wanted and wanted[n] != weight]
            if other:
                yield _fault(
                    tables,
                    put("other criteria or weights than in {file}: {names}",
                        "d'autres critères ou poids que dans {file} : {names}",
                        file=tender.reading.path, names=named(other)),
                    both("Evaluate by the criteria of the tender",
                         "Évaluez par les critères de la consultation"),
                )  # fmt: skip
        return


def _people(subject: Subject, tables: Sequence[Evaluation]) -> set[str]:
    found = {name for table in tables for name in table.evaluators}
    marked = [table for table in tables if table.bidders]
    same = [table for table in marked if _bidders(table) == _bidders(marked[0])]
    if len(same) > 1:  # a sheet of marks for each evaluator
        found |= {fold(table.register.title) or table.register.location for table in same}
    for _, register in subject.registers("people"):
        if _EVALUATORS.within(fold(f"{register.title} {' '.join(register.headers)}")):
            found |= {fold(row.text("name", "person")) for row in register.rows} - {""}
    for passage in rows_said(subject.documents):
        found |= _named(passage)
    return found


def _bidders(table: Evaluation) -> list[str]:
    return [each.bidder for each in table.bidders]


def _named(passage: Passage) -> set[str]:
    """Return the people whom a line such as *Evaluators: A. Roy, B. Lam* names."""
    label = _LABEL.match(passage.text)
    if label is None or not _EVALUATORS.within(fold(label[0])):
        return set()
    parts = [part.strip(" .") for part in _APART.split(passage.text[label.end() :])]
    return {fold(part) for part in parts if part[:1].isupper() and not is_blank(part)}


def _dated(
    subject: Subject, concept: str, phrases: Phrases, besides: Phrases | None = None
) -> tuple[date, str] | None:
    for _, register in subject.registers("selection", "offers", "contracts"):
        for row in register.rows:
            found = row.day(concept)
            if found is not None:
                return found, row.place(concept)
    for passage in rows_said(subject.documents):
        folded = passage.folded
        if not phrases.within(folded):
            continue
        if besides is not None and besides.within(folded):
            continue
        said = days(passage.text)
        if said:
            return said[0], passage.location
    return None


def _fault(tables: Sequence[Evaluation], found: Text, fix: Text, place: str = "") -> Verdict:
    return failed(
        found,
        expected=EXPECTED,
        fix=fix,
        document=tables[0].reading.path if tables else "",
        location=place or (tables[0].register.location if tables else ""),
    )


_MORE = both("Have the offers marked by several people", "Faites noter les offres à plusieurs")
_DECLARE = both(
    "Have each evaluator declare to have no interest in a bidder",
    "Faites déclarer à chaque évaluateur qu'il n'a d'intérêt chez aucun candidat",
)
