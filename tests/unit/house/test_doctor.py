"""The doctor says what is in force without its secrets, and what is unsafe."""

import json
from pathlib import Path
from typing import Any

import pytest

from jalon.cli import run
from jalon.exposure import database
from storage.database import Database
from storage.migrate import upgrade


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("JALON_DATA_DIR", str(folder))
    return folder


def answer(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, Any]]:
    code = run(["doctor", "--format", "json", *options])
    return code, json.loads(capsys.readouterr().out)


def item(answered: tuple[int, dict[str, Any]], name: str) -> dict[str, Any]:
    (found,) = [item for item in answered[1]["items"] if item["name"] == name]
    return dict(found)


def test_the_code_says_if_all_is_safe(capsys: pytest.CaptureFixture[str]) -> None:
    code, document = answer(capsys)

    assert code == (0 if all(item["sound"] for item in document["items"]) else 1)
    assert document["sound"] is (code == 0)


def test_passwords_are_not_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JALON_SMTP_URL", "smtps://post:hunter2@mail.example.org:465")
    monkeypatch.setenv("JALON_SECRET_KEY", "hunter2")

    run(["doctor"])
    run(["doctor", "--format", "json"])

    printed = capsys.readouterr().out
    assert "hunter2" not in printed
    assert "smtps://post:***@mail.example.org:465" in printed


@pytest.mark.parametrize(
    ("url", "sound"),
    [
        ("smtp://mail.example.org", False),
        ("smtp+starttls://mail.example.org", True),
        ("smtps://mail.example.org", True),
        ("smtp://127.0.0.1:1025", True),
        ("", True),
    ],
)
def test_mail_in_clear_over_a_network_is_unsafe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, url: str, *, sound: bool
) -> None:
    monkeypatch.setenv("JALON_SMTP_URL", url)

    assert item(answer(capsys), "mail-server")["sound"] is sound


@pytest.mark.parametrize(
    ("url", "sound"),
    [
        ("", False),
        ("http://jalon.example.org", False),
        ("https://jalon.example.org", True),
        ("http://127.0.0.1:8000", True),
    ],
)
def test_links_must_lead_to_an_encrypted_page(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, url: str, *, sound: bool
) -> None:
    monkeypatch.setenv("JALON_PUBLIC_URL", url)

    assert item(answer(capsys), "public-address")["sound"] is sound


@pytest.mark.parametrize(
    ("url", "sound"),
    [
        ("postgresql://jalon@db.example.org/jalon", False),
        ("postgresql://jalon@db.example.org/jalon?sslmode=verify-full", True),
        ("postgresql://jalon@127.0.0.1:1/jalon", True),
    ],
)
def test_a_database_in_clear_over_a_network_is_unsafe(
    monkeypatch: pytest.MonkeyPatch, url: str, *, sound: bool
) -> None:
    monkeypatch.setenv("JALON_DATABASE_URL", url)

    assert database().sound is sound


def test_a_file_that_others_can_read_is_found(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    (data / "open").write_text("", "utf-8")
    (data / "open").chmod(0o644)

    found = item(answer(capsys), "data-directory")

    assert found["sound"] is False
    assert found["found"].endswith("1 open to others")


def test_tables_of_this_version_are_sound(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    opened = Database(f"sqlite:///{data / 'jalon.db'}")
    upgrade(opened)
    opened.dispose()

    assert item(answer(capsys), "tables")["sound"] is True


def test_a_file_that_is_no_database_is_found(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    (data / "jalon.db").write_bytes(b"no database" * 1000)

    assert item(answer(capsys), "tables")["sound"] is False


def test_the_advice_comes_in_french_too(capsys: pytest.CaptureFixture[str]) -> None:
    found = item(answer(capsys, "--lang", "fr"), "keys")

    assert found["found"] == "il n'y en a pas"
