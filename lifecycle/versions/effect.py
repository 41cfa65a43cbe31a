"""What a draft of a method would change for every open package; nothing is read, nothing kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import GovernanceError
from domain.judgement import Verdict
from domain.methodology.load import load_method
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.text import Text, both
from gates.nameable import CATALOGUE
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.fitted.renaming import Renaming, renaming_to
from lifecycle.installation import Installation
from lifecycle.versions.around import Around
from lifecycle.versions.asked_anew import AskedAnew, asked_anew
from lifecycle.versions.collecting import collecting_less
from lifecycle.versions.judged_lines import NOTHING, Compared, compared
from lifecycle.versions.kept_readings import Shelf
from lifecycle.versions.open_packages import OpenPackage, open_packages
from lifecycle.versions.refitting import Refitting, with_passages
from lifecycle.versions.rejudging import Rejudging
from storage.tables.projects import MethodVersion, Project

Progress = Callable[[int, int], None]
"""Told how many packages are done, and of how many."""


@dataclass(frozen=True, kw_only=True)
class PackageEffect:
    """What would change for one open package.

    ``becomes`` and ``compared`` are empty where ``because`` says why it was not judged. ``gone``
    are deliverables and criteria that the draft no longer asks at the gate; ``unmapped`` are
    ids of its place that the draft does not know, such as ``stages.design``.
    """

    code: str
    title: str
    version: int
    gate: str
    gate_label: Text
    round: int
    state: str
    was: Verdict | None = None
    becomes: Verdict | None = None
    compared: Compared = NOTHING
    gone: Sequence[str] = ()
    unmapped: Sequence[str] = ()
    because: Text | None = None

    @property
    def is_changed(self) -> bool:
        """Whether the package would notice the draft at all."""
        said = self.compared
        lines = (said.gained, said.lost, said.heavier, said.lighter, said.newly_passed)
        return any(lines) or bool(self.gone or self.unmapped) or self.was is not self.becomes


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a draft would change, by open package; ``without`` are projects that have none."""

    method: Method
    packages: Sequence[PackageEffect]
    without: int

    @property
    def changed(self) -> list[PackageEffect]:
        """The packages that would notice the draft."""
        return [each for each in self.packages if each.is_changed]

    @property
    def held_back(self) -> int:
        """How many packages that may go on today would not under the draft."""
        return sum(
            each.was is Verdict.READY and each.becomes is Verdict.NOT_READY
            for each in self.packages
        )

    @property
    def freed(self) -> int:
        """How many packages that are kept back today would go on under the draft."""
        return sum(
            each.was is Verdict.NOT_READY and each.becomes is Verdict.READY
            for each in self.packages
        )


def effect(
    installation: Installation,
    session: Session,
    actor: Actor,
    text: str,
    *,
    name: str,
    at: datetime,
    progress: Progress | None = None,
) -> Effect:
    """Judge every open package of the projects on older versions under a draft.

    Raises:
        MethodError: The text is not a sound method.
        NotAllowedError: The actor is not the PMO.
    """
    require(session, Act.PUBLISH_METHOD, actor)
    draft = load_method(text, name, known_checks=CATALOGUE)
    packages = open_packages(session, draft.method, draft.version)
    projects = frozenset(each.project.id for each in packages)
    weighing = _Weighing(installation, session, draft, projects, at)
    weighing.expect(packages)
    found = []
    with collecting_less():
        for number, package in enumerate(packages, start=1):
            found.append(weighing.of(package))
            if progress is not None:
                progress(number, len(packages))
    return Effect(
        method=draft,
        packages=found,
        without=_followers(session, draft) - len(projects),
    )


