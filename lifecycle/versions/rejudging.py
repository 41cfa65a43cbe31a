"""A judged package under another version: only what that version changes is judged again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from domain.errors import BadInputError
from domain.finding import Fact, Severity
from domain.judgement import Judgement, Verdict
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.text import Text
from gates.checks.integration import conditions
from gates.dossier import Attested, Dossier, Surroundings, open_dossier
from gates.evidence.content import Read, Reading
from gates.judge import judge
from gates.looking_back import looks_back
from gates.matching import Service
from gates.matching_manifest import Manifest
from lifecycle.fitted.renaming import Renaming
from lifecycle.installation import Installation
from lifecycle.packages.dossiers import manifest_of
from lifecycle.packages.earlier import approved_before, set_baseline
from lifecycle.versions.around import Around
from lifecycle.versions.asked_anew import AskedAnew, asks_for_conditions
from lifecycle.versions.judged_lines import OPEN, Entry, in_new_ids
from lifecycle.versions.kept_readings import Shelf, kept_readings
from lifecycle.versions.open_packages import OpenPackage
from lifecycle.versions.refitting import Refitted


@dataclass(frozen=True)
class Rejudged:
    """The judged deliverables of a package on both sides, and both verdicts."""

    before: Sequence[Entry]
    after: Sequence[Entry]
    was: Verdict
    becomes: Verdict


@dataclass(frozen=True)
class Rejudging:
    """Judges open packages under a version of which nothing is kept."""

    installation: Installation
    session: Session
    shelf: Shelf
    around: Around

    def of(
        self,
        package: OpenPackage,
        refitted: Refitted,
        anew: AskedAnew,
        renamed: Renaming,
    ) -> Rejudged:
        """Return a package judged under another version, its old judgement standing where it may.

        Raises:
            NotFoundError: A document was not read by this version of the reader.
        """
        kept: Mapping[str, Any] = package.review.judgement or {}
        before = in_new_ids(kept["deliverables"], renamed)
        if anew.is_unchanged:
            verdict = Verdict(kept["verdict"])
            return Rejudged(before, before, verdict, verdict)
        if anew.needs_no_judge:
            after = _reweighed(before, anew)
            known = self.around.attested(package, renamed)
            return Rejudged(before, after, _verdict(before, known), _verdict(after, known))
        around = self.around.of(package, anew, refitted, renamed)
        if looks_back(anew.gate):
            earlier, is_baseline = self._earlier(package)
            around = replace(around, earlier=earlier, earlier_is_baseline=is_baseline)
        dossier = self._dossier(package, refitted.fitted.method, anew, renamed, around)
        moved = _moved(dossier, before, anew) if anew.rematch else frozenset()
        narrow = anew.narrowed(dossier.gate, moved)
        told = asks_for_conditions(package.gate) != asks_for_conditions(anew.gate)
        if not (told or asks_for_conditions(narrow)):  # what stands of them stands
            dossier = replace(dossier, conditions=())
        judged = judge(replace(dossier, gate=narrow))
        stands = anew.stands - moved if told else (anew.stands - moved) | {conditions.DELIVERABLE}
        kept = {
            entry["id"]: entry
            for entry in before
            if entry["id"] in anew.rechecked_not and entry["id"] not in moved
        }
        after = _merged(_reweighed(before, anew), judged, stands, kept, anew)
        return Rejudged(
            before,
            after,
            _verdict(before, around.attested),
            _verdict(after, around.attested),
        )

    def _earlier(self, package: OpenPackage) -> tuple[tuple[Reading, ...], bool]:
        """Return the documents of the package approved before, unpacked only when looked into.

        The second answer tells whether that package set the baseline.
        """
        if self.around.is_new(package.project.id):
            return (), True
        before = approved_before(self.session, package.project, package.review)
        if before is None or before.judgement is None:
            return (), True
        kept = before.judgement
        readings = kept_readings(
            self.shelf, kept["documents"], [Fact.model_construct(**each) for each in kept["facts"]]
        )
        found = tuple(each for each in readings if each.read is not Read.REFUSED)
        return found, set_baseline(before)

    def _dossier(
        self,
        package: OpenPackage,
        target: Method,
        anew: AskedAnew,
        renamed: Renaming,
        around: Surroundings,
    ) -> Dossier:
        kept: Mapping[str, Any] = package.review.judgement or {}
        readings = kept_readings(
            self.shelf, kept["documents"], [Fact.model_construct(**each) for each in kept["facts"]]
        )
        manifest, fault = self._manifest(package, target, anew.gate)
        return open_dossier(
            readings,
            manifest,
            method=target,
            gate=anew.gate,
            as_of=package.review.submitted_at.date(),
            surroundings=around,
            manifest_fault=fault,
            services=None if anew.rematch else _services(kept, readings, renamed),
        )

    def _manifest(
        self, package: OpenPackage, target: Method, gate: Gate
    ) -> tuple[Manifest, Text | None]:
        try:
            return manifest_of(self.installation, package.revision, target, gate), None
        except BadInputError as error:
            return Manifest(), error.words


def _services(
    kept: Mapping[str, Any], readings: Sequence[Reading], renamed: Renaming
) -> list[Service]:
    """Return which document serves what as the old judgement tells it, the surest first."""
    found = {}
    by = {each["path"]: each["matched_by"] for each in kept["documents"]}
    for entry in kept["deliverables"]:
        for place, path in enumerate(entry["documents"]):
            if path in by:  # a document of an earlier gate that serves again is not in the package
                found[path, entry["id"]] = 1 - place / (1 + len(readings))
    for document in kept["documents"]:
        for name in document["deliverables"]:
            found.setdefault((document["path"], name), document["confidence"])
    return [
        Service(
            path=path, deliverable=renamed.deliverable(name), by=by[path], confidence=confidence
        )
        for (path, name), confidence in found.items()
    ]


def _moved(dossier: Dossier, before: Iterable[Entry], anew: AskedAnew) -> frozenset[str]:
    """Return the deliverables that other documents serve now than in the old judgement."""
    served = {each["id"]: tuple(each["documents"]) for each in before}
    return frozenset(
        name
        for name in anew.stands
        if name in served and served[name] != tuple(each.path for each in dossier.documents(name))
    )


def _merged(
    before: Sequence[Entry],
    judged: Judgement,
    stands: frozenset[str],
    kept: Mapping[str, Entry],
    anew: AskedAnew,
) -> list[Entry]:
    return [
        *(entry for entry in before if entry["id"] in stands),
        *(
            _with_checks(each.model_dump(mode="json"), kept.get(each.id), anew)
            for each in judged.deliverables
            if each.id not in stands
        ),
    ]


def _with_checks(entry: Entry, kept: Entry | None, anew: AskedAnew) -> Entry:
    """Return a deliverable judged anew, with the findings of checks that were not made again."""
    if kept is None or not entry["documents"]:
        return entry
    weights = anew.rechecked_not[entry["id"]]
    stand = [
        {**finding, "severity": weights[finding["check"]]}
        for finding in kept["findings"]
        if finding["check"] in weights
    ]
    return {**entry, "findings": [*entry["findings"], *stand]}


def _reweighed(entries: Sequence[Entry], anew: AskedAnew) -> list[Entry]:
    """Return judged deliverables with the weights that the new version gives to checks."""
    return [
        entry
        if entry["id"] not in anew.reweighed
        else {
            **entry,
            "findings": [
                {
                    **finding,
                    "severity": anew.reweighed[entry["id"]].get(
                        finding["check"], finding["severity"]
                    ),
                }
                for finding in entry["findings"]
            ],
        }
        for entry in entries
    ]


def _verdict(entries: Iterable[Entry], attested: frozenset[Attested]) -> Verdict:
    """Return whether a package may go on, with what the PMO has attested until today."""
    blocked = any(
        entry["required"]
        and finding["severity"] == Severity.BLOCKER
        and finding["outcome"] in OPEN
        and not (
            finding["document_sha256"]
            and Attested(finding["check"], finding["deliverable"], finding["document_sha256"])
            in attested
        )
        for entry in entries
        for finding in entry["findings"]
    )
    return Verdict.NOT_READY if blocked else Verdict.READY
