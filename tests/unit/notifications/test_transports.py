import socket
import stat
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from domain.errors import BadInputError
from notifications.handing import Answer, Handed
from notifications.mailbox import Mailbox
from notifications.smtp import MailServer, Smtp
from notifications.transport import Transport, transport_of
from tests.postbox import DROP, Postbox, free_port, open_postbox

LETTER = UUID("6f1c9a52-3b7e-4d08-9c41-2f5a8e7b0d13")
RAW = b"Subject: s\r\n\r\n.dot\r\nend\r\n"


@pytest.fixture
def postbox() -> Generator[Postbox]:
    with open_postbox() as opened:
        yield opened


@contextmanager
def way_to(url: str) -> Generator[Transport]:
    transport = transport_of(url, Path("unused"))
    try:
        yield transport
    finally:
        transport.close()


def send(transport: Transport, recipient: str = "anne@example.org") -> Handed:
    return transport.send(RAW, sender="jalon@example.org", recipient=recipient, letter_id=LETTER)


def test_a_letter_arrives_as_it_was_over_one_connection(postbox: Postbox) -> None:
    with way_to(postbox.url) as transport:
        assert [send(transport).answer for _ in range(3)] == [Answer.ACCEPTED] * 3

    assert [each.raw for each in postbox.received] == [RAW] * 3
    assert postbox.received[0].recipients == ("anne@example.org",)
    assert postbox.received[0].sender == "jalon@example.org"
    assert postbox.connections == 1


def test_who_is_refused_does_not_hinder_the_next_one(postbox: Postbox) -> None:
    postbox.refused.add("gone@example.org")
    with way_to(postbox.url) as transport:
        refused = send(transport, "gone@example.org")
        accepted = send(transport)

    assert refused.answer is Answer.REFUSED
    assert "550" in refused.reason
    assert accepted.answer is Answer.ACCEPTED
    assert postbox.connections == 1


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("450 4.2.1 busy", Answer.LATER),
        ("451 4.3.0 try again", Answer.LATER),
        ("452 4.3.1 full", Answer.LATER),
        ("421 4.3.2 closing", Answer.UNREACHABLE),
        ("550 5.7.1 no", Answer.REFUSED),
        ("552 5.3.4 too large", Answer.REFUSED),
        ("554 5.6.0 no", Answer.REFUSED),
        (DROP, Answer.AMBIGUOUS),
    ],
)
def test_each_answer_to_a_letter_means_one_thing(
    postbox: Postbox, said: str, answer: Answer
) -> None:
    postbox.answers_to_data.append(said)
    with way_to(postbox.url) as transport:
        assert send(transport).answer is answer
        assert send(transport).answer is Answer.ACCEPTED


def test_a_server_that_closed_an_idle_connection_is_asked_once_more() -> None:
    with open_postbox() as first, way_to(first.url) as transport:
        assert send(transport).answer is Answer.ACCEPTED
        first.stop()
        with open_postbox(first.port) as again:
            assert send(transport).answer is Answer.ACCEPTED
            assert len(again.received) == 1


def test_nobody_at_the_port_is_about_the_server_and_not_about_the_letter() -> None:
    with way_to(f"smtp://127.0.0.1:{free_port()}") as transport:
        handed = send(transport)

    assert handed.answer is Answer.UNREACHABLE
    assert handed.reason


def test_a_server_that_talks_nonsense_is_away() -> None:
    with _talker(b"hello, who is there?\r\n") as port, way_to(f"smtp://127.0.0.1:{port}") as way:
        assert send(way).answer is Answer.UNREACHABLE


def test_without_encryption_no_password_is_said(postbox: Postbox) -> None:
    with way_to(f"smtp+starttls://anne:s3cret@127.0.0.1:{postbox.port}") as transport:
        handed = send(transport)

    assert handed.answer is Answer.UNREACHABLE
    assert "STARTTLS" in handed.reason
    assert postbox.received == []


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://host:notaport",
        "smtp://host:99999",
        "smtps://[::1",
        "smtp://user:password@mail.example.org",
        "smtp://user@mail.example.org:25",
    ],
)
def test_a_wrong_address_of_a_server_is_told_in_a_sentence(url: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="JALON_SMTP_URL") as told:
        transport_of(url, tmp_path)

    assert "JALON_SMTP_URL" in told.value.say("fr")
    assert "password@" not in str(told.value).replace("user:password@host", "")


def test_an_address_of_a_server_says_who_writes() -> None:
    usual = MailServer.from_url("smtp+starttls://jalon%40example.org:p%2Fw@mail.example.org")
    named = MailServer.from_url("smtps://mail.example.org?from=pmo@example.org")

    assert (usual.port, usual.user, usual.password) == (587, "jalon@example.org", "p/w")
    assert Smtp(usual).address == "jalon@example.org"
    assert (named.port, Smtp(named).address) == (465, "pmo@example.org")
    assert MailServer.from_url("smtp://localhost").port == 25
    assert MailServer.from_url("smtp://u:p@localhost:1025").user == "u"


def test_the_mailbox_keeps_whole_letters_that_only_their_owner_may_read(tmp_path: Path) -> None:
    transport = transport_of("", tmp_path / "mail")
    assert isinstance(transport, Mailbox)

    assert [send(transport).answer for _ in range(2)] == [Answer.ACCEPTED] * 2

    (kept,) = (tmp_path / "mail").iterdir()
    assert kept.name == f"{LETTER}.eml"
    assert kept.read_bytes() == RAW
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_a_mailbox_that_cannot_be_written_lets_letters_wait(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file in the folder's place")

    assert send(transport_of("", tmp_path / "mail")).answer is Answer.UNREACHABLE


@contextmanager
def _talker(words: bytes) -> Generator[int]:
    """A server that says something and hangs up."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(1)

        def talk() -> None:
            caller, _ = listening.accept()
            with caller:
                caller.sendall(words)

        talking = threading.Thread(target=talk)
        talking.start()
        yield listening.getsockname()[1]
        talking.join(timeout=10)
