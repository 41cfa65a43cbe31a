"""Tailoring needs a reason and somebody else's approval, and shows who approved it and why."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from lifecycle.fitted.tailoring_said import Wanted
from lifecycle.invariants import check_invariants
from lifecycle.questions.projects import project_page
from lifecycle.steering.tailor import answer, ask
from storage.database import Database
from storage.tables.projects import Tailoring
from tests.unit.language.texts_life import Walk, a_walk, gate, method, stage
from tests.unit.lifecycle.scene import everything_written

WORDS = """\
tailoring:
  - {id: n-a, code: not_applicable, label: {en: Not applicable, fr: Sans objet},
     approver: authority}
  - {id: waiver, code: waiver, label: {en: Waiver, fr: Dérogation}, approver: authority,
     expires: true}
"""
TEXT = method(
    [gate("END", asks=("budget", "plan")), gate("LAST", asks=("plan",))],
    [stage("build", "END"), stage("close", "LAST")],
    WORDS,
)


def asked(walk: Walk, *, by: str = "anna", **said: object) -> Tailoring:
    known: dict[str, object] = {"word": "n-a", "item": "plan", "reason": "There is no plan"}
    with walk.write() as session:
        wanted = Wanted(**(known | said))  # type: ignore[arg-type]  # what Wanted takes
        return ask(session, walk.actor(by), walk.named(session), wanted, at=walk.at)


def answered(walk: Walk, by: str = "nadia", *, approve: bool = True) -> None:
    with walk.write() as session:
        row = session.scalars(select(Tailoring).where(Tailoring.state == "asked")).one()
        answer(session, walk.actor(by), row.id, approve=approve, at=walk.at)


def wanted_at(walk: Walk, gate_id: str) -> list[str]:
    return [each.deliverable for each in walk.fit().method.gate(gate_id).requirements]


@pytest.mark.gate_rule(8)
def test_not_applicable_without_a_reason_is_refused(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    with pytest.raises(BadInputError, match="plan is tailored: n-a needs a reason") as refused:
        asked(walk, reason=" ")

    assert "demande un motif" in refused.value.say("fr")


def test_what_is_approved_is_not_asked_and_is_shown_with_who_and_why(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    asked(walk, gate="END")
    assert wanted_at(walk, "END") == ["budget", "plan"]

    answered(walk)

    assert wanted_at(walk, "END") == ["budget"]
    assert wanted_at(walk, "LAST") == ["plan"]
    with walk.installation.database.read() as session:
        seen = project_page(session, walk.actor("anna"), walk.code, at=walk.at).fitting
    assert [(each.answered_by, each.reason) for each in seen.tailoring] == [
        ("Nadia", "There is no plan")
    ]
    assert [each.path for each in seen.left_out] == ["gates[END].requirements[plan]"]
    assert "authority" in seen.left_out[0].because["en"]
    assert "There is no plan" not in everything_written(database)
    assert check_invariants(walk.installation) == []


@pytest.mark.gate_rule(26)
def test_who_asked_never_approves_and_only_the_role_does(
    database: Database, tmp_path: Path
) -> None:
    roles = {"manager": "anna", "sponsor": "marc", "authority": "anna"}
    walk = a_walk(database, tmp_path, TEXT, roles=roles)
    asked(walk)

    with pytest.raises(NotAllowedError, match="never approves"):
        answered(walk, "anna")
    with pytest.raises(NotAllowedError, match="You may not"):
        answered(walk, "marc")


def test_what_was_refused_is_still_asked(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    first, again = asked(walk), asked(walk)
    assert first.id == again.id

    answered(walk, approve=False)

    assert wanted_at(walk, "END") == ["budget", "plan"]
    with pytest.raises(OutOfSequenceError, match="refused already"), walk.write() as session:
        answer(session, walk.actor("nadia"), first.id, approve=True, at=walk.at)
    assert check_invariants(walk.installation) == []


@pytest.mark.gate_rule(36)
def test_a_waiver_needs_a_measure_and_a_date_and_ends_by_itself(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    until = walk.at.date() + timedelta(days=10)
    with pytest.raises(BadInputError, match="needs a measure"):
        asked(walk, word="waiver", expires_on=until)
    with pytest.raises(BadInputError, match="needs a date"):
        asked(walk, word="waiver", measure="A sketch")
    with pytest.raises(BadInputError, match="not in the future"):
        asked(walk, word="waiver", measure="A sketch", expires_on=date(2026, 3, 2))
    asked(walk, word="waiver", measure="A sketch", expires_on=until)
    answered(walk)
    assert wanted_at(walk, "END") == ["budget"]

    walk.later(days=11)

    assert wanted_at(walk, "END") == ["budget", "plan"]
    assert check_invariants(walk.installation) == []


def test_only_what_the_method_knows_is_tailored(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    with pytest.raises(NotFoundError, match="knows no tailoring 'moon'; its words are n-a, waiver"):
        asked(walk, word="moon")
    with pytest.raises(NotFoundError, match="asks no deliverable and no criterion 'moon'"):
        asked(walk, item="moon")
    with pytest.raises(NotFoundError, match="no gate 'MOON'"):
        asked(walk, gate="MOON")
    with pytest.raises(NotAllowedError):
        asked(walk, by="marc")
