"""What stands around many packages, looked up for all of them together where that is enough."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.finding import Fact
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from gates.dossier import Attested, Surroundings
from gates.matching_memory import Remembered
from lifecycle.fitted.renaming import Renaming
from lifecycle.packages.accepted import accepted_before
from lifecycle.packages.contest import attested
from lifecycle.packages.dossiers import facts_of, surroundings_of
from lifecycle.versions.asked_anew import AskedAnew
from lifecycle.versions.open_packages import OpenPackage
from lifecycle.versions.refitting import Refitted, with_passages
from storage.tables.reviews import Condition, Contest


class Around:
    """The surroundings of open packages; those of one are asked for only where they matter."""

    def __init__(self, session: Session, projects: Collection[UUID]) -> None:
        self._session = session
        self._attested = _attested(session, projects)
        self._passed = with_passages(session, projects)
        self._conditioned = frozenset(
            session.scalars(
                select(Condition.project_id)
                .where(Condition.project_id.in_(projects), Condition.state != "settled")
                .distinct()
            )
        )

    def of(
        self, package: OpenPackage, anew: AskedAnew, refitted: Refitted, renamed: Renaming
    ) -> Surroundings:
        """Return what stands around a package, in the ids of the new version."""
        project = package.project
        if anew.rematch or project.id in self._conditioned or _signed(refitted, anew.gate):
            around = surroundings_of(
                self._session, project, package.review, gate=anew.gate, looking_back=False
            )
        else:
            around = self._lightly(package, anew.gate, refitted.fitted.method)
        return replace(
            _in_new_ids(around, renamed),
            circumstances=refitted.circumstances,
            left_out=refitted.fitted.left_out,
        )

    def is_new(self, project: UUID) -> bool:
        """Tell whether a project has no gate behind it."""
        return project not in self._passed

    def attested(self, package: OpenPackage, renamed: Renaming) -> frozenset[Attested]:
        """Return what the PMO attested for a project, in the ids of the new version."""
        known = self._attested.get(package.project.id, frozenset())
        return _in_new_ids(Surroundings(attested=known), renamed).attested

    def _lightly(self, package: OpenPackage, gate: Gate, method: Method) -> Surroundings:
        """Return the surroundings where no word of earlier rounds or of signers is needed."""
        project = package.project
        baseline = (project.baseline or {}).get("facts", [])
        return Surroundings(
            project=facts_of(project),
            baseline=tuple(Fact.model_validate(each) for each in baseline),
            attested=self._attested.get(project.id, frozenset()),
            accepted=accepted_before(self._session, project, method, gate, package.review),
            stage_since=project.stage_since.date(),
        )


def _attested(session: Session, projects: Collection[UUID]) -> Mapping[UUID, frozenset[Attested]]:
    found: dict[UUID, set[Attested]] = {}
    rows = session.scalars(select(Contest).where(Contest.project_id.in_(projects)))
    for each in attested(rows):
        found.setdefault(each.project_id, set()).add(
            Attested(each.check_id, each.deliverable, each.document_sha256)
        )
    return {project: frozenset(said) for project, said in found.items()}


def _signed(refitted: Refitted, gate: Gate) -> bool:
    """Tell whether a gate asks for something that somebody must have signed."""
    signed = {each.id for each in refitted.fitted.method.deliverables if each.is_signed}
    return bool(gate.criteria) or any(
        each.state or not signed.isdisjoint(each.choices) for each in gate.requirements
    )


def _in_new_ids(around: Surroundings, renamed: Renaming) -> Surroundings:
    """Return what people said before of deliverables and checks, under their new ids."""
    if renamed.is_nothing:
        return around
    names = around.remembered.names.items()
    return replace(
        around,
        attested=frozenset(
            Attested(renamed.item(each.check), renamed.item(each.deliverable), each.document_sha256)
            for each in around.attested
        ),
        remembered=Remembered(
            {path: tuple(map(renamed.deliverable, served)) for path, served in names}
        ),
    )
