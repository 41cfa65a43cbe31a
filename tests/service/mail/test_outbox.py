import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from lifecycle.letters import outbox
from lifecycle.letters.delivery import next_letter_at
from notifications.messages import Message
from notifications.mime import HEADERS, LARGEST_PAGE
from storage.keys import Keys, rotate
from storage.tables.base import Base
from storage.tables.letters import Letter
from storage.tables.people import Person
from storage.tables.reviews import DecisionRequest
from tests.postbox import DROP, Postbox, free_port, open_postbox
from tests.service.mail.office import Office
from tests.unit.notifications.messages_written import (
    ALL,
    ANNE,
    INES,
    PAUL,
    RETURNED,
    VOID,
)

MINUTE = timedelta(minutes=1)


def away() -> str:
    """The address of a server that is not there."""
    return f"smtp://127.0.0.1:{free_port()}"


def stored_strings(office: Office) -> Iterator[str]:
    """Every text that any row of the database holds."""
    with office.database.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                for value in row:
                    yield value.decode("latin-1") if isinstance(value, bytes) else str(value)


def test_a_letter_goes_out_with_the_link_of_its_reader(office: Office, postbox: Postbox) -> None:
    office.post()

    assert office.deliver(postbox.url) == 1

    (received,) = postbox.received
    link = office.link(office.installation.keys.current)
    assert received.recipients == ("anne@example.org",)
    assert received.sender == "jalon@jalon.example.org"
    assert f"{link}?choice=GO\n" in received.text
    assert f'href="{link}?choice=CONDITIONAL_GO"' in received.html
    letter = office.letter()
    assert (letter.state, letter.attempts, letter.trouble) == ("sent", 1, None)
    assert letter.sent_at == office.at
    assert received.message["Message-ID"] == f"<{letter.id}@jalon.example.org>"
    assert office.deliver(postbox.url) == 0


def test_posting_twice_sends_once(office: Office, postbox: Postbox) -> None:
    office.post()
    office.later(minutes=1)
    office.post()

    assert office.deliver(postbox.url) == 1
    office.post()
    assert office.deliver(postbox.url) == 0
    assert len(postbox.received) == 1


@pytest.mark.gate_rule(29)
def test_no_row_holds_a_link_that_opens_anything(office: Office, postbox: Postbox) -> None:
    office.post()
    office.deliver(postbox.url)

    keys = office.installation.keys
    links = {office.link(kid).rsplit(".", 1)[1] for kid in keys.secrets}
    stored = "\n".join(stored_strings(office)).replace("=\r\n", "")

    assert links & set(re.findall(r"[A-Za-z0-9_-]{43}", postbox.received[0].text))
    assert not links & set(re.findall(r"[A-Za-z0-9_-]{43}", stored))
    assert not any(link in stored for link in links)
    assert str(office.request_id) in stored


@pytest.mark.gate_rule(33)
def test_a_server_that_drops_after_it_kept_the_letter_gets_the_same_bytes_again(
    office: Office, postbox: Postbox
) -> None:
    postbox.answers_to_data.append(DROP)
    office.post()

    assert office.deliver(postbox.url) == 0
    waiting = office.letter()
    assert (waiting.state, waiting.ambiguous, waiting.attempts) == ("waiting", True, 1)
    office.later(minutes=2)
    assert office.deliver(postbox.url) == 1

    first, second = postbox.received
    assert first.raw == second.raw
    assert office.letter().state == "sent"


def test_a_letter_keeps_its_bytes_while_keys_change_unless_the_key_was_dropped(
    office: Office, postbox: Postbox
) -> None:
    keys_file = office.installation.place.keys_file
    postbox.answers_to_data += [DROP, DROP]
    office.post()
    office.deliver(postbox.url)
    old = office.installation.keys.current

    _use(office, rotate(keys_file, keep=True))
    office.later(minutes=2)
    office.deliver(postbox.url)
    _use(office, rotate(keys_file, keep=False))
    office.later(minutes=10)
    assert office.deliver(postbox.url) == 1

    first, second, third = postbox.received
    assert first.raw == second.raw
    assert f".{old}." in first.text
    assert office.link(office.installation.keys.current) in third.text


