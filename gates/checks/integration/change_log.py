"""Check 29: does the change log explain every change of the baseline?"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, not_applicable, passed
from gates.checks.integration.baseline_moves import unexplained
from gates.checks.integration.changes_logged import (
    Change,
    Decided,
    changes_before,
    changes_logged,
)
from gates.checks.integration.limits import limits_of, sufficient
from gates.checks.integration.persons import same_person
from gates.checks.integration.touched import not_carried_out, versions_fall
from gates.checks.structures.entries import Wanted, label_of, lacking
from gates.checks.structures.package_day import is_to_come
from gates.checks.wording import day, money, put
from gates.evidence.content import Reading
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

EXPECTED = both(
    "each change with number, date, requester, impact, decision and approver; the baseline moves"
    " by approved changes only",
    "chaque modification avec numéro, date, demandeur, impact, décision et approbateur ; la"
    " référence ne bouge que par des modifications approuvées",
)
_IMPACTS = ("cost_impact", "delay_impact", "scope_impact", "impact", "consequence", "amount")


@check("INTEGRATION-29")
def changes_are_explained(subject: Subject) -> Iterator[Verdict]:
    """Judge the change log, and what moved since the package that was approved before.

    ``tolerance`` is the share by which an amount may move without a change (0),
    ``tolerance_days`` the days that a date may (0). ``authority`` says who may approve how much,
    such as ``project manager: 10000; sponsor: 100000; board: any``.
    """
    changes = changes_logged(subject)
    moved = list(unexplained(subject, changes, expected=EXPECTED))
    faults = [
        *moved,
        *_incomplete(changes),
        *_undecided(subject, changes),
        *not_carried_out(subject, _new(subject, changes), expected=EXPECTED),
        *versions_fall(subject, expected=EXPECTED),
    ]
    if faults:
        yield from faults
        return
    document = subject.documents[0].path
    if not changes and not subject.dossier.around.earlier:
        if any(each.role == "changes" for each in subject.documents):
            fix = both(
                "Write the changes as a table, or say that there is none",
                "Mettez les modifications en tableau, ou dites qu'il n'y en a pas",
            )
            found = both("no table of changes was found", "aucun tableau de modifications trouvé")
            yield cannot_tell(found, expected=EXPECTED, fix=fix, document=document)
            return
        found = both(
            "no change is logged, and no package was approved before",
            "aucune modification au journal, et aucun dossier approuvé avant",
        )
        yield not_applicable(found, expected=EXPECTED, document=document)
        return
    words = put(
        "{count} changes in order, the baseline moved by no other",
        "{count} modifications en ordre, la référence n'a bougé par aucune autre",
        count=len(changes),
    )
    yield passed(words, expected=EXPECTED, document=document)


def _new(subject: Subject, changes: Sequence[Change]) -> list[Change]:
    """Return the changes that were not decided so when the package before was approved."""
    before = {each.code or each.label: each.decided for each in changes_before(subject)}
    return [each for each in changes if before.get(each.code or each.label) is not each.decided]


def _incomplete(changes: Sequence[Change]) -> Iterator[Verdict]:
    """Yield what entries do not say: number, date, requester, impact; and the decision's parts."""
    for reading, register in _logs(changes):
        yield from lacking(reading, register, _OF_EACH, expected=EXPECTED, name=_name)
        decided = [
            each.row
            for each in changes
            if each.register is register and each.decided in (Decided.APPROVED, Decided.REJECTED)
        ]
        if decided:
            yield from lacking(
                reading, register, _OF_DECIDED, expected=EXPECTED, name=_name, rows=decided
            )


def _undecided(subject: Subject, changes: Sequence[Change]) -> Iterator[Verdict]:
    """Yield changes without decision, by the wrong person, at a wrong time."""
    limits = limits_of(subject.words("authority", ""))
    for each in changes:
        for found, concept, fix in _faults(subject, each, limits):
            yield failed(
                put("{change}: {found}", "{change} : {found}", change=each.label, found=found),
                expected=EXPECTED,
                fix=fix,
                document=each.reading.path,
                location=each.row.place(concept),
            )


def _faults(
    subject: Subject, each: Change, limits: Sequence[tuple[str, Decimal | None]]
) -> Iterator[tuple[Text, str, Text]]:
    decided = each.decided in (Decided.APPROVED, Decided.REJECTED)
    if each.decided is Decided.UNSAID:
        yield both("no decision", "pas de décision"), "decision", _DECIDE
    decider, requester = each.row.text("decider"), each.row.text("requester")
    if decided and decider and requester and same_person(decider, requester):
        yield (
            both("approved by who asked for it", "approuvée par qui la demande"),
            "decider",
            _DECIDE,
        )
    limit = sufficient(limits, decider)
    above = limit is not None and each.cost is not None and abs(each.cost) > limit
    if above and each.decided is Decided.APPROVED and limit is not None and each.cost is not None:
        found = put(
            "{amount} is above what {who} may approve, {limit}",
            "{amount} dépasse ce que {who} peut approuver, {limit}",
            amount=money(abs(each.cost)),
            who=decider or "?",
            limit=money(limit),
        )
        yield found, "decider", _DECIDE
    raised, on = each.row.day("raised"), each.row.day("decision_date")
    if not decided or on is None:
        return
    if is_to_come(subject, on):
        found = put("decided in the future, {on}", "décidée dans le futur, le {on}", on=day(on))
        yield found, "decision_date", _DAY
    if raised is not None and on < raised:
        found = both("decided before it was asked for", "décidée avant d'être demandée")
        yield found, "decision_date", _DAY


def _logs(changes: Sequence[Change]) -> list[tuple[Reading, Register]]:
    found = {id(each.register): (each.reading, each.register) for each in changes}
    return list(found.values())


def _name(row: Row) -> str:
    return label_of(row, "change", "description")


def _wanted(concepts: tuple[str, ...], en: str, fr: str, fix: Text) -> Wanted:
    return Wanted(
        concepts=concepts,
        column=both(f"the log has no column for the {en}", f"le journal n'a pas de colonne : {fr}"),
        cell=both(f"{{name}}: no {en}", f"{{name}} : pas de {fr}"),
        fix=fix,
    )


_FILL = both("Complete the entry", "Complétez la ligne")
_DECIDE = both(
    "Have it decided by who has the authority, and say so",
    "Faites-la décider par qui en a l'autorité, et dites-le",
)
_DAY = both("Correct the dates", "Corrigez les dates")
_OF_EACH = (
    _wanted(("id",), "number", "numéro", _FILL),
    _wanted(("raised", "date"), "date", "date", _FILL),
    _wanted(("requester", "owner", "person"), "requester", "demandeur", _FILL),
    _wanted(_IMPACTS, "impact", "conséquence chiffrée", _FILL),
)
_DECIDED_ON = ("decision_date", "closed", "updated", "date")
_OF_DECIDED = (
    _wanted(("decider",), "approver", "approbateur", _DECIDE),
    _wanted(
        ("decision_date", "closed", "updated", "date"),
        "date of decision",
        "date de décision",
        _FILL,
    ),
)
