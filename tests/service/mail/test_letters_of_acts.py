import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from domain.errors import NotAllowedError, NotFoundError, OutOfSequenceError
from domain.review.ballot import ConditionAsked, VoteValue
from lifecycle.authority import find_person, find_project
from lifecycle.deciding.ask import ask
from lifecycle.deciding.ending import withdraw
from lifecycle.ledger import head_in_words
from lifecycle.letters.delivery import deliver_waiting
from lifecycle.letters.mailbox import letters, open_letter, release
from lifecycle.people import disable_person
from lifecycle.questions.link import opened_by
from lifecycle.seating.seats import role_holders
from notifications.transport import transport_of
from storage.database import Database
from storage.tables.base import Base
from storage.tables.letters import Letter
from storage.tables.reviews import Condition, DecisionRequest
from tests.postbox import Postbox, Received
from tests.world import World, settled

SITE = "https://jalon.example.org"
LINK = re.compile(rf"{SITE}/d/(\S+?)(?:\?choice=\w+)?\s")


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    return settled(database, tmp_path)


def deliver(world: World, postbox: Postbox) -> dict[str, Received]:
    """Let everything out that waits; return what just came, by recipient."""
    before = len(postbox.received)
    transport = transport_of(postbox.url, Path("unused"))
    deliver_waiting(world.installation, transport, public_url=SITE, clock=world.clock)
    transport.close()
    came = postbox.received[before:]
    found = {each.recipients[0].split("@")[0]: each for each in came}
    assert len(found) == len(came)
    return found


def person_id(world: World, handle: str) -> UUID:
    with world.database.read() as session:
        return find_person(session, handle).id


def sha256_of(world: World, review_id: UUID) -> str:
    with world.database.read() as session:
        return world.review(session, review_id).revision_sha256


def waiting(world: World) -> list[tuple[str, str]]:
    with world.database.read() as session:
        rows = session.scalars(select(Letter).order_by(Letter.posted_at, Letter.key))
        return [(each.message, each.state) for each in rows]


def test_who_proposes_is_answered_once(world: World, postbox: Postbox) -> None:
    world.project()

    came = deliver(world, postbox)

    assert set(came) == {"paul"}
    assert came["paul"].message["Subject"] == "HEAT: your idea is registered"
    assert f"{SITE}/projects/HEAT\n" in came["paul"].text


def test_a_package_comes_back_to_who_can_mend_it(world: World, postbox: Postbox) -> None:
    world.project()
    deliver(world, postbox)
    world.judged(world.hand_in().review.id, ready=False)

    came = deliver(world, postbox)

    assert set(came) == {"mona"}
    assert "COST-11" in came["mona"].text
    assert "budget.txt" in came["mona"].text
    assert "/d/" not in came["mona"].text


def test_every_seat_is_asked_once_by_a_link_of_its_own(world: World, postbox: Postbox) -> None:
    world.project()
    deliver(world, postbox)
    review_id = world.asked()

    came = deliver(world, postbox)

    assert set(came) == {"sara", "finn", "eve"}
    assert "your opinion by" in came["eve"].message["Subject"]
    assert "nothing is decided" in came["sara"].text
    opened = set()
    for handle, received in came.items():
        (link,) = set(LINK.findall(received.text))
        assert link in received.html
        request_id = opened_by(world.installation, link, at=world.at)
        assert request_id is not None
        with world.database.read() as session:
            request = session.get_one(DecisionRequest, request_id)
            assert request.review_id == review_id
            assert request.person_id == person_id(world, handle)
            assert head_in_words(session).split(":")[0] >= "1"
        opened.add(request_id)
        assert re.search(r"Ledger \d+:[0-9a-f]{16}", received.text)
    assert len(opened) == 3
    assert deliver(world, postbox) == {}


