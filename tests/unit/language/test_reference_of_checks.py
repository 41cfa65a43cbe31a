"""What is declared of each check is written down in both languages, and is what the code does."""

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import gates
from domain.text import Text
from gates.declarations.declaration import Setting
from gates.declarations.register import DECLARED
from jalon.cli import run
from jalon.method_checks import reference

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize(("page", "language"), [("checks.md", "en"), ("controles.md", "fr")])
def test_the_page_is_what_the_command_prints(
    capsys: pytest.CaptureFixture[str], page: str, language: str
) -> None:
    assert run(["method", "checks", "--lang", language]) == 0

    assert (DOCS / page).read_text("utf-8") == capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_speaks_of_every_check_and_every_setting(language: str) -> None:
    said = reference(language)

    for declared in DECLARED.values():
        assert f"## {declared.id} · {declared.title[language]}" in said
        assert declared.fails["fr"] != declared.fails["en"]
        for name in declared.kinds:
            assert f"`{name}`" in said


def test_what_is_usual_is_what_the_code_takes() -> None:
    taken = list(_taken())

    assert len(taken) >= 25
    for name, value in taken:
        usual = {_english(each.usual) for each in _settings(name)}
        # Nothing and less stand for what is not asked unless a method sets it.
        assert usual
        assert value in {"0", "-1"} or any(_begins(said, value) for said in usual), name


def _settings(name: str) -> Iterator[Setting]:
    for declared in DECLARED.values():
        yield from (each for each in declared.settings if each.name == name)


def _taken() -> Iterator[tuple[str, str]]:
    """Yield the settings that checks read as numbers, each with what they take otherwise."""
    for path in (Path(gates.__path__[0]) / "checks").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="number"),
                    args=[ast.Constant(value=str(name)), ast.Constant(value=value)],
                ):
                    yield name, str(value)


def _english(usual: Text | str) -> str:
    return usual if isinstance(usual, str) else usual["en"]


def _begins(said: str, value: str) -> bool:
    number = re.match(r"[\d.]+", said)
    return number is not None and Decimal(number[0]) == Decimal(value)
