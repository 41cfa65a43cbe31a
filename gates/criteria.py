"""Criteria beside the deliverables: what must hold of the project and of its figures."""

from collections.abc import Iterator

from domain.finding import Outcome, Severity
from domain.judgement import Status
from domain.methodology.expressions.evaluate import Answer, evaluate
from domain.methodology.model.criterion_tests import CriterionTest
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Criterion, CriterionKind
from domain.text import Text, both
from gates.applying import ruled_out
from gates.checks.check import Verdict, cannot_tell, failed, passed
from gates.dossier import Dossier
from gates.presence.answer import Presence, aside
from gates.presence.signed import of_criterion
from gates.typed.tested import tested

_PREFIXES = {
    CriterionKind.ENTRANCE: {"en": "Entrance criterion: ", "fr": "Critère d'entrée : "},
    CriterionKind.SUCCESS: {"en": "Success criterion: ", "fr": "Critère de succès : "},
}


def judged_here(gate: Gate) -> Iterator[Criterion]:
    """Yield the criteria that the package answers; those of the voters are not the judge's."""
    for criterion in gate.criteria:
        if not criterion.is_voted:
            yield criterion


def area_of(method: Method, criterion: Criterion) -> str:
    """Return the area under which a criterion is shown."""
    return criterion.area or method.areas[0].id


def name_of(criterion: Criterion) -> Text:
    """Return what a criterion is called: its label, and what it is for where that matters."""
    prefixes = _PREFIXES.get(criterion.kind, {})
    return {
        language: prefixes.get(language, "") + label for language, label in criterion.label.items()
    }


def is_required(criterion: Criterion) -> bool:
    """Tell whether a criterion may hold the package back."""
    return criterion.kind in (CriterionKind.MUST, CriterionKind.ENTRANCE)


def severity_of(criterion: Criterion) -> Severity:
    """Return how much it weighs that a criterion does not hold."""
    if criterion.kind is CriterionKind.SUCCESS:
        return Severity.MINOR
    if criterion.kind is CriterionKind.SHOULD and criterion.severity is Severity.BLOCKER:
        return Severity.MAJOR
    return criterion.severity


def criterion_presence(dossier: Dossier, criterion: Criterion) -> Presence:
    """Tell whether a criterion holds, by its expression, by its test, or by a signature."""
    severity = severity_of(criterion)
    because = ruled_out(dossier, criterion)
    if because:
        return aside(because, severity)
    if criterion.test is not None and criterion.test.manual is None:
        return _tested(dossier, criterion.test, severity)
    if criterion.holds is None:
        return of_criterion(dossier, criterion, severity)
    answer = evaluate(criterion.holds, dossier.names)
    status = Status.PRESENT if answer.is_true else Status.DEFECTIVE
    return Presence(status, _verdict(dossier, criterion.holds, answer), severity)


def _tested(dossier: Dossier, test: CriterionTest, severity: Severity) -> Presence:
    """Return what a test answers; faults come first."""
    verdicts = tested(dossier, test)
    first = verdicts[0]
    status = _STATUSES.get(first.outcome, Status.DEFECTIVE)
    return Presence(status, first, severity, more=tuple(verdicts[1:]))


_STATUSES = {
    Outcome.PASS: Status.PRESENT,
    Outcome.NOT_APPLICABLE: Status.NOT_APPLICABLE,
}


def _verdict(dossier: Dossier, holds: str, answer: Answer) -> Verdict:
    expected = both(holds, holds)
    if answer.is_true:
        return passed(answer.because, expected=expected)
    if answer.is_false:
        return failed(
            answer.because,
            expected=expected,
            fix=both(
                "Change what the figures stand for, or tell the approvers why it cannot hold",
                "Changez ce que disent ces chiffres, ou dites aux décideurs pourquoi cela ne "
                "peut tenir",
            ),
        )
    return cannot_tell(
        _doubt(dossier, answer),
        expected=expected,
        fix=both(
            "Give the missing figures in the documents, or tell them of the project",
            "Donnez les chiffres manquants dans les documents, ou renseignez-les sur le projet",
        ),
    )


def _doubt(dossier: Dossier, answer: Answer) -> Text:
    """Say what is not known, and where documents differ about it."""
    said = [
        f"{name}: {dossier.disputed[short]}"
        for name in answer.unknown
        if (short := name.removeprefix("fact.")) != name and short in dossier.disputed
    ]
    if not said:
        return answer.because
    differ = "; ".join(said)
    return both(
        f"{answer.because['en']}: the documents differ ({differ})",
        f"{answer.because['fr']} : les documents diffèrent ({differ})",
    )