def test_no_string_of_the_database_opens_a_decision(world: World, postbox: Postbox) -> None:
    world.project()
    world.asked()
    came = deliver(world, postbox)
    texts = set()
    with world.database.read() as session:
        ids = [str(each) for each in session.scalars(select(DecisionRequest.id))]
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                for value in row:
                    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                    texts |= set(re.findall(r"[A-Za-z0-9_.-]+", text.replace("=\r\n", "")))

    kids = list(world.installation.keys.secrets)
    tokens = {each for each in texts if len(each) == 43}
    tried = texts | {f"{ids[0]}.{kid}.{each}" for kid in kids for each in tokens}
    assert [each for each in tried if opened_by(world.installation, each, at=world.at)] == []
    assert LINK.search(came["sara"].text)


@pytest.mark.gate_rule(34)
def test_a_decision_is_told_to_each_in_their_own_words(world: World, postbox: Postbox) -> None:
    world.project()
    review_id = world.asked()
    deliver(world, postbox)
    sha256 = sha256_of(world, review_id)
    world.voted(review_id, "finn", sha256)
    condition = ConditionAsked(
        words="Sign the backup plan",
        owner_id=person_id(world, "stan"),
        verifier_id=person_id(world, "sara"),
        due_on=date(2026, 12, 31),
        evidence="The signed plan",
    )
    world.voted(
        review_id,
        "sara",
        sha256,
        value=VoteValue.APPROVE_WITH_CONDITIONS,
        reason="Only with a backup",
        conditions=(condition,),
    )

    came = deliver(world, postbox)

    assert set(came) == {"sara", "finn", "eve", "mona", "stan"}
    for received in came.values():
        assert received.message["Subject"] == "HEAT A: Go if"
        assert "/d/" not in received.text
        assert "Sign the backup plan" in received.text
        assert re.search(r"Ledger \d+:[0-9a-f]{16}", received.text)
    assert "The stage is open." in came["mona"].text
    assert "Only with a backup" in came["mona"].text
    assert "Only with a backup" in came["finn"].text
    assert "Only with a backup" not in came["stan"].text
    assert "(yours)" in came["stan"].text
    assert "(yours)" not in came["mona"].text
    with world.database.read() as session:
        kept = session.scalars(select(Letter.facts)).all()
        assert "Sign the backup plan" not in str(kept)
        assert session.scalars(select(Condition.number)).all() == [1]


def test_a_question_that_never_went_out_is_taken_back_and_not_called_off(
    world: World, postbox: Postbox
) -> None:
    world.project()
    world.asked()
    world.asked(text="budget 200")

    came = deliver(world, postbox)

    assert set(came) == {"paul", "sara", "finn", "eve"}
    assert waiting(world).count(("decision-asked", "cancelled")) == 3
    assert waiting(world).count(("decision-asked", "sent")) == 3
    assert ("no-longer-required", "sent") not in waiting(world)


@pytest.mark.gate_rule(5)
def test_who_was_asked_learns_that_a_newer_revision_or_a_withdrawal_voids_it(
    world: World, postbox: Postbox
) -> None:
    world.project()
    review_id = world.asked()
    asked = deliver(world, postbox)
    world.voted(review_id, "finn", sha256_of(world, review_id))
    world.asked(text="budget 200")

    came = deliver_all(world, postbox)

    assert {handle for handle, subject in came if "no decision needed" in subject} == {
        "sara",
        "finn",
        "eve",
    }
    assert {handle for handle, subject in came if " by " in subject} == {"sara", "finn", "eve"}
    (old,) = set(LINK.findall(asked["sara"].text))
    assert opened_by(world.installation, old, at=world.at) is not None

    with world.database.write() as session:
        withdraw(session, world.actor("mona"), find_project(session, "HEAT"), "later", at=world.at)
    gone = deliver(world, postbox)
    assert set(gone) == {"sara", "finn", "eve"}
    assert "was withdrawn" in gone["sara"].text


