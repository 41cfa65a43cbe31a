"""Check 14: does each estimate say what it rests on, how sure it is, and what it leaves out?"""

from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, not_applicable, passed
from gates.checks.cost.estimate_range import range_of, too_narrow
from gates.checks.cost.estimate_said import what_the_document_lacks
from gates.checks.cost.quotations import old_quotations, stated_twice
from gates.checks.cost.three_point_tables import three_point_tables, unsound_points
from gates.checks.structures.cost_plan import is_detail, is_management_reserve
from gates.checks.structures.ledger_of_cost import Sheet, open_sheet
from gates.checks.wording import is_blank, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import listed, load

EXPECTED = both(
    "a method and source for each estimate, its date, its range, its author and what it leaves out",
    "méthode et source de chaque estimation, date, fourchette, auteur et exclusions",
)
_EMPTY = frozenset(listed(load("values")["empty_bases"]))
_MOST = 2


@check("COST-14")
def estimates_have_a_basis(subject: Subject) -> Iterator[Verdict]:
    """Judge the lines of the tables of costs, and what the document says of its estimates.

    ``quote_days`` (180) is how old a quotation may be that names no end of its own.
    ``estimate_class`` (1 to 5) sets how wide the range must be at least, or ``low_percent`` and
    ``high_percent`` do so themselves. Above ``cross_check_above`` a second estimate is asked.
    ``document_asks`` (range, date, author, exclusions) is what the document must say as a whole;
    a first draft must only give the range.
    """
    sheets = [
        (reading, open_sheet(register))
        for reading, register in subject.registers("cost")
        if not is_detail(register)
    ]
    sheets = [(reading, sheet) for reading, sheet in sheets if sheet.lines]
    followed = [each for each in sheets if _is_tracking(each[1])]
    sheets = [each for each in sheets if each not in followed]
    points = three_point_tables(subject)
    if followed and not sheets and not points:
        document = followed[0][0].path
        yield not_applicable(_FOLLOWED, expected=EXPECTED, document=document)
        return
    if not sheets and not points:
        document = subject.documents[0].path
        yield cannot_tell(_NO_ESTIMATE, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    faults = [fault for table in points for fault in unsound_points(table)]
    main = max(sheets, key=lambda each: len(_estimated(each[1])), default=None)
    if main is not None:
        faults += _of_lines(*main)
        faults += [fault for each in sheets for fault in old_quotations(subject, *each)]
        faults += [fault for each in sheets for fault in stated_twice(*each)]
        faults += what_the_document_lacks(subject, *main)
    faults += too_narrow(subject, points)
    if faults:
        yield from faults
        return
    words = put(
        "{count} estimates with their basis{range}",
        "{count} estimations avec leur fondement{range}",
        count=len(_estimated(main[1])) if main else sum(len(each.rows) for each in points),
        range=range_of(subject, points),
    )
    document = main[0].path if main else points[0].reading.path
    yield passed(words, expected=EXPECTED, document=document)


def _estimated(sheet: Sheet) -> list[Row]:
    """Return the lines that somebody had to estimate: no reserve, no line without cost."""
    apart = {id(row) for row in (*sheet.contingency_rows, *sheet.unnamed_totals)}
    return [
        row
        for row in sheet.lines
        if id(row) not in apart and not is_management_reserve(row) and sheet.value(row)
    ]


def _of_lines(reading: Reading, sheet: Sheet) -> Iterator[Verdict]:
    lines = _estimated(sheet)
    if not {"basis", "assumption"} & set(sheet.register.columns):
        if lines:
            yield _told(reading, _NO_COLUMN, _ADD_COLUMN, sheet.place)
        return
    for row in lines:
        basis = row.text("basis", "assumption")
        if is_blank(basis) or fold(basis) in _EMPTY:
            found = put(
                "{line}: no basis of the estimate",
                "{line} : pas de base d'estimation",
                line=row.text("item", "task", "description", "name", "resource", "wbs"),
            )
            yield _told(reading, found, _SAY_BASIS, row.place("basis", "assumption"))


def _is_tracking(sheet: Sheet) -> bool:
    """Tell whether a table follows costs that were estimated elsewhere."""
    followed = {"actual_cost", "remaining", "forecast", "variance", "baseline_cost"}
    return len(followed & set(sheet.register.columns)) >= _MOST


def _told(reading: Reading, found: Text, fix: Text, place: str) -> Verdict:
    return failed(found, expected=EXPECTED, fix=fix, document=reading.path, location=place)


_FOLLOWED = both(
    "the table follows costs that were estimated before",
    "le tableau suit des coûts estimés auparavant",
)
_NO_ESTIMATE = both(
    "no table of costs was found in the document", "aucun tableau de coûts trouvé dans le document"
)
_AS_TABLE = both(
    "Write the estimates as a table: item, cost, basis of the estimate",
    "Écrivez les estimations dans un tableau : poste, coût, base d'estimation",
)
_NO_COLUMN = both(
    "there is no column for the basis of the estimates",
    "il n'y a pas de colonne pour la base d'estimation",
)
_ADD_COLUMN = both(
    "Add a column with method and source: analogy, ratio, quotation, detailed estimate",
    "Ajoutez une colonne avec méthode et source : analogie, ratio, devis, estimation détaillée",
)
_SAY_BASIS = both(
    "Say by which method and from which source the amount comes",
    "Dites par quelle méthode et de quelle source vient le montant",
)
