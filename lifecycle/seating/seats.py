"""Seats: who sits on the committee of a gate, resolved at submission and frozen."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.authority import EVERYWHERE
from domain.errors import OutOfSequenceError
from domain.methodology.expressions.evaluate import Answer, evaluate
from domain.methodology.fitting.names import names_of
from domain.methodology.model.committee import Seat, SeatKind
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.text import in_language
from lifecycle.fitted.fitting import Fit
from lifecycle.roles import roles_everywhere, roles_here
from lifecycle.seating.duties import apart_from, is_alone
from lifecycle.seating.frozen_seats import because, joint
from storage.tables.people import Person, PersonRole
from storage.tables.projects import Assignment, Project
from storage.tables.reviews import Review, ReviewSeat


@dataclass(frozen=True)
class Resolved:
    """A seat with its person and the rules that chose both; ``roles`` are all that it holds."""

    seat: Seat
    person: Person
    reason: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Search:
    """Where persons for seats are looked for, and who cannot hold them."""

    session: Session
    project: Project
    method: Method
    gate: Gate
    barred: Collection[UUID]


def resolve(
    session: Session,
    project: Project,
    method: Method,
    gate: Gate,
    barred: Collection[UUID],
    *,
    fit: Fit | None = None,
) -> list[Resolved]:
    """Return who sits at a gate; no author or manager holds an awaited seat (gate rule 25).

    ``fit`` tells why a conditional seat is there. One whose condition is unknown is there.

    Raises:
        OutOfSequenceError: A seat that is awaited has nobody who may hold it, or none gates.
    """
    managing = {each.id for each in role_holders(session, project, method.manager)}
    search = _Search(session, project, method, gate, {*barred, *managing})
    chosen: list[Resolved] = []
    for seat, why in _seats_there(gate, fit):
        found = _find(search, seat, chosen)
        if found is not None:
            chosen.append(found if not why else _because(found, why, method.language))
        elif seat.kind is not SeatKind.ADVISORY:
            raise _empty(method, gate, seat)
    if not any(each.seat.kind is SeatKind.GATING for each in chosen):
        raise _nobody(gate)
    return _joined(chosen) if gate.committee.joint_seats else chosen


def seat_rows(review: Review, seats: Sequence[Resolved]) -> list[ReviewSeat]:
    """Return the rows of the seats of a round."""
    return [
        ReviewSeat(
            review_id=review.id,
            role=each.seat.role,
            roles=list(each.roles or (each.seat.role,)),
            person_id=each.person.id,
            kind=each.seat.kind,
            speaks=each.seat.order,
            weight=each.seat.weight,
            mandatory=each.seat.mandatory,
            veto=each.seat.veto,
            chair=each.seat.chair,
            reason=each.reason,
        )
        for each in seats
    ]


def role_holders(session: Session, project: Project, role: str) -> list[Person]:
    """Return the active holders of a role on a project, else those who hold it everywhere."""
    here = list(session.scalars(_HERE, {"project": project.id, "role": role}))
    return here if here or role not in EVERYWHERE else holders_everywhere(session, role)


def holders_everywhere(session: Session, role: str) -> list[Person]:
    """Return the active holders of a role on every project."""
    return list(session.scalars(_EVERYWHERE, {"role": role}))


_HERE = (
    select(Person)
    .join(Assignment, Assignment.person_id == Person.id)
    .where(
        Assignment.project_id == bindparam("project"),
        Assignment.role == bindparam("role"),
        Person.disabled_at.is_(None),
    )
    .order_by(Assignment.since, Person.handle)
)
_EVERYWHERE = (
    select(Person)
    .join(PersonRole, PersonRole.person_id == Person.id)
    .where(PersonRole.role == bindparam("role"), Person.disabled_at.is_(None))
    .order_by(PersonRole.since, Person.handle)
)


def _seats_there(gate: Gate, fit: Fit | None) -> Iterator[tuple[Seat, Answer | None]]:
    """Yield the seats that are there, or may be, each with why if it is conditional."""
    if fit is None:
        yield from ((seat, None) for seat in gate.committee.seats)
        return
    names = names_of(fit.published, fit.circumstances)
    written = {
        seat.role: seat.when
        for each in fit.published.gates
        if each.id == gate.id
        for seat in each.committee.seats
    }
    for seat in gate.committee.seats:
        when = seat.when or written.get(seat.role)
        answer = evaluate(when, names) if when else None
        if seat.when is None or answer is None or not answer.is_false:
            # What is not known yet is asked again when the package is judged.
            yield seat, answer if seat.when is None else None


def _find(search: _Search, seat: Seat, chosen: Sequence[Resolved]) -> Resolved | None:
    for role, rule in ((seat.role, "holder"), (seat.substitute, "substitute")):
        if role is None:
            continue
        for person in role_holders(search.session, search.project, role):
            if _may_hold(search, seat, role, person, chosen):
                label = in_language(search.method.role(role).label, search.method.language)
                return Resolved(seat, person, f"{rule}: {label}", (seat.role,))
    return None


def _may_hold(
    search: _Search, seat: Seat, role: str, person: Person, chosen: Sequence[Resolved]
) -> bool:
    """Tell whether a person may hold a seat beside all else that they do here."""
    seated = {each.seat.role for each in chosen if each.person.id == person.id}
    if seated and not search.gate.committee.joint_seats:
        return False
    independent = seat.independent or any(
        is_alone(search.method, each) for each in (seat.role, role)
    )
    if person.id in search.barred and (independent or seat.kind is not SeatKind.ADVISORY):
        return False
    here = roles_here(search.session, search.project.id, person.id)
    if independent and (seated or here - {role, seat.role}):
        return False
    if any(each.seat.independent for each in chosen if each.person.id == person.id):
        return False
    held = here | seated | roles_everywhere(search.session, person.id)
    return apart_from(search.method, seat.role, held) is None


def _joined(chosen: Sequence[Resolved]) -> list[Resolved]:
    """Return one seat for each person, with all roles of theirs."""
    by_person: dict[UUID, list[Resolved]] = {}
    for each in chosen:
        by_person.setdefault(each.person.id, []).append(each)
    return [
        Resolved(
            joint([each.seat for each in of_one]),
            of_one[0].person,
            "; ".join(dict.fromkeys(each.reason for each in of_one)),
            tuple(each.seat.role for each in of_one),
        )
        for of_one in by_person.values()
    ]


def _because(found: Resolved, answer: Answer, language: str) -> Resolved:
    reason = found.reason + because(answer, language)
    return Resolved(found.seat, found.person, reason, found.roles)


def _empty(method: Method, gate: Gate, seat: Seat) -> OutOfSequenceError:
    role = method.role(seat.role).label
    en, fr = in_language(role, "en"), in_language(role, "fr")
    if seat.independent or is_alone(method, seat.role):
        return OutOfSequenceError(
            f"The seat of {en} at {gate.id} has nobody independent who may hold it: somebody "
            "with no other role on the project, who did not hand in or write the package. "
            "Have the PMO give the role to such a person.",
            f"Le siège {fr} au jalon {gate.id} n'a personne d'indépendant qui puisse le tenir : "
            "quelqu'un sans autre rôle sur le projet, qui n'a ni déposé ni écrit le dossier. "
            "Demandez au PMO d'attribuer ce rôle à une telle personne.",
        )
    return OutOfSequenceError(
        f"The seat of {en} at {gate.id} has nobody who may hold it: "
        "the submitter, the authors and who manages the project never vote on its packages, and "
        "nobody sits there who holds a role that the method keeps apart. "
        "Have the PMO assign the role to somebody else.",
        f"Le siège {fr} au jalon {gate.id} n'a personne qui puisse le tenir : "
        "déposant, auteurs et chefs du projet ne votent jamais sur ses dossiers, et nul n'y "
        "siège qui tient un rôle que la méthode en sépare. "
        "Demandez au PMO d'attribuer ce rôle à une autre personne.",
    )


def _nobody(gate: Gate) -> OutOfSequenceError:
    return OutOfSequenceError(
        f"None of the seats of {gate.id} that decide is there for this project, so nobody could "
        "decide; have the PMO look at the conditions of its seats.",
        f"Aucun des sièges de {gate.id} qui décident n'est là pour ce projet, donc personne ne "
        "pourrait décider ; demandez au PMO de revoir les conditions de ses sièges.",
    )
