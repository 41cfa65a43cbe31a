"""Ask the one table of authority about a person and an object that stand in the database."""

from uuid import UUID

from sqlalchemy import bindparam, select, union_all
from sqlalchemy.orm import Session

from domain.authority import Act, What, Who, allows
from domain.errors import NotAllowedError, NotFoundError
from lifecycle.actor import Actor
from lifecycle.methods import method_of
from lifecycle.roles import roles_everywhere, roles_here
from storage.database import directly, find, looked_up
from storage.tables.packages import RevisionAuthor
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import DecisionRequest, Review, ReviewSeat

_STANDS_IN = DecisionRequest.delegation_id.is_not(None) & DecisionRequest.status.in_(
    ("open", "decided")
)
_HELD = union_all(
    select(ReviewSeat.id).where(
        ReviewSeat.person_id == bindparam("person"), ReviewSeat.review_id == bindparam("review")
    ),
    select(DecisionRequest.id).where(
        DecisionRequest.person_id == bindparam("person"),
        DecisionRequest.review_id == bindparam("review"),
        _STANDS_IN,
    ),
).limit(1)
_EVER_HELD = union_all(
    select(ReviewSeat.id)
    .join(Review, Review.id == ReviewSeat.review_id)
    .where(ReviewSeat.person_id == bindparam("person"), Review.project_id == bindparam("project")),
    select(DecisionRequest.id)
    .join(Review, Review.id == DecisionRequest.review_id)
    .where(
        DecisionRequest.person_id == bindparam("person"),
        Review.project_id == bindparam("project"),
        _STANDS_IN,
    ),
).limit(1)
"""A seat of one's own, or one that one is asked for in somebody's place."""
_AUTHORS = select(RevisionAuthor.person_id).where(
    RevisionAuthor.revision_id == bindparam("revision")
)


def who(session: Session, actor: Actor) -> Who:
    """Return what a person may do everywhere.

    Raises:
        NotAllowedError: The person is disabled or unknown.
    """
    return looked_up(session, ("who", actor), lambda: _who(session, actor))


def _who(session: Session, actor: Actor) -> Who:
    person = find(session, Person, actor.person_id)
    if person is None or person.disabled_at is not None:
        raise NotAllowedError(
            "This person cannot act: the account is disabled.",
            "Cette personne ne peut pas agir : le compte est désactivé.",
        )
    return Who(
        person_id=person.id,
        roles=roles_everywhere(session, person.id),
        scopes=actor.scopes,
        limited=actor.limited,
    )


def what(session: Session, actor: Actor, project: Project, review: Review | None = None) -> What:
    """Return how a project, and a review of it, concern a person."""
    key = ("what", actor.person_id, project.id, review and review.id)
    return looked_up(session, key, lambda: _what(session, actor, project, review))


def _what(session: Session, actor: Actor, project: Project, review: Review | None) -> What:
    if review is not None:
        asked = {"person": actor.person_id, "review": review.id}
        held = directly(session, _HELD, asked).first()
    else:
        asked = {"person": actor.person_id, "project": project.id}
        held = directly(session, _EVER_HELD, asked).first()
    return What(
        roles_on_project=roles_here(session, project.id, actor.person_id),
        manager_role=method_of(session, project.method_id).manager,
        confidential=project.confidential,
        holds_seat=held is not None,
        is_author=review is not None and _is_author(session, actor, review),
    )


def require(
    session: Session,
    act: Act,
    actor: Actor,
    project: Project | None = None,
    review: Review | None = None,
    what_if: What | None = None,
) -> None:
    """Let an act pass, or refuse it; a project that may not be seen does not exist.

    Raises:
        NotFoundError: The person may not know of the project.
        NotAllowedError: The person sees the object but may not do this.
    """
    person = who(session, actor)
    target = what_if
    if target is None:
        target = what(session, actor, project, review) if project is not None else What()
    if allows(act, person, target):
        return
    if project is not None and not allows(Act.VIEW, person, target):
        raise no_project(project.code)
    raise NotAllowedError(
        f"You may not {act}{_where(project)}; ask the PMO who holds the role that may.",
        f"Vous ne pouvez pas faire ceci ({FRENCH[act]}){_where(project, 'sur')} ; "
        "demandez au PMO qui tient le rôle voulu.",
    )


