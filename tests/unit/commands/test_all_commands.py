"""What holds for every command: help in both languages, codes, one sentence, light to start."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from jalon.cli import app, run

ROOT = Path(__file__).parents[3]
WORK = ("projects", "votes", "persons", "keys", "ledger", "backup", "acting", "package_files")


def commands(found: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Return the words of every command that does something."""
    command = found or typer.main.get_command(app)
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path
        return
    for name, each in inner.items():
        yield from commands(each, (*path, name))


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_a_command_has_help(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert run([*words, "--help"]) == 0

    assert capsys.readouterr().out.startswith(f"Usage: jalon {' '.join(words)}")


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_a_command_refuses_what_it_does_not_know_in_one_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert run([*words, "--no-such-option"]) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1


def test_the_commands_of_the_contract_are_there() -> None:
    asked = {
        "check read up web worker pulse vote reconcile doctor backup restore demo",
        "method list|method show|method lint|method diff|method schema",
        "project create|project list|project show|project submit|project withdraw",
        "person add|person list|person disable|person import|keys rotate",
        "ledger verify|ledger checkpoint|db upgrade|token create|token list|token end",
    }
    there = {" ".join(words) for words in commands()}

    singles, *groups = sorted(asked, key=lambda line: "|" in line)
    assert set(singles.split()) <= there
    assert {command for line in groups for command in line.split("|")} <= there


def test_help_in_french_says_it_in_french() -> None:
    spoken = subprocess.run(
        [sys.executable, "-m", "jalon", "project", "submit", "--help", "--lang", "fr"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert "Déposer les fichiers" in spoken


def test_the_work_of_the_commands_never_imports_prefect() -> None:
    heavy = ("prefect", "fastapi", "starlette")
    modules = ", ".join(f"jalon.{name}" for name in WORK)
    program = f"import sys, {modules}; print([n for n in {heavy} if n in sys.modules])"

    found = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert found.strip() == "[]"
