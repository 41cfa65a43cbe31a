"""What the interface takes and shows of methods: versions, effects of drafts, migrations."""

from datetime import date, datetime

from pydantic import Field

from domain.finding import Severity
from domain.judgement import Verdict
from domain.methodology.model.method import Method
from domain.text import Text
from lifecycle.versions.effect import Effect
from web.api.project_shapes import Line
from web.api.reading import Given, Shown

LONGEST_SOURCE = 900_000


class MethodLine(Shown):
    """A published version of a method."""

    key: str
    version: int
    sha256: str
    published_at: datetime


class MethodLines(Shown):
    """Every published version."""

    items: list[MethodLine]


class MethodShown(MethodLine):
    """A published version: the text as written, and what it says."""

    source: str
    method: Method


class Source(Given):
    """The text of a method (YAML); ``name`` is how faults call it."""

    source: str = Field(max_length=LONGEST_SOURCE)
    name: Line = "method.yaml"


class FindingLine(Shown):
    """What one check says of one deliverable."""

    check: str
    deliverable: str
    title: Text
    name: Text
    is_open: bool
    severity: Severity
    found: Text
    document: str


class ComparedShown(Shown):
    """What changes of a package's findings."""

    gained: list[FindingLine]
    lost: list[FindingLine]
    heavier: list[FindingLine]
    lighter: list[FindingLine]
    newly_passed: list[FindingLine]


class PackageEffectShown(Shown):
    """What a draft would change for one open package; ``because`` says why it was not judged."""

    code: str
    title: str
    version: int
    gate: str
    round: int
    state: str
    was: Verdict | None
    becomes: Verdict | None
    is_changed: bool
    compared: ComparedShown
    gone: list[str]
    unmapped: list[str]
    because: Text | None


class EffectShown(Shown):
    """What a draft would change; ``without_package`` counts projects that have none open."""

    method: str
    held_back: int
    freed: int
    without_package: int
    packages: list[PackageEffectShown]


class GateComparedShown(Shown):
    """A gate that lies ahead, in both versions; names of criteria gained, lost, changed."""

    old: str
    new: str
    label: Text
    gained: list[Text]
    lost: list[Text]
    changed: list[Text]


class DateMoved(Shown):
    """A planned date that goes to a gate of another id."""

    old: str
    gate: str
    planned: date


class MigrationShown(Shown):
    """What becomes of a project under a version; with refusals, nothing."""

    code: str
    title: str
    method: str
    from_version: int
    to_version: int
    old_stage: str
    stage: str
    gates: list[GateComparedShown]
    invalidated: list[str]
    never_asked: list[str]
    empty_roles: list[Text]
    left_behind: list[str]
    dates: list[DateMoved]
    packs_lost: list[str]
    old_class: str | None
    new_class: str | None
    refusals: list[Text]


class MigrationsShown(Shown):
    """The dry run for every project on another version of the method."""

    items: list[MigrationShown]


class Migrating(Given):
    """The project that goes to a version, or back from it."""

    project: Line


def effect_shown(found: Effect) -> EffectShown:
    """Return an effect as the interface shows it."""
    return EffectShown(
        method=found.method.name,
        held_back=found.held_back,
        freed=found.freed,
        without_package=found.without,
        packages=[PackageEffectShown.model_validate(each) for each in found.packages],
    )
