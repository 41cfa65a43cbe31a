"""What became of findings since the rounds before: new, still open, mended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.finding import Finding, Outcome
from domain.judgement import Judgement

OPEN = (Outcome.FAIL, Outcome.CANNOT_TELL)

Asked = tuple[str, str]
"""A check and the deliverable that it was asked of."""


@dataclass(frozen=True)
class Round:
    """A judged round: its number, and the findings that stood open in it, by what was asked."""

    number: int
    open: Mapping[Asked, Sequence[Finding]]


@dataclass(frozen=True, kw_only=True)
class Fate:
    """``state`` is new, still or mended; ``since`` is the round from which it stands open.

    ``gone`` counts the faults of the same check that the round before had and this one lacks;
    it is told on the first row of the check.
    """

    state: str
    since: int
    gone: int = 0


def round_of(number: int, judgement: Judgement) -> Round:
    """Return the open findings of a round."""
    found: dict[Asked, list[Finding]] = {}
    for deliverable in judgement.deliverables:
        for finding in deliverable.findings:
            if finding.outcome in OPEN:
                found.setdefault((finding.check, finding.deliverable), []).append(finding)
    return Round(number, found)


class Fates:
    """Tells the fate of the findings of one round, given those before, the newest last."""

    def __init__(self, now: Round, before: Sequence[Round]) -> None:
        self.now = now
        self.before = before
        self.told: set[Asked] = set()

    def of(self, finding: Finding) -> Fate | None:
        """Return what became of a finding; None in the first round, and of what always passed.

        Findings of one check are the same when they stand at the same place or say the same.
        """
        if not self.before:
            return None
        asked = (finding.check, finding.deliverable)
        was = self.before[-1].open.get(asked, ())
        if finding.outcome in OPEN:
            known = any(_same(finding, each) for each in was)
            since = self._since(finding) if known else self.now.number
            return Fate(state="still" if known else "new", since=since, gone=self._gone(asked))
        if was and finding.outcome is Outcome.PASS and asked not in self.now.open:
            return Fate(state="mended", since=self.now.number)
        return None

    def _since(self, finding: Finding) -> int:
        asked, since = (finding.check, finding.deliverable), self.now.number
        for each in reversed(self.before):
            if not any(_same(finding, one) for one in each.open.get(asked, ())):
                break
            since = each.number
        return since

    def _gone(self, asked: Asked) -> int:
        if asked in self.told:
            return 0
        self.told.add(asked)
        return len(_without(self.before[-1].open.get(asked, ()), self.now.open.get(asked, ())))


def _without(before: Iterable[Finding], now: Sequence[Finding]) -> list[Finding]:
    return [each for each in before if not any(_same(each, one) for one in now)]


def _same(one: Finding, other: Finding) -> bool:
    placed = bool(one.location) and one.location == other.location
    return placed or one.found == other.found
