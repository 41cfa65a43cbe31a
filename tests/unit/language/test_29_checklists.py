"""A gate's list is extended by the project, and what was added keeps its origin."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import BadInputError, NotFoundError
from lifecycle.fitted.tailoring_said import Wanted
from lifecycle.invariants import check_invariants
from lifecycle.questions.projects import project_page
from lifecycle.steering.tailor import answer, ask
from storage.database import Database
from storage.tables.projects import Tailoring
from tests.unit.language.texts_life import Walk, a_walk, gate, method, stage

WORDS = """\
tailoring:
  - {id: more, code: add, label: {en: Added, fr: Ajout}, approver: authority}
"""
TEXT = method([gate("END"), gate("LAST")], [stage("build", "END"), stage("close", "LAST")], WORDS)
CRITERION: Mapping[str, object] = {
    "label": {"en": "Neighbours agree", "fr": "Les voisins sont d'accord"},
    "area": "cost",
}


def added(
    walk: Walk, item: str, line: Mapping[str, object] | None = None, *, gate_id: str | None = "END"
) -> None:
    with walk.write() as session:
        wanted = Wanted(
            word="more", item=item, gate=gate_id, reason="We want it", added=line or None
        )
        ask(session, walk.actor("anna"), walk.named(session), wanted, at=walk.at)


def approved(walk: Walk) -> None:
    with walk.write() as session:
        for row in session.scalars(select(Tailoring).where(Tailoring.state == "asked")).all():
            answer(session, walk.actor("nadia"), row.id, approve=True, at=walk.at)


def test_an_added_line_keeps_its_origin(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    added(walk, "neighbours", CRITERION)
    added(walk, "plan", {"deliverable": "plan", "maturity": "draft"})
    approved(walk)

    frozen = walk.hand_in().review.policy

    criteria = {each["id"]: each["origin"]["kind"] for each in frozen["criteria"]}
    products = {each["deliverable"]: each["origin"] for each in frozen["requirements"]}
    assert criteria == {"neighbours": "project"}
    assert products["budget"] is None
    assert products["plan"]["kind"] == "project"
    assert check_invariants(walk.installation) == []


def test_the_page_shows_where_a_line_came_from(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    added(walk, "neighbours", CRITERION)
    approved(walk)

    with walk.installation.database.read() as session:
        seen = project_page(session, walk.actor("anna"), walk.code, at=walk.at).fitting

    assert [(each.gate, each.item, each.kind) for each in seen.added] == [
        ("END", "neighbours", "project")
    ]
    assert "approved by authority" in seen.added[0].because["en"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"deliverable": "plan", "maturity": "perfect"}, "no maturity 'perfect'; choose draft"),
        ({"label": {"en": "X"}, "kind": "maybe"}, "does not fit at kind"),
        ({"label": {"en": "X"}, "holds": "budget > 3"}, "holds no expression"),
    ],
)
def test_a_line_that_does_not_fit_is_refused(
    database: Database, tmp_path: Path, line: dict[str, object], sentence: str
) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    with pytest.raises(BadInputError, match=sentence):
        added(walk, "plan" if "deliverable" in line else "x", line)


def test_a_line_is_for_a_gate_and_a_product_that_there_are(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    with pytest.raises(BadInputError, match="Say at which gate"):
        added(walk, "plan", gate_id=None)
    with pytest.raises(NotFoundError, match="no gate 'MOON'"):
        added(walk, "plan", gate_id="MOON")
    with pytest.raises(NotFoundError, match="no deliverable 'moon'"):
        added(walk, "moon")
