"""One-time codes: the first administrator's, and the one with which a person sets a password."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.authority import ADMIN, Act
from domain.errors import BadInputError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.installation import Installation
from lifecycle.ledger import record
from lifecycle.people import NewPerson, add_person, holders
from lifecycle.signing_in.access import Opened, digest_of, end_all, open_sign_in
from lifecycle.signing_in.attempts import count_sign_in
from lifecycle.signing_in.passwords import check_new, hashed, is_right
from storage.tables.access import OneTimeCode
from storage.tables.people import Person

FIRST = "first-administrator"
INVITATION = "set-password"
LIFE = timedelta(hours=24)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 5, 4
"""Twenty letters out of 31, read aloud without doubt: about 99 bits."""


def first_code(installation: Installation, *, at: datetime) -> str | None:
    """Return a fresh code for the first administrator, or None when there is one already.

    A code that was printed before no longer works.
    """
    with installation.database.write() as session:
        if holders(session, ADMIN):
            return None
        return _fresh(session, FIRST, None, at=at)


def needs_first(session: Session) -> bool:
    """Tell whether nobody administers the installation yet."""
    return not holders(session, ADMIN)


def become_first(
    installation: Installation,
    code: str,
    new: NewPerson,
    password: str,
    *,
    address: str,
    agent: str,
    at: datetime,
) -> Opened:
    """Make the first administrator, who is also PMO, with the code from the console.

    Raises:
        BadInputError: The code is wrong or used up, the password or a field does not do.
        OutOfSequenceError: There is an administrator already.
        TooManyAttemptsError: It was tried too often.
    """
    count_sign_in(installation, _counted(FIRST, address), address, at=at)
    check_new(password, about=(new.handle, new.name))
    proof = hashed(password)
    with installation.database.write() as session:
        if holders(session, ADMIN):
            raise OutOfSequenceError(
                "There is an administrator already; sign in, or ask them for a code.",
                "Il y a déjà un administrateur ; connectez-vous, ou demandez-lui un code.",
            )
        _use(session, FIRST, code, at=at)
        person = add_person(session, None, replace(new, roles=(ADMIN, "pmo")), at=at)
        person.password_hash, person.password_at = proof, at
        return open_sign_in(session, person.id, remember=False, agent=agent, at=at)


def invite(session: Session, actor: Actor | None, person: Person, *, at: datetime) -> str:
    """Return a fresh code with which a person sets the password, within 24 hours.

    Raises:
        NotAllowedError: The actor does not manage people.
    """
    if actor is not None:
        require(session, Act.MANAGE_PEOPLE, actor)
    record(session, "person.invited", actor, {"person": person.id}, at=at)
    return _fresh(session, INVITATION, person, at=at)


def accept_invitation(
    installation: Installation,
    code: str,
    password: str,
    *,
    address: str,
    agent: str,
    at: datetime,
) -> Opened:
    """Set a password with a code, end what was open before, and open a session.

    Raises:
        BadInputError: The code is wrong or used up, or the password does not do.
        TooManyAttemptsError: It was tried too often.
    """
    count_sign_in(installation, _counted(INVITATION, address), address, at=at)
    check_new(password)
    proof = hashed(password)
    with installation.database.write() as session:
        used = _use(session, INVITATION, code, at=at)
        person = session.get_one(Person, used.person_id)
        if person.disabled_at is not None:
            raise _no_code()
        check_new(password, about=(person.handle, person.name))
        person.password_hash, person.password_at = proof, at
        end_all(session, person.id, at=at)
        record(session, "password.set", None, {"person": person.id}, at=at)
        return open_sign_in(session, person.id, remember=False, agent=agent, at=at)


def change_password(
    installation: Installation,
    actor: Actor,
    old: str,
    new: str,
    *,
    address: str,
    agent: str,
    at: datetime,
) -> Opened:
    """Change one's own password; every other session, device and token ends.

    Raises:
        BadInputError: The old password is wrong, or the new one does not do.
        TooManyAttemptsError: It was tried too often.
    """
    with installation.database.read() as session:
        require(session, Act.MANAGE_OWN_ACCESS, actor)
        person = session.get_one(Person, actor.person_id)
    count_sign_in(installation, person.handle, address, at=at)
    check_new(new, about=(person.handle, person.name))
    if not is_right(old, person.password_hash):
        raise BadInputError(
            "The present password is wrong; nothing was changed.",
            "Le mot de passe actuel est faux ; rien n'a changé.",
        )
    proof = hashed(new)
    with installation.database.write() as session:
        row = session.get_one(Person, person.id)
        row.password_hash, row.password_at = proof, at
        end_all(session, person.id, at=at)
        record(session, "password.set", actor, {"person": person.id}, at=at)
        return open_sign_in(session, person.id, remember=False, agent=agent, at=at)


def _fresh(session: Session, purpose: str, person: Person | None, *, at: datetime) -> str:
    person_id = person.id if person else None
    session.execute(
        update(OneTimeCode)
        .where(
            OneTimeCode.purpose == purpose,
            OneTimeCode.person_id == person_id
            if person_id is not None
            else OneTimeCode.person_id.is_(None),
            OneTimeCode.used_at.is_(None),
        )
        .values(used_at=at)
    )
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    code = "-".join(groups)
    session.add(
        OneTimeCode(
            code_sha256=digest_of(_plain(code)),
            purpose=purpose,
            person_id=person_id,
            made_at=at,
            expires_at=at + LIFE,
        )
    )
    session.flush()
    return code


def _use(session: Session, purpose: str, code: str, *, at: datetime) -> OneTimeCode:
    row = session.scalar(
        select(OneTimeCode)
        .where(
            OneTimeCode.code_sha256 == digest_of(_plain(code)),
            OneTimeCode.purpose == purpose,
            OneTimeCode.used_at.is_(None),
            OneTimeCode.expires_at > at,
        )
        .with_for_update()
    )
    if row is None:
        raise _no_code()
    row.used_at = at
    return row


def _counted(purpose: str, address: str) -> str:
    """Return under what a try is counted: a code names nobody, so one guesser stops nobody else."""
    return f"{purpose} {address}"


def _plain(code: str) -> str:
    return "".join(ch for ch in code.lower() if ch.isalnum())


def _no_code() -> BadInputError:
    return BadInputError(
        "The code is wrong, used or older than 24 hours; ask for a fresh one.",
        "Le code est faux, déjà utilisé ou a plus de 24 heures ; demandez-en un autre.",
    )
