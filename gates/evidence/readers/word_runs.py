"""The text of one paragraph of a Word document: as it stands, inserted, deleted, and prompts."""

import re
from dataclasses import dataclass, field

from lxml import etree

from gates.evidence.guard.refusal import RefusedError
from gates.evidence.guard.safe_tree import local_name
from gates.evidence.readers.word_styles import child_of

_FIELD = "\0"
_RUNS_A_PROGRAM = re.compile(r"(?:^|\0)[\s\0]*DDE(AUTO)?\b", re.IGNORECASE)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SKIPPED = {"pPr", "rPr", "sdtPr", "delInstrText", "moveFrom", "rt"}
_PICTURES = {"drawing", "pict", "object"}


@dataclass
class Runs:
    """What stands in a paragraph, and the boxes that hang on it."""

    text: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    pictures: int = 0


def read_runs(paragraph: etree._Element) -> Runs:
    """Read the runs of a paragraph, or of a content control that holds paragraphs.

    Raises:
        RefusedError: A field runs another program.
    """
    runs = Runs()
    prompting = local_name(paragraph) == "sdt" and is_prompt(paragraph)
    _walk(paragraph, runs, runs.prompts if prompting else runs.text, inserted=False)
    # An instruction may be cut into runs at any letter.
    _check_field("".join(runs.fields))
    return runs


def tidy(pieces: list[str]) -> str:
    """Return pieces of text as one, without spaces around it."""
    return "".join(pieces).replace("\u00ad", "").strip()


def is_prompt(content_control: etree._Element) -> bool:
    """Tell whether a content control still shows its prompt."""
    return child_of(content_control, "sdtPr", "showingPlcHdr") is not None


def chosen(alternatives: etree._Element) -> list[etree._Element]:
    """Return the first of several ways to write the same thing, so that nothing is read twice."""
    return list(alternatives)[:1]


def _walk(  # noqa: C901, PLR0912 - one case an element of a run
    parent: etree._Element, runs: Runs, into: list[str], *, inserted: bool
) -> None:
    for child in parent:
        name = local_name(child)
        if name == "t":
            into.append(child.text or "")
            if inserted:
                runs.inserted.append(child.text or "")
        elif name in _SKIPPED:
            continue
        elif name in _SIGNS:
            into.append(_SIGNS[name])
        elif name == "delText":
            runs.deleted.append(child.text or "")
        elif name == "instrText":
            runs.fields.append(child.text or "")
        elif name == "fldChar":
            runs.fields.append(_FIELD)
        elif name in _PICTURES:
            runs.pictures += 1
            runs.boxes.extend(_boxes(child))
        elif name == "AlternateContent":
            for way in chosen(child):
                _walk(way, runs, into, inserted=inserted)
        elif name == "sdt":
            _walk(child, runs, runs.prompts if is_prompt(child) else into, inserted=inserted)
        elif name in {"ins", "moveTo"}:
            _walk(child, runs, into, inserted=True)
        else:
            if name == "fldSimple":
                runs.fields += [_FIELD, *map(str, child.attrib.values()), _FIELD]
            _walk(child, runs, into, inserted=inserted)


def _boxes(picture: etree._Element) -> list[etree._Element]:
    """Return the text boxes of a drawing, the outer ones only."""
    found = []
    waiting = [picture]
    while waiting:
        element = waiting.pop(0)
        if local_name(element) == "txbxContent":
            found.append(element)
        elif local_name(element) == "AlternateContent":
            waiting.extend(chosen(element))
        else:
            waiting.extend(element)
    return found


def _check_field(instruction: str) -> None:
    if _RUNS_A_PROGRAM.search(instruction):
        raise RefusedError(
            "The document holds a field that runs another program (DDE): replace it by its text.",
            "Le document contient un champ qui lance un autre logiciel (DDE) : remplacez-le par "
            "son texte.",
            kind="docx",
        )
