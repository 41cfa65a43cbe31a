from datetime import UTC, datetime
from uuid import UUID

import pytest

from notifications.mime import (
    HEADERS,
    LARGEST,
    LARGEST_PAGE,
    Envelope,
    TooLongError,
    UnfitLetterError,
    check_wire,
    compose,
)
from notifications.rendering import Rendered
from tests.postbox import Received

LETTER = UUID("6f1c9a52-3b7e-4d08-9c41-2f5a8e7b0d13")
AT = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
WORDS = Rendered(subject="ORION G3 : décision", text="Bonjour\n", html="<p>Bonjour</p>")


def envelope(**changed: object) -> Envelope:
    usual: dict[str, object] = {
        "letter_id": LETTER,
        "sender": "jalon@example.org",
        "recipient": "anne@example.org",
        "recipient_name": "Anne Roussel",
        "host": "example.org",
        "at": AT,
    }
    return Envelope(**{**usual, **changed})  # type: ignore[arg-type]  # the fields are named above


def read(raw: bytes) -> Received:
    return Received(raw, "", ())


def test_a_letter_has_its_headers_its_number_and_two_parts_that_stand_alone() -> None:
    letter = read(compose(WORDS, envelope()))

    assert tuple(letter.message.keys()) == HEADERS
    assert letter.message["Message-ID"] == f"<{LETTER}@example.org>"
    assert letter.message["Date"] == "Thu, 19 Nov 2026 09:30:00 +0000"
    assert letter.message["Auto-Submitted"] == "auto-generated"
    assert letter.message["Subject"] == WORDS.subject
    assert letter.message.get_content_type() == "multipart/alternative"
    assert letter.text == "Bonjour\n"
    assert letter.html == "<p>Bonjour</p>\n"


def test_the_same_letter_has_the_same_bytes_every_time() -> None:
    assert compose(WORDS, envelope()) == compose(WORDS, envelope())


@pytest.mark.parametrize(
    "subject",
    [
        "hi\r\nBcc: evil@example.net",
        "hi\nBcc: evil@example.net",
        "=?utf-8?q?hi=0ABcc=3A_evil=40example=2Enet?=",
        "=?utf-8?b?aGkKQmNjOiBldmlsQGV4YW1wbGUubmV0?=",
        "==??=?utf-8?q?hi=0ABcc=3A_evil=40example=2Enet?=",
        "hi\x0bBcc: evil@example.net",
        "hi\x85Bcc: evil@example.net",
        "hi\u2028Bcc: evil@example.net",
        "hi\x00there",
        "é" * 500,
        "x" * 5000,
    ],
)
def test_whatever_a_subject_holds_no_header_is_added(subject: str) -> None:
    raw = compose(Rendered(subject=subject, text="t", html="h"), envelope())
    letter = read(raw)

    assert tuple(letter.message.keys()) == HEADERS
    assert b"\0" not in raw
    assert "\n" not in letter.message["Subject"]


@pytest.mark.parametrize(
    "name",
    [
        "Anne, Paul <paul@example.org>",
        'Anne" <evil@example.net>, "',
        "Anne\r\nBcc: evil@example.net",
        "=?utf-8?q?hi=0ABcc=3A_evil?=",
        "a\x00b",
        "",
    ],
)
def test_whatever_a_name_holds_the_letter_has_one_recipient(name: str) -> None:
    letter = read(compose(WORDS, envelope(recipient_name=name)))

    assert [each.addr_spec for each in letter.message["To"].addresses] == ["anne@example.org"]
    assert tuple(letter.message.keys()) == HEADERS


@pytest.mark.parametrize(
    "address",
    ["anne@example.org, paul@example.org", "anne", "", "jérôme@example.org", "a@b\r\nBcc: c@d"],
)
def test_what_is_no_address_is_not_written_to(address: str) -> None:
    with pytest.raises(UnfitLetterError):
        compose(WORDS, envelope(recipient=address))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"Subject:", b"Bcc: evil@example.net\r\nSubject:"),
        (b"Subject:", b"To: evil@example.net\r\nSubject:"),
        (b"Anne Roussel <anne@example.org>", b"anne@example.org, evil@example.net"),
        (b"Auto-Submitted: auto-generated\r\n", b""),
        (b"Bonjour\r\n", b"Bonjour\n"),
        (b"Bonjour\r\n", b"Bonjour\0\r\n"),
        (b"Bonjour\r\n", "Bonjour é\r\n".encode()),
        (b"Bonjour\r\n", b"x" * 1200 + b"\r\n"),
        (b"\r\n\r\n", b"\r\n"),
    ],
)
def test_the_finished_bytes_are_read_again_before_they_leave(before: bytes, after: bytes) -> None:
    raw = compose(WORDS, envelope())
    assert before in raw

    with pytest.raises(UnfitLetterError):
        check_wire(raw.replace(before, after), envelope())


def test_a_letter_that_mail_programs_would_cut_is_not_made() -> None:
    with pytest.raises(TooLongError):
        compose(Rendered(subject="s", text="t", html="x" * (LARGEST_PAGE + 1)), envelope())
    with pytest.raises(TooLongError):
        compose(Rendered(subject="s", text="t " * LARGEST, html="h"), envelope())