def test_a_deliverer_that_died_leaves_its_letter_to_the_next_one(
    office: Office, postbox: Postbox
) -> None:
    office.post()
    (claimed,) = outbox.claim(office.database, at=office.at, limit=5)

    office.later(minutes=14)
    assert office.deliver(postbox.url) == 0
    office.later(minutes=2)
    assert office.deliver(postbox.url) == 1
    assert office.letter().id == claimed
    assert office.letter().ambiguous


def test_many_deliverers_send_each_letter_once(office: Office, postbox: Postbox) -> None:
    office.post_to_many(60, VOID)
    accepted: list[int] = []

    def work() -> None:
        accepted.append(office.deliver(postbox.url))

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    numbers = [each.message["Message-ID"] for each in postbox.received]
    assert sum(accepted) == len(numbers) == len(set(numbers)) == 60
    assert set(office.states()) == {"sent"}


def test_a_letter_that_is_put_off_waits_longer_each_time_and_is_parked_after_five_days(
    office: Office, postbox: Postbox
) -> None:
    postbox.answers_to_data += ["451 4.3.0 later"] * 1000
    office.post()
    waits = []
    while office.letter().state == "waiting":
        assert office.deliver(postbox.url) == 0
        waits.append((office.letter().next_at - office.at) / MINUTE)
        due = next_letter_at(office.database)
        office.at = due or office.at

    for wait, planned in zip(waits, (1, 2, 5, 10, 20, 30, 30, 30), strict=False):
        assert planned * 0.8 <= wait <= planned * 1.2
    assert office.letter().state == "parked"
    assert "451" in (office.letter().trouble or "")
    assert office.at - office.letter().posted_at >= timedelta(days=5)
    assert 200 <= len(waits) <= 300


@pytest.mark.gate_rule(33)
def test_three_days_without_a_server_lose_nothing_and_knock_rarely(office: Office) -> None:
    office.post()
    office.post_to_many(120, VOID)
    away_at = away()
    port = int(away_at.rsplit(":", 1)[1])
    began, tries = office.at, 0
    while office.at < began + timedelta(hours=72):
        assert office.deliver(away_at) == 0
        tries += 1
        due = next_letter_at(office.database)
        assert due is not None
        assert due > office.at
        if tries == 20:
            office.post_to_many(5, VOID)
            assert office.deliver(away_at) == 0
            assert next_letter_at(office.database) == due
        office.at = due
    with office.database.write() as session:
        session.execute(update(DecisionRequest).values(status="decided"))

    with open_postbox(port) as postbox:
        assert office.deliver(postbox.url) == 125
        assert len(postbox.received) == 125
        assert postbox.connections == 1
    assert tries <= 160
    assert sorted(office.states()) == ["cancelled", *["sent"] * 125]


def test_while_the_server_is_away_one_letter_tries_and_none_is_held(office: Office) -> None:
    office.post_to_many(30, VOID)

    office.deliver(away())

    letters = office.letters()
    assert [each.attempts for each in letters].count(1) == 1
    assert all(each.lease_until is None for each in letters)
    office.later(seconds=30)
    office.deliver(away())
    assert sum(each.attempts for each in office.letters()) == 1


def test_letters_that_waited_five_days_for_the_server_are_parked_and_not_lost(
    office: Office, postbox: Postbox
) -> None:
    office.post()
    office.deliver(away())
    office.later(days=5, minutes=5)
    office.deliver(away())

    assert office.states() == ["parked"]
    assert (office.letter().trouble or "").startswith(outbox.UNREACHABLE)


def test_a_poisoned_letter_stops_only_itself(office: Office, postbox: Postbox) -> None:
    office.post_to_many(25, VOID)
    office.post(RETURNED, PAUL)
    office.post(RETURNED, INES)
    office.post()
    postbox.refused.add("ines@example.org")
    with office.database.write() as session:
        session.execute(
            update(Letter).where(Letter.recipient_id == PAUL).values(facts={"gate": "unknown"})
        )
        session.execute(
            update(Person).where(Person.id == ANNE).values(email="anne@example.org, evil@x.net")
        )

    assert office.deliver(postbox.url) == 25

    parked = {
        each.recipient_id: each.trouble for each in office.letters() if each.state == "parked"
    }
    assert set(parked) == {PAUL, INES, ANNE}
    assert "could not be written" in (parked[PAUL] or "")
    assert "550" in (parked[INES] or "")
    assert "no address" in (parked[ANNE] or "")


