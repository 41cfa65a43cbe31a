"""People: added, given roles everywhere, disabled; every sign-in of theirs ends with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.authority import EVERYWHERE, Act
from domain.errors import BadInputError, OutOfSequenceError
from domain.ledger import commitment
from domain.text import LANGUAGES
from lifecycle.actor import Actor
from lifecycle.authority import find_person, require
from lifecycle.ledger import record
from lifecycle.roles import roles_everywhere
from lifecycle.sealing import key_of
from lifecycle.standing_in.delegate import end_delegation
from lifecycle.standing_in.standing import standing_delegations
from storage.tables.access import AccessToken, SignIn
from storage.tables.people import Person, PersonRole
from storage.tables.reviews import DecisionRequest


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """What is known of a person when added."""

    handle: str
    name: str
    email: str
    language: str = "en"
    zone: str = "Europe/Paris"
    country: str = "FR"
    roles: Sequence[str] = ()


def add_person(session: Session, actor: Actor | None, new: NewPerson, *, at: datetime) -> Person:
    """Add a person. Without an actor it is the installation's own act (the first one).

    Raises:
        BadInputError: A field is missing, a role or language is unknown.
        OutOfSequenceError: The sign-in name is taken.
        NotAllowedError: The actor does not manage people.
    """
    if actor is not None:
        require(session, Act.MANAGE_PEOPLE, actor)
    _check(new)
    if session.scalar(select(Person.id).where(Person.handle == new.handle)) is not None:
        raise OutOfSequenceError(
            f"The sign-in name {new.handle!r} is taken; choose another.",
            f"L'identifiant {new.handle!r} est déjà pris ; choisissez-en un autre.",
        )
    person = Person(
        handle=new.handle,
        name=new.name.strip(),
        email=new.email.strip(),
        language=new.language,
        zone=new.zone,
        country=new.country,
        created_at=at,
    )
    session.add(person)
    session.flush()
    session.add_all(
        PersonRole(person_id=person.id, role=role, since=at) for role in sorted(set(new.roles))
    )
    record(
        session,
        "person.added",
        actor,
        {
            "person": person.id,
            "commitment": commitment(key_of(session, person.id), person.name, person.email),
            "roles": sorted(set(new.roles)),
        },
        at=at,
    )
    return person


def disable_person(session: Session, actor: Actor, handle: str, *, at: datetime) -> Person:
    """End a person's access at once: sessions, devices, tokens and open requests.

    Doing it again changes nothing.

    Raises:
        NotFoundError: There is no such person.
        NotAllowedError: The actor does not manage people.
        OutOfSequenceError: It is the last administrator.
    """
    require(session, Act.MANAGE_PEOPLE, actor)
    person = find_person(session, handle)
    if person.disabled_at is not None:
        return person
    if _is_last_administrator(session, person):
        raise OutOfSequenceError(
            f"{handle} is the last administrator; name another one first.",
            f"{handle} est le dernier administrateur ; nommez-en d'abord un autre.",
        )
    person.disabled_at = at
    for table in (SignIn, AccessToken):
        session.execute(
            update(table)
            .where(table.person_id == person.id, table.ended_at.is_(None))
            .values(ended_at=at)
        )
    session.execute(
        update(DecisionRequest)
        .where(DecisionRequest.person_id == person.id, DecisionRequest.status == "open")
        .values(status="revoked", generation=DecisionRequest.generation + 1)
    )
    for row in standing_delegations(session, person.id, at=at):
        end_delegation(session, actor, row.id, at=at)
    record(session, "person.disabled", actor, {"person": person.id}, at=at)
    return person


def prefer(session: Session, actor: Actor, *, language: str, zone: str) -> Person:
    """Keep in which language and time zone the actor reads.

    Raises:
        BadInputError: We do not write the language, or do not know the zone.
        NotAllowedError: The actor came in by a token or a remembered device.
    """
    require(session, Act.MANAGE_OWN_ACCESS, actor)
    if language not in LANGUAGES:
        raise _no_language(language)
    if zone not in available_timezones():
        raise BadInputError(
            f"{zone!r} is not a time zone; write it as Europe/Paris.",
            f"{zone!r} n'est pas un fuseau horaire ; écrivez par exemple Europe/Paris.",
        )
    person = session.get_one(Person, actor.person_id)
    person.language, person.zone = language, zone
    return person


def roles_of(session: Session, person: Person) -> tuple[str, ...]:
    """Return the roles that a person holds everywhere."""
    return tuple(sorted(roles_everywhere(session, person.id)))


def people(session: Session) -> list[Person]:
    """Return everybody, by sign-in name."""
    return list(session.scalars(select(Person).order_by(Person.handle)))


def holders(session: Session, role: str) -> list[Person]:
    """Return the active people who hold a role everywhere, by the time they got it."""
    return list(
        session.scalars(
            select(Person)
            .join(PersonRole, PersonRole.person_id == Person.id)
            .where(PersonRole.role == role, Person.disabled_at.is_(None))
            .order_by(PersonRole.since, Person.handle)
        )
    )


def _is_last_administrator(session: Session, person: Person) -> bool:
    return [holder.id for holder in holders(session, "admin")] == [person.id]


def _check(new: NewPerson) -> None:
    plain = new.handle.replace("-", "").replace(".", "").replace("_", "")
    if not (plain.isalnum() and new.handle.isascii()) or len(new.handle) > 64:  # noqa: PLR2004 - an e-mail's local part is no longer
        raise BadInputError(
            f"The sign-in name {new.handle!r} may hold letters, digits, '.', '-' and '_' only.",
            f"L'identifiant {new.handle!r} ne peut contenir que lettres, chiffres, « . - _ ».",
        )
    if not new.name.strip():
        raise BadInputError(f"{new.handle} needs a name.", f"Il faut un nom pour {new.handle}.")
    local, at_sign, host = new.email.strip().rpartition("@")
    if not (local and at_sign and host) or any(ch in new.email for ch in " \r\n\t,;<>"):
        raise BadInputError(
            f"{new.email!r} is not an e-mail address; write it as name@example.org.",
            f"{new.email!r} n'est pas une adresse ; écrivez nom@exemple.org.",
        )
    if not _is_zone(new.zone):
        raise BadInputError(
            f"{new.zone!r} is no time zone; write it as Europe/Paris.",
            f"{new.zone!r} n'est pas un fuseau horaire ; écrivez par exemple Europe/Paris.",
        )
    unknown = sorted(set(new.roles) - set(EVERYWHERE))
    if unknown:
        raise BadInputError(
            f"{unknown[0]!r} is not a role held everywhere; give one of {', '.join(EVERYWHERE)}.",
            f"{unknown[0]!r} n'est pas un rôle global ; donnez {', '.join(EVERYWHERE)}.",
        )
    if new.language not in LANGUAGES:
        raise _no_language(new.language)


def _no_language(language: str) -> BadInputError:
    return BadInputError(
        f"{language!r} is not a language we write; give one of {', '.join(LANGUAGES)}.",
        f"Nous n'écrivons pas la langue {language!r} ; donnez {', '.join(LANGUAGES)}.",
    )


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name)
