"""Ways around a gate, which lead nowhere: conditions turned off and on, merges, events, scores."""

from pathlib import Path
from typing import Any

import pytest

from domain.decision import Decision
from domain.errors import BadInputError, OutOfSequenceError
from domain.methodology.model.requirement import Requirement
from domain.review.ballot import VoteValue
from lifecycle.deciding.ask import ask
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import vote
from lifecycle.fitted.tailoring_said import Wanted
from lifecycle.methods import version_row
from lifecycle.packages.judging import keep
from lifecycle.steering.amend import Amendment, amend
from lifecycle.steering.raise_event import raise_event
from lifecycle.steering.tailor import answer
from lifecycle.steering.tailor import ask as ask_to_tailor
from lifecycle.versions.migrating import migrate, undo
from lifecycle.versions.publishing import publish
from storage.database import Database
from storage.tables.projects import Project
from tests.unit.language.texts_life import Walk, a_walk, gate, method, stage
from tests.unit.lifecycle.scene import a_judgement

RISKY = "attributes:\n  - {id: risky, label: {en: Risky, fr: Risqué}, kind: yes_no}\n"
CLASSES = """\
classes:
  - {id: L, label: {en: Large, fr: Grand}, when: budget > 1000}
  - {id: S, label: {en: Small, fr: Petit}}
"""
EVENT = "events:\n  - {id: incident, label: {en: Incident, fr: Incident}, gate: ALARM}\n"
WORDS = """\
tailoring:
  - {id: skip, code: skip, label: {en: Skip, fr: Omettre}, approver: sponsor}
  - {id: add, code: add, label: {en: Add, fr: Ajouter}, approver: sponsor}
"""
END = stage("end", "Z")


def amended(walk: Walk, *, by: str = "anna", **given: Any) -> Project:
    with walk.write() as session:
        amend(session, walk.actor(by), walk.named(session), Amendment(**given), at=walk.at)
    return walk.look()


def asked(walk: Walk, gate_id: str) -> list[Requirement]:
    return list(walk.fit().method.gate(gate_id).requirements)


def tailored(walk: Walk, wanted: Wanted) -> None:
    with walk.write() as session:
        found = ask_to_tailor(
            session, walk.actor("anna"), walk.named(session), wanted, at=walk.at
        ).id
    with walk.write() as session:
        answer(session, walk.actor("marc"), found, approve=True, at=walk.at)


@pytest.mark.parametrize(
    ("more", "when", "light", "heavy"),
    [
        (RISKY, "when: risky", {"attributes": {"risky": False}}, {"attributes": {"risky": True}}),
        (CLASSES, "when: class == 'L'", {"budget": "10"}, {"budget": "2000"}),
    ],
)
def test_what_a_gate_asks_is_due_though_its_stage_was_turned_off_for_a_moment(
    database: Database,
    tmp_path: Path,
    more: str,
    when: str,
    light: dict[str, Any],
    heavy: dict[str, Any],
) -> None:
    when = when.replace("'", '"')
    text = method(
        [gate("SAFE", asks=["plan"]), gate("Z")], [stage("safe", "SAFE", when), END], more
    )
    walk = a_walk(database, tmp_path, text)
    assert amended(walk, **heavy).stage == "safe"

    assert amended(walk, **light).stage == "end"
    assert [each.deliverable for each in asked(walk, "Z")] == ["budget"]
    amended(walk, **heavy)

    due = asked(walk, "Z")[-1]
    assert due.deliverable == "plan"
    assert due.origin is not None
    assert due.origin.name == "SAFE"
    assert "came past" in due.origin.because["en"]


def test_an_event_raised_while_another_gate_is_reviewed_outlives_its_go(
    database: Database, tmp_path: Path
) -> None:
    text = method([gate("A"), gate("ALARM"), gate("Z")], [stage("one", "A"), END], EVENT)
    walk = a_walk(database, tmp_path, text)
    walk.hand_in("x", gate="A")
    with walk.write() as session:
        actor, project = walk.actor("anna"), walk.named(session)
        raise_event(session, actor, project, "incident", "A pump failed", at=walk.at)
    review = walk.newest()
    with walk.write() as session:
        keep(session, review.id, a_judgement(), at=walk.at)
        ask(session, review.id, at=walk.at)
    with walk.write() as session:
        said, sha256 = Given(value=VoteValue.APPROVE), review.revision_sha256
        vote(session, walk.actor("marc"), review.id, said, revision_sha256=sha256, at=walk.at)

    assert walk.look().stage == "end"
    assert "ALARM" in walk.opened()
    with pytest.raises(OutOfSequenceError, match="Z awaits ALARM"):
        walk.hand_in("y", gate="Z")


def test_no_amendment_answers_an_event(database: Database, tmp_path: Path) -> None:
    stages = [stage("one", "A", "when: risky"), END]
    text = method([gate("A"), gate("ALARM"), gate("Z")], stages, RISKY + EVENT)
    walk = a_walk(database, tmp_path, text, attributes={"risky": True})
    with walk.write() as session:
        actor, project = walk.actor("anna"), walk.named(session)
        raise_event(session, actor, project, "incident", "A pump failed", at=walk.at)

    assert amended(walk, attributes={"risky": False}).stage == "end"
    assert "ALARM" in walk.opened()


