"""What documents state about their project: name, code, people, budget, dates, version."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from domain.finding import Fact
from gates.evidence.content import Content, Paragraph
from gates.evidence.understanding.dates import cell_day, day, months_come_first
from gates.evidence.understanding.fields import Field, fact_named
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import amount, amounts, currency, plain
from gates.evidence.understanding.own_words import NONE, OwnWords
from gates.evidence.understanding.vocabulary import Phrases, load

FOUNDING = frozenset({"charter", "mandate", "project proposal", "business case", "request"})
"""Roles of the documents that found a project: what they call its cost is its budget."""

_WHOLE = Phrases.listed(load("values")["whole_project"])
_PERSON = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,4}")
_CODE = re.compile(r"[A-Za-z0-9][\w./-]{1,29}")
_VERSION = re.compile(r"\b[vV]?\.?\s?(\d+(?:\.\d+){0,3})\b")
_NAME_AND_CODE = re.compile(
    r"(?:^|[.;] )(?:Le )?(?:[Pp]roje[ck]?t|[Pp]royecto|[Pp]rosjekt)(?:et)?\s+"
    r"«?\s*(?P<name>[^,;:.»]{3,90}?)\s*»?\s*[,(]\s*"
    r"(?:code|ref|réf|id|n°)\.?\s*:?\s*(?P<code>[A-Z0-9][\w./-]{1,29})"
)
_BUDGET = re.compile(
    r"\b(?:[Bb]udget|[Pp]resupuesto|[Oo]rçamento|[Bb]udsjett)\b(?P<between>[^.;:€$£]{0,90}?)"
    r"\b(?:is|of|at|est de|est|de|à|s'élève à|s’élève à|von|på|es de|é de)\s+(?P<sum>[^;\n]{2,60})"
)
_NEXT_LABEL = re.compile(r"[.;,]?\s+(?=[A-ZÀ-Ý][\w' ]{2,25}\s?:)")
_LINE_LABELS = (
    *("project_name", "project_code", "sponsor", "project_manager", "budget", "start", "finish"),
)
_LONGEST_NAME = 150
_LONGEST_PERSON = 80
_PERSON_WORDS = 9
_LONGEST_LINE = 120
_LABEL_WORDS = 4


def statements(
    document: str,
    role: str,
    content: Content,
    fields: Sequence[Field],
    words: OwnWords = NONE,
) -> Iterator[Fact]:
    """Yield what a document states about its project, each with its place, each value once.

    Values beside labels count first, sentences only where no label states the fact.
    """
    american = months_come_first([field.value for field in fields if field.name in _DATED])
    stated = next((currency(f.value) or f.value for f in fields if f.name == "currency"), "")
    money = stated.strip().upper() if re.fullmatch(r"[A-Za-z]{3}", stated.strip()) else ""
    found: dict[tuple[str, str], Fact] = {}
    for name, value, unit, place in (
        *_by_fields(fields, role, money, american=american),
        *(_by_lines(content, money, words) if content.pages and not content.tables else ()),
        *_by_sentences(content),
    ):
        spoken = name in {one for one, _ in found}
        if not (spoken and name == "budget" and place.startswith("~")):
            fact = Fact(
                name=name, value=value, unit=unit, document=document, location=place.lstrip("~")
            )
            found.setdefault((name, fold(value)), fact)
    yield from found.values()


_Found = tuple[str, str, str, str]
_DATED = frozenset({"start", "finish", "status_date"})


def _by_fields(
    fields: Sequence[Field], role: str, money: str, *, american: bool
) -> Iterator[_Found]:
    for field in fields:
        name = field.name
        if name == "cost":
            name = "budget" if role in FOUNDING else ""
        if not name or not field.filled or (field.below and name in _DATED):
            continue
        if name in _DATED:
            found = (
                cell_day(field.cell, month_first=american)
                if field.cell
                else day(field.value, month_first=american)
            )
            if found:
                yield name, found.isoformat(), "", field.location
        elif name == "budget":
            yield from _budget(field, money)
        elif name in _TEXTS:
            text = _TEXTS[name](field.value)
            if text:
                yield name, text, "", field.location


def _budget(field: Field, money: str) -> Iterator[_Found]:
    """Yield the one sum that a field states; a range states none."""
    if field.cell is not None and field.cell.number is not None:
        unit = currency(field.cell.unit or field.label) or money
        yield "budget", plain(field.cell.number), unit, field.location
        return
    sums = amounts(field.value)
    found = amount(field.value) or next(iter(sums), None)
    if found is not None and found.value and len(sums) <= 1:
        yield "budget", plain(found.value), found.currency or money, field.location


def _name(text: str) -> str:
    plain_text = " ".join(_NEXT_LABEL.split(text)[0].split()).strip(" .;,«»*_\"'")
    return plain_text if 1 < len(plain_text) <= _LONGEST_NAME else ""


def _code(text: str) -> str:
    found = _CODE.fullmatch(text.strip())
    return found[0] if found and any(sign.isdigit() or sign.isupper() for sign in found[0]) else ""


def _person(text: str) -> str:
    """Return the name of a person without the function that follows it."""
    if len(text) > _LONGEST_PERSON or text.count(" ") > _PERSON_WORDS:
        return ""
    head = re.split(r"[,;(/\n]| - | – |\s{2,}", text.strip(" [].:"), maxsplit=1)[0].strip(" []")
    whole = " " in head or len(head) == len(text.strip(" [].:"))
    return head if whole and len(head) > 1 and _PERSON.fullmatch(head) else ""


def _version(text: str) -> str:
    found = _VERSION.search(text)
    return found[1] if found and len(text) < _LONGEST_LINE else ""


_TEXTS: Mapping[str, Callable[[str], str]] = {
    "project_name": _name,
    "project_code": _code,
    "sponsor": _person,
    "project_manager": _person,
    "version": _version,
}


def _by_lines(content: Content, money: str, own: OwnWords) -> Iterator[_Found]:
    """Yield facts of lines that are a label and a value with nothing between, as PDF gives them."""
    for paragraph in content.paragraphs:
        text = paragraph.text.strip()
        if len(text) > _LONGEST_LINE or ":" in text:
            continue
        words = text.split()
        for count in range(min(_LABEL_WORDS, len(words) - 1), 0, -1):
            name = fact_named(" ".join(words[:count]), own)
            if name not in _LINE_LABELS or (name == "project_name" and count == 1):
                continue
            value = " ".join(words[count:])
            field = Field(name, "", value, paragraph.location, known=True)
            if _is_plain_value(name, value):
                yield from _by_fields([field], "", money, american=False)
            break


def _is_plain_value(name: str, value: str) -> bool:
    """Tell whether the rest of a line is a value and not the rest of a sentence."""
    if name == "budget":
        found = amount(value)
        return found is not None and bool(found.currency) and len(value) < 2 * _LABEL_WORDS**2
    if name in _DATED:
        return day(value) is not None and len(value.split()) <= _LABEL_WORDS
    if name == "project_code":
        return bool(_code(value))
    if name == "project_name":
        return value[0].isupper() and value[-1] not in ".;"
    return all(word[0].isupper() for word in value.split()) and value[-1] not in ".;"


def _by_sentences(content: Content) -> Iterator[_Found]:
    for paragraph in content.paragraphs:
        if paragraph.part not in {"body", "text box"} or paragraph.level:
            continue
        for found in _NAME_AND_CODE.finditer(paragraph.text):
            yield "project_name", _name(found["name"]), "", paragraph.location
            yield "project_code", found["code"].rstrip(".-/"), "", paragraph.location
        yield from _budget_sentence(paragraph)


def _budget_sentence(paragraph: Paragraph) -> Iterator[_Found]:
    """Yield the budget of the whole project that one sentence states; its place is marked."""
    for found in _BUDGET.finditer(paragraph.text):
        sums = amounts(found["sum"])
        around = paragraph.text[max(0, found.start() - 40) : found.end("between")]
        if (
            sums
            and found["sum"].strip()[:12].strip("$€£ ")[:1].isdigit()
            and _WHOLE.within(fold(around))
        ):
            yield "budget", plain(sums[0].value), sums[0].currency, f"~{paragraph.location}"
