"""A supplier under its customer walks a method of its own, and feeds the customer's gate."""

from pathlib import Path

import pytest

from domain.errors import NotFoundError, OutOfSequenceError
from lifecycle.invariants import check_invariants
from lifecycle.questions.projects import project_page
from lifecycle.steering.tracks import NewTrack, begin
from storage.database import Database
from tests.unit.language.texts_life import HEAD, Walk, a_walk, gate, method, stage

SUPPLIER = method(
    [gate("REVIEW"), gate("DELIVERY")],
    [stage("make", "REVIEW"), stage("deliver", "DELIVERY")],
    head=HEAD.replace("method: course", "method: supply"),
)
CUSTOMER = method(
    [gate("DESIGN", "joins: [{track: supplier, gate: REVIEW}]"), gate("LAST")],
    [stage("design", "DESIGN", "tracks: [supplier]"), stage("close", "LAST")],
    """\
tracks:
  - {id: supplier, label: {en: Supplier, fr: Fournisseur}, many: true, method: supply}
""",
)


def begun(walk: Walk) -> None:
    with walk.write() as session:
        new = NewTrack(track="supplier", code="PUMPS", title="Pumps", manager="claire")
        begin(session, walk.actor("paula"), walk.named(session), new, at=walk.at)


def test_the_suppliers_review_feeds_the_customers(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, SUPPLIER, CUSTOMER)
    begun(walk)

    assert list(walk.opened("PUMPS")) == ["REVIEW"]
    with pytest.raises(OutOfSequenceError, match="REVIEW of the track supplier"):
        walk.hand_in()
    walk.people["anna"], anna = walk.people["claire"], walk.people["anna"]
    walk.passes("REVIEW", code="PUMPS")
    walk.people["anna"] = anna

    walk.passes("DESIGN")
    assert walk.look().stage == "close"
    assert check_invariants(walk.installation) == []


def test_both_levels_show_each_other(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, SUPPLIER, CUSTOMER)
    begun(walk)

    with walk.installation.database.read() as session:
        above = project_page(session, walk.actor("paula"), "NORTH", at=walk.at)
        below = project_page(session, walk.actor("paula"), "PUMPS", at=walk.at)

    assert [each.code for each in above.fitting.tracks] == ["PUMPS"]
    assert below.fitting.parent is not None
    assert below.fitting.parent.code == "NORTH"
    assert (below.project.method, below.project.manager) == ("supply@1", "Claire")


def test_a_level_whose_method_is_not_published_cannot_begin(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, CUSTOMER)

    with pytest.raises(NotFoundError, match="No method 'supply' is published"):
        begun(walk)
