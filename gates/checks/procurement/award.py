"""Whether who was chosen stands first, or somebody says why not, and enough were asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.procurement.evaluation import Evaluation, by_evaluator
from gates.checks.procurement.purchases import words
from gates.checks.procurement.weighing import score_of
from gates.checks.structures.breakdown import alike
from gates.checks.structures.passages import first_with, rows_said
from gates.checks.wording import put
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.row import Row

EXPECTED = both(
    "the award to the offer that stands first among enough offers, or the reason why not",
    "l'attribution à l'offre classée première parmi assez d'offres, ou la raison contraire",
)
LEAST_BIDS = 3
_AWARDED, _REFUSED = words("awarded"), words("refused")
_EXCEPTION, _FEW = words("exception"), words("few_bids")
_YES = frozenset({"yes", "oui", "ja", "si", "x", "1", "first", "winner"})


@dataclass(frozen=True)
class Offer:
    """A bidder with its score and rank as far as they are told, and where it stands."""

    bidder: str
    score: Decimal | None
    document: str
    place: str
    rank: Decimal | None = None
    decision: str = ""
    rank_place: str = ""


def offers(subject: Subject, tables: Sequence[Evaluation]) -> list[Offer]:
    """Return the bidders: of a table of offers, else of the columns of the evaluation."""
    listed = [
        Offer(
            row.text("bidder"),
            row.number("score") if row.number("score") is not None else row.number("mark"),
            reading.path,
            row.place("bidder"),
            row.number("priority"),
            row.text("decision", "status", "award"),
            row.place("priority"),
        )
        for reading, register in subject.registers("offers")
        for row in register.rows
        if _is_bidder(row)
    ]
    if listed:
        return listed
    marked = [
        Offer(each.bidder, score_of(table, each), table.reading.path, table.register.location)
        for table in tables[:1]
        for each in table.bidders
    ]
    return marked or list(_of_marks(subject))


def _of_marks(subject: Subject) -> Iterator[Offer]:
    """Yield the bidders of a table with a row for each mark."""
    seen: set[str] = set()
    for (bidder, _), rows in by_evaluator(subject).items():
        if bidder not in seen:
            seen.add(bidder)
            name, place = rows[0].text("bidder"), rows[0].place("bidder")
            yield Offer(name, None, subject.documents[0].path, place)


def too_few(subject: Subject, found: Sequence[Offer]) -> Iterator[Verdict]:
    """Yield that fewer offers than the method asks were had, without a reason."""
    least = int(subject.number("least_bids", LEAST_BIDS))
    count = len({fold(each.bidder) for each in found})
    if not found or count >= least or first_with(rows_said(subject.documents), _FEW) is not None:
        return
    yield _fault(
        found[0],
        put("{count} offers; the rule asks for {least}",
            "{count} offres ; la règle en veut {least}", count=count, least=least),
        both("Ask for more offers, or say why there are so few",
             "Demandez d'autres offres, ou dites pourquoi il y en a si peu"),
    )  # fmt: skip


def ranking_unsound(found: Sequence[Offer]) -> Iterator[Verdict]:
    """Yield offers that are ranked before one with a higher score."""
    ranked = sorted(
        ((each.rank, each.score, each) for each in found
         if each.rank is not None and each.score is not None),
        key=lambda each: each[0],
    )  # fmt: skip
    for (rank, score, before), (following, other, after) in pairwise(ranked):
        if rank < following and score < other:
            yield _fault(
                before,
                put("{before} stands before {after}, which has a higher score",
                    "{before} est classé avant {after}, dont la note est plus haute",
                    before=before.bidder, after=after.bidder),
                both("Correct the ranking, or the scores", "Corrigez le classement, ou les notes"),
                before.rank_place,
            )  # fmt: skip


def award_unsound(subject: Subject, found: Sequence[Offer]) -> Iterator[Verdict]:
    """Yield an award to another than the first, where nobody says why."""
    scored = [each for each in found if each.score is not None]
    if len(scored) < 2:  # noqa: PLR2004 - with one offer nobody stands before another
        return
    top = max(each.score for each in scored if each.score is not None)
    for offer, said, place in _awarded(subject, found):
        if offer.score is None or offer.score >= top or _EXCEPTION.within(fold(said)):
            continue
        first = next(each for each in scored if each.score == top)
        yield _fault(
            offer,
            put("{chosen} is chosen, but {first} has the highest total",
                "{chosen} est retenu, mais {first} a le total le plus haut",
                chosen=offer.bidder, first=first.bidder),
            both("Choose the first, or write why not", "Retenez le premier, ou dites pourquoi non"),
            place,
        )  # fmt: skip


def _awarded(subject: Subject, found: Sequence[Offer]) -> Iterator[tuple[Offer, str, str]]:
    """Yield who was chosen, in which words and where: in the table of offers, else in the text."""
    chosen = [each for each in found if _is_chosen(each.decision)]
    if chosen:
        yield from ((each, each.decision, each.place) for each in chosen)
        return
    for passage in rows_said(subject.documents):
        folded = passage.folded
        if not _AWARDED.within(folded) or _REFUSED.within(folded):
            continue
        named = [each for each in found if f" {fold(each.bidder)} " in f" {folded} "]
        if named:
            # The one that is named first is the one that it speaks of.
            first = min(named, key=lambda each: folded.find(fold(each.bidder)))
            yield first, folded, passage.location
            return


def _is_chosen(decision: str) -> bool:
    folded = fold(decision)
    return folded in _YES or (_AWARDED.within(folded) and not _REFUSED.within(folded))


def _is_bidder(row: Row) -> bool:
    name = row.text("bidder")
    return bool(name) and not any(alike(name, other) for other in ("total", "weight"))


def _fault(offer: Offer, found: Text, fix: Text, place: str = "") -> Verdict:
    return failed(
        found, expected=EXPECTED, fix=fix, document=offer.document, location=place or offer.place
    )
