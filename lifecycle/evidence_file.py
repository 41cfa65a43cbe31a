"""The evidence file of a round: one ZIP with all that proves its decision, checked offline.

``manifest.json`` names every other file with its hash; ``record.json`` holds the package, the
rules as frozen, seats, votes and outcome; ``ledger.jsonl`` the entries about the round, and of
those between them the hashes alone; ``documents/`` the files by their hash. Words of people are
shown opened beside the sealed text that the ledger covers.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import OutOfSequenceError
from domain.ledger import canonical, instant, read
from lifecycle.authority import authors_of
from lifecycle.installation import Installation
from lifecycle.sealing import unseal
from lifecycle.seating.frozen_seats import rows_of
from storage.tables.packages import Revision
from storage.tables.people import Person
from storage.tables.projects import MethodVersion, Project
from storage.tables.records import LedgerEntry
from storage.tables.reviews import Condition, Review, ReviewSeat, Vote
from storage.tables.waits import Question

FORMAT = "jalon/evidence/1"
MOMENT = (1980, 1, 1, 0, 0, 0)
"""Every file in the ZIP has this date, so that the same round gives the same bytes."""

ENDED = ("decided", "returned", "withdrawn", "superseded")


def write_evidence(
    installation: Installation,
    session: Session,
    project: Project,
    review: Review,
    target: IO[bytes],
    *,
    documents: bool = True,
) -> str:
    """Write the evidence file of a round that has ended; return the SHA-256 of its manifest.

    Raises:
        OutOfSequenceError: The round is still under way.
    """
    if review.state not in ENDED:
        raise OutOfSequenceError(
            f"Round {review.round} of {review.gate} is under way; its evidence is whole when it "
            "has ended.",
            f"Le tour {review.round} de {review.gate} est en cours ; sa preuve est complète quand "
            "il est terminé.",
        )
    revision = session.get_one(Revision, review.revision_id)
    parts = {
        "record.json": _pretty(_record(session, project, review, revision)),
        "ledger.jsonl": b"".join(_ledger(session, project, review)),
    }
    listed = [_listed(name, data) for name, data in parts.items()]
    kept = {each["sha256"]: each["size"] for each in revision.files} if documents else {}
    listed += [
        {"name": f"documents/{sha256}", "sha256": sha256, "size": size}
        for sha256, size in sorted(kept.items())
    ]
    manifest = _pretty(
        {
            "format": FORMAT,
            "project": project.code,
            "gate": review.gate,
            "round": review.round,
            "files": listed,
        }
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"manifest.json": manifest, **parts}.items():
            archive.writestr(_entry(name), data)
        for sha256 in sorted(kept):
            with (
                installation.files.open(sha256) as source,
                archive.open(_entry(f"documents/{sha256}"), "w") as copy,
            ):
                while block := source.read(1 << 20):
                    copy.write(block)
    return hashlib.sha256(manifest).hexdigest()


def _record(
    session: Session, project: Project, review: Review, revision: Revision
) -> dict[str, Any]:
    method = session.get_one(MethodVersion, revision.method_id)
    return {
        "project": {"id": str(project.id), "code": project.code},
        "gate": review.gate,
        "round": review.round,
        "package": {
            "revision": revision.number,
            "sha256": revision.sha256,
            "content": {
                "gate": revision.gate,
                "method": method.sha256,
                "form": revision.form,
                "files": [
                    {key: each[key] for key in ("path", "sha256", "size")}
                    for each in revision.files
                ],
            },
            "submitted_by": str(revision.submitted_by),
            "submitted_at": instant(revision.submitted_at),
            "authors": sorted(str(each) for each in authors_of(session, revision.id)),
        },
        "method": {"name": f"{method.key}@{method.version}", "sha256": method.sha256},
        "policy": review.policy,
        "policy_sha256": review.policy_sha256,
        "seats": [_seat(each) for each in rows_of(session, review.id)],
        "votes": [_vote(session, review, each) for each in _votes(session, review)],
        "questions": _questions(session, review),
        "conditions": _conditions(session, review),
        "state": review.state,
        "code": review.code,
        "outcome": review.outcome,
        "decided_at": instant(review.decided_at) if review.decided_at else None,
        "people": _people(session, review, revision),
    }


def _seat(seat: ReviewSeat) -> dict[str, Any]:
    return {
        "id": str(seat.id),
        "role": seat.role,
        "person": str(seat.person_id),
        "kind": seat.kind,
        "weight": seat.weight,
        "mandatory": seat.mandatory,
        "veto": seat.veto,
        "chair": seat.chair,
        "chosen_by": seat.reason,
    }


def _vote(session: Session, review: Review, vote: Vote) -> dict[str, Any]:
    return {
        "id": str(vote.id),
        "seat": str(vote.seat_id),
        "person": str(vote.person_id),
        "delegation": str(vote.delegation_id) if vote.delegation_id else None,
        "carried_from": str(vote.carried_from) if vote.carried_from else None,
        "value": vote.value,
        "casting": vote.casting,
        "instead": vote.instead,
        "until": vote.until.isoformat() if vote.until else None,
        "to_stage": vote.to_stage,
        "conditions": len(vote.conditions),
        "reason": unseal(session, review.id, vote.reason),
        "sealed_reason": vote.reason,
        "sha256": vote.revision_sha256,
        "channel": vote.channel,
        "assurance": vote.assurance,
        "cast_at": instant(vote.cast_at),
        "standing": vote.standing,
    }


def _votes(session: Session, review: Review) -> list[Vote]:
    rows = select(Vote).where(Vote.review_id == review.id).order_by(Vote.cast_at, Vote.id)
    return list(session.scalars(rows))


def _questions(session: Session, review: Review) -> list[dict[str, Any]]:
    rows = select(Question).where(Question.review_id == review.id).order_by(Question.number)
    return [
        {
            "number": each.number,
            "words": unseal(session, review.id, each.words),
            "answer": unseal(session, review.id, each.answer),
        }
        for each in session.scalars(rows)
    ]


def _conditions(session: Session, review: Review) -> list[dict[str, Any]]:
    rows = select(Condition).where(Condition.review_id == review.id).order_by(Condition.number)
    return [
        {
            "number": each.number,
            "words": unseal(session, review.id, each.words),
            "owner": str(each.owner_id),
            "verifier": str(each.verifier_id),
            "due_on": each.due_on.isoformat(),
        }
        for each in session.scalars(rows)
    ]


def _people(session: Session, review: Review, revision: Revision) -> dict[str, str]:
    """Return the names of the people by the pseudonym under which the ledger knows them."""
    known = {revision.submitted_by, *authors_of(session, revision.id)}
    known |= {seat.person_id for seat in rows_of(session, review.id)}
    known |= {vote.person_id for vote in _votes(session, review)}
    return {str(each): session.get_one(Person, each).name for each in sorted(known)}


def _ledger(session: Session, project: Project, review: Review) -> Iterator[bytes]:
    """Yield the entries about the round in full, and those between as number and hashes."""
    mine = {
        row.seq: row.payload
        for row in session.execute(
            select(LedgerEntry.seq, LedgerEntry.payload).where(LedgerEntry.project_id == project.id)
        )
        if _is_about(read(row.payload)["body"], review)
    }
    rows = session.execute(
        select(LedgerEntry.seq, LedgerEntry.previous, LedgerEntry.hash)
        .where(LedgerEntry.seq.between(min(mine), max(mine)))
        .order_by(LedgerEntry.seq),
        execution_options={"yield_per": 2000},
    )
    for row in rows:
        line = {"seq": row.seq, "previous": row.previous, "hash": row.hash}
        if row.seq in mine:
            line["payload"] = mine[row.seq]
        yield canonical(line) + b"\n"


def _is_about(body: dict[str, Any], review: Review) -> bool:
    return (body.get("gate"), body.get("round")) == (review.gate, review.round)


def _listed(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def _pretty(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info
