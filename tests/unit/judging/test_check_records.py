"""The record of a check: its alarms, what was contested, and what the PMO attested as false."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from domain.errors import NotAllowedError
from domain.finding import Finding, Outcome, Severity
from domain.judgement import JudgedDeliverable, Judgement, Status, Verdict
from domain.text import both
from lifecycle.packages.contest import Contested, answer, contest
from lifecycle.packages.judging import keep
from lifecycle.questions.check_records import (
    CheckRecord,
    Count,
    check_records,
    count_of,
    methods_counted,
)
from lifecycle.versions.publishing import publish
from storage.database import Database
from storage.tables.reviews import Review
from tests.small_method import METHOD
from tests.world import World, settled

SHA = {name: name * 64 for name in "abc"}
FAILS, UNSURE, PASSES = Outcome.FAIL, Outcome.CANNOT_TELL, Outcome.PASS


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    world = settled(database, tmp_path)
    world.project()
    return world


def judged(world: World, *answers: tuple[str, Outcome, str], code: str = "HEAT") -> UUID:
    """Hand in a package and keep a judgement with these answers of checks."""
    review_id = world.hand_in(code, f"budget {world.at.isoformat()}").review.id
    world.later(minutes=1)
    findings = tuple(
        Finding(
            check=check,
            area="cost",
            deliverable="budget",
            outcome=outcome,
            severity=Severity.BLOCKER,
            title=both("The total adds up", "Le total est juste"),
            document="budget.txt",
            document_sha256=SHA[sha],
        )
        for check, outcome, sha in answers
    )
    with world.database.write() as session:
        keep(session, review_id, _judgement(world.at.date(), findings), at=world.at)
    return review_id


def _judgement(as_of: date, findings: Sequence[Finding]) -> Judgement:
    return Judgement(
        method="small@1",
        gate="A",
        as_of=as_of,
        verdict=Verdict.NOT_READY,
        documents=(),
        deliverables=(
            JudgedDeliverable(
                id="budget",
                knowledge_area="cost",
                name=both("Budget", "Budget"),
                required=True,
                maturity="outline",
                status=Status.DEFECTIVE,
                documents=("budget.txt",),
                findings=tuple(findings),
            ),
        ),
        facts=(),
        seconds=0.1,
    )


def contested(world: World, review_id: UUID, check: str, sha: str, *, attest: bool | None) -> None:
    said = Contested(check=check, deliverable="budget", document_sha256=SHA[sha], reason="No.")
    with world.database.write() as session:
        review = session.get_one(Review, review_id)
        made = contest(session, world.actor("mona"), review, said, at=world.at)
        if attest is not None:
            paul = world.actor("paul")
            answer(session, paul, made.id, attest=attest, words="Seen.", at=world.at)


def record_of(world: World, check: str, **period: date | str) -> CheckRecord:
    with world.database.read() as session:
        found = check_records(session, world.actor("paul"), **period)  # type: ignore[arg-type]  # days and a method
    return next(each for each in found if each.id == check)


@pytest.mark.gate_rule(8)
def test_one_document_in_several_rounds_counts_once_by_its_worst_answer(world: World) -> None:
    judged(world, ("COST-11", PASSES, "a"), ("COST-11", UNSURE, "b"), ("COST-11", PASSES, "c"))
    judged(world, ("COST-11", FAILS, "a"), ("COST-11", PASSES, "b"))

    count = record_of(world, "COST-11").count

    assert count == Count(asked=3, failed=1, cannot_tell=1)
    assert count.rate == 0


def test_what_the_pmo_attests_is_a_false_alarm_and_what_it_refuses_is_not(world: World) -> None:
    answers = [("COST-11", FAILS, each) for each in "abc"]
    review_id = judged(world, *answers, ("RISK-16", FAILS, "a"))

    contested(world, review_id, "COST-11", "b", attest=False)
    contested(world, review_id, "COST-11", "c", attest=None)
    contested(world, review_id, "COST-11", "a", attest=True)

    count = record_of(world, "COST-11").count
    assert count == Count(asked=3, failed=3, contested=3, attested=1, refused=1)
    assert count.rate == Decimal(1) / 3
    assert record_of(world, "RISK-16").count == Count(asked=1, failed=1)
    with world.database.read() as session:
        assert count_of(session, "COST-11") == count


def test_a_check_that_nobody_asked_has_no_rate(world: World) -> None:
    record = record_of(world, "COST-11")

    assert record.count == Count()
    assert record.count.rate is None
    assert record.versions == ()
    assert record.title["fr"]


def test_several_findings_on_one_document_are_one_answer(world: World) -> None:
    judged(world, ("COST-11", UNSURE, "a"), ("COST-11", FAILS, "a"), ("BUDGET", FAILS, "a"))

    assert record_of(world, "COST-11").count == Count(asked=1, failed=1)


def test_answers_are_kept_anew_when_a_package_is_judged_again(world: World) -> None:
    review_id = judged(world, ("COST-11", FAILS, "a"))
    contested(world, review_id, "COST-11", "a", attest=True)
    world.later(days=1)

    with world.database.write() as session:
        keep(session, review_id, _judgement(world.at.date(), ()), at=world.at)

    assert record_of(world, "COST-11").count == Count()


def test_counts_are_by_period_and_by_version_of_the_method(world: World) -> None:
    judged(world, ("COST-11", FAILS, "a"))
    first = world.at.date()
    world.later(days=10)
    text = METHOD.replace("version: 1", "version: 2")
    with world.database.write() as session:
        publish(session, text, name="small.yaml", actor=None, at=world.at)
    world.project("PUMP")
    judged(world, ("COST-11", UNSURE, "b"), code="PUMP")
    second = world.at.date()

    whole = record_of(world, "COST-11")

    assert [(each.method, each.count.alarms) for each in whole.versions] == [
        ("small@1", 1),
        ("small@2", 1),
    ]
    assert record_of(world, "COST-11", until=first).count == Count(asked=1, failed=1)
    assert record_of(world, "COST-11", since=second).count == Count(asked=1, cannot_tell=1)
    assert record_of(world, "COST-11", since=first, until=date.max).count.alarms == 2
    assert record_of(world, "COST-11", method="small@2").count == Count(asked=1, cannot_tell=1)
    assert record_of(world, "COST-11", method="small").count.alarms == 2
    assert record_of(world, "COST-11", method="other").count == Count()
    with world.database.read() as session:
        assert methods_counted(session) == ["small@1", "small@2"]


def test_a_token_without_the_scope_sees_no_record(world: World) -> None:
    with (
        world.database.read() as session,
        pytest.raises(NotAllowedError),
    ):
        check_records(session, world.actor("paul", scopes=["vote"]))
