"""Logs of a package: lists that count however short their document is."""

from collections.abc import Iterator

from gates.checks.check import Subject
from gates.evidence.content import Reading, State
from gates.evidence.understanding.outlining import may_hold
from gates.evidence.understanding.registers import Register

_READ = frozenset({State.FILLED, State.PARTIAL, State.STUB})


def logs(subject: Subject, *kinds: str) -> Iterator[tuple[Reading, Register]]:
    """Yield the tables of some kinds in the package that hold entries, those of short files too.

    A list with one entry in a file of its own says little, but it says it.
    """
    readings = {each.path: each for each in (*subject.documents, *subject.dossier.readings)}
    for path, reading in readings.items():
        if reading.state not in _READ or not may_hold(reading, kinds):
            continue
        for register in subject.dossier.registers.get(path, ()):
            if register.kind in kinds and register.rows and not register.hidden:
                yield reading, register
