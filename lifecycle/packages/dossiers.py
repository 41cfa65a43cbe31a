"""From records to the values that the judge sees: a review's dossier, and what surrounds it."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import BadInputError
from domain.finding import Fact
from domain.methodology.model.deliverable import Kind
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from gates.dossier import (
    Attested,
    Dossier,
    OpenCondition,
    ProjectFacts,
    Surroundings,
    open_dossier,
)
from gates.judge import areas_of
from gates.matching_manifest import Manifest, is_manifest, read_manifest
from gates.typed.tested import asks_who_signs
from lifecycle.deciding.conditions import open_conditions
from lifecycle.fitted.fitting import fit_of
from lifecycle.installation import Installation
from lifecycle.methods import method_of
from lifecycle.packages.accepted import accepted_before, may_serve_again
from lifecycle.packages.contest import attested, contests_of
from lifecycle.packages.earlier import earlier_readings, looked_back_at
from lifecycle.packages.memory import remembered
from lifecycle.packages.readings import documents_of, readings_of
from lifecycle.packages.signers import holders_of, submitters_of
from storage.tables.packages import Revision
from storage.tables.projects import Project
from storage.tables.reviews import Condition, Review


def areas_asked(session: Session, review: Review) -> tuple[str, ...]:
    """Return the knowledge areas that a review's gate asks something in."""
    method, gate = _frozen(session, review)
    return areas_of(method, gate)


def documents_again(session: Session, review: Review) -> list[tuple[str, str]]:
    """Return the hash and path of documents of earlier gates that a review's judge may need.

    They may serve again, or a check looks back at them.
    """
    method, gate = _frozen(session, review)
    project = session.get_one(Project, review.project_id)
    again = may_serve_again(session, project, method, gate, review)
    return list(dict.fromkeys([*again, *looked_back_at(session, project, gate, review)]))


def open_review_dossier(installation: Installation, session: Session, review: Review) -> Dossier:
    """Open the dossier of a review whose documents were read.

    A manifest that is not sound is put aside and becomes a finding: the round must end.

    Raises:
        NotFoundError: A document was not read yet.
    """
    project = session.get_one(Project, review.project_id)
    revision = session.get_one(Revision, review.revision_id)
    published, gate = _frozen(session, review)
    method = _fitted(session, project, published, gate, at=review.submitted_at)
    manifest, fault = Manifest(), None
    try:
        manifest = manifest_of(installation, revision, published, gate)
    except BadInputError as error:
        fault = error.words
    return open_dossier(
        readings_of(session, revision),
        manifest,
        method=method,
        gate=gate,
        as_of=review.submitted_at.date(),
        surroundings=surroundings_of(session, project, review, gate=gate, at=review.submitted_at),
        manifest_fault=fault,
    )


def manifest_of(
    installation: Installation, revision: Revision, method: Method, gate: Gate | None = None
) -> Manifest:
    """Return what a revision says of itself; nothing when it has no manifest.

    Raises:
        BadInputError: The manifest is not sound.
    """
    for each in revision.files:
        if is_manifest(each["path"]):
            with installation.files.open(each["sha256"]) as file:
                data = file.read()
            paths = [document["path"] for document in documents_of(revision)]
            return read_manifest(data, each["path"], method=method, paths=paths, gate=gate)
    return Manifest()


def surroundings_of(
    session: Session,
    project: Project,
    review: Review | None,
    *,
    gate: Gate | None = None,
    at: datetime | None = None,
    looking_back: bool = True,
) -> Surroundings:
    """Return what stands around a package of a project, for a round or for a trial.

    ``gate`` is the gate as it applies, without which nothing is said of what was accepted
    before; ``at`` the instant as of which the method is fitted to the project, without which
    it is not. Who brings the documents of the package approved before leaves out
    ``looking_back``.
    """
    baseline = (project.baseline or {}).get("facts", [])
    method = method_of(session, project.method_id)
    fit = fit_of(session, project, at=at) if at is not None else None
    earlier, is_baseline = (
        earlier_readings(session, project, gate, review) if gate and looking_back else ((), True)
    )
    signed = any(
        each.is_signed and (each.signed_by or each.kind is Kind.REVIEW)
        for each in method.deliverables
    ) or any(asks_who_signs(each) for each in (gate.criteria if gate is not None else ()))
    return Surroundings(
        project=facts_of(project),
        remembered=remembered(session, project, review),
        baseline=tuple(Fact.model_validate(each) for each in baseline),
        attested=frozenset(
            Attested(each.check_id, each.deliverable, each.document_sha256)
            for each in attested(contests_of(session, project.id))
        ),
        conditions=tuple(_conditions(session, project, review)),
        accepted=accepted_before(session, project, method, gate, review) if gate else {},
        holders=holders_of(session, project) if signed else {},
        submitters=submitters_of(session, review) if signed else (),
        stage_since=project.stage_since.date(),
        circumstances=fit.circumstances if fit is not None else None,
        left_out=fit.fitted.left_out if fit is not None else (),
        earlier=earlier,
        earlier_is_baseline=is_baseline,
    )


def _frozen(session: Session, review: Review) -> tuple[Method, Gate]:
    """Return the version of the method that a round is judged by, and its frozen gate."""
    revision = session.get_one(Revision, review.revision_id)
    return method_of(session, revision.method_id), Gate.model_validate(review.policy)


def _fitted(
    session: Session, project: Project, published: Method, gate: Gate, *, at: datetime
) -> Method:
    """Return the method as it applies to a project, with all that a frozen gate speaks of.

    What the project tells of itself may have changed since its package was handed in.
    """
    method = fit_of(session, project, at=at).method
    known = {each.id for each in method.deliverables}
    spoken = {each for requirement in gate.requirements for each in requirement.choices}
    lost = [
        each.model_copy(update={"when": None})
        for each in published.deliverables
        if each.id in spoken - known
    ]
    return method.model_copy(update={"deliverables": (*method.deliverables, *lost)})


def facts_of(project: Project) -> ProjectFacts:
    """Return what the project says of itself, beside its documents."""
    return ProjectFacts(
        name=project.title,
        code=project.code,
        currency=project.currency,
        budget=Decimal(project.budget) if project.budget else None,
        start=project.start,
        finish=project.finish,
        klass=project.klass or "",
        attributes=project.attributes,
    )


def _conditions(
    session: Session, project: Project, review: Review | None
) -> Sequence[OpenCondition]:
    standing = [
        each
        for each in open_conditions(session, project.id)
        if review is None or each.review_id != review.id
    ]
    gates = _gates(session, standing)
    return [
        OpenCondition(
            number=each.number,
            gate=gates[each.review_id],
            due_on=each.due_on,
            reported=each.state == "reported",
        )
        for each in standing
    ]


def _gates(session: Session, conditions: Sequence[Condition]) -> dict[Any, str]:
    ids = {each.review_id for each in conditions}
    rows = session.execute(select(Review.id, Review.gate).where(Review.id.in_(ids)))
    return {row.id: row.gate for row in rows}
