"""Check 16: does somebody act in time on each risk that could hurt?"""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.risk.risk_answers import (
    EXPECTED,
    GIVE_DATE,
    GIVE_RESPONSE,
    NAME_OWNER,
    answers_to,
)
from gates.checks.structures.levels import Scale
from gates.checks.structures.package_day import package_day
from gates.checks.structures.risks import Risks, followed, is_opportunity, name_of
from gates.checks.wording import day, put
from gates.evidence.understanding.row import Row

_INSTEAD = {"response": ("strategy",), "due": ("trigger",)}


@check("RISK-16")
def high_risks_have_owner_response_and_date(subject: Subject) -> Iterator[Verdict]:
    """Judge each open risk at or above the method's ``high`` score, or of a high class.

    ``cycle_days`` is how old an update may be on the day of judgement. Where the method does
    not set it, an update may be 62 days older than the newest document of the package.
    """
    found = followed(subject)
    if not found:
        document = subject.documents[0].path
        yield cannot_tell(_NO_REGISTER, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    counted = [_Counted(subject, each) for each in found]
    faults = [fault for each in counted for fault in each.faults()]
    if faults:
        yield from faults
        return
    words = put(
        "{risks} open risks, {high} of them high, all answered",
        "{risks} risques ouverts, dont {high} élevés, tous traités",
        risks=sum(len(each.risks.open) for each in counted),
        high=sum(len(each.high) for each in counted),
    )
    yield passed(words, expected=EXPECTED, document=found[0].reading.path)


class _Counted:
    """A register with its open risks, the high ones, and those whose level cannot be read."""

    def __init__(self, subject: Subject, risks: Risks) -> None:
        self.subject, self.risks = subject, risks
        scale = Scale(risks.register.rows, subject.number("high", 0) or None)
        threats = [row for row in risks.open if not is_opportunity(row)]
        self.high = [row for row in threats if scale.is_high(row)]
        self.unrated = [row for row in threats if scale.is_high(row) is None]

    def faults(self) -> Iterator[Verdict]:
        """Yield what the register lacks, then what its high risks lack."""
        yield from _columns_missing(self.risks)
        oldest = _oldest_update(self.subject)
        stale = None if oldest is None else _not_kept(self.risks, oldest)
        if stale is not None:
            yield stale
        for row in self.high:
            yield from answers_to(self.subject, self.risks, row, None if stale else oldest)
        if self.unrated:
            yield _not_rated(self.risks, self.unrated)


def _columns_missing(risks: Risks) -> Iterator[Verdict]:
    """Tell once what no risk of a register can have, because there is no column for it."""
    for concept, found, fix in (
        ("owner", _NO_OWNERS, NAME_OWNER),
        ("response", _NO_RESPONSES, GIVE_RESPONSE),
        ("due", _NO_DATES, GIVE_DATE),
    ):
        if not risks.has(concept, *_INSTEAD.get(concept, ())):
            yield _of_register(risks, found, fix)


def _oldest_update(subject: Subject) -> date | None:
    """Return the day since which a risk must have been looked at, or None without a present."""
    is_set = "cycle_days" in subject.use.settings
    today = subject.dossier.as_of if is_set else package_day(subject)
    return None if today is None else today - timedelta(days=int(subject.number("cycle_days", 62)))


def _not_kept(risks: Risks, oldest: date) -> Verdict | None:
    """Tell once of a register that nobody has brought up to date for longer than a cycle."""
    days = [each for row in risks.rows if (each := row.day("updated")) is not None]
    if not days or max(days) >= oldest:
        return None
    return _of_register(
        risks,
        put(
            "last brought up to date on {day}, that is before {oldest}",
            "mis à jour pour la dernière fois le {day}, donc avant le {oldest}",
            day=day(max(days)),
            oldest=day(oldest),
        ),
        both(
            "Go through the register and date each risk that is still open",
            "Revoyez le registre et datez chaque risque encore ouvert",
        ),
    )


def _of_register(risks: Risks, found: Text, fix: Text) -> Verdict:
    return failed(
        found,
        expected=EXPECTED,
        fix=fix,
        document=risks.reading.path,
        location=risks.register.location,
    )


def _not_rated(risks: Risks, rows: list[Row]) -> Verdict:
    return cannot_tell(
        put(
            "{count} risks have no level that can be read, the first is {risk}",
            "{count} risques n'ont pas de niveau lisible, le premier est {risk}",
            count=len(rows),
            risk=name_of(rows[0]),
        ),
        expected=EXPECTED,
        fix=both(
            "Give each risk a score or a class",
            "Donnez à chaque risque une criticité ou une classe",
        ),
        document=risks.reading.path,
        location=rows[0].place("score", "class", "probability"),
    )


_NO_REGISTER = both(
    "no table of risks was found in the document",
    "aucun tableau de risques trouvé dans le document",
)
_AS_TABLE = both(
    "Write the risks as a table, one row each, with owner, response and date",
    "Écrivez les risques dans un tableau, une ligne chacun, avec porteur, réponse et échéance",
)
_NO_OWNERS = both("there is no column for the owner", "il n'y a pas de colonne pour le porteur")
_NO_RESPONSES = both(
    "there is no column for the response", "il n'y a pas de colonne pour la réponse"
)
_NO_DATES = both("there is no column for the date", "il n'y a pas de colonne pour l'échéance")
