"""What may not stand in a letter, whoever wrote it: control characters and false encodings."""

import re
from typing import Any

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Marks that turn the direction of writing, so that a reader sees other words than are there."""


def clean(text: str) -> str:
    """Return a text on one line, without what could steer a mail program or a reader."""
    return _STEERING.sub("", _CONTROL.sub(" ", text)).strip()


def clean_header(text: str) -> str:
    """Return a text that a header may carry: also without the beginning of an encoded word."""
    cleaned = clean(text)
    while "=?" in cleaned:
        cleaned = cleaned.replace("=?", "")
    return " ".join(cleaned.split())


def clean_facts(facts: Any) -> Any:
    """Return kept facts with every text in them cleaned."""
    match facts:
        case str():
            return clean(facts)
        case dict():
            return {key: clean_facts(value) for key, value in facts.items()}
        case list():
            return [clean_facts(value) for value in facts]
        case _:
            return facts
