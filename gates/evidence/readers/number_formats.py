"""What the format of a cell shows beside its number: a percent sign or a currency."""

import re

from lxml import etree

from gates.evidence.guard.safe_tree import local_name

_PERCENT = {9, 10}
_DOLLAR = {5, 6, 7, 8, 37, 38, 39, 40, 41, 42, 43, 44}
_BUILT_IN_CURRENCY = _DOLLAR - {37, 38, 39, 40, 41, 43}
_CODE = re.compile(r"(?<![A-Za-z])(EUR|USD|GBP|CHF|CAD|AUD|JPY|SEK|NOK|DKK|PLN|CZK|BRL|INR|CNY)")
_NAMED = re.compile(r"\[\$([^\]-]+)(?:-[^\]]*)?\]")
_SIGN = re.compile(r"[€$£¥]")
_COLOURS = re.compile(r"\[(?!\$)[^\]]*\]")
_LONGEST = 255
"""No program writes a longer format; a longer one is not looked at."""


def units(styles: etree._Element) -> dict[int, str]:
    """Return the unit of each cell style that shows one, by the style's number."""
    formats: dict[int, str] = {}
    used: list[int] = []
    for part in styles:
        name = local_name(part)
        if name == "numFmts":
            for one in part:
                formats[_number(one.get("numFmtId"))] = one.get("formatCode") or ""
        elif name == "cellXfs":
            used = [_number(one.get("numFmtId")) for one in part]
    found = {style: _unit(code, formats) for style, code in enumerate(used)}
    return {style: unit for style, unit in found.items() if unit}


def unit_of_format(code: str) -> str:
    """Return the unit that a format code shows: ``%``, a currency's sign or code, or nothing."""
    first = _COLOURS.sub("", code[:_LONGEST]).split(";", 1)[0]
    named = _NAMED.search(first)
    if named:
        return named[1].strip()[:8]
    if "%" in first:
        return "%"
    match = _CODE.search(first) or _SIGN.search(first)
    return match[0] if match else ""


def _unit(identity: int, formats: dict[int, str]) -> str:
    if identity in formats:
        return unit_of_format(formats[identity])
    return "%" if identity in _PERCENT else "$" if identity in _BUILT_IN_CURRENCY else ""


def _number(text: str | None) -> int:
    return int(text[:8]) if text and text.isdecimal() else 0
