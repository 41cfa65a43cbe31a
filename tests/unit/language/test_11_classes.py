"""Feature 11: thresholds and scores give a class, which drives gates, approvers and depth."""

from pathlib import Path

import pytest

from lifecycle.invariants import check_invariants
from lifecycle.steering.amend import Amendment, amend
from storage.database import Database
from tests.unit.language.texts_life import HEAD, Walk, a_walk, gate, method, stage
from tests.unit.language.texts_seats import a_council, seats_of

BOARD = """
committee:
  seats: [{role: sponsor, chair: true}, {role: board, mandatory: true, when: class == "high"}]
"""
THRESHOLDS = """\
attributes:
  - {id: sites, label: {en: Sites, fr: Sites}, kind: number}
  - {id: novel, label: {en: Novel, fr: Inédit}, kind: yes_no}
scores:
  - id: risk
    label: {en: Risk, fr: Risque}
    points: [{when: sites > 3, points: 2}, {when: novel, points: 3}]
classes:
  - {id: high, label: {en: High, fr: Haute}, when: budget >= 400000000 or score.risk >= 5}
  - {id: low, label: {en: Low, fr: Basse}}
"""
CALM = {"sites": "1", "novel": "no"}


@pytest.mark.parametrize(
    ("budget", "attributes", "body"),
    [
        ("300000000", CALM, {"sponsor"}),
        ("400000000", CALM, {"sponsor", "board"}),
        ("300000000", {"sites": "4", "novel": "yes"}, {"sponsor", "board"}),
        ("300000000", {"sites": "4", "novel": "no"}, {"sponsor"}),
        # What nobody has said yet never takes the higher body away.
        ("300000000", {"sites": "4"}, {"sponsor", "board"}),
    ],
)
def test_cost_and_risk_move_the_decision_to_a_higher_body(
    database: Database, tmp_path: Path, budget: str, attributes: dict[str, str], body: set[str]
) -> None:
    scene = a_council(
        database, tmp_path, BOARD, more=THRESHOLDS, budget=budget, attributes=attributes
    )

    scene.asked()

    assert set(seats_of(scene)) == body


CLASSES = """\
classes:
  - {id: L, label: {en: Large, fr: Grande}, when: budget >= 400000000}
  - {id: S, label: {en: Small, fr: Petite}}
"""
DEEPER = gate("IDEA", asks=("budget", "plan")).replace(
    "{deliverable: plan, maturity: baseline}",
    "{deliverable: plan, maturity: draft, when: class == 'L'}".replace("'", '"'),
)
COURSE = method(
    [DEEPER, gate("EXTRA", 'when: class == "L"'), gate("END", asks=("charter",)), gate("LAST")],
    [stage("think", "IDEA"), stage("more", "EXTRA"), stage("build", "END"), stage("close", "LAST")],
    CLASSES,
    HEAD,
)


def costs(walk: Walk, budget: str) -> tuple[str | None, list[str]]:
    """Change the budget; return the class and what became due on top at the gates now open."""
    with walk.write() as session:
        found = amend(
            session, walk.actor("anna"), walk.named(session), Amendment(budget=budget), at=walk.at
        )
        return found.klass, [getattr(each, "deliverable", "") for each in found.due]


def test_the_class_drives_which_gates_there_are(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, COURSE, budget="300000000")

    small = [each.gate for each in walk.fit().method.stages]
    costs(walk, "400000000")
    large = [each.gate for each in walk.fit().method.stages]

    assert (small, large) == (["IDEA", "END", "LAST"], ["IDEA", "EXTRA", "END", "LAST"])


def test_who_crosses_a_threshold_is_told_what_earlier_gates_had_not_asked(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, COURSE, budget="300000000")
    walk.passes("IDEA")

    klass, due = costs(walk, "400000000")

    assert klass == "L"
    # The gate that the project had no need of asks for a budget, which it gave before.
    assert due == ["plan"]
    (plan,) = [each for each in walk.fit().method.gate("END").requirements if each.origin]
    assert plan.origin is not None
    assert (plan.origin.kind, plan.origin.name) == ("class", "IDEA")
    assert plan.origin.because["en"].startswith("class S became L: budget 400000000")
    assert check_invariants(walk.installation) == []
