"""The same gate cycle in the fewest sensible statements: what our own acts are compared with.

The rows are those that our acts wrote for the project's first gate, written again with keys of
their own. By hand nothing is checked but that the round is alive, under the project's lock; the
ledger is chained. There are seven transactions, as in ours.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from domain.ledger import seal
from storage.database import Database, lock_ledger, table_of
from storage.tables.base import Base
from storage.tables.letters import Letter
from storage.tables.packages import Revision, RevisionAuthor, StoredFile
from storage.tables.projects import Drive, GatePassage, Project
from storage.tables.records import LedgerEntry
from storage.tables.reviews import CheckAnswer, DecisionRequest, Review, ReviewSeat, Vote
from storage.tables.waits import Timer

Row = dict[str, Any]

OF_ROUND = (ReviewSeat, CheckAnswer, DecisionRequest, Timer, Vote, GatePassage, Letter)
JUDGED = ("judgement",)
ASKED = ("recommendation", "opened_at", "due_at")
DECIDED = ("code", "outcome", "decided_at", "ended_at")

REVIEW, PROJECT, LEDGER = table_of(Review), table_of(Project), table_of(LedgerEntry)
_PROJECT = select(PROJECT.c.stage).where(PROJECT.c.id == bindparam("key")).with_for_update()
_ROUND = select(REVIEW.c.state).where(REVIEW.c.id == bindparam("key"))
_LAST = select(LEDGER.c.seq, LEDGER.c.hash).order_by(LEDGER.c.seq.desc()).limit(1)
_VOTES = select(func.count()).where(table_of(Vote).c.review_id == bindparam("key"))


class ByHand:
    """One project, taken from gate to gate; it is where our acts left it after the first."""

    def __init__(self, database: Database, review_id: UUID) -> None:
        self.database = database
        self.number = 1
        with database.read() as session:
            (self.review,) = _rows(session, Review, Review.id == review_id)
            revision_id, project_id = self.review["revision_id"], self.review["project_id"]
            (self.revision,) = _rows(session, Revision, Revision.id == revision_id)
            self.authors = _rows(session, RevisionAuthor, RevisionAuthor.revision_id == revision_id)
            self.rows = {
                each: _rows(session, each, table_of(each).c.review_id == review_id)
                for each in OF_ROUND
            }
            told = _rows(session, LedgerEntry, LedgerEntry.project_id == project_id)
        self.told = {each["kind"]: each["payload"] for each in told}
        self.project_id = project_id

    def cycle(self) -> None:
        """Take the project through one gate."""
        self.number += 1
        round_id, at = uuid4(), self.review["submitted_at"]
        sha256 = uuid4().hex * 2
        rows = self._again(round_id, sha256)
        asked = [row for row in rows[Letter] if row["request_id"]]
        told = [row for row in rows[Letter] if not row["request_id"]]
        self._submit(round_id, sha256, rows[ReviewSeat], at)
        self._write(
            "package.judged",
            at,
            self._to("judged", round_id, JUDGED),
            (insert(table_of(CheckAnswer)), rows[CheckAnswer]),
        )
        self._write(
            "gate.asked",
            at,
            self._to("open", round_id, ASKED),
            *((insert(table_of(each)), rows[each]) for each in (DecisionRequest, Timer)),
            (insert(table_of(Letter)), asked),
        )
        *before, last = rows[Vote]
        for each in before:
            self._write("vote.cast", at, (_ROUND, {"key": round_id}), _one(Vote, each))
        self._write(
            "vote.cast",
            at,
            (_ROUND, {"key": round_id}),
            _one(Vote, last),
            (_VOTES, {"key": round_id}),
            self._to("decided", round_id, DECIDED),
            *self._ends(round_id, at),
            _one(GatePassage, rows[GatePassage][0]),
            (
                update(PROJECT).where(PROJECT.c.id == self.project_id),
                {"stage": f"s{self.number}", "version": self.number, "stage_since": at},
            ),
            (insert(table_of(Letter)), told),
            (update(table_of(Drive)), {"work_due": at, "nudge_due": at}),
            also="gate.decided",
        )
        self._write(
            "gate.carried-out",
            at,
            (update(REVIEW).where(REVIEW.c.id == round_id), {"carried_out_at": at}),
        )

    def _submit(self, round_id: UUID, sha256: str, seats: list[Row], at: datetime) -> None:
        revision_id = uuid4()
        known = {"revision_id": revision_id, "revision_sha256": sha256, "round": self.number}
        fresh = dict.fromkeys((*JUDGED, *ASKED, *DECIDED, "carried_out_at"))
        review = self.review | fresh | known | {"id": round_id, "state": "submitted"}
        changed = {"id": revision_id, "number": self.number, "sha256": sha256}
        file = {"sha256": sha256, "size": 1, "stored_at": at}
        self._write(
            "package.submitted",
            at,
            _one(StoredFile, file),
            _one(Revision, self.revision | changed),
            (
                insert(table_of(RevisionAuthor)),
                [each | {"revision_id": revision_id} for each in self.authors],
            ),
            _one(Review, review),
            (insert(table_of(ReviewSeat)), seats),
            (update(table_of(Drive)), {"work_due": at, "nudge_due": at}),
        )

    def _again(self, round_id: UUID, sha256: str) -> dict[type[Base], list[Row]]:
        """Return the rows of the first gate with keys of their own."""
        keys = {None: None} | {
            row["id"]: uuid4() for rows in self.rows.values() for row in rows if "id" in row
        }
        found: dict[type[Base], list[Row]] = {}
        for table, rows in self.rows.items():
            named = [name for name in ("id", "seat_id", "request_id") if name in rows[0]]
            found[table] = [
                row | {name: keys[row[name]] for name in named} | {"review_id": round_id}
                for row in rows
            ]
        for letter in found[Letter]:
            letter |= {"key": str(letter["id"]), "state": "waiting"}
        for request in found[DecisionRequest]:
            request |= {"status": "open", "revision_sha256": sha256}
        for vote in found[Vote]:
            vote["revision_sha256"] = sha256
        for timer in found[Timer]:
            timer["called_off_at"] = None
        found[GatePassage][0]["number"] = self.number
        return found

    def _to(self, state: str, round_id: UUID, columns: Sequence[str]) -> tuple[Any, Row]:
        said = {"state": state} | {name: self.review[name] for name in columns}
        return update(REVIEW).where(REVIEW.c.id == round_id), said

    def _ends(self, round_id: UUID, at: datetime) -> list[tuple[Any, Row]]:
        """End what the round had still to say."""
        ends: list[tuple[type[Base], Row]] = [
            (DecisionRequest, {"status": "decided"}),
            (Timer, {"called_off_at": at}),
            (Letter, {"state": "cancelled", "lease_until": None}),
        ]
        return [
            (update(table_of(each)).where(table_of(each).c.review_id == round_id), said)
            for each, said in ends
        ]

    def _write(self, kind: str, at: datetime, *statements: tuple[Any, Any], also: str = "") -> None:
        """Do it with its ledger entries, in one durable transaction."""
        with self.database.write() as session:
            connection = session.connection()
            connection.execute(_PROJECT, {"key": self.project_id}).one()
            for statement, values in statements:
                connection.execute(statement, values)
            lock_ledger(session)
            self._told(connection, [each for each in (kind, also) if each], at)

    def _told(self, connection: Connection, kinds: Sequence[str], at: datetime) -> None:
        seq, previous = connection.execute(_LAST).one()
        rows = []
        for kind in kinds:
            seq += 1
            body = {"as": self.told[kind]}
            entry = seal(seq=seq, previous=previous, at=at, kind=kind, actor="hand", body=body)
            previous = entry.hash
            rows.append(entry.__dict__ | {"at": at, "kind": kind, "project_id": self.project_id})
        connection.execute(insert(LEDGER), rows)


def _one(table: type[Base], row: Row) -> tuple[Any, Row]:
    return insert(table_of(table)), row


def _rows(session: Session, of: type[Base], where: Any) -> list[Row]:
    table: Table = table_of(of)
    return [
        dict(row) for row in session.connection().execute(select(table).where(where)).mappings()
    ]
