"""What an editor knows of a method while one writes it."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from domain.methodology.schema import method_schema
from domain.methodology.tree import read_tree
from tests.unit.methodology.texts import CHECKS, SOUND, WHOLE, changed

SCHEMA = method_schema(sorted(CHECKS))


def _refused(text: str) -> list[str]:
    root, _ = read_tree(text)
    assert root is not None
    found = Draft202012Validator(SCHEMA).iter_errors(root.plain())
    return [error.message for error in found]


@pytest.mark.parametrize("text", [SOUND, WHOLE], ids=["sound", "whole"])
def test_a_sound_method_fits_the_schema(text: str) -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert _refused(text) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("skippable: true", "skipable: true", "'skipable' was unexpected"),
        ("limit: 100", "limit: [100]", "[100] is not valid"),
        ("limit: 100", "limit: 0.25", None),
        ("need: all", "need: some", "'some' is not valid"),
        ("sponsor: A}", "sponsor: B}", "'B' is not one of"),
        ("fresh_within: P90D", "fresh_within: [90]", "[90] is not valid"),
        ("{deliverable: service}", "{deliverable: service, origin: {kind: x}}", "'origin' was une"),
    ],
)
def test_what_does_not_fit_is_told(old: str, new: str, said: str | None) -> None:
    messages = _refused(changed(old, new, WHOLE))

    assert (messages == []) if said is None else any(said in each for each in messages), messages


def test_every_key_and_every_part_is_described() -> None:
    parts: dict[str, Any] = {"": SCHEMA, **SCHEMA["$defs"]}

    silent = [
        f"{name}.{key}"
        for name, part in parts.items()
        for key, value in part.get("properties", {}).items()
        if not value.get("description")
    ]

    assert silent == []
    assert all(part.get("description") for part in parts.values())


def test_checks_and_document_roles_are_offered() -> None:
    parts = SCHEMA["$defs"]

    assert parts["CheckUse"]["properties"]["check"]["enum"] == sorted(CHECKS)
    assert "business case" in parts["Match"]["properties"]["roles"]["items"]["enum"]
