"""Rules that the database holds by itself: tried by direct SQL, past all of our code."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain.decision import Decision
from domain.review.ballot import VoteValue
from lifecycle.deciding.given import Given
from lifecycle.deciding.question import answer_question, ask_question
from lifecycle.driving.timers import fire_timers
from lifecycle.standing_in.asked_for import NewDelegation
from lifecycle.standing_in.delegate import delegate, end_delegation
from storage.database import Database
from storage.triggers import RULES
from tests.unit.lifecycle.scene import Scene, a_scene

OPEN = "(SELECT {column} FROM review WHERE state = 'open')"
SEAT = (
    "(SELECT s.{column} FROM review_seat s JOIN review r ON r.id = s.review_id"
    " WHERE r.state = 'open')"
)
PAULA = "(SELECT id FROM person WHERE handle = 'paula')"


def vote_by(person: str, *, review: str, sha: str, seat: str = "seat_id") -> str:
    """Return a statement that copies a vote into another place."""
    return (  # the test's own words
        "INSERT INTO vote (id, review_id, seat_id, person_id, value, casting, conditions, scores,"
        " answers, ratings, revision_sha256, channel, assurance, cast_at, standing)"
        f" SELECT :id, {review}, {seat}, {person}, value, casting, conditions, scores, answers,"
        f" ratings, {sha}, channel, assurance, cast_at, {{no}} FROM vote LIMIT 1"
    )


def run(scene: Scene, statement: str) -> None:
    """Run a statement past all of our code, and commit it."""
    is_sqlite = scene.installation.database.is_sqlite
    no, yes = ("0", "1") if is_sqlite else ("false", "true")
    made = uuid4()
    values = {"id": made.hex if is_sqlite else made} if ":id" in statement else {}
    with scene.installation.database.write() as session:
        words = statement.replace("{no}", no).replace("{yes}", yes)
        session.connection().execute(text(words), values)


BROKEN = {
    "revision_is_frozen": "UPDATE revision SET sha256 = 'other'",
    "revision_is_kept": "DELETE FROM revision",
    "revision_author_is_kept": "DELETE FROM revision_author",
    "review_is_frozen": "UPDATE review SET policy_sha256 = 'other'",
    "review_outcome_stands": "UPDATE review SET code = 'KILL' WHERE state = 'decided'",
    "review_ends_once": "UPDATE review SET state = 'open' WHERE state = 'superseded'",
    "review_is_kept": "DELETE FROM review",
    "vote_is_in_an_open_round": vote_by("person_id", review="review_id", sha="revision_sha256"),
    "vote_is_of_its_seat": vote_by(
        PAULA,
        review=OPEN.format(column="id"),
        sha=OPEN.format(column="revision_sha256"),
        seat=SEAT.format(column="id"),
    ),
    "vote_is_frozen": "UPDATE vote SET value = 'reject'",
    "vote_stands_once": "UPDATE vote SET standing = {yes} WHERE NOT standing",
    "vote_is_kept": "DELETE FROM vote",
    "delegation_is_given_once": "UPDATE delegation SET ended_at = NULL, ended_by = NULL",
    "delegation_is_kept": "DELETE FROM delegation",
    "timer_fires_once": "UPDATE timer SET fired_at = NULL",
    "question_is_answered_once": "UPDATE question SET answer = 'other'",
    "condition_is_kept": "DELETE FROM condition",
    "ledger_is_appended_to": "UPDATE ledger_entry SET kind = 'other'",
    "ledger_entry_is_kept": "DELETE FROM ledger_entry",
}
"""A statement that each rule refuses, on a database in which everything has happened once."""


@pytest.fixture
def happened(database: Database, tmp_path: Path) -> Scene:
    """A project at which something of every kind has happened, and a second round is open."""
    scene = a_scene(database, tmp_path)
    scene.asked()
    with scene.write() as session:
        new = NewDelegation(
            delegate="denis",
            first_day=date(2026, 3, 2),
            last_day=date(2026, 3, 6),
            reason="Away",
        )
        row = delegate(session, scene.actor("marc"), new, at=scene.at)
        end_delegation(session, scene.actor("marc"), row.id, at=scene.at)
        question = ask_question(
            session, scene.actor("marc"), scene.review().id, "Why?", at=scene.at
        )
        answer_question(session, scene.actor("anna"), question.id, "So", at=scene.at)
    scene.votes("marc", VoteValue.ABSTAIN)
    scene.votes("marc", VoteValue.APPROVE)
    scene.later(days=4)
    fire_timers(database, at=scene.at)
    scene.hand_in("another budget")
    scene.judged()
    scene.ask()
    given = Given(
        value=VoteValue.APPROVE_WITH_CONDITIONS, conditions=[scene.condition()], reason="First"
    )
    scene.votes("marc", given)
    scene.votes("nadia", given)
    assert scene.review().code == Decision.CONDITIONAL_GO
    return scene


def third_round(scene: Scene) -> None:
    """Open a round at the next gate, of which nobody has voted."""
    scene.later(hours=1)
    scene.hand_in("a third budget", gate="B")
    scene.judged()
    scene.ask()


@pytest.mark.parametrize("rule", sorted(BROKEN))
def test_the_database_refuses_by_itself(happened: Scene, rule: str) -> None:
    if rule == "vote_is_of_its_seat":
        third_round(happened)
    says = {each.name: each.says for each in RULES}[rule]

    with pytest.raises(DBAPIError, match=says):
        run(happened, BROKEN[rule])


UNTRIED = {
    "vote_is_not_by_an_author",
    "late_evidence_is_frozen",
    "late_evidence_is_kept",
    "condition_is_settled_once",
}
"""Rules that are tried below, where something more must have happened."""


def test_every_rule_is_tried() -> None:
    assert set(BROKEN) | UNTRIED == {rule.name for rule in RULES}


@pytest.mark.gate_rule(25)
def test_the_database_takes_no_vote_of_an_author(happened: Scene) -> None:
    """Somebody makes an author of a voter by hand: the vote that follows is refused."""
    third_round(happened)
    voter = SEAT.format(column="person_id")
    run(
        happened,
        "INSERT INTO revision_author (revision_id, person_id)"
        f" VALUES ({OPEN.format(column='revision_id')}, {voter})",
    )

    with pytest.raises(DBAPIError, match="does not vote on it"):
        run(
            happened,
            vote_by(
                voter,
                review=OPEN.format(column="id"),
                sha=OPEN.format(column="revision_sha256"),
                seat=SEAT.format(column="id"),
            ),
        )


@pytest.mark.gate_rule(13)
def test_the_database_opens_no_settled_condition_again(happened: Scene) -> None:
    run(
        happened,
        "UPDATE condition SET state = 'settled', settled_at = :now".replace(
            ":now", "(SELECT max(cast_at) FROM vote)"
        ),
    )

    with pytest.raises(DBAPIError, match="not opened again"):
        run(happened, "UPDATE condition SET state = 'open', settled_at = NULL")
