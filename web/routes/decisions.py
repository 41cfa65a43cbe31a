"""A decision: opened by the mail's link, answered by a person, taken back for ten minutes."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from domain.decision import Decision
from domain.errors import BadInputError, NotFoundError, OutOfSequenceError
from domain.review.ballot import ConditionAsked, VoteValue
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import take_back, vote
from lifecycle.meeting.confirming import confirm_vote, contest_vote
from lifecycle.questions.answers import VALUES
from lifecycle.questions.decision import DecisionSeen, decision_seen
from lifecycle.questions.link import opened_by
from lifecycle.repeat import Answer
from web.acting import act, see
from web.beside import answers_in, ratings_in, scores_in
from web.errors import refusal
from web.forms import Form, Posted, filled
from web.pages import page
from web.routes.proposals import day_in
from web.site import signed_in, site_of, visitor_of

router = APIRouter(include_in_schema=False)
CONFLICT = 409
OWN_CONDITIONS = 2
"""How many conditions of one's own the form has room for, beside the proposed ones."""


@router.get("/d/{link}")
def link(request: Request, link: str, choice: str = "") -> Response:
    """Open the decision that a mailed link names; a stranger learns only that one waits.

    Raises:
        NotFoundError: The link opens nothing.
    """
    site = site_of(request)
    request_id = opened_by(site.installation, link, at=site.clock())
    if request_id is None:
        raise NotFoundError(
            "This link opens nothing: it is cut off or too old. Sign in to see what awaits you.",
            "Ce lien n'ouvre rien : il est tronqué ou trop ancien. "
            "Connectez-vous pour voir ce qui vous attend.",
        )
    path = f"/decisions/{request_id}"
    if choice in set(Decision):
        path += f"?choice={choice}"
    if visitor_of(request) is None:
        return page(request, "waits.html", next=path)
    return see(path)


@router.get("/decisions/{request_id}")
def decision(request: Request, request_id: UUID, choice: str = "") -> Response:
    """Show the decision; the choice that a mail's button carries is selected already."""
    seen = _seen(request, request_id)
    status = CONFLICT if seen.state in {"superseded", "revoked"} else 200
    chosen = choice or ("" if seen.vote else seen.before)
    return _show(request, seen, status=status, given={"choice": chosen})


@router.post("/decisions/{request_id}")
def answer(request: Request, request_id: UUID, form: Posted, after: BackgroundTasks) -> Response:
    """Cast or change the vote; the last one closes the round."""
    site, visitor = site_of(request), signed_in(request)
    seen = _seen(request, request_id)
    said = {name: form.all(name) for name in sorted(form.fields)}

    def work(session: Session) -> Answer:
        done = vote(
            session,
            visitor.actor,
            seen.review_id,
            _given(form, seen, language=visitor.language),
            revision_sha256=form.text("revision"),
            at=site.clock(),
            seat_role=seen.seat_role,
        )
        return {"project": str(seen.project_id), "state": done.review.state}

    try:
        done = act(request, form, "vote", [str(request_id), said], work)
    except OutOfSequenceError as error:
        sentence = error.say(visitor.language)
        return _show(request, _seen(request, request_id), status=CONFLICT, trouble=sentence)
    except BadInputError as error:
        given = {name: values[0] for name, values in said.items() if values}
        return refusal(request, "decision.html", error, **_values(seen, given))
    site.nudge_later(after, done["project"])
    return see(f"/decisions/{request_id}", "decided" if done["state"] == "decided" else "voted")


@router.post("/decisions/{request_id}/take-back")
def undo(request: Request, request_id: UUID, form: Posted) -> Response:
    """Take the vote back, within ten minutes and while the round is open."""
    site, visitor = site_of(request), signed_in(request)
    seen = _seen(request, request_id)

    def work(session: Session) -> Answer:
        take_back(
            session,
            visitor.actor,
            seen.review_id,
            at=site.clock(),
            seat_role=seen.seat_role,
        )
        return {}

    act(request, form, "take-back", [str(request_id)], work)
    return see(f"/decisions/{request_id}", "taken-back")


@router.post("/decisions/{request_id}/confirm")
def confirm(request: Request, request_id: UUID, form: Posted, after: BackgroundTasks) -> Response:
    """Confirm the vote that a secretary recorded."""
    site, visitor = site_of(request), signed_in(request)
    seen = _seen(request, request_id)

    def work(session: Session) -> Answer:
        confirm_vote(session, visitor.actor, seen.review_id, at=site.clock())
        return {}

    act(request, form, "confirm-vote", [str(request_id)], work)
    site.nudge_later(after, str(seen.project_id))
    return see(f"/decisions/{request_id}", "confirmed")


