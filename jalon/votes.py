"""A vote from the command line: cast on the round that is open, with the outcome if it closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.errors import BadInputError, OutOfSequenceError
from domain.review.ballot import ConditionAsked, VoteValue
from domain.review.beside import as_score
from jalon.acting import acting
from jalon.output import Format, result, result_json
from lifecycle.authority import find_person
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import Voted, in_meeting, vote
from lifecycle.questions.asked import find_gate
from lifecycle.questions.seen import latest_review, open_project
from storage.tables.projects import Project

CONDITION_PARTS = 5


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the command line says of a vote."""

    project: str
    gate: str
    seat: str | None
    value: str
    instead: str | None = None
    until: str | None = None
    to_stage: str | None = None
    reason: str = ""
    conditions: Sequence[str] = ()
    casting: bool = False
    revision: str | None = None
    scores: Sequence[str] = ()
    answers: Sequence[str] = ()
    ratings: Sequence[str] = ()
    to_dissent: str = ""
    meeting: str = ""


def run_vote(said: Said, person: str | None, fmt: Format, language: str) -> int:
    """Cast a vote, and print it with what the count says now."""
    with acting(person) as door, door.installation.database.write() as session:
        opened = open_project(session, door.actor, said.project)
        find_gate(opened.method, said.gate)
        review = latest_review(session, opened.project.id, said.gate)
        if review is None:
            raise OutOfSequenceError(
                f"No package was handed in for {said.gate} of {said.project} yet.",
                f"Aucun dossier n'est encore déposé pour {said.gate} de {said.project}.",
            )
        voted = vote(
            session,
            in_meeting(door.actor, said.meeting),
            review.id,
            _given(session, said),
            revision_sha256=_revision(said, review.revision_sha256),
            at=door.at,
            seat_role=said.seat,
        )
        project = session.get_one(Project, review.project_id)
        answer = _answer(said, voted, project)
    if fmt is Format.JSON:
        result_json(answer)
    else:
        result(_text(said, voted, project, language))
    return 0


def _answer(said: Said, voted: Voted, project: Project) -> dict[str, object]:
    counted, review = voted.tally, voted.review
    return {
        "project": said.project,
        "gate": review.gate,
        "round": review.round,
        "review": review.id,
        "sha256": review.revision_sha256,
        "vote": voted.vote.id,
        "value": voted.vote.value,
        "again": voted.again,
        "standing": counted.standing,
        "rule": counted.rule,
        "approving": counted.approving,
        "rejecting": counted.rejecting,
        "voted": counted.voted,
        "quorum": counted.quorum,
        "scorecard": counted.scorecard,
        "dissents": len(counted.dissents),
        "state": review.state,
        "code": review.code,
        "outcome": review.outcome,
        "project_state": project.state,
        "stage": project.stage,
    }


def _text(said: Said, voted: Voted, project: Project, language: str) -> str:
    counted, review = voted.tally, voted.review
    words = {
        "en": ("voted", "votes", "decided", "stage", "this vote stood already"),
        "fr": ("voté", "votes", "décidé", "étape", "ce vote était déjà donné"),
    }[language]
    again = f" ({words[4]})" if voted.again else ""
    line = f"{said.project} {review.gate}: {words[0]} {voted.vote.value}{again}"
    tallied = f"{words[1]} {counted.voted}/{counted.quorum}, {counted.rule}"
    if review.state != "decided":
        return f"{line}\n{tallied}"
    return f"{line}\n{tallied}\n{words[2]} {review.code}; {words[3]} {project.stage}"


def _given(session: Session, said: Said) -> Given:
    try:
        value = VoteValue(said.value)
        instead = Decision(said.instead.upper()) if said.instead else None
    except ValueError:
        raise BadInputError(
            f"A vote is one of {', '.join(VoteValue)}; --instead is hold, recycle or kill.",
            f"Un vote vaut {', '.join(VoteValue)} ; --instead vaut hold, recycle ou kill.",
        ) from None
    return Given(
        value=value,
        instead=instead,
        until=_day(said.until) if said.until else None,
        to_stage=said.to_stage,
        reason=said.reason,
        conditions=[_condition(session, each) for each in said.conditions],
        casting=said.casting,
        scores={name: as_score(text) for name, text in _named(said.scores, "--score")},
        answers={name: _yes(text) for name, text in _named(said.answers, "--answer")},
        ratings=dict(_named(said.ratings, "--rating")),
        to_dissent=said.to_dissent,
        meeting=said.meeting,
    )


def _named(given: Sequence[str], option: str) -> Iterator[tuple[str, str]]:
    for text in given:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not (name and sign and value):
            raise BadInputError(
                f"{option} {text!r} does not fit; write it as ID=VALUE.",
                f"{option} {text!r} ne convient pas ; écrivez ID=VALEUR.",
            )
        yield name, value


def _yes(text: str) -> bool:
    said = {"yes": True, "oui": True, "no": False, "non": False}.get(text.lower())
    if said is None:
        raise BadInputError(
            f"{text!r} is no answer; write yes or no.",
            f"{text!r} n'est pas une réponse ; écrivez oui ou non.",
        )
    return said


def _condition(session: Session, text: str) -> ConditionAsked:
    parts = [part.strip() for part in text.split(";")]
    if len(parts) != CONDITION_PARTS or not all(parts):
        raise BadInputError(
            f"--condition {text!r} does not fit; write it as "
            "'what;owner;verifier;2026-01-12;what shows it'.",
            f"--condition {text!r} ne convient pas ; écrivez "
            "'quoi;porteur;vérificateur;2026-01-12;preuve'.",
        )
    words, owner, verifier, due_on, evidence = parts
    return ConditionAsked(
        words=words,
        owner_id=find_person(session, owner).id,
        verifier_id=find_person(session, verifier).id,
        due_on=_day(due_on),
        evidence=evidence,
    )


def _revision(said: Said, current: str) -> str:
    """Return the revision that the voter looked at; a beginning of 8 digits or more names it."""
    if said.revision is None:
        return current
    named = said.revision.lower()
    return current if len(named) >= 8 and current.startswith(named) else named  # noqa: PLR2004 - as letters and pages show at least


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInputError(
            f"{text!r} is no day; write it as 2026-01-12.",
            f"{text!r} n'est pas un jour ; écrivez 2026-01-12.",
        ) from None