def test_the_way_back_to_a_version_forgets_nothing_that_was_told_since(
    database: Database, tmp_path: Path
) -> None:
    stages = [stage("one", "A"), END]
    text = method([gate("A"), gate("ALARM"), gate("Z")], stages, RISKY + EVENT)
    walk = a_walk(database, tmp_path, text, attributes={"risky": False})
    with walk.write() as session:
        second = text.replace("version: 1", "version: 2")
        publish(session, second, name="course.yaml", actor=None, at=walk.at)
    with walk.write() as session:
        target = version_row(session, "course", 2)
        migrate(session, walk.actor("paula"), walk.named(session), target, at=walk.at)
    amended(walk, attributes={"risky": True})
    with walk.write() as session:
        actor, project = walk.actor("anna"), walk.named(session)
        raise_event(session, actor, project, "incident", "A pump failed", at=walk.at)

    with walk.write() as session:
        undo(session, walk.actor("paula"), walk.named(session), at=walk.at)

    assert walk.look().attributes == {"risky": True}
    assert "ALARM" in walk.opened()


@pytest.mark.gate_rule(37)
def test_a_gate_that_nobody_may_skip_is_not_skipped_with_the_one_that_merges_it(
    database: Database, tmp_path: Path
) -> None:
    gates = [gate("SAFE"), gate("B", "merges: [SAFE]\nskippable: true"), gate("Z")]
    text = method(gates, [stage("one", "SAFE"), stage("two", "B"), END], WORDS)
    walk = a_walk(database, tmp_path, text)

    with pytest.raises(OutOfSequenceError, match="B cannot be skipped"):
        tailored(walk, Wanted(word="skip", item="B", reason="No time"))


def test_a_decision_passes_no_gate_that_was_not_merged(database: Database, tmp_path: Path) -> None:
    gates = [gate("IN", asks=["plan"]), gate("M", "merges: [IN]\nwhen: risky"), gate("A")]
    text = method([*gates, gate("Z")], [stage("one", "A", "also: [IN, M]"), END], RISKY)
    walk = a_walk(database, tmp_path, text)

    walk.passes("M")

    assert walk.passages() == [("M", "GO", 1)]
    assert list(walk.opened()) == ["IN", "A"]


def test_an_addition_never_lets_others_serve_in_the_place_of_what_is_asked(
    database: Database, tmp_path: Path
) -> None:
    text = method([gate("A", asks=["plan"]), gate("Z")], [stage("one", "A"), END], WORDS)
    walk = a_walk(database, tmp_path, text)
    added = {"deliverable": "plan", "or_any_of": ["budget", "charter"], "at_least": 2}

    tailored(walk, Wanted(word="add", item="plan", gate="A", reason="More", added=added))

    assert [(each.choices, each.at_least) for each in asked(walk, "A")] == [
        (("plan", "budget", "charter"), 3)
    ]


def test_an_addition_weighs_nothing_against_the_scores_of_the_method(
    database: Database, tmp_path: Path
) -> None:
    scored = (
        "criteria:\n  - {id: value, kind: should, label: {en: Value, fr: Valeur}, score: {}}\n"
        "scorecard: {at_least: 60}"
    )
    text = method([gate("A", scored), gate("Z")], [stage("one", "A"), END], WORDS)
    walk = a_walk(database, tmp_path, text)
    label = {"en": "Easy", "fr": "Facile"}
    for scale in ({"weight": 1000}, {}):
        added = {"kind": "should", "label": label, "score": scale}
        wanted = Wanted(word="add", item="easy", gate="A", reason="More", added=added)
        with pytest.raises(BadInputError, match="would be scored"):
            tailored(walk, wanted)


def test_a_gate_passed_on_a_track_and_led_back_before_is_awaited_again(
    database: Database, tmp_path: Path
) -> None:
    tracks = (
        "tracks:\n  - {id: works, label: {en: Works, fr: Travaux}, stages: [\n"
        "      {id: dig, label: {en: Dig, fr: Creuser}, gate: D},\n"
        "      {id: fill, label: {en: Fill, fr: Remplir}, gate: F}]}\n"
    )
    gates = [gate("A", "joins: [{track: works, gate: D}]"), gate("D"), gate("F"), gate("Z")]
    text = method(gates, [stage("one", "A", "tracks: [works]"), END], tracks)
    walk = a_walk(database, tmp_path, text)
    walk.passes("D", code="NORTH-WORKS")
    assert walk.opened()["A"].hindered == {}

    redo = Given(
        value=VoteValue.REJECT, instead=Decision.RECYCLE, to_stage="dig", reason="It caved in"
    )
    walk.passes("F", code="NORTH-WORKS", given=redo)

    assert "0 of 1 there, not NORTH-WORKS" in walk.opened()["A"].hindered["en"]


def test_the_class_that_the_pmo_set_is_no_attribute(database: Database, tmp_path: Path) -> None:
    text = method([gate("A"), gate("Z")], [stage("one", "A"), END], CLASSES)
    walk = a_walk(database, tmp_path, text, budget="10")
    assert amended(walk, by="paula", klass="L").klass == "L"

    for value in (None, "S"):
        with pytest.raises(BadInputError, match="the PMO sets it by hand"):
            amended(walk, attributes={"class": value})
    assert walk.look().klass == "L"


def test_the_last_gate_closes_no_project_that_it_was_not_asked_for(
    database: Database, tmp_path: Path
) -> None:
    plan = '{deliverable: plan, when: class == "L", maturity: draft}, {deliverable: budget'
    last = gate("Z").replace("{deliverable: budget", plan)
    walk = a_walk(database, tmp_path, method([last], [END], CLASSES), budget="10")
    walk.hand_in("x", gate="Z")

    with pytest.raises(OutOfSequenceError, match="withdraw it first"):
        amended(walk, budget="2000")

    assert (walk.look().budget, walk.look().klass) == ("10", "S")
