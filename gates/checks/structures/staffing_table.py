"""Tables of who works when: loads by period, allocations over dates, effort with its rate."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gates.evidence.content import Cell, Content, Table
from gates.evidence.understanding.columns import concept, is_period, is_total
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

_WHO = ("person", "resource", "name", "role")
_HEADER_ROWS = 12
_FEWEST_PERIODS = 2
_CAPTION = 3
"""So many rows above the header may say what the figures are."""

_HOURS_A_DAY = Decimal(8)
_WEEKS = re.compile(r"(?:w|week|s|sem|semaine|kw|uke|semana)\b ?\d")
_QUARTERS = re.compile(r"(?:q|t|quarter|trimestre|quartal)\b ?\d")
_YEARS = re.compile(r"(?:fy|y|year|annee|an|ar|jahr|ano)? ?(?:19|20)\d\d")
_SHARES = ("allocation", "affectation", "occupation", "auslastung", "asignacion", "taux", "load")
_HOUR_WORDS = {"h", "hr", "hrs", "hour", "hours", "hourly", "heure", "heures", "horaire", "stunden",
               "stundensatz", "timer", "horas", "ore"}  # fmt: skip
_DAY_WORDS = {"d", "day", "days", "daily", "j", "jh", "jour", "jours", "tjm", "journalier", "tag",
              "tage", "tagessatz", "dager", "dias", "giorni", "hommes"}  # fmt: skip
_FTE_WORDS = {"fte", "ftes", "etp", "headcount", "effectif", "effectifs", "vza", "arsverk"}
_UNITS = {*_HOUR_WORDS, *_DAY_WORDS, *_FTE_WORDS, "%"}
_MONEY = {"unit_cost", "amount", "labour_cost", "actual_cost", "forecast", "baseline_cost"}
_MONEY_WORDS = {"cost", "costs", "budget", "cout", "couts", "kosten", "eur", "usd", "k€", "€", "$"}
_TEAMS = {"team", "teams", "equipe", "equipes", "group", "groupe", "gruppe", "pool", "equipo"}
_MONTHS = {"month", "months", "mois", "monat", "monate", "mes", "meses", "mm"}
_MOST_FTE, _MOST_DAYS = 3, 31
_AND = re.compile(r"\s*(?:,|;|/|\+|&|\bet\b|\band\b|\bund\b|\by\b|\be\b|\bog\b)\s*")
_NAMED = re.compile(r"[^\W\d_a-zß-ÿ][\w.'’-]+(?: [\w.'’-]+)+")  # such as "Ann Lee"


@dataclass(frozen=True)
class Load:
    """What a person has to do in a period, as a share of what one person can do."""

    who: str
    period: str
    share: Decimal
    location: str


@dataclass(frozen=True)
class Allocation:
    """A person on the project between two days, to a share of their time."""

    who: str
    row: Row
    share: Decimal


def loads_of(content: Content) -> Iterator[Load]:
    """Yield the loads of the tables whose columns are periods; rows of one person add up."""
    for table in content.tables:
        if not table.hidden:
            yield from _loads(table)


def _loads(table: Table) -> Iterator[Load]:
    for number, cells in enumerate(table.rows[:_HEADER_ROWS]):
        periods = {place: cell.value for place, cell in enumerate(cells) if is_period(cell.value)}
        who = next((p for p, cell in enumerate(cells) if concept(cell.value) in _WHO), None)
        if who is None or len(periods) < _FEWEST_PERIODS:
            continue
        above = [cell for row in table.rows[max(0, number - _CAPTION) : number] for cell in row]
        said = {
            word
            for cell in (*cells, *above, Cell(value=table.title))
            if concept(cell.value) not in _MONEY
            for word in _words(cell.value)
        }
        if not said & _UNITS and any(concept(cell.value) == "task" for cell in cells):
            # A bar chart of tasks, whose marks are no figures.
            return
        kind = concept(cells[who].value)
        if kind == "role" or (kind == "name" and not said & _UNITS) or said & _MONEY_WORDS:
            # A row of a role may stand for several people; one of money for nobody's time.
            return
        found: dict[tuple[str, int], list[tuple[Decimal, str, str]]] = defaultdict(list)
        heads: dict[str, int] = {}
        for below in table.rows[number + 1 :]:
            name = below[who].value.strip() if who < len(below) else ""
            if not name or is_total(name):
                continue
            beside = [cell for place, cell in enumerate(below[: min(periods)]) if place != who]
            heads[fold(name)] = max(map(_people_in, beside), default=1)
            for place in periods:
                value = cell_number(below[place]) if place < len(below) else None
                if value:
                    cell = below[place]
                    found[fold(name), place].append((value, cell.unit, cell.location))
        for load in _shares(found, periods, said, table, number, who):
            yield replace(load, share=load.share / heads[fold(load.who)])
        return


def _shares(
    found: dict[tuple[str, int], list[tuple[Decimal, str, str]]],
    periods: dict[int, str],
    said: set[str],
    table: Table,
    number: int,
    who: int,
) -> Iterator[Load]:
    values = [value for parts in found.values() for value, _, _ in parts]
    if any(unit not in {"", "%"} for parts in found.values() for _, unit, _ in parts):
        return
    percent = any(unit == "%" for parts in found.values() for _, unit, _ in parts)
    names = {
        fold(row[who].value): row[who].value.strip()
        for row in table.rows[number + 1 :]
        if who < len(row)
    }
    for (name, place), parts in found.items():
        whole = Decimal(1) if percent else _whole(periods[place], said, max(values))
        if whole is None:
            return
        if _is_team(name):
            continue
        yield Load(
            who=names[name],
            period=periods[place],
            share=sum((value for value, _, _ in parts), Decimal(0)) / whole,
            location=parts[-1][2],
        )


def _people_in(cell: Cell) -> int:
    """Return how many people a cell names beside a row: 2 for ``Ann Lee and Bob Ray``."""
    parts = _AND.split(cell.value.strip())
    return len(parts) if all(_NAMED.fullmatch(part) for part in parts) else 1


def _is_team(name: str) -> bool:
    """Tell whether a name stands for several people."""
    words = name.split()
    return bool(_TEAMS & set(words)) or (len(words) == 1 and name.endswith("s"))


def _whole(period: str, said: set[str], largest: Decimal) -> Decimal | None:
    """Return what one person can do in a period, in the unit of the table, or None."""
    days = _days(fold(period))
    if said & _FTE_WORDS:
        return Decimal(1)
    if "%" in said:
        return Decimal(100)
    if said & _HOUR_WORDS:
        return days * _HOURS_A_DAY
    if said & _DAY_WORDS:
        return days
    if largest <= _MOST_FTE:
        return Decimal(1)
    return days if largest <= _MOST_DAYS else None


def _days(period: str) -> Decimal:
    if _WEEKS.match(period):
        return Decimal(5)
    if _QUARTERS.match(period):
        return Decimal(66)
    return Decimal(253) if _YEARS.fullmatch(period) else Decimal(23)


def _words(text: str) -> list[str]:
    return fold(text).replace("%", " % ").split()


def allocations_of(register: Register) -> list[Allocation]:
    """Return who is on the project from when to when, and to which share, where a table says so."""
    place = next(
        (
            place
            for place, header in enumerate(register.headers)
            if any(word.startswith(_SHARES) for word in _words(header)) or _is_share(header)
        ),
        None,
    )
    found = []
    for row in register.rows:
        cell = row.cells[place] if place is not None and place < len(row.cells) else None
        value = None if cell is None else cell_number(cell)
        who = row.text(*_WHO)
        if cell is None or value is None or not who or row.day("start") is None:
            continue
        share = value if cell.unit == "%" or value <= _MOST_FTE else value / 100
        found.append(Allocation(who, row, share))
    return found


def _is_share(header: str) -> bool:
    words = _words(header)
    return bool(set(words) & _FTE_WORDS) or words == ["%"]


def labour_of(register: Register, row: Row) -> Decimal | None:
    """Return effort times rate of a row, or None where it has not both."""
    effort, rate = row.number("work"), row.number("unit_cost")
    said = set(_words(_header(register, "work")))
    if effort is None or rate is None or said & {*_FTE_WORDS, *_MONTHS, "%"}:
        return None
    by_hour = _is_hourly(_header(register, "work"))
    paid_by_hour = _is_hourly(_header(register, "unit_cost"))
    if by_hour is None or paid_by_hour is None or by_hour == paid_by_hour:
        return effort * rate
    return effort * rate / _HOURS_A_DAY if by_hour else effort * _HOURS_A_DAY * rate


def _header(register: Register, name: str) -> str:
    place = register.columns.get(name)
    return register.headers[place] if place is not None else ""


def _is_hourly(header: str) -> bool | None:
    words = set(re.sub(r"[^a-z0-9]+", " ", fold(header)).split())
    if words & _HOUR_WORDS:
        return True
    return False if words & _DAY_WORDS else None


def places_of(register: Register, words: Sequence[str]) -> list[int]:
    """Return the columns whose header holds a word that begins as one of several."""
    return [
        place
        for place, header in enumerate(register.headers)
        if any(word.startswith(tuple(words)) for word in _words(header))
    ]
