"""The settings that a method gives to checks are those which the checks have."""

from domain.methodology.catalogue import SettingKind
from domain.methodology.expectation import expectation
from domain.methodology.fault import shown, unknown
from domain.methodology.lint.walk import Walk, key_of
from domain.methodology.shape import LONGEST
from domain.text import Text, both

_EXPECTED = {
    SettingKind.NUMBER: both("a number", "un nombre"),
    SettingKind.WHOLE: both("a whole number", "un nombre entier"),
    SettingKind.TEXT: both("text", "un texte"),
    SettingKind.YES_NO: both("true or false", "true ou false"),
}
_SETTING = both("setting", "réglage")


def lint_settings(walk: Walk) -> None:
    """Find settings that a check does not have, and values that it cannot use."""
    known = walk.known.checks
    for part in walk.every("gates.requirements.checks") if known is not None else ():
        given = part.node.get("settings")
        check = part.word("check") or ""
        has = known.get(check) if known is not None else None
        if given is None or has is None or not isinstance(given.value, dict):
            continue
        for name, node in given.value.items():
            path = f"{part.path}.settings.{name[:LONGEST]}"
            kind = has.get(name)
            if kind is None:
                words = _none(check)
                if has:
                    words = unknown(_SETTING, name, has, guess=walk.guesses.may(has))
                walk.fault(key_of(given, name), path, words)
            elif not _is(kind, node.value):
                walk.fault(node, path, expectation(_EXPECTED[kind], node.value))


def _is(kind: SettingKind, value: object) -> bool:
    if isinstance(value, dict | list) or value is None:
        return True  # a fault of form
    match kind:
        case SettingKind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case SettingKind.WHOLE:
            return isinstance(value, int) and not isinstance(value, bool)
        case SettingKind.TEXT:
            return isinstance(value, str)
        case SettingKind.YES_NO:
            return isinstance(value, bool)
    return True


def _none(check: str) -> Text:
    return both(
        f"the check {shown(check)} has no settings; remove it",
        f"le contrôle {shown(check)} n'a pas de réglage ; retirez-le",
    )
