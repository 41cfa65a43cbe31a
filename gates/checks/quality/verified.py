"""Check 24: was everything verified, and is all that failed closed or accepted?"""

from collections.abc import Iterator, Sequence

from domain.text import both
from gates.checks.check import Subject, Verdict, cannot_tell, check, passed
from gates.checks.quality.defects import Entry, defects_of, waivers_of
from gates.checks.quality.failures import failures_not_dealt_with
from gates.checks.quality.results import EXPECTED, results_that_lack
from gates.checks.quality.reviews import findings_of, is_review, reviews_that_lack
from gates.checks.quality.trials import Trial, trials_of
from gates.checks.wording import put


@check("QUALITY-24")
def verification_is_done(subject: Subject) -> Iterator[Verdict]:
    """Judge the tests and their results, the defects and waivers, the reviews and findings.

    No defect worse than ``worst_open`` (critical, major, minor or cosmetic; *none* for no defect
    at all; by default minor) may be open without a waiver that somebody approved; where the
    last issue is asked, none at all. A first draft need not have results yet.
    """
    trials, defects, waivers = trials_of(subject), defects_of(subject), waivers_of(subject)
    reviews = findings_of(subject) or any(is_review(each) for each in subject.documents)
    faults = [
        *results_that_lack(subject, trials),
        *failures_not_dealt_with(subject, trials, defects, waivers),
        *reviews_that_lack(subject),
    ]
    if not (trials or defects or reviews):
        document = subject.documents[0].path
        faults.append(cannot_tell(_NONE, expected=EXPECTED, fix=_AS_TABLE, document=document))
    if faults:
        yield from faults
        return
    yield _done(subject, trials, defects)


def _done(subject: Subject, trials: Sequence[Trial], defects: Sequence[Entry]) -> Verdict:
    words = put(
        "{tests} tests, {defects} defects, {findings} findings, all dealt with",
        "{tests} essais, {defects} écarts, {findings} constats, tous traités",
        tests=len(trials),
        defects=len(defects),
        findings=len(findings_of(subject)),
    )
    return passed(words, expected=EXPECTED, document=subject.documents[0].path)


_NONE = both(
    "no tests with results, no defects and no findings were found",
    "ni essais avec résultats, ni écarts, ni constats n'ont été trouvés",
)
_AS_TABLE = both(
    "Write the tests as a table: number, test, result, date, tester, evidence",
    "Écrivez les essais dans un tableau : numéro, essai, résultat, date, testeur, preuve",
)