def test_a_question_that_was_answered_meanwhile_is_not_sent_late(
    office: Office, postbox: Postbox
) -> None:
    office.post()
    office.deliver(away())
    with office.database.write() as session:
        session.execute(update(DecisionRequest).values(status="superseded", generation=2))
    office.later(minutes=5)

    assert office.deliver(postbox.url) == 0
    assert office.states() == ["cancelled"]
    assert next_letter_at(office.database) is None


def test_who_left_is_written_no_letter(office: Office, postbox: Postbox) -> None:
    office.post(RETURNED, PAUL)
    with office.database.write() as session:
        session.execute(update(Person).values(disabled_at=office.at))
    office.post(RETURNED, INES)

    assert office.deliver(postbox.url) == 0
    assert office.states() == ["cancelled"]


def test_a_letter_that_was_taken_back_while_it_went_out_counts_as_sent(
    office: Office, postbox: Postbox
) -> None:
    office.post()
    (letter_id,) = outbox.claim(office.database, at=office.at, limit=1)
    with office.database.write() as session:
        session.execute(update(Letter).values(state="cancelled", lease_until=None))

    assert not outbox.keep_lease(office.database, letter_id, at=office.at)
    outbox.sent(office.database, letter_id, at=office.at)

    assert office.states() == ["sent"]


HOSTILE = (
    "Bridge\r\nBcc: evil@example.net\r\n\r\n<b>=?utf-8?q?hi=0ABcc=3A_evil=40example=2Enet?=</b>"
    "\x00\x0b\x85\u2028\u202e{{ 7*7 }}\ud800"
)


def hostile(message: Message) -> Message:
    """The message with every text in it replaced by a hostile one."""
    facts = _poisoned(message.model_dump(mode="json"))
    return type(message).model_validate(facts)


def _poisoned(value: object, key: str = "") -> object:
    kept = {"code", "id", "person", "owner", "kind", "axis", "state", "severity", "audience"}
    kept |= {"next", "value", "unit", "due_at", "decided_at", "due_on", "held_until", "check"}
    kept |= {"at", "since", "until"}
    if isinstance(value, dict):
        return {name: _poisoned(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_poisoned(each, key) for each in value]
    return HOSTILE.replace("\ud800", "") if isinstance(value, str) and key not in kept else value


@pytest.mark.parametrize("case", ALL)
def test_hostile_words_add_no_header_no_recipient_and_no_markup(
    case: str, office: Office, postbox: Postbox
) -> None:
    office.post(hostile(ALL[case]), ANNE)
    with office.database.write() as session:
        session.execute(update(Person).values(name=HOSTILE.replace("\ud800", "").replace("\0", "")))

    assert office.deliver(postbox.url) == 1, office.letter().trouble

    (received,) = postbox.received
    assert tuple(received.message.keys()) == HEADERS
    assert [each.addr_spec for each in received.message["To"].addresses] == ["anne@example.org"]
    assert received.recipients == ("anne@example.org",)
    assert received.raw.isascii()
    assert b"\0" not in received.raw
    assert "<b>=?" not in received.html
    assert "{{ 7*7 }}" in received.text
    assert "\u202e" not in received.html


def test_a_letter_that_comes_out_too_long_leaves_the_rest_to_the_page(
    office: Office, postbox: Postbox
) -> None:
    long = {"en": "<" * 299, "fr": "«" * 299}
    findings = tuple(
        each.model_copy(update={"title": long, "found": long, "fix": long, "deliverable": long})
        for each in RETURNED.findings * 6
    )
    office.post(RETURNED.model_copy(update={"findings": findings, "more": 0}), PAUL)
    office.post(RETURNED.model_copy(update={"findings": findings, "more": 0}), ANNE)

    assert office.deliver(postbox.url) == 2

    for received in postbox.received:
        assert len(received.html.encode()) <= LARGEST_PAGE
        assert re.search(r"\d+ (more points|autres points)", received.text)


def test_readers_are_written_to_in_their_own_language(office: Office, postbox: Postbox) -> None:
    office.post(VOID, ANNE)
    office.post(VOID, PAUL)

    office.deliver(postbox.url)

    texts = {each.recipients[0]: each.text for each in postbox.received}
    assert "Votre décision n'est plus attendue." in texts["anne@example.org"]
    assert "Your decision is no longer needed." in texts["paul@example.org"]


def _use(office: Office, keys: Keys) -> None:
    office.installation = replace(office.installation, keys=keys)
