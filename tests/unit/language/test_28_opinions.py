"""Feature 28: no go before somebody of a role has spoken, whatever was said."""

from pathlib import Path

import pytest

from domain.decision import Decision
from domain.review.ballot import VoteValue
from domain.review.tally import Standing
from lifecycle.deciding.given import Given
from lifecycle.invariants import check_invariants
from storage.database import Database
from tests.unit.language.texts_seats import a_council, ask_about

GATE = """
criteria:
  - id: heard
    label: {en: The authority has spoken, fr: L'autorité s'est prononcée}
    test: {opinion_given: {role: authority}}
committee:
  seats: [{role: sponsor}, {role: finance}, {role: authority, kind: advisory}]
"""


def test_a_round_waits_for_an_advisory_seat_that_must_speak(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, GATE)
    ask_about(scene)

    scene.votes("marc", VoteValue.APPROVE)
    waiting = scene.votes("nadia", VoteValue.APPROVE)
    assert waiting.tally.standing is Standing.OPEN

    scene.votes("claire", Given(value=VoteValue.REJECT, reason="It is too early"))
    assert scene.review().code == Decision.GO
    assert check_invariants(scene.installation) == []


@pytest.mark.parametrize("value", [VoteValue.APPROVE, VoteValue.ABSTAIN], ids=str)
def test_whatever_is_said_is_an_opinion(
    database: Database, tmp_path: Path, value: VoteValue
) -> None:
    scene = a_council(database, tmp_path, GATE)
    ask_about(scene)

    scene.votes("claire", value)
    scene.votes("marc", VoteValue.APPROVE)
    scene.votes("nadia", VoteValue.APPROVE)

    assert scene.review().code == Decision.GO


def test_who_recuses_has_not_spoken(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, GATE)
    ask_about(scene)

    scene.votes("claire", Given(value=VoteValue.RECUSE, reason="My own design"))
    scene.votes("marc", VoteValue.APPROVE)
    last = scene.votes("nadia", VoteValue.APPROVE)

    assert last.tally.rule == "criterion heard answered by nobody, when rejected RECYCLE"


def test_an_opinion_that_a_gate_only_should_have_holds_nothing_up(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(
        database, tmp_path, GATE.replace("- id: heard", "- id: heard\n    kind: should")
    )
    ask_about(scene)

    scene.votes("marc", VoteValue.APPROVE)
    scene.votes("nadia", VoteValue.APPROVE)

    assert scene.review().code == Decision.GO


def test_where_the_seat_is_not_there_nobody_is_awaited(database: Database, tmp_path: Path) -> None:
    gate = GATE.replace("kind: advisory", "kind: advisory, when: budget > 10")
    scene = a_council(database, tmp_path, gate, budget="5", currency="EUR")
    ask_about(scene)

    scene.votes("marc", VoteValue.APPROVE)
    scene.votes("nadia", VoteValue.APPROVE)

    assert scene.review().code == Decision.GO
