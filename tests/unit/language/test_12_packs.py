"""Feature 12: a pack adds products, roles at the table, and gates."""

from pathlib import Path
from typing import Any

import pytest

from lifecycle.invariants import check_invariants
from lifecycle.steering.amend import Amendment, amend
from storage.database import Database
from tests.unit.language.texts_life import a_walk, gate, method, stage

MORE = """\
attributes:
  - {id: bought, label: {en: Part bought, fr: Part achetée}, kind: number, unit: "%"}
packs:
  - {id: tender, label: {en: Tender, fr: Appel d'offres}, when: bought > 50}
"""
OFFER = gate("OFFER", asks=("budget", "charter")).replace(
    "{deliverable: charter, maturity: baseline}",
    "{deliverable: charter, maturity: baseline, when: pack.tender}",
)
TEXT = method(
    [
        OFFER.replace(
            "seats: [{role: sponsor}]",
            "seats: [{role: sponsor}, {role: authority, when: pack.tender}]",
        ),
        gate("CALL"),
        gate("AWARD"),
        gate("LAST"),
    ],
    [
        stage("prepare", "OFFER"),
        stage("call", "CALL", "when: pack.tender"),
        stage("award", "AWARD", "when: pack.tender"),
        stage("close", "LAST"),
    ],
    MORE,
)


@pytest.mark.parametrize(
    ("facts", "gates"),
    [
        ({"attributes": {"bought": "20"}}, ["OFFER", "LAST"]),
        ({"attributes": {"bought": "80"}}, ["OFFER", "CALL", "AWARD", "LAST"]),
        (
            {"attributes": {"bought": "20"}, "packs": ["tender"]},
            ["OFFER", "CALL", "AWARD", "LAST"],
        ),
    ],
)
def test_the_tender_module_brings_two_more_gates(
    database: Database, tmp_path: Path, facts: dict[str, Any], gates: list[str]
) -> None:
    walk = a_walk(database, tmp_path, TEXT, **facts)

    fitted = walk.fit().method

    assert [stage.gate for stage in fitted.stages] == gates
    assert [gate.id for gate in fitted.gates] == gates
    with_pack = len(gates) == 4
    offer = fitted.gate("OFFER")
    assert [each.deliverable for each in offer.requirements] == (
        ["budget", "charter"] if with_pack else ["budget"]
    )
    assert [seat.role for seat in offer.committee.seats] == (
        ["sponsor", "authority"] if with_pack else ["sponsor"]
    )


def test_a_pack_may_be_taken_on_while_the_project_runs(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT, attributes={"bought": "20"})
    walk.passes("OFFER")
    assert walk.look().stage == "close"

    with walk.write() as session:
        take = Amendment(take=("tender",))
        amend(session, walk.actor("anna"), walk.named(session), take, at=walk.at)

    assert walk.fit().fitted.packs == ("tender",)
    assert walk.look().stage == "close"
    walk.passes("LAST")
    assert walk.look().closed_as == "COMPLETED"
    assert check_invariants(walk.installation) == []
