"""Bytes as text: which encoding they are in, and whether they are text at all."""

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.001
_HALF = 0.4


@dataclass(frozen=True)
class Decoded:
    """A text and the encoding that it was written in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded | None:
    """Return bytes as text, or None where they are none.

    Marked encodings are believed, else UTF-8 where it fits, else the Western encoding of
    Windows, which spreadsheets still write in France.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return Decoded(text, encoding) if _is_text(text) else None
    return None


def _candidates(data: bytes) -> list[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    sample = data[:4096]
    if sample.count(0, 1) and sample[1::2].count(0) > _HALF * len(sample[1::2]):
        return ["utf-16-le"]
    return ["utf-8", "cp1252", "latin-1"]


def _is_text(text: str) -> bool:
    controls = len(_CONTROLS.findall(text[:1_000_000]))
    return "\0" not in text and controls <= _MOST_CONTROLS * len(text[:1_000_000])
