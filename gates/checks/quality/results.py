"""What the results of tests lack: themselves, a day, a tester, evidence."""

from collections.abc import Iterator, Sequence

from domain.text import both
from gates.checks.check import Subject, Verdict, cannot_tell, failed
from gates.checks.quality.trials import DATES, EVIDENCE, TESTERS, Run, Trial
from gates.checks.structures.package_day import is_to_come
from gates.checks.wording import day, is_blank, put

EXPECTED = both(
    "a result, a date, a tester and evidence for each test, and every failure closed or accepted",
    "résultat, date, testeur et preuve pour chaque essai, et chaque échec clos ou accepté",
)
_FIELDS = (
    (
        DATES,
        both("{name}: no date of the test", "{name} : pas de date d'essai"),
        both("nothing says when the tests were run", "rien ne dit quand les essais ont eu lieu"),
        both("Write when it was run", "Écrivez quand il a eu lieu"),
    ),
    (
        TESTERS,
        both("{name}: no tester", "{name} : pas de testeur"),
        both("nothing says who ran the tests", "rien ne dit qui a conduit les essais"),
        both("Write who ran it", "Écrivez qui l'a conduit"),
    ),
    (
        EVIDENCE,
        both("{name}: no evidence", "{name} : pas de preuve"),
        both("nothing gives evidence of the results", "rien ne donne la preuve des résultats"),
        both(
            "Name the report, record or file", "Nommez le rapport, l'enregistrement ou le fichier"
        ),
    ),
)


def results_that_lack(subject: Subject, trials: Sequence[Trial]) -> Iterator[Verdict]:
    """Yield the tests without a result, and the results that nobody can follow up."""
    columns_told: set[tuple[str, str, tuple[str, ...]]] = set()
    for trial in trials:
        run = trial.last
        if run is None:
            if not subject.is_first_draft:
                yield _without_result(trial)
            continue
        yield from _in_future(subject, trial, run)
        for names, lacking, nowhere, fix in _FIELDS:
            present = [name for name in names if name in run.register.columns]
            key = (run.reading.path, run.register.location, names)
            if not present and key not in columns_told:
                columns_told.add(key)
                yield cannot_tell(
                    nowhere,
                    expected=EXPECTED,
                    fix=both("Add a column and fill it in", "Ajoutez une colonne et remplissez-la"),
                    document=run.reading.path,
                    location=run.register.location,
                )
            elif present and all(is_blank(run.row.text(name)) for name in present):
                yield failed(
                    put(lacking["en"], lacking["fr"], name=trial.label),
                    expected=EXPECTED,
                    fix=fix,
                    document=run.reading.path,
                    location=run.row.place(*present),
                )


def _without_result(trial: Trial) -> Verdict:
    where = trial.runs[-1] if trial.runs else trial.planned
    return failed(
        put("{name}: no result", "{name} : pas de résultat", name=trial.label),
        expected=EXPECTED,
        fix=both("Run the test and write what came out", "Faites l'essai et écrivez le résultat"),
        document=where.reading.path,
        location=where.row.place("result"),
    )


def _in_future(subject: Subject, trial: Trial, run: Run) -> Iterator[Verdict]:
    if run.day is not None and is_to_come(subject, run.day):
        yield failed(
            put(
                "{name}: a result dated {day}, which is yet to come",
                "{name} : un résultat daté du {day}, encore à venir",
                name=trial.label,
                day=day(run.day),
            ),
            expected=EXPECTED,
            fix=both("Correct the date or the result", "Corrigez la date ou le résultat"),
            document=run.reading.path,
            location=run.row.place(*(name for name in DATES if name in run.register.columns)),
        )