def no_project(code: str) -> NotFoundError:
    """Return the error for a project that is not there, or not for this person."""
    return NotFoundError(
        f"There is no project {code!r} that you may see; check the code.",
        f"Il n'y a pas de projet {code!r} que vous puissiez voir ; vérifiez le code.",
    )


def find_project(session: Session, code: str) -> Project:
    """Return a project by its code.

    Raises:
        NotFoundError: There is none.
    """
    project = session.scalar(select(Project).where(Project.code == code))
    if project is None:
        raise no_project(code)
    return project


def find_person(session: Session, handle: str) -> Person:
    """Return a person by the sign-in name.

    Raises:
        NotFoundError: There is none.
    """
    person = session.scalar(select(Person).where(Person.handle == handle))
    if person is None:
        raise NotFoundError(
            f"There is no person {handle!r}; add one with `jalon person add`.",
            f"Il n'y a pas de personne {handle!r} ; ajoutez-la par `jalon person add`.",
        )
    return person


def authors_of(session: Session, revision_id: UUID) -> frozenset[UUID]:
    """Return the authors of a revision, its submitter among them."""
    return looked_up(
        session,
        ("authors", revision_id),
        lambda: frozenset(directly(session, _AUTHORS, {"revision": revision_id}).scalars()),
    )


def _is_author(session: Session, actor: Actor, review: Review) -> bool:
    return actor.person_id in authors_of(session, review.revision_id)


def _where(project: Project | None, word: str = "on") -> str:
    return f" {word} {project.code}" if project is not None else ""


FRENCH = {
    Act.PROPOSE: "proposer un projet",
    Act.VIEW: "voir un projet",
    Act.TRY: "essayer un dossier",
    Act.SUBMIT: "déposer un dossier",
    Act.WITHDRAW: "retirer un dossier",
    Act.MATCH: "dire ce que sert un document",
    Act.CONTEST: "contester un constat",
    Act.ATTEST: "attester un constat",
    Act.VOTE: "voter",
    Act.ANSWER_QUESTION: "répondre à une question",
    Act.DELEGATE: "déléguer ses votes",
    Act.REPORT_CONDITION: "déclarer une réserve levée",
    Act.SETTLE_CONDITION: "lever une réserve",
    Act.ASSIGN: "attribuer les rôles",
    Act.AMEND: "modifier un projet",
    Act.PLAN: "planifier les jalons",
    Act.TAILOR: "demander une adaptation",
    Act.ANSWER_TAILORING: "répondre à une demande d'adaptation",
    Act.RAISE_EVENT: "signaler un événement",
    Act.BEGIN_TRACK: "commencer une piste",
    Act.ASK_ARBITRATION: "demander un arbitrage",
    Act.ARBITRATE: "répondre à une demande d'arbitrage",
    Act.VIEW_METHOD: "voir la méthode",
    Act.PUBLISH_METHOD: "publier une méthode",
    Act.MIGRATE: "faire passer un projet à une autre version de sa méthode",
    Act.MANAGE_PEOPLE: "gérer les personnes",
    Act.READ_MAILBOX: "lire la boîte aux lettres",
    Act.READ_LEDGER: "lire le registre",
    Act.READ_RADAR: "lire le radar",
    Act.HOLD_SESSION: "tenir une séance",
    Act.OVERRIDE: "passer outre à un comité",
    Act.REOPEN: "rouvrir un projet clos",
    Act.MANAGE_OWN_ACCESS: "gérer ses accès",
}