def deliver_all(world: World, postbox: Postbox) -> list[tuple[str, str]]:
    """Let everything out; return recipients and subjects."""
    before = len(postbox.received)
    transport = transport_of(postbox.url, Path("unused"))
    deliver_waiting(world.installation, transport, public_url=SITE, clock=world.clock)
    transport.close()
    came = postbox.received[before:]
    return [(each.recipients[0].split("@")[0], each.message["Subject"]) for each in came]


@pytest.mark.gate_rule(34)
def test_a_confidential_project_is_never_named(world: World, postbox: Postbox) -> None:
    world.project(confidential=True)
    review_id = world.asked()
    sha256 = sha256_of(world, review_id)
    deliver(world, postbox)
    world.voted(review_id, "finn", sha256)
    world.voted(review_id, "sara", sha256, reason="Fine")
    deliver(world, postbox)

    assert len(postbox.received) == 8
    for received in postbox.received:
        said = f"{received.message['Subject']} {received.text} {received.html}"
        for secret in ("Heat", "Gate A", "Shall we begin", "Budget", "budget", "Finn", "Second"):
            assert secret not in said, secret
        assert "HEAT" in said
    with world.database.read() as session:
        assert "Heat recovery" not in str(session.scalars(select(Letter.facts)).all())


def test_who_left_is_not_asked(world: World, postbox: Postbox) -> None:
    world.project()
    review_id = world.hand_in().review.id
    with world.database.write() as session:
        disable_person(session, world.actor("ada"), "finn", at=world.at)
    world.judged(review_id)
    world.later(minutes=1)
    with world.database.write() as session:
        ask(session, review_id, at=world.at)
        assert role_holders(session, find_project(session, "HEAT"), "finance") == []

    assert set(deliver(world, postbox)) == {"paul", "sara", "eve"}


def test_administrators_see_every_letter_and_only_the_addressee_its_link(
    world: World, postbox: Postbox
) -> None:
    world.project()
    world.asked()
    came = deliver(world, postbox)
    keys = world.installation.keys
    (link,) = set(LINK.findall(came["sara"].text))
    with world.database.read() as session:
        listed = letters(session, world.actor("ada"))
        mine = letters(session, world.actor("sara"), own=True)
        (letter,) = mine
        masked = open_letter(session, keys, world.actor("ada"), letter.id)
        whole = open_letter(session, keys, world.actor("sara"), letter.id)
        by_token = world.actor("sara", scopes=["project:read"])
        for stranger in (world.actor("xena"), world.actor("finn"), by_token):
            with pytest.raises(NotAllowedError):
                open_letter(session, keys, stranger, letter.id)
        with pytest.raises(NotAllowedError):
            letters(session, world.actor("xena"))
        with pytest.raises(NotFoundError):
            open_letter(session, keys, world.actor("ada"), UUID(int=7))

    assert len(listed) == 4
    assert letter.subject.startswith("HEAT A: decide by")
    assert (letter.recipient, letter.project, letter.state) == ("Sara Lind", "HEAT", "sent")
    assert masked.masked
    assert not whole.masked
    assert link in whole.text
    assert link in whole.html
    assert link.split(".")[-1] not in masked.text + masked.html
    assert "*" * 48 in masked.text


def test_a_parked_letter_is_released_with_the_address_as_it_is_now(
    world: World, postbox: Postbox
) -> None:
    postbox.refused.add("paul@example.org")
    world.project()
    assert deliver(world, postbox) == {}
    with world.database.write() as session:
        (parked,) = letters(session, world.actor("ada"), state="parked")
        assert "550" in (parked.trouble or "")
        find_person(session, "paul").email = "paul.morel@example.org"
        with pytest.raises(NotAllowedError):
            release(session, world.actor("sara"), parked.id, at=world.at)
        release(session, world.actor("ada"), parked.id, at=world.at)
        with pytest.raises(OutOfSequenceError):
            release(session, world.actor("ada"), parked.id, at=world.at)

    (received,) = deliver(world, postbox).values()
    assert received.recipients == ("paul.morel@example.org",)
    assert "paul.morel@example.org" in received.message["To"]