class _Weighing:
    """One draft against many packages: whatever several of them have in common is done once."""

    def __init__(
        self,
        installation: Installation,
        session: Session,
        draft: Method,
        projects: frozenset[UUID],
        at: datetime,
    ) -> None:
        self.session, self.draft = session, draft
        self.rejudging = Rejudging(installation, session, Shelf(session), Around(session, projects))
        self.refitting = Refitting(draft, at, passed=with_passages(session, projects))
        self.renamings: dict[int, Renaming] = {}
        self.asked: dict[tuple[str, int], tuple[AskedAnew, Gate]] = {}

    def expect(self, packages: Sequence[OpenPackage]) -> None:
        """Say in which order the packages come."""
        self.rejudging.shelf.expect(
            (document["sha256"], document["path"])
            for each in packages
            for document in (each.review.judgement or {}).get("documents", ())
        )

    def of(self, package: OpenPackage) -> PackageEffect:
        renamed = self._renamed(package.method)
        refitted = self.refitting.of(self.session, package.project, renamed)
        gate_id = renamed.gate(package.review.gate)
        unmapped = _unmapped(self.draft, package, renamed)
        gate = next((each for each in refitted.fitted.method.gates if each.id == gate_id), None)
        if gate is None or unmapped:
            because = _LOST if unmapped else _NOT_FOR_IT
            return _told(package, because=because, unmapped=unmapped)
        if package.review.judgement is None:
            return _told(package, because=_NOT_JUDGED)
        anew = self._anew(package, gate, renamed)
        try:
            judged = self.rejudging.of(package, refitted, anew, renamed)
        except GovernanceError as error:
            return _told(package, because=error.words)
        return _told(
            package,
            was=judged.was,
            becomes=judged.becomes,
            compared=compared(judged.before, judged.after),
            gone=anew.gone,
        )

    def _renamed(self, method: Method) -> Renaming:
        if method.version not in self.renamings:
            self.renamings[method.version] = renaming_to(self.session, self.draft, method.version)
        return self.renamings[method.version]

    def _anew(self, package: OpenPackage, gate: Gate, renamed: Renaming) -> AskedAnew:
        key = (package.review.policy_sha256, id(gate))
        if key not in self.asked:  # the gate is kept with it, so that its id stays its own
            found = asked_anew((package.method, package.gate), (self.draft, gate), renamed)
            self.asked[key] = found, gate
        return self.asked[key][0]


def _told(
    package: OpenPackage,
    *,
    was: Verdict | None = None,
    becomes: Verdict | None = None,
    compared: Compared = NOTHING,
    gone: Sequence[str] = (),
    unmapped: Sequence[str] = (),
    because: Text | None = None,
) -> PackageEffect:
    return PackageEffect(
        code=package.project.code,
        title=package.project.title,
        version=package.method.version,
        gate=package.review.gate,
        gate_label=package.gate.label,
        round=package.review.round,
        state=package.review.state,
        was=was,
        becomes=becomes,
        compared=compared,
        gone=gone,
        unmapped=unmapped,
        because=because,
    )


def _unmapped(draft: Method, package: OpenPackage, renamed: Renaming) -> list[str]:
    stages = {each.id for each in draft.stages}
    stages |= {each.id for track in draft.tracks for each in track.stages}
    found = []
    if renamed.stage(package.review.stage) not in stages:
        found.append(f"stages.{package.review.stage}")
    if renamed.gate(package.review.gate) not in {each.id for each in draft.gates}:
        found.append(f"gates.{package.review.gate}")
    return found


def _followers(session: Session, draft: Method) -> int:
    """Return how many projects that are not closed follow an older version."""
    followers = session.scalar(
        select(func.count())
        .select_from(Project)
        .join(MethodVersion, MethodVersion.id == Project.method_id)
        .where(
            MethodVersion.key == draft.method,
            MethodVersion.version < draft.version,
            Project.state != "closed",
        )
    )
    return followers or 0


_NOT_JUDGED = both(
    "its first judgement is still under way", "son premier contrôle est encore en cours"
)
_LOST = both(
    "the draft does not know where it stands", "le projet de version ne connaît pas sa place"
)
_NOT_FOR_IT = both(
    "the draft does not ask this gate of the project",
    "le projet de version ne demande pas ce jalon au projet",
)
