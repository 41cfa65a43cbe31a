"""What people say a document serves is remembered, followed, and can be taken back."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select, update

from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from domain.judgement import Judgement
from lifecycle.invariants import check_invariants
from lifecycle.packages.matches import find_match, matches_of, revoke_match, say_match
from lifecycle.packages.memory import remembered
from storage.database import Database
from storage.tables.packages import DocumentMatch
from storage.tables.projects import Drive
from storage.tables.records import LedgerEntry
from storage.tables.reviews import Review
from tests.unit.judging.test_judging_of_revisions import BUDGET, handed_in, judged
from tests.unit.lifecycle.scene import Scene, a_scene

ODD = BUDGET.replace("Item", "Object").replace("Cost (EUR)", "EUR")
"""A table of money that nothing calls a budget."""


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Scene:
    return a_scene(database, tmp_path)


def served(review: Review) -> list[tuple[str, tuple[str, ...], str]]:
    found = Judgement.model_validate(review.judgement).documents
    return [(each.path, each.deliverables, each.matched_by) for each in found]


def say(scene: Scene, path: str, *deliverables: str, by: str = "anna", **more: str) -> UUID:
    with scene.write() as session:
        project = scene.project(session)
        made = say_match(session, scene.actor(by), project, path, deliverables, at=scene.at, **more)
        return made.id


def test_a_returned_package_is_judged_again_with_what_was_said(scene: Scene) -> None:
    review_id = handed_in(scene, Numbers_csv=ODD)
    assert judged(scene, review_id).state == "returned"

    say(scene, "Numbers.csv", "budget")
    with scene.installation.database.read() as session:
        state = session.get_one(Review, review_id).state
        woken = session.get_one(Drive, scene.project(session).id).work_due
    again = judged(scene, review_id)

    assert state == "submitted"
    assert woken is not None
    assert served(again) == [("Numbers.csv", ("budget",), "remembered")]


def test_a_later_package_follows_what_was_said_until_it_is_taken_back(scene: Scene) -> None:
    judged(scene, handed_in(scene, Numbers_csv=ODD))
    made = say(scene, "Numbers.csv", "budget", by="paula")
    scene.later(days=1)

    second = judged(scene, handed_in(scene, Numbers_v2_csv=ODD + "\n"))
    assert served(second) == [("Numbers.v2.csv", ("budget",), "remembered")]
    with scene.write() as session:
        revoke_match(session, scene.actor("anna"), made, at=scene.later(hours=1))
    scene.later(days=1)
    third = judged(scene, handed_in(scene, Numbers_csv=ODD + "\n\n"))

    assert [by for _, _, by in served(third)] != ["remembered"]


def test_a_document_said_to_serve_nothing_serves_nothing(scene: Scene) -> None:
    say(scene, "Budget.csv")

    review = judged(scene, handed_in(scene, Budget_csv=BUDGET))

    assert served(review) == [("Budget.csv", (), "none")]
    assert review.state == "returned"


def test_a_later_manifest_goes_before_what_was_said_and_a_person_before_an_earlier_one(
    scene: Scene,
) -> None:
    given = "deliverables: {budget: Numbers.csv}\n"
    say(scene, "Numbers.csv")
    judged(scene, handed_in(scene, Numbers_csv=ODD, package_yaml=given))
    scene.later(days=1)

    second = judged(scene, handed_in(scene, Numbers_csv=ODD + "\n"))
    assert served(second) == [("Numbers.csv", ("budget",), "remembered")]
    scene.later(days=1)
    say(scene, "Numbers.csv", by="paula")
    scene.later(days=1)
    third = judged(scene, handed_in(scene, Numbers_csv=ODD + "\n\n"))

    assert served(third) == [("Numbers.csv", (), "none")]


def test_saying_the_same_again_changes_nothing_and_another_word_replaces_it(scene: Scene) -> None:
    first = say(scene, "Numbers.csv", "budget", sha256="a" * 64)
    again = say(scene, "in/NUMBERS.csv", "budget", sha256="a" * 64, by="paula")
    scene.later(hours=1)
    other = say(scene, "Numbers.csv", by="paula")

    assert first == again != other
    with scene.installation.database.read() as session:
        project = scene.project(session)
        rows = matches_of(session, project.id)
        standing = find_match(session, project, "numbers.CSV")
        said = remembered(session, project, None).said
        kinds = session.scalars(
            select(LedgerEntry.kind).where(LedgerEntry.kind.like("document.%"))
        ).all()
        payloads = session.scalars(
            select(LedgerEntry.payload).where(LedgerEntry.kind.like("document.%"))
        ).all()
    assert check_invariants(scene.installation) == []
    assert [(each.id, each.revoked_at is None) for each in rows] == [(other, True), (first, False)]
    assert standing.id == other
    assert [(each.path, each.deliverables) for each in said] == [("Numbers.csv", ())]
    assert kinds == ["document.matched", "document.matched"]
    assert not any("umbers" in each for each in payloads)


def test_taking_back_twice_is_noted_once(scene: Scene) -> None:
    made = say(scene, "Numbers.csv", "budget")

    for _ in range(2):
        with scene.write() as session:
            revoke_match(session, scene.actor("anna"), made, at=scene.at)

    with scene.installation.database.read() as session:
        noted = session.scalar(
            select(func.count()).where(LedgerEntry.kind == "document.match-revoked")
        )
        with pytest.raises(NotFoundError, match="Nothing was said"):
            find_match(session, scene.project(session), "Numbers.csv")
    assert noted == 1


@pytest.mark.parametrize(
    ("by", "path", "deliverable", "error"),
    [
        pytest.param("marc", "x.csv", "budget", NotAllowedError, id="who decides"),
        pytest.param("anna", "x.csv", "no-such", NotFoundError, id="no such deliverable"),
        pytest.param("anna", "", "budget", BadInputError, id="no name"),
        pytest.param("anna", "a\x00b", "budget", BadInputError, id="no name of a file"),
        pytest.param("anna", "x" * 401, "budget", BadInputError, id="too long"),
    ],
)
def test_what_cannot_be_said_is_refused(
    scene: Scene, by: str, path: str, deliverable: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        say(scene, path, deliverable, by=by)

    with scene.installation.database.read() as session:
        assert session.scalar(select(func.count()).select_from(DocumentMatch)) == 0


def test_of_a_closed_project_nothing_is_said_any_more(scene: Scene) -> None:
    with scene.write() as session:
        project = scene.project(session)
        project.state, project.closed_as = "closed", "COMPLETED"

    with pytest.raises(OutOfSequenceError, match="closed"):
        say(scene, "Budget.csv", "budget")


def test_a_package_that_went_on_is_not_judged_again(scene: Scene) -> None:
    review_id = handed_in(scene, Budget_csv=BUDGET)
    state = judged(scene, review_id).state

    say(scene, "Budget.csv")

    with scene.installation.database.read() as session:
        assert session.get_one(Review, review_id).state == state == "judged"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"deliverables": []}, id="what it serves"),
        pytest.param({"name": "other.csv"}, id="which file"),
        pytest.param({"sha256": "b" * 64}, id="which content"),
        pytest.param({"revoked_at": None, "revoked_by": None}, id="whether it stands"),
    ],
)
def test_a_match_changed_behind_the_ledger_is_found(
    scene: Scene, change: dict[str, object]
) -> None:
    made = say(scene, "Numbers.csv", "budget")
    with scene.write() as session:
        revoke_match(session, scene.actor("anna"), made, at=scene.at)
    assert check_invariants(scene.installation) == []

    with scene.write() as session:
        session.execute(update(DocumentMatch).values(change))

    (broken,) = {each.where for each in check_invariants(scene.installation)}
    assert broken == "NORTH match of Numbers.csv"


def test_a_match_that_vanished_is_found(scene: Scene) -> None:
    say(scene, "Numbers.csv", "budget")

    with scene.write() as session:
        session.execute(delete(DocumentMatch))

    assert [each.rule for each in check_invariants(scene.installation)] == ["I1"]
