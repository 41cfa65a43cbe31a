"""What ``jalon check --previous`` takes from the package before: names, figures, documents."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.methodology.model.method import Method
from gates.dossier import Surroundings, open_dossier
from gates.evidence.content import Read, Reading
from gates.evidence.reading import read_files
from gates.house_words import understood, words_of
from gates.matching_manifest import Manifest
from gates.matching_memory import Remembered, file_name
from gates.past import Accepted
from gates.presence.whole import presence
from jalon.check_fitting import Applied
from jalon.check_package import manifest_of, open_package


def after(folder: str, around: Surroundings, method: Method, fitted: Applied) -> Surroundings:
    """Return surroundings with what the package in a folder leaves.

    It counts as accepted at the gate before; at the first gate it is but an earlier revision.

    Raises:
        BadInputError: There is no such package, or its manifest is not sound.
    """
    package = open_package(folder)
    manifest = manifest_of(package, method)
    names: dict[str, tuple[str, ...]] = {}
    for deliverable, paths in manifest.deliverables.items():
        for path in paths:
            names[file_name(path)] = (*names.get(file_name(path), ()), deliverable)
    readings = understood(read_files(package.documents), words_of(method))
    accepted: dict[str, tuple[Accepted, ...]] = {}
    for name, each in _accepted(readings, manifest, around, fitted):
        accepted[name] = (*accepted.get(name, ()), each)
    return replace(
        around,
        remembered=Remembered(names),
        baseline=tuple(fact for reading in readings for fact in reading.facts),
        accepted=accepted,
        earlier=tuple(each for each in readings if each.read is not Read.REFUSED),
        earlier_is_baseline=_sets_baseline(method, fitted),
    )


def _sets_baseline(method: Method, fitted: Applied) -> bool:
    """Tell whether the gate before sets the baseline; who names no gate compares with one."""
    passed = fitted.circumstances.passed
    known = {gate.id: gate.sets_baseline for gate in method.gates}
    return known.get(passed[-1].gate, True) if passed else True


def _accepted(
    readings: Sequence[Reading], manifest: Manifest, around: Surroundings, fitted: Applied
) -> Iterator[tuple[str, Accepted]]:
    """Yield what the gate before accepted of what this one asks, by deliverable."""
    passed = fitted.circumstances.passed
    if not passed:
        return
    today = fitted.circumstances.today
    dossier = open_dossier(
        readings,
        manifest,
        method=fitted.fitted.method,
        gate=fitted.gate,
        as_of=today,
        surroundings=around,
    )
    known = {reading.path: reading for reading in readings}
    for requirement in fitted.gate.requirements:
        for each in presence(dossier, requirement).served:
            yield (
                each.deliverable,
                Accepted(
                    gate=passed[-1].gate,
                    sha256=each.sha256,
                    path=each.path,
                    maturity=each.maturity,
                    issue=each.issue,
                    dated=each.dated or today,
                    reading=known[each.path],
                ),
            )
