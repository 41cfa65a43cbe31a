"""Whether a list of the highest risks is the top of the register that it picks from."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.breakdown import alike
from gates.checks.structures.risks import Risks, is_top_list, name_of
from gates.checks.wording import put
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import plain
from gates.evidence.understanding.row import Row


def top_lists_at_odds(subject: Subject, registers: Sequence[Risks]) -> Iterator[Verdict]:
    """Yield what top lists of the package, in any document, say otherwise than the register."""
    rows = [row for risks in registers for row in risks.open if _score(row) is not None]
    for reading, register in subject.registers_anywhere("risk"):
        listed = Risks(reading, register)
        own = any(each.register is register for each in registers)
        if rows and not own and is_top_list(listed):
            yield from _at_odds(listed, rows)


def _at_odds(listed: Risks, rows: list[Row]) -> Iterator[Verdict]:
    pairs = [(row, _same(row, rows)) for row in listed.rows]
    known = [(row, found) for row, found in pairs if found is not None]
    picked = {id(found) for _, found in known}
    for row, found in pairs:
        if found is None:
            continue
        stated, due = row.number("score"), _score(found)
        if stated is not None and due is not None and stated != due:
            text = put(
                "{risk}: score {stated} in the list, {due} in the register",
                "{risk} : criticité {stated} dans la liste, {due} dans le registre",
                risk=name_of(row),
                stated=plain(stated),
                due=plain(due),
            )
            yield _told(listed, text, row.place("score"))
    lowest = min((_score(found) or Decimal(0) for _, found in known), default=None)
    left_out = [row for row in rows if id(row) not in picked]
    higher = max(left_out, key=lambda row: _score(row) or Decimal(0), default=None)
    if lowest is not None and higher is not None and (_score(higher) or 0) > lowest:
        text = put(
            "{risk} ({score}) is higher than risks of the list, but left out",
            "{risk} ({score}) dépasse des risques de la liste, mais n'y est pas",
            risk=name_of(higher),
            score=plain(_score(higher) or Decimal(0)),
        )
        yield _told(listed, text, listed.register.location)


def _same(row: Row, rows: list[Row]) -> Row | None:
    number = fold(row.text("id"))
    by_number = [each for each in rows if number and fold(each.text("id")) == number]
    name = row.text("risk", "event", "description", "name")
    by_name = [each for each in rows if alike(name, each.text("risk", "event", "description"))]
    # A list may number its places anew: where both tell, the name counts.
    return next(iter([*by_name, *by_number]), None)


def _score(row: Row) -> Decimal | None:
    score = row.number("score")
    if score is not None:
        return score
    one, other = row.number("probability"), row.number("impact")
    return None if one is None or other is None else one * other


def _told(listed: Risks, found: dict[str, str], place: str) -> Verdict:
    return failed(
        found,
        expected=both(
            "the highest risks of the register, with their scores",
            "les risques les plus élevés du registre, avec leur criticité",
        ),
        fix=both("Draw the list from the register again", "Tirez à nouveau la liste du registre"),
        document=listed.reading.path,
        location=place,
    )
