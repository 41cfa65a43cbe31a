"""An event opens a gate out of turn: raised by hand, or when an expression is true."""

from pathlib import Path

import pytest

from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from lifecycle.invariants import check_invariants
from lifecycle.steering.amend import Amendment, amend
from lifecycle.steering.raise_event import raise_event
from storage.database import Database
from tests.unit.language.texts_life import Walk, a_walk, gate, method, stage
from tests.unit.lifecycle.scene import everything_written

MORE = """\
attributes:
  - {id: forecast, label: {en: Forecast, fr: Prévision}, kind: amount}
tolerances:
  - {id: cost, label: {en: Cost, fr: Coût}, dimension: cost, level: project,
     measure: forecast, limit: "budget * 1.1"}
events:
  - {id: overrun, label: {en: Overrun, fr: Dépassement}, gate: EXCEPTION, when: breach.cost}
  - {id: incident, label: {en: Incident, fr: Incident}, gate: ALARM}
"""
TEXT = method(
    [gate("END"), gate("EXCEPTION"), gate("ALARM"), gate("LAST")],
    [stage("build", "END"), stage("close", "LAST")],
    MORE,
)


def raised(walk: Walk, reason: str = "A pump failed", *, by: str = "anna") -> None:
    with walk.write() as session:
        raise_event(session, walk.actor(by), walk.named(session), "incident", reason, at=walk.at)


def test_a_forecast_over_tolerance_opens_the_gate(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT, budget="100", attributes={"forecast": "105"})
    assert list(walk.opened()) == ["END"]

    with walk.write() as session:
        given = Amendment(attributes={"forecast": "120"})
        amend(session, walk.actor("anna"), walk.named(session), given, at=walk.at)

    assert walk.opened()["EXCEPTION"].by == "overrun"
    with pytest.raises(OutOfSequenceError, match="END awaits EXCEPTION"):
        walk.hand_in()
    walk.passes("EXCEPTION")
    assert list(walk.opened()) == ["END"]
    assert check_invariants(walk.installation) == []


def test_an_event_raised_by_hand_is_answered_by_its_gate(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    raised(walk)
    raised(walk, "And another")

    assert walk.kinds().count("event.raised") == 1
    assert walk.opened()["ALARM"].by == "incident"
    walk.passes("ALARM")

    assert walk.look().raised == {}
    assert walk.look().stage == "build"
    raised(walk, "It failed again")
    assert "ALARM" in walk.opened()
    assert check_invariants(walk.installation) == []


def test_what_happened_is_said_and_sealed(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    with pytest.raises(BadInputError, match="what happened"):
        raised(walk, " ")
    with pytest.raises(NotAllowedError):
        raised(walk, by="marc")
    with pytest.raises(NotFoundError, match="no event 'flood'"), walk.write() as session:
        raise_event(session, walk.actor("anna"), walk.named(session), "flood", "Water", at=walk.at)
    raised(walk, "Mister Smith dropped it")

    assert "Smith" not in everything_written(database)
