"""What a document is: its role in a project, from structure first and its name last."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from gates.evidence.content import Content, Table
from gates.evidence.understanding.folding import fold, phrases
from gates.evidence.understanding.headlines import (
    file_words,
    first_lines,
    headings,
    sheet_titles,
)
from gates.evidence.understanding.own_words import NONE, OwnWords
from gates.evidence.understanding.pieces import Nature, Piece
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.vocabulary import listed, load

OTHER = "other"
SCHEDULE = "schedule"

_DATA = load("roles")
ROLES: tuple[str, ...] = tuple(_DATA)
_LONGEST = 6
_MOST_HEADINGS = 150
_MOST_TEXT = 30_000
_LEAST = 1.5
_SURE_SCHEDULE = 0.97

_FIRST_LINE = (5.0, 4.0, 3.3, 2.7, 2.3)
_ONE_WORD = 0.8
"""A single word says less below the first line: many documents have a section on scope."""

_SHEET_TITLE = 4.0
_SHEET_NAME = 3.0
_OTHER_SHEET = 1.2
_PROPERTY = 2.2
_FILE_NAME = 2.4
_MOST_REGISTER = 6.0
_MOST_SECTIONS = 3.2
_SECTION = 0.9
_TERM = 0.5
_MOST_TERMS = 2.0
_SEVERAL_TERMS = 1.5
_WEAK = {"people": 0.5, "milestones": 0.6, "funding": 0.7, "approvals": 0.0, "staffing": 0.8}


def _index(part: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for role, words in _DATA.items():
        for name in listed(words.get(part, "")):
            if role not in found[name]:
                found[name].append(role)
    return dict(found)


_TITLES = _index("titles")
_SECTIONS = _index("sections")
_TERMS = _index("vocabulary")
REGISTERS = {kind: roles[0] for kind, roles in _index("registers").items()}
"""The role of a document of tables, by the kind of its registers."""


def role_of(
    name: str,
    content: Content,
    registers: Sequence[Register],
    pieces: Sequence[Piece],
    words: OwnWords = NONE,
) -> tuple[str, float]:
    """Return the role of a document and how sure that is, from 0 to 1.

    Tables whose columns are understood beat titles, titles beat the vocabulary, and the name
    of the file only decides where nothing inside does.
    """
    if content.schedule is not None:
        return SCHEDULE, _SURE_SCHEDULE
    scores: dict[str, float] = defaultdict(float)
    _add(scores, _by_lines(content, registers, words.roles))
    _add(scores, _by_registers(registers, pieces))
    _add(scores, _by_sections(content))
    _add(scores, _by_terms(pieces, prose=bool(content.paragraphs)))
    inside = dict(scores)
    _add(scores, _named(content.title, _PROPERTY, words.roles))
    _add(scores, _named(file_words(name), _FILE_NAME, words.roles))
    return _best(scores, inside)


def _main_sheet(sheets: Sequence[Table], registers: Sequence[Register]) -> Table | None:
    """Return the sheet with the largest register, blank rows among it, else the first."""
    sizes: dict[str, float] = defaultdict(float)
    for register in registers:
        if register.kind in REGISTERS:
            sizes[register.title] += len(register.rows) + 0.3 * register.unfilled
    return max(sheets, key=lambda table: sizes[table.title], default=None)


def _by_lines(
    content: Content, registers: Sequence[Register], own: Mapping[str, str]
) -> dict[str, float]:
    """Return what the title lines say; the strongest line counts whole, the others a little."""
    lines = [*zip(first_lines(content), _FIRST_LINE, strict=False)]
    sheets = [table for table in content.tables if table.rows and not table.hidden]
    if not content.paragraphs:
        main = _main_sheet(sheets, registers)
        for table in sheets:
            first = table is main
            lines += [
                (line, _SHEET_TITLE if first else _OTHER_SHEET) for line in sheet_titles(table)
            ]
            lines.append((table.title, _SHEET_NAME if first else _OTHER_SHEET))
    most: dict[str, float] = defaultdict(float)
    rest: dict[str, float] = defaultdict(float)
    for line, weight in lines:
        for role, points in _named(line, weight, own).items():
            rest[role] += min(points, most[role])
            most[role] = max(points, most[role])
    return {role: points + min(1.0, 0.25 * rest[role]) for role, points in most.items()}


def _named(line: str, weight: float, own: Mapping[str, str]) -> dict[str, float]:
    """Return the roles that a line names; the longest name counts most."""
    words = fold(line).split()[:16]
    taken = [False] * len(words)
    found: dict[str, float] = {}
    for start, length, phrase in phrases(words, _LONGEST):
        roles = [own[phrase]] if phrase in own else _TITLES.get(phrase)
        if not roles or any(taken[start : start + length]):
            continue
        taken[start : start + length] = [True] * length
        share = 1.0 if length == len(words) else 0.75 + 0.2 * length / len(words)
        share *= _ONE_WORD if length == 1 and weight < _FIRST_LINE[0] else 1.0
        points = weight * share * (0.5 if found else 1.0) / len(roles) ** 0.5
        for role in roles:
            found[role] = max(points, found.get(role, 0.0))
    return found


def _by_registers(registers: Sequence[Register], pieces: Sequence[Piece]) -> dict[str, float]:
    """Return what the registers say: in a workbook much, in a text as much as they fill."""
    if not registers:
        return {}
    prose = sum(len(piece.text) for piece in pieces if piece.nature in _READ)
    tabular = sum(len(piece.text) for piece in pieces if piece.nature not in _READ)
    share = (tabular + 200) / (tabular + prose + 200)
    sizes = [
        (1 + len(register.rows) + 0.3 * min(register.unfilled, 10)) * len(register.columns)
        for register in registers
    ]
    whole = sum(sizes)
    found: dict[str, float] = defaultdict(float)
    for register, size in zip(registers, sizes, strict=True):
        role = REGISTERS.get(register.kind)
        if role:
            strength = min(_MOST_REGISTER, 3.2 + register.strength / 2.5)
            found[role] += strength * size / whole * share * _WEAK.get(register.kind, 1.0)
    return found


_READ = frozenset({Nature.PROSE, Nature.HEADING, Nature.INSTRUCTION, Nature.DRAWN, Nature.PROMPT})


def _by_sections(content: Content) -> dict[str, float]:
    """Return what the headings say; a heading that many roles use says less for each."""
    seen: set[str] = set()
    found: dict[str, float] = defaultdict(float)
    for heading in islice(headings(content), _MOST_HEADINGS):
        plain = fold(heading).lstrip("0123456789 ")
        if plain in seen:
            continue
        seen.add(plain)
        roles = _SECTIONS.get(plain)
        if roles is None:
            words = plain.split()
            inside = [p for _, length, p in phrases(words[:10], 5) if length > 1 and p in _SECTIONS]
            roles = _SECTIONS[inside[0]] if inside else []
        for role in roles:
            found[role] += _SECTION / len(roles)
    return {role: min(points, _MOST_SECTIONS) for role, points in found.items()}


def _by_terms(pieces: Sequence[Piece], *, prose: bool) -> dict[str, float]:
    text = f" {fold(' '.join(piece.text for piece in pieces)[:_MOST_TEXT])} "
    found: dict[str, float] = defaultdict(float)
    for term, roles in _TERMS.items():
        if f" {term} " in text:
            for role in roles:
                found[role] += _TERM
    if prose:
        return {role: min(points, _MOST_TERMS) for role, points in found.items()}
    # In a sheet, which has few words, several terms of one trade are no chance.
    return {
        role: min(points if points < _SEVERAL_TERMS else 2 * points, 2 * _MOST_TERMS)
        for role, points in found.items()
    }


def _best(scores: Mapping[str, float], inside: Mapping[str, float]) -> tuple[str, float]:
    """Return the winner; a file name alone leaves doubt, and a close second does too."""
    ranking = sorted(scores.items(), key=lambda item: -item[1])
    if not ranking or ranking[0][1] < _LEAST:
        return OTHER, 0.3
    role, most = ranking[0]
    second = ranking[1][1] if len(ranking) > 1 else 0.0
    lead = min(1.0, 2 * (most - second) / most)
    sure = most / (most + 1.4) * (0.62 + 0.38 * lead)
    if inside.get(role, 0.0) < _LEAST:
        sure = min(sure, 0.5)
    return role, round(min(sure, 0.99), 2)


def _add(scores: dict[str, float], more: Mapping[str, float]) -> None:
    for role, points in _sorted(more.items()):
        scores[role] += points


def _sorted(items: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(items)
