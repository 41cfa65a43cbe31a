"""Requests for arbitration and decided changes: the ledger knows each, and they add up."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from lifecycle.proof.said import Broken, Said, same
from storage.tables.arbitration import Arbitration, Change
from storage.tables.projects import Project
from storage.tables.waits import Timer


def arbitrations(session: Session, project: Project, said: Said) -> Iterator[Broken]:
    """Yield what does not hold of a project's requests and changes (gate rules 43 and 44)."""
    asked = {entry.body["number"]: entry for entry in said.of("arbitration.asked")}
    answered = {entry.body["number"]: entry for entry in said.of("arbitration.answered")}
    rows = select(Arbitration).where(Arbitration.project_id == project.id)
    for row in session.scalars(rows.order_by(Arbitration.number)):
        where = f"{project.code} request {row.number}"
        entry, answer = asked.pop(row.number, None), answered.pop(row.number, None)
        if entry is None:
            yield Broken("I12", where, "it stands, and the ledger does not know it")
            continue
        yield from same(
            "I12",
            where,
            asked_by=(row.asked_by, entry.actor),
            options=(list(row.options), entry.body["options"]),
            recommended=(row.recommended, entry.body["recommended"]),
        )
        if (row.state == "answered") != (answer is not None):
            yield Broken("I12", where, "its answer and the ledger differ")
        elif answer is not None:
            yield from same(
                "I12",
                where,
                answered_by=(row.ended_by, answer.actor),
                chosen=(row.chosen, answer.body["chosen"]),
                reason=(row.reason, answer.body["reason"]),
            )
            yield from _changed(session, row, answer.body.get("change"), where)
        if row.state != "asked" and _waits(session, row):
            yield Broken("I7", where, "something waits for it, and it is over")
    for number in (*asked, *answered):
        yield Broken("I1", f"{project.code} request {number}", "it is said, and not there")


def _changed(session: Session, row: Arbitration, number: object, where: str) -> Iterator[Broken]:
    """Yield what does not hold of the change that an answer made: it adds up, or there is none."""
    change = session.scalar(select(Change).where(Change.arbitration_id == row.id))
    option = row.options[(row.chosen or 1) - 1]
    cost, days = Decimal(option["cost"]), int(option["days"])
    if change is None:
        if cost or days or number is not None:
            yield Broken("I1", where, "what it changes is not recorded")
        return
    yield from same(
        "I3",
        where,
        number=(change.number, number),
        cost=(Decimal(change.cost), cost),
        days=(change.days, days),
    )
    before, after = change.before, change.after
    if before["budget"] and Decimal(after["budget"]) - Decimal(before["budget"]) != cost:
        yield Broken("I3", where, "the budgets before and after differ by another sum")
    if before["finish"]:
        moved = date.fromisoformat(after["finish"]) - date.fromisoformat(before["finish"])
        if moved.days != days:
            yield Broken("I3", where, "the finish before and after differs by other days")


def _waits(session: Session, row: Arbitration) -> bool:
    waiting = select(Timer.id).where(
        Timer.arbitration_id == row.id, Timer.fired_at.is_(None), Timer.called_off_at.is_(None)
    )
    return session.scalars(waiting).first() is not None