@router.post("/decisions/{request_id}/contest")
def contest(request: Request, request_id: UUID, form: Posted) -> Response:
    """Contest the vote that a secretary recorded."""
    site, visitor = site_of(request), signed_in(request)
    seen, reason = _seen(request, request_id), form.text("reason")

    def work(session: Session) -> Answer:
        contest_vote(session, visitor.actor, seen.review_id, reason, at=site.clock())
        return {}

    act(request, form, "contest-vote", [str(request_id), reason], work)
    return see(f"/decisions/{request_id}", "contested-vote")


def _seen(request: Request, request_id: UUID) -> DecisionSeen:
    site, visitor = site_of(request), signed_in(request)
    with site.installation.database.read() as session:
        return decision_seen(session, visitor.actor, request_id, at=site.clock())


def _show(
    request: Request,
    seen: DecisionSeen,
    *,
    status: int,
    given: dict[str, str] | None = None,
    trouble: str = "",
) -> Response:
    values = _values(seen, given or {})
    return page(request, "decision.html", status=status, trouble=trouble, **values)


def _values(seen: DecisionSeen, given: dict[str, str]) -> dict[str, object]:
    return {"seen": seen, "given": filled(given), "own": range(OWN_CONDITIONS)}


def _given(form: Form, seen: DecisionSeen, *, language: str) -> Given:
    choice = form.text("choice")
    if seen.state != "open":
        # Whatever was said, the round's own refusal is the answer, and it says where to look.
        return Given(value=VoteValue.APPROVE)
    if choice in {VoteValue.ABSTAIN, VoteValue.RECUSE}:
        return Given(value=VoteValue(choice), reason=form.text("reason"))
    if choice not in {each.code for each in seen.choices}:
        raise BadInputError(
            "Choose one of the answers, then confirm.",
            "Choisissez l'une des réponses, puis confirmez.",
        )
    code = Decision(choice)
    rejects = code not in VALUES
    own = _own(form, seen) if code is Decision.CONDITIONAL_GO else []
    proposed = _proposed(form, seen, language) if code is Decision.CONDITIONAL_GO else []
    return Given(
        value=VALUES.get(code, VoteValue.REJECT),
        instead=code if rejects else None,
        until=_until(form, code),
        to_stage=(form.text("to_stage") or None) if code is Decision.RECYCLE else None,
        reason=form.text("reason"),
        conditions=[*proposed, *own],
        as_proposed=not own,
        casting=form.text("casting") == "1",
        scores=scores_in(form, seen.beside),
        answers=answers_in(form, seen.beside),
        ratings=ratings_in(form, seen.beside),
        to_dissent="" if rejects else form.text("to_dissent"),
    )


def _until(form: Form, code: Decision) -> date | None:
    return day_in(form, "until") if code is Decision.HOLD else None


def _proposed(form: Form, seen: DecisionSeen, language: str) -> list[ConditionAsked]:
    ticked = set(form.all("proposed"))
    return [
        ConditionAsked(
            words=each.words.get(language, next(iter(each.words.values()), "")),
            owner_id=each.owner_id,
            verifier_id=each.verifier_id,
            due_on=each.due_on,
            evidence=each.evidence.get(language, next(iter(each.evidence.values()), "")),
        )
        for number, each in enumerate(seen.proposed)
        if str(number) in ticked
    ]


def _own(form: Form, seen: DecisionSeen) -> list[ConditionAsked]:
    """Return the conditions that the voter wrote; the voter verifies them."""
    found = []
    for number in range(OWN_CONDITIONS):
        words = form.text(f"words-{number}")
        if not words:
            continue
        due, owner = day_in(form, f"due-{number}"), form.text(f"owner-{number}")
        if due is None or owner not in {str(person_id) for person_id, _ in seen.people}:
            raise BadInputError(
                f"The condition « {words[:40]} » needs an owner and a date.",
                f"La réserve « {words[:40]} » a besoin d'un porteur et d'une date.",
            )
        found.append(
            ConditionAsked(
                words=words,
                owner_id=UUID(owner),
                verifier_id=seen.person_id,
                due_on=due,
                evidence=form.text(f"evidence-{number}"),
            )
        )
    return found
