"""Tests that failed and defects that stand open: closed, within the limit, or accepted."""

from collections.abc import Iterator, Sequence

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, failed
from gates.checks.quality.defects import SEVERITY, Entry
from gates.checks.quality.results import EXPECTED
from gates.checks.quality.severity import LEAST_RANK, has_failed, severity_of
from gates.checks.quality.trials import Run, Trial
from gates.checks.wording import is_blank, put

_NONE_OPEN = LEAST_RANK + 1


def failures_not_dealt_with(
    subject: Subject, trials: Sequence[Trial], defects: Sequence[Entry], waivers: Sequence[Entry]
) -> Iterator[Verdict]:
    """Yield failed tests without a defect or a waiver, and what these two lack."""
    valid = [each for each in waivers if each.approver and not each.is_refused]
    for trial in trials:
        run = trial.last
        if run is not None and has_failed(run.result):
            yield from _of_failure(trial, run, defects, valid)
    for entry in waivers:
        if not entry.approver:
            yield _fault(
                entry,
                put("{name}: nobody approved it", "{name} : personne ne l'a approuvée",
                    name=entry.label),
                both("Have it approved, with name and date",
                     "Faites-la approuver, avec nom et date"),
                "decider",
            )  # fmt: skip
    for entry in defects:
        yield from _of_defect(subject, entry, trials, valid)


def _of_failure(
    trial: Trial, run: Run, defects: Sequence[Entry], waivers: Sequence[Entry]
) -> Iterator[Verdict]:
    named = run.names()
    known = [each for each in (*defects, *waivers) if _is_about(each, trial.key, named)]
    waived = not is_blank(run.row.text("waiver")) and not is_blank(run.row.text("decider"))
    if known or waived:
        return
    yield failed(
        put(
            "{name}: {result}, and no defect or waiver that somebody approved",
            "{name} : {result}, sans écart enregistré ni dérogation approuvée",
            name=trial.label,
            result=run.result,
        ),
        expected=EXPECTED,
        fix=both(
            "Record the defect with its severity, or have a waiver approved",
            "Enregistrez l'écart et sa gravité, ou faites approuver une dérogation",
        ),
        document=run.reading.path,
        location=run.row.place("issue", "waiver", "result"),
    )


def _is_about(entry: Entry, key: str, named: frozenset[str]) -> bool:
    """Tell whether an entry names a test, or the row of the test names the entry."""
    return key in entry.names or bool(entry.key and entry.key in named)


def _of_defect(
    subject: Subject, entry: Entry, trials: Sequence[Trial], waivers: Sequence[Entry]
) -> Iterator[Verdict]:
    rank, said = entry.severity, entry.row.text(*SEVERITY)
    if is_blank(said):
        yield _fault(
            entry,
            put("{name}: no severity", "{name} : pas de gravité", name=entry.label),
            both("Give it a severity", "Donnez-lui une gravité"),
            *SEVERITY,
        )
        return
    if rank is None and not entry.is_closed:
        yield _unreadable(entry, said)
        return
    if entry.is_closed or any(_waives(waiver, entry, trials) for waiver in waivers):
        return
    if (rank or LEAST_RANK) < _worst(subject):
        yield _fault(
            entry,
            put("{name} is open", "{name} est ouvert", name=entry.label),
            both(
                "Close it, or have a waiver approved",
                "Fermez-le, ou faites approuver une dérogation",
            ),
            "status",
            "closed",
        )
    elif "due" in entry.register.columns and is_blank(entry.row.text("due")):
        yield _fault(
            entry,
            put("{name}: no date of closing", "{name} : pas de date de clôture", name=entry.label),
            both("Say when it will be closed", "Dites quand il sera clos"),
            "due",
        )


def _unreadable(entry: Entry, said: str) -> Verdict:
    return cannot_tell(
        put(
            "{name}: how bad is “{severity}”?",
            "{name} : « {severity} », est-ce grave ?",
            name=entry.label,
            severity=said,
        ),
        expected=EXPECTED,
        fix=both(
            "Write critical, major, minor or cosmetic",
            "Écrivez critique, majeur, mineur ou cosmétique",
        ),
        document=entry.reading.path,
        location=entry.row.place(*SEVERITY),
    )


def _waives(waiver: Entry, defect: Entry, trials: Sequence[Trial]) -> bool:
    """Tell whether a waiver is about a defect, or about the test that found it."""
    if waiver.key and waiver.key in defect.names:
        return True
    if defect.key and defect.key in waiver.names:
        return True
    tests = {trial.key for trial in trials}
    return bool(waiver.names & defect.names & tests)


def _worst(subject: Subject) -> int:
    """Return the rank of the worst severity that may be open; what ranks before it may not."""
    word = subject.words("worst_open", "none" if subject.is_final else "minor")
    return severity_of(word) or _NONE_OPEN


def _fault(entry: Entry, found: Text, fix: Text, *places: str) -> Verdict:
    return failed(
        found,
        expected=EXPECTED,
        fix=fix,
        document=entry.reading.path,
        location=entry.row.place(*places),
    )
