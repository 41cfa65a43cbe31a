"""A project changes: its class follows, and what earlier gates did not ask falls due."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from domain.errors import BadInputError, NotAllowedError, OutOfSequenceError
from domain.review.ballot import VoteValue
from lifecycle.invariants import check_invariants
from lifecycle.packages.propose import Proposal, propose
from lifecycle.steering.amend import Amended, Amendment, amend
from storage.database import Database
from tests.unit.language.texts_life import HEAD, Walk, a_walk, gate, method, stage

MORE = """\
attributes:
  - {id: exposed, label: {en: People are exposed, fr: Des gens sont exposés}, kind: yes_no}
  - {id: site, label: {en: Site, fr: Lieu}, kind: choice, choices: [north, south]}
  - {id: since, label: {en: Since, fr: Depuis}, kind: date}
classes:
  - {id: L, label: {en: Large, fr: Grand}, when: "budget > 1000"}
  - {id: S, label: {en: Small, fr: Petit}}
packs:
  - {id: tender, label: {en: Tender, fr: Marché}}
"""
LARGE = """\
criteria:
  - {id: audited, label: {en: It is audited, fr: C'est audité}, when: 'class == "L"'}
"""
TEXT = method(
    [gate("DESIGN", LARGE), gate("BUILD"), gate("BID"), gate("LAST")],
    [
        stage("design", "DESIGN"),
        stage("build", "BUILD"),
        stage("bid", "BID", "when: pack.tender"),
        stage("close", "LAST"),
    ],
    MORE,
)


def amended(walk: Walk, *, by: str = "anna", **changes: object) -> Amended:
    with walk.write() as session:
        given = Amendment(**changes)  # type: ignore[arg-type]  # what Amendment takes
        return amend(session, walk.actor(by), walk.named(session), given, at=walk.at)


def proposed_with(walk: Walk, attributes: Mapping[str, object]) -> None:
    with walk.write() as session:
        proposal = Proposal(code="SOUTH", title="South", method="course", attributes=attributes)
        propose(session, walk.actor("anna"), proposal, at=walk.at)


@pytest.mark.gate_rule(38)
def test_a_project_that_grows_owes_what_earlier_gates_did_not_ask_and_is_told_why(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT, budget="500")
    walk.passes("DESIGN")
    assert walk.look().klass == "S"

    made = amended(walk, budget="2000")

    assert (made.klass_before, made.klass) == ("S", "L")
    assert "budget 2000 > 1000" in made.because["en"]
    (due,) = made.due
    assert due.origin is not None
    assert (due.origin.kind, due.origin.name) == ("class", "DESIGN")
    assert "class S became L" in due.origin.because["en"]
    assert "la classe S est devenue L" in due.origin.because["fr"]
    asked = [each.id for each in walk.fit().method.gate("BUILD").criteria]
    assert asked == ["audited"]
    assert walk.kinds()[-2:] == ["project.amended", "project.reclassed"]
    assert check_invariants(walk.installation) == []


@pytest.mark.gate_rule(1, 42)
def test_a_round_under_way_keeps_its_frozen_gate(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT, budget="500")
    walk.hand_in()
    before = walk.newest().policy_sha256

    amended(walk, budget="2000")

    assert walk.newest().policy_sha256 == before
    assert walk.newest().policy["criteria"] == []
    assert walk.look().klass == "L"
    assert check_invariants(walk.installation) == []


def test_a_pack_brings_its_stage_and_saying_it_again_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT, budget="500")
    stages = [each.id for each in walk.fit().method.stages]
    version = walk.look().version

    first, again = amended(walk, take=("tender",)), amended(walk, take=("tender",))

    assert stages == ["design", "build", "close"]
    assert [each.id for each in walk.fit().method.stages] == ["design", "build", "bid", "close"]
    assert (first.changed, again.changed) == (("packs",), ())
    assert walk.look().version == version + 1
    amended(walk, drop=("tender",))
    assert walk.look().packs == []
    assert check_invariants(walk.installation) == []


def test_a_stage_that_another_replaces_takes_the_project_with_it(
    database: Database, tmp_path: Path
) -> None:
    text = method(
        [gate("ONE"), gate("TWO"), gate("WHOLE"), gate("LAST")],
        [
            stage("one", "ONE"),
            stage("two", "TWO"),
            stage("whole", "WHOLE", "when: 'class == \"L\"', replaces: [one, two]"),
            stage("close", "LAST"),
        ],
        MORE,
    )
    walk = a_walk(database, tmp_path, text, budget="500")
    walk.passes("ONE")

    amended(walk, budget="2000")

    assert walk.look().stage == "whole"
    assert list(walk.opened()) == ["WHOLE"]
    assert walk.kinds()[-2:] == ["project.reclassed", "project.moved"]
    walk.passes("WHOLE")
    assert walk.look().stage == "close"
    assert check_invariants(walk.installation) == []


def test_a_decision_on_a_round_of_a_replaced_stage_leads_on_from_where_the_project_stands(
    database: Database, tmp_path: Path
) -> None:
    text = method(
        [gate("ONE"), gate("WHOLE"), gate("LAST")],
        [
            stage("one", "ONE"),
            stage("whole", "WHOLE", "when: 'class == \"L\"', replaces: [one]"),
            stage("close", "LAST"),
        ],
        MORE,
    )
    walk = a_walk(database, tmp_path, text, budget="500")
    walk.asked()
    amended(walk, budget="2000")

    walk.votes("marc", VoteValue.APPROVE)

    assert walk.look().stage == "whole"
    assert walk.passages() == [("ONE", "GO", 1)]
    assert check_invariants(walk.installation) == []


@pytest.mark.parametrize(
    ("attributes", "sentence"),
    [
        ({"moon": "full"}, "knows no attribute 'moon'; it wants exposed, site, since"),
        ({"exposed": "perhaps"}, r"exposed \(People are exposed\) is 'perhaps'; it must be yes"),
        ({"site": "west"}, "must be one of north, south"),
        ({"since": "yesterday"}, "must be a day, as 2026-01-31"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(
    database: Database, tmp_path: Path, attributes: Mapping[str, object], sentence: str
) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    with pytest.raises(BadInputError, match=sentence):
        amended(walk, attributes=attributes)
    with pytest.raises(BadInputError, match=sentence):
        proposed_with(walk, attributes)


@pytest.mark.gate_rule(43)
def test_a_stage_may_rest_on_what_the_baseline_says(database: Database, tmp_path: Path) -> None:
    text = method(
        [gate("DESIGN", "sets_baseline: true"), gate("ONE"), gate("TWO"), gate("LAST")],
        [
            stage("design", "DESIGN"),
            stage("one", "ONE"),
            stage("two", "TWO", "when: baseline.cost > 9, replaces: [one]"),
            stage("close", "LAST"),
        ],
    )
    walk = a_walk(database, tmp_path, text)

    walk.passes("DESIGN", facts=[("cost", "10")])

    assert walk.look().stage == "two"
    assert check_invariants(walk.installation) == []


def test_packs_classes_figures_and_titles_are_checked(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    with pytest.raises(BadInputError, match="no pack 'moon'; its packs are tender"):
        amended(walk, take=("moon",))
    with pytest.raises(BadInputError, match="no class 'XL'; its classes are L, S"):
        amended(walk, by="paula", klass="XL")
    with pytest.raises(BadInputError, match="is not an amount"):
        amended(walk, budget="much")
    with pytest.raises(BadInputError, match="needs a title"):
        amended(walk, title=" ")


def test_a_class_set_by_hand_is_the_pmos_to_set_and_stays(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT, budget="500")
    with pytest.raises(NotAllowedError):
        amended(walk, klass="L")

    amended(walk, by="paula", klass="L")
    amended(walk, budget="600")

    assert walk.look().klass == "L"
    amended(walk, by="paula", klass="")
    assert walk.look().klass == "S"
    assert check_invariants(walk.installation) == []


def test_a_title_changes_and_a_stranger_changes_nothing(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    amended(walk, title="North-east", attributes={"site": "north", "exposed": "yes"})

    assert (walk.look().title, walk.look().attributes) == (
        "North-east",
        {"site": "north", "exposed": True},
    )
    amended(walk, attributes={"site": None})
    assert walk.look().attributes == {"exposed": True}
    with pytest.raises(NotAllowedError):
        amended(walk, by="marc", title="Mine")
    assert check_invariants(walk.installation) == []


def test_a_closed_project_does_not_change(database: Database, tmp_path: Path) -> None:
    text = method([gate("LAST")], [stage("whole", "LAST")], head=HEAD)
    walk = a_walk(database, tmp_path, text)
    walk.passes()

    with pytest.raises(OutOfSequenceError, match="NORTH is closed"):
        amended(walk, title="Other")
