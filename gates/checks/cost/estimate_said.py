"""What a document of estimates says as a whole: range, date of prices, author, exclusions."""

import re
from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.cost.estimate_range import has_range, texts_of
from gates.checks.cost.three_point_tables import three_point_tables
from gates.checks.structures.ledger_of_cost import Sheet
from gates.checks.wording import money, put
from gates.evidence.content import Reading
from gates.evidence.understanding.dates import day
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases, load

_VALUES = load("values")
_PRICES = Phrases.listed(_VALUES["price_dates"])
_AUTHORS = Phrases.listed(_VALUES["estimators"])
_EXCLUSIONS = Phrases.listed(_VALUES["exclusions"])
_SECOND = Phrases.listed(_VALUES["cross_checks"])
_YEAR = re.compile(r"\b20\d\d\b")
_ALL = "range, date, author, exclusions"


def what_the_document_lacks(subject: Subject, reading: Reading, sheet: Sheet) -> Iterator[Verdict]:
    """Yield what the documents of a deliverable do not say of their estimates."""
    asked = {part.strip() for part in subject.words("document_asks", _ALL).split(",")}
    if subject.is_first_draft:
        asked &= {"range"}
    texts = [text for each in subject.documents for text, _ in texts_of(each)]
    said = {
        "range": has_range(subject, three_point_tables(subject)),
        "date": _has_date(sheet, texts),
        "author": _has_author(subject, sheet, texts),
        "exclusions": any(_EXCLUSIONS.within(fold(text)) for text in texts),
    }
    for name, (found, fix) in _LACKING.items():
        if name in asked and not said[name]:
            yield _told(reading, sheet, found, fix)
    above = subject.number("cross_check_above", 0)
    if above and sheet.largest > above and not any(_SECOND.within(fold(text)) for text in texts):
        found = put(
            "{total} estimated once, without a cross-check",
            "{total} estimés une seule fois, sans recoupement",
            total=money(sheet.largest, sheet.currency),
        )
        yield _told(reading, sheet, found, _CHECK_AGAIN)


def _has_date(sheet: Sheet, texts: list[str]) -> bool:
    """Tell whether prices have a date: for all of them, or in the basis of the lines."""
    if "date" in sheet.register.columns:
        return True
    if any(_PRICES.within(fold(text)) and _YEAR.search(text) for text in texts):
        return True
    bases = [row.text("basis", "assumption") for row in sheet.lines]
    return any(day(basis) is not None or _YEAR.search(basis) for basis in bases)


def _has_author(subject: Subject, sheet: Sheet, texts: list[str]) -> bool:
    if {"owner", "person", "requester", "sender"} & set(sheet.register.columns):
        return True
    if any(document.content.author.strip() for document in subject.documents):
        return True
    return any(_AUTHORS.open(fold(text)) for text in texts)


def _told(reading: Reading, sheet: Sheet, found: Text, fix: Text) -> Verdict:
    return failed(
        found,
        expected=both(
            "range, date of prices, author and exclusions of the estimate",
            "fourchette, date des prix, auteur et exclusions de l'estimation",
        ),
        fix=fix,
        document=reading.path,
        location=sheet.place,
    )


_LACKING: dict[str, tuple[Text, Text]] = {
    "range": (
        both(
            "nothing says how accurate the estimate is", "rien ne dit la précision de l'estimation"
        ),
        both(
            "Give low, likely and high values, or the accuracy in per cent",
            "Donnez des valeurs basse, probable et haute, ou la précision en %",
        ),
    ),
    "date": (
        both("nothing says of when the prices are", "rien ne dit de quand sont les prix"),
        both("State the price level with its year", "Indiquez l'année des prix"),
    ),
    "author": (
        both("nothing says who made the estimate", "rien ne dit qui a fait l'estimation"),
        both("Name the estimator", "Nommez l'estimateur"),
    ),
    "exclusions": (
        both("nothing says what the estimate leaves out", "rien ne dit ce que l'estimation exclut"),
        both("List what is not included", "Listez ce qui n'est pas compris"),
    ),
}
_CHECK_AGAIN = both(
    "Estimate the total a second time by another method, and compare",
    "Estimez le total une seconde fois par une autre méthode, et comparez",
)
