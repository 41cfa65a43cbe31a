"""Whether approved changes reached the documents that they touch, and versions rise."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.integration.changes_logged import Change, Decided
from gates.checks.structures.document_versions import (
    is_lower,
    number_in,
    same_version,
    version_of,
)
from gates.checks.wording import day, put
from gates.evidence.content import Reading, State
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.ladders import latest
from gates.matching_memory import document_name

_LEAST = 4
"""Letters of a name that can be looked for in a sentence."""


def not_carried_out(
    subject: Subject, changes: Sequence[Change], *, expected: Text
) -> Iterator[Verdict]:
    """Yield approved changes that a document does not hold, and rejected ones that it does."""
    for change in changes:
        on = change.decided_on
        for reading in subject.dossier.readings:
            if reading.path == change.reading.path:
                continue
            if change.decided is Decided.APPROVED and _names(change, reading):
                if _is_older(subject, reading, change):
                    yield failed(
                        put(
                            "{change} was approved{on}, and the document is not newer",
                            "{change} est approuvée{on}, et le document n'est pas plus récent",
                            change=change.label,
                            on=put(", {on}", ", {on}", on=day(on)) if on else both("", ""),
                        ),
                        expected=expected,
                        fix=both(
                            "Hand in the version that holds the change",
                            "Remettez la version qui contient la modification",
                        ),
                        document=reading.path,
                    )
            elif change.decided is Decided.REJECTED and change.code:
                yield from _holds_rejected(subject, reading, change, expected)


def versions_fall(subject: Subject, *, expected: Text) -> Iterator[Verdict]:
    """Yield histories whose versions do not rise, and documents changed under their old number."""
    for reading in subject.dossier.readings:
        if reading.state not in (State.FILLED, State.PARTIAL):
            continue
        for register in subject.dossier.registers.get(reading.path, ()):
            if register.kind == "versions":
                yield from _history(reading, register, expected)
        yield from _renumbered(subject, reading, expected)


def _is_older(subject: Subject, reading: Reading, change: Change) -> bool:
    before = next(
        (each for each in subject.dossier.around.earlier if each.path == reading.path), None
    )
    if before is not None and before.sha256 == reading.sha256:
        return True
    dated = latest(subject.dossier.marks[reading.path], subject.dossier.as_of)
    on = change.decided_on
    return dated is not None and on is not None and dated < on


def _names(change: Change, reading: Reading) -> bool:
    """Tell whether a change says that it touches a document, by the name of its file or title."""
    words = f" {change.words} "
    stem = fold(document_name(reading.path).rpartition(".")[0])
    titles = {stem, fold(reading.content.title)}
    return any(len(each) >= _LEAST and f" {each} " in words for each in titles)


def _holds_rejected(
    subject: Subject, reading: Reading, change: Change, expected: Text
) -> Iterator[Verdict]:
    for register in subject.dossier.registers.get(reading.path, ()):
        if register.kind != "versions":
            continue
        for row in register.rows:
            words = f" {fold(' | '.join(cell.value for cell in row.cells))} "
            if f" {change.code} " in words:
                yield failed(
                    put(
                        "{change} was rejected, and the document says that it holds it",
                        "{change} est refusée, et le document dit qu'il la contient",
                        change=change.label,
                    ),
                    expected=expected,
                    fix=both("Take the change out", "Retirez la modification"),
                    document=reading.path,
                    location=row.location,
                )


def _history(reading: Reading, register: Register, expected: Text) -> Iterator[Verdict]:
    rows = [(row, version_of(row.text("version"))) for row in register.rows]
    told = [(row, version) for row, version in rows if version]
    if len(told) < 2:  # noqa: PLR2004 - one version cannot fall
        return
    newest_first = is_lower(told[-1][1], told[0][1])
    ordered = told[::-1] if newest_first else told
    for (_, earlier), (row, later) in pairwise(ordered):
        if not is_lower(earlier, later):
            yield failed(
                put(
                    "version {later} follows version {earlier}",
                    "la version {later} suit la version {earlier}",
                    later=row.text("version"),
                    earlier=".".join(map(str, earlier)),
                ),
                expected=expected,
                fix=_NUMBER,
                document=reading.path,
                location=row.place("version"),
            )


def _renumbered(subject: Subject, reading: Reading, expected: Text) -> Iterator[Verdict]:
    """Yield a document that differs from the approved one under the same number, or a lower one."""
    before = next(
        (
            each
            for each in subject.dossier.around.earlier
            if document_name(each.path) == document_name(reading.path)
        ),
        None,
    )
    if before is None or before.sha256 == reading.sha256:
        return
    now = [each for each in subject.dossier.marks[reading.path].issues if number_in(each.value)]
    was = [number_in(each.value) for each in subject.dossier.marks_before[before.path].issues]
    new = max((number_in(each.value) for each in now), default=())
    old = max(was, default=())
    if not new or not old:
        return
    if is_lower(new, old) or same_version(new, old):
        yield failed(
            put(
                "it changed since it was approved as version {old}, and says version {new}",
                "il a changé depuis son approbation en version {old}, et dit version {new}",
                old=".".join(map(str, old)),
                new=".".join(map(str, new)),
            ),
            expected=expected,
            fix=_NUMBER,
            document=reading.path,
            location=now[-1].location,
        )


_NUMBER = both("Give each version a higher number", "Donnez à chaque version un numéro plus élevé")
