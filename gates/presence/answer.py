"""How presence is answered: a status, one verdict, its weight, and the documents worth judging."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.finding import Outcome, Severity
from domain.judgement import Served, Status
from domain.methodology.model.requirement import Force, Requirement
from domain.text import LANGUAGES, Text, both, in_language
from gates.checks.check import Verdict, not_applicable
from gates.evidence.content import Reading

SOURCE = "ISO 9001:2015, 7.5.3; PMBOK Guide, deliverables of each knowledge area"

WEIGHTS = (Severity.MINOR, Severity.MAJOR, Severity.BLOCKER)
_OUTCOMES = (Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.CANNOT_TELL, Outcome.FAIL)
_AND = {"en": " and ", "fr": " et "}
_OR = {"en": " or ", "fr": " ou "}


@dataclass(frozen=True)
class Presence:
    """Where a deliverable stands, the answer to tell, and the documents worth judging.

    ``served`` says of each document how mature and how old it is; ``late`` is the answer on
    whether it was ready in time, where the gate asks that. ``more`` are answers beside the
    verdict, such as those on the other rows that fail.
    """

    status: Status
    verdict: Verdict
    severity: Severity
    documents: tuple[Reading, ...] = ()
    served: tuple[Served, ...] = ()
    late: Verdict | None = None
    more: tuple[Verdict, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether it is there as it was asked for."""
        return self.verdict.outcome is Outcome.PASS


@dataclass(frozen=True)
class Fault:
    """Something wrong with what is there, how much it weighs, and the status that it leads to."""

    verdict: Verdict
    severity: Severity
    status: Status = Status.DEFECTIVE


def aside(because: Text, severity: Severity, status: Status = Status.NOT_APPLICABLE) -> Presence:
    """Return the answer for what does not apply."""
    return Presence(status, not_applicable(because, expected={}), severity)


def weight(requirement: Requirement) -> Severity:
    """Return how much an absence weighs; what a gate only should have never blocks."""
    return Severity.BLOCKER if requirement.force is Force.MUST else Severity.MINOR


def gentler(one: Severity, other: Severity) -> Severity:
    """Return the lighter of two severities."""
    return min(one, other, key=WEIGHTS.index)


def worst(faults: Sequence[Fault]) -> Fault:
    """Return faults as one: the heaviest, which tells of the others too."""
    ordered = sorted(faults, key=_heaviness, reverse=True)
    first, verdicts = ordered[0], [each.verdict for each in ordered]
    if len(ordered) == 1:
        return first
    verdict = replace(
        first.verdict,
        found=joined([each.found for each in verdicts], "; "),
        expected=joined([each.expected for each in verdicts], "; "),
        fix=joined([each.fix for each in verdicts], ". "),
    )
    statuses = [each.status for each in ordered if each.status is not Status.PRESENT]
    return replace(first, verdict=verdict, status=statuses[0] if statuses else first.status)


def noted(verdict: Verdict, notes: Sequence[Text]) -> Verdict:
    """Return a verdict whose words say more."""
    told = [each for each in notes if each]
    return replace(verdict, found=joined([verdict.found, *told], "; ")) if told else verdict


def joined(texts: Sequence[Text], between: str) -> Text:
    """Return texts one behind the other, each said once."""
    said = {}
    for language in LANGUAGES:
        gap = f" {between.lstrip()}" if language == "fr" and between.startswith(";") else between
        parts = dict.fromkeys(in_language(each, language) for each in texts if each)
        said[language] = gap.join(parts)
    return said


def listed(texts: Sequence[Text], *, either: bool = False) -> Text:
    """Return texts as a list in words: one, two and three; or one, two or three."""
    last = _OR if either else _AND
    said = {}
    for language in LANGUAGES:
        names = [in_language(each, language) for each in texts]
        said[language] = last[language].join(
            part for part in (", ".join(names[:-1]), *names[-1:]) if part
        )
    return said


def spoken(label: Text, default: str) -> Text:
    """Return a label of the method in the languages of our sentences."""
    return both(*(in_language(label, language, default) for language in LANGUAGES))


def _heaviness(fault: Fault) -> tuple[int, int]:
    return WEIGHTS.index(fault.severity), _OUTCOMES.index(fault.verdict.outcome)
