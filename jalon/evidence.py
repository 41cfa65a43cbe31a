"""Work on evidence files: the one of a round is written."""

from pathlib import Path

from sqlalchemy import select

from domain.errors import BadInputError, NotFoundError
from jalon.acting import acting
from jalon.output import Format, result, result_json
from lifecycle.evidence_file import write_evidence
from lifecycle.questions.rounds import open_review
from lifecycle.questions.seen import open_project
from storage.tables.reviews import Review


def run_evidence(
    code: str,
    gate: str,
    target: Path,
    person: str | None,
    fmt: Format,
    language: str,
    *,
    number: int | None,
    documents: bool,
) -> int:
    """Write the evidence file of a round, by default the last of its gate."""
    if target.exists():
        raise BadInputError(
            f"{target} is there already; name another file.",
            f"{target} existe déjà ; nommez un autre fichier.",
        )
    with acting(person) as acts, acts.installation.database.read() as session:
        project = open_project(session, acts.actor, code).project
        rounds = select(Review.id).where(Review.project_id == project.id, Review.gate == gate)
        if number is not None:
            rounds = rounds.where(Review.round == number)
        review_id = session.scalars(rounds.order_by(Review.round.desc())).first()
        if review_id is None:
            raise NotFoundError(
                f"{code} had no such round at {gate}.", f"{code} n'a pas eu ce tour à {gate}."
            )
        review, _ = open_review(session, acts.actor, review_id)
        part = target.with_name(f"{target.name}.part")
        try:
            with part.open("xb") as file:
                manifest = write_evidence(
                    acts.installation, session, project, review, file, documents=documents
                )
            part.rename(target)
        except OSError as error:
            raise BadInputError(
                f"{target} cannot be written: {error.strerror}.",
                f"{target} ne peut être écrit : {error.strerror}.",
            ) from error
        finally:
            part.unlink(missing_ok=True)
        said = {"file": str(target), "round": review.round, "manifest": manifest}
    if fmt is Format.JSON:
        result_json(said)
    elif language == "fr":
        result(f"{target} : tour {said['round']} de {gate} ; vérifiez par jalon_verify.py.")
    else:
        result(f"{target}: round {said['round']} of {gate}; check it with jalon_verify.py.")
    return 0
