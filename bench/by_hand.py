"""The same gate cycle in the fewest statements: what our own transactions are compared with.

It keeps the rows that must be there and checks nothing, in tables of its own.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, Column, Integer, MetaData, Table, Text, insert, update

from storage.database import Database

LETTERS = 7
SEATS = 3


class ByHand:
    """One project, taken from gate to gate."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.number = 0
        self.seq = 0
        metadata = MetaData()

        def table(name: str, *columns: str) -> Table:
            return Table(
                f"hand_{name}",
                metadata,
                Column("id", Text, primary_key=True),
                *(Column(each, Text) for each in columns),
                Column("body", JSON),
            )

        self.round = table("round", "state", "code")
        self.check = table("check", "round")
        self.seat = table("seat", "round", "person")
        self.vote = table("vote", "round", "seat")
        self.letter = table("letter", "round", "state")
        self.passage = table("passage", "round")
        self.project = Table(
            "hand_project",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("stage", Text),
        )
        self.ledger = Table(
            "hand_ledger",
            metadata,
            Column("seq", Integer, primary_key=True),
            Column("body", JSON),
        )
        with database.write() as session:
            metadata.create_all(session.connection())
            session.execute(insert(self.project).values(id=1, stage="s1"))

    def cycle(self) -> None:
        """Take the project through one gate in seven transactions."""
        self.number += 1
        round_id = str(uuid4())
        seats = [str(uuid4()) for _ in range(SEATS)]
        self._write(
            insert(self.round).values(id=round_id, state="submitted", body=_body()),
            (insert(self.seat), [_row(id=each, round=round_id, person=each) for each in seats]),
        )
        self._write(
            update(self.round).where(self.round.c.id == round_id).values(state="judged"),
            (insert(self.check), [_row(id=str(uuid4()), round=round_id) for _ in range(4)]),
        )
        self._write(
            update(self.round).where(self.round.c.id == round_id).values(state="open"),
            (insert(self.letter), self._letters(round_id, SEATS)),
        )
        for seat in seats[:-1]:
            self._write(insert(self.vote).values(_row(id=str(uuid4()), round=round_id, seat=seat)))
        self._write(
            insert(self.vote).values(_row(id=str(uuid4()), round=round_id, seat=seats[-1])),
            update(self.round)
            .where(self.round.c.id == round_id)
            .values(state="decided", code="GO"),
            insert(self.passage).values(_row(id=str(uuid4()), round=round_id)),
            update(self.project).values(stage=f"s{self.number + 1}"),
            (insert(self.letter), self._letters(round_id, LETTERS - SEATS)),
        )
        self._write(update(self.round).where(self.round.c.id == round_id).values(body=_body()))

    def _letters(self, round_id: str, count: int) -> list[dict[str, Any]]:
        return [_row(id=str(uuid4()), round=round_id, state="waiting") for _ in range(count)]

    def _write(self, *statements: Any) -> None:
        """Do it with one ledger entry, in one durable transaction."""
        self.seq += 1
        with self.database.write() as session:
            connection = session.connection()
            for each in statements:
                connection.execute(*each) if isinstance(each, tuple) else connection.execute(each)
            connection.execute(insert(self.ledger).values(seq=self.seq, body=_body()))


def _row(**values: Any) -> dict[str, Any]:
    return {**values, "body": _body()}


def _body() -> dict[str, str]:
    return {"at": datetime.now(UTC).isoformat(), "text": "x" * 200}
