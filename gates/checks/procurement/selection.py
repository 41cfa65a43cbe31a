"""Check 21: are suppliers chosen by criteria set beforehand, marked by several, the first taken?"""

from collections.abc import Iterator

from domain.text import both
from gates.checks.check import (
    Subject,
    Verdict,
    cannot_tell,
    check,
    not_applicable,
    passed,
)
from gates.checks.procurement.award import award_unsound, offers, ranking_unsound, too_few
from gates.checks.procurement.evaluation import by_evaluator, evaluations
from gates.checks.procurement.evaluators import (
    criteria_set_late,
    interest_undeclared,
    other_criteria,
    too_few_evaluators,
)
from gates.checks.procurement.purchases import buys_nothing
from gates.checks.procurement.weighing import marks_unsound, weights_unsound
from gates.checks.wording import put

EXPECTED = both(
    "offers marked by several people, by weighted criteria that were set before",
    "des offres notées à plusieurs, selon des critères pondérés fixés avant",
)


@check("PROCUREMENT-21")
def suppliers_are_evaluated_by_criteria(subject: Subject) -> Iterator[Verdict]:
    """Judge weights, marks, totals, ranking, award, evaluators and the tender's criteria.

    ``least_bids`` is how many offers are wanted (3), ``evaluators`` how many people mark each
    (2). Before there are offers, only the criteria are judged.
    """
    document = subject.documents[0].path
    tables = evaluations(subject)
    if not tables and not by_evaluator(subject):
        if buys_nothing(subject):
            yield not_applicable(_NOTHING, expected=EXPECTED, document=document)
            return
        yield cannot_tell(_NO_TABLE, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    bidders = offers(subject, [table for table in tables if table.bidders])
    faults = [fault for table in tables for fault in weights_unsound(table)]
    if bidders:
        faults += [fault for table in tables for fault in marks_unsound(table)]
        faults += [
            *too_few(subject, bidders),
            *ranking_unsound(bidders),
            *award_unsound(subject, bidders),
            *too_few_evaluators(subject, tables),
            *interest_undeclared(subject, tables),
            *criteria_set_late(subject, tables),
            *other_criteria(subject, tables),
        ]
    if faults:
        yield from faults
        return
    yield passed(
        put("{criteria} criteria, {bidders} offers", "{criteria} critères, {bidders} offres",
            criteria=sum(len(table.criteria) for table in tables[:1]), bidders=len(bidders)),
        expected=EXPECTED,
        document=tables[0].reading.path if tables else document,
    )  # fmt: skip


_NOTHING = both("nothing is bought", "rien n'est acheté")
_NO_TABLE = both(
    "no table of weighted criteria was found",
    "aucun tableau de critères pondérés trouvé",
)
_AS_TABLE = both(
    "Write the evaluation as a table: criterion, weight, and a column of marks for each offer",
    "Écrivez l'évaluation en tableau : critère, poids, et une colonne de notes par offre",
)
