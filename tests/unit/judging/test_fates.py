"""On each finding stands what became of it since the round before."""

from domain.finding import Finding, Outcome, Severity
from domain.text import both
from lifecycle.questions.fates import Fate, Fates, Round

FAIL, PASS, UNSURE = Outcome.FAIL, Outcome.PASS, Outcome.CANNOT_TELL


def finding(outcome: Outcome, found: str = "x", place: str = "", check: str = "COST-11") -> Finding:
    return Finding(
        check=check,
        area="cost",
        deliverable="budget",
        outcome=outcome,
        severity=Severity.MAJOR,
        title=both("t", "t"),
        location=place,
        found=both(found, found),
    )


def fates(now: list[Finding], *before: list[Finding]) -> list[Fate | None]:
    rounds = [
        Round(
            number,
            {("COST-11", "budget"): [each for each in said if each.outcome is not PASS]}
            if any(each.outcome is not PASS for each in said)
            else {},
        )
        for number, said in enumerate([*before, now], start=1)
    ]
    told = Fates(rounds[-1], rounds[:-1])
    return [told.of(each) for each in now]


def test_in_the_first_round_nothing_is_new() -> None:
    assert fates([finding(FAIL)]) == [None]


def test_what_was_not_open_before_is_new() -> None:
    assert fates([finding(FAIL)], [finding(PASS)]) == [Fate(state="new", since=2)]


def test_what_was_open_before_still_is_since_its_first_round() -> None:
    still = finding(FAIL)

    assert fates([still], [finding(PASS)], [still], [still]) == [Fate(state="still", since=2)]


def test_a_fault_that_moved_is_known_by_its_words_and_one_that_reads_otherwise_by_its_place() -> (
    None
):
    before = [finding(FAIL, "no owner", "table 1, row 2"), finding(FAIL, "12 late", "UID 7")]
    now = [finding(FAIL, "no owner", "table 1, row 3"), finding(UNSURE, "13 late", "UID 7")]

    assert [each.state for each in fates(now, before) if each] == ["still", "still"]


def test_what_passes_now_and_was_open_is_mended() -> None:
    assert fates([finding(PASS)], [finding(UNSURE)]) == [Fate(state="mended", since=2)]
    assert fates([finding(PASS)], [finding(PASS)]) == [None]


def test_faults_that_went_are_counted_once_on_those_that_stayed() -> None:
    before = [finding(FAIL, "a"), finding(FAIL, "b"), finding(FAIL, "c"), finding(FAIL, "d")]

    found = fates([finding(FAIL, "a"), finding(FAIL, "e"), finding(FAIL, "b")], before)

    assert found == [
        Fate(state="still", since=1, gone=2),
        Fate(state="new", since=2),
        Fate(state="still", since=1),
    ]
