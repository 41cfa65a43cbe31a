"""The command line answers in its language, with its code, and without a traceback."""

import json
import os
import subprocess
import sys

import pytest

from jalon.cli import run
from jalon.output import asked_language, language

LOCALE = ("JALON_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in LOCALE:
        monkeypatch.delenv(name, raising=False)


def test_the_language_asked_for_goes_before_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")

    assert language("en") == "en"
    assert language() == "fr"


def test_a_language_that_we_do_not_speak_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    assert language() == "en"


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (["doctor", "--lang", "fr"], "fr"),
        (["--lang=fr", "doctor"], "fr"),
        (["doctor", "--lang"], None),
        ([], None),
    ],
)
def test_the_language_is_found_before_the_line_is_read(
    arguments: list[str], asked: str | None
) -> None:
    assert asked_language(arguments) == asked


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing"], "No such command 'nothing'; see jalon --help.\n"),
        (["nothing", "--lang", "fr"], "Commande inconnue : nothing ; voyez jalon --help.\n"),
        (["doctor", "--lang"], "Option '--lang' requires an argument; see jalon --help.\n"),
        (
            ["doctor", "--lang=fr", "--format", "xml"],
            (
                "Valeur refusée pour --format : « xml » ; choisissez parmi 'text', 'json' ; "
                "voyez jalon --help.\n"
            ),
        ),
    ],
)
def test_a_wrong_line_is_answered_in_one_sentence_with_code_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert run(arguments) == 2

    assert capsys.readouterr() == ("", sentence)


def test_settings_that_cannot_be_read_are_bad_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JALON_CONFIG", "no-such-file")

    assert run(["doctor"]) == 2

    assert capsys.readouterr().err == (
        "JALON_CONFIG names no-such-file, which cannot be read; correct the path.\n"
    )


def test_help_comes_in_french_too() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "jalon", "--help"],
        env=os.environ | {"LC_ALL": "fr_FR.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Gouverner les projets" in answer.stdout


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    program = (
        "import json, sys, jalon.cli\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )

    loaded = json.loads(
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout
    )

    assert not {"prefect", "sqlalchemy", "fastapi", "pydantic", "lxml", "numpy"} & set(loaded)
