"""Check 20: does each contract have a kind that suits the risk, and all it must settle?"""

from collections.abc import Iterator, Sequence

from domain.text import Text, both
from gates.checks.check import (
    Subject,
    Verdict,
    cannot_tell,
    check,
    failed,
    not_applicable,
    passed,
)
from gates.checks.procurement.contract import FIXED, OTHER, Contract, contracts
from gates.checks.procurement.contract_clauses import clauses_missing
from gates.checks.procurement.contract_money import beyond_the_baseline
from gates.checks.procurement.contract_payments import payments_unsound
from gates.checks.procurement.purchases import buys_nothing, words
from gates.checks.structures.open_points import open_points
from gates.checks.structures.passages import first_with, passages
from gates.checks.wording import is_blank, put
from gates.evidence.content import Reading, State
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases

EXPECTED = both(
    "a kind of contract for each package that suits its risk",
    "un type de contrat adapté au risque pour chaque lot",
)
MOST_OPEN = 5
"""With more open points the requirements are too unsure for a fixed price."""

_ANY = Phrases((*FIXED.marks, *OTHER.marks))
_DRAFTS = words("drafts")
_REQUIREMENTS = frozenset({"requirements"})


@check("PROCUREMENT-20")
def contract_types_suit_the_risk(subject: Subject) -> Iterator[Verdict]:
    """Judge the kind, the payments, the clauses and the value of each contract.

    ``most_open`` is how many open points the requirements may have at a fixed price (5).
    """
    found = contracts(subject)
    document = subject.documents[0].path
    if not found:
        typed = first_with(passages(subject.documents), _ANY)
        if buys_nothing(subject):
            yield not_applicable(_NOTHING_BOUGHT, expected=EXPECTED, document=document)
            return
        if typed is None:
            yield cannot_tell(_NO_TABLE, expected=EXPECTED, fix=_AS_TABLE, document=document)
            return
    faults = [
        *_untyped(subject, found),
        *_too_unsure(subject, found),
        *payments_unsound(subject, found),
        *clauses_missing(subject, found),
        *beyond_the_baseline(subject, found),
    ]
    if faults:
        yield from faults
        return
    said = put(
        "{count} contracts, each with its type", "{count} contrats, chacun avec son type",
        count=len(found),
    )  # fmt: skip
    yield passed(said, expected=EXPECTED, document=found[0].reading.path if found else document)


def _untyped(subject: Subject, found: Sequence[Contract]) -> Iterator[Verdict]:
    """Yield the contracts of which no kind is stated, in the table or for all in the text."""
    typed = {id(each.register) for each in found if "contract_type" in each.register.columns}
    told: set[int] = set()
    for each in found:
        if id(each.register) in typed:
            if is_blank(each.kind):
                yield _fault(each, put(_NO_TYPE["en"], _NO_TYPE["fr"], name=each.label))
        elif not typed and id(each.register) not in told:
            told.add(id(each.register))
            if first_with(passages(subject.documents), _ANY) is None:
                yield failed(
                    _NO_TYPES,
                    expected=EXPECTED,
                    fix=_GIVE_TYPE,
                    document=each.reading.path,
                    location=each.register.location,
                )


def _too_unsure(subject: Subject, found: Sequence[Contract]) -> Iterator[Verdict]:
    """Yield fixed prices for requirements that are a draft, or that leave much open."""
    fixed = [each for each in found if each.is_fixed_price]
    if not fixed:
        return
    most = int(subject.number("most_open", MOST_OPEN))
    for reading in subject.dossier.readings:
        if reading.role not in _REQUIREMENTS or reading.state not in (State.FILLED, State.PARTIAL):
            continue
        why = _unsure(subject, reading, most)
        if why is not None:
            yield _fault(
                fixed[0],
                put(
                    "{name}: a fixed price, although {file} {why}",
                    "{name} : un prix fixe, alors que {file} {why}",
                    name=fixed[0].label,
                    file=reading.path,
                    why=why,
                ),
                both(
                    "Settle the requirements first, or choose another kind of contract",
                    "Stabilisez d'abord les exigences, ou choisissez un autre type de contrat",
                ),
            )


def _unsure(subject: Subject, reading: Reading, most: int) -> Text | None:
    draft = any(
        _DRAFTS.within(fold(each.value)) for each in subject.dossier.marks[reading.path].statuses
    )
    if draft:
        return both("is a draft", "est une ébauche")
    count = len(open_points(reading, subject.dossier.registers.get(reading.path, ())))
    if count > most:
        return both(f"leaves {count} points open", f"laisse {count} points ouverts")
    return None


def _fault(contract: Contract, found: Text, fix: Text | None = None) -> Verdict:
    return failed(
        found,
        expected=EXPECTED,
        fix=fix or _GIVE_TYPE,
        document=contract.reading.path,
        location=contract.row.place("contract_type"),
    )


_NO_TYPE: Text = both("{name}: no type of contract", "{name} : pas de type de contrat")
_NO_TYPES = both(
    "there is no column for the type of contract",
    "il n'y a pas de colonne pour le type de contrat",
)
_GIVE_TYPE = both(
    "Say whether it is a fixed price, time and material, cost plus or a framework",
    "Dites si c'est un forfait, une régie, un coût remboursé ou un accord-cadre",
)
_NOTHING_BOUGHT = both("nothing is bought", "rien n'est acheté")
_NO_TABLE = both(
    "no table of contracts was found, nor any type of contract",
    "aucun tableau de contrats trouvé, ni aucun type de contrat",
)
_AS_TABLE = both(
    "Write the contracts as a table: lot, type, value, payments, tender, award",
    "Écrivez les contrats dans un tableau : lot, type, montant, paiements, consultation, "
    "attribution",
)
