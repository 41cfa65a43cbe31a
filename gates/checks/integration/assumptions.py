"""Check 34: does somebody watch each assumption, and is it said what happens if it is wrong?"""

from collections.abc import Iterator, Sequence

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, passed
from gates.checks.structures.entries import Wanted, label_of, lacking
from gates.checks.wording import put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

EXPECTED = both(
    "an owner, a date and a risk if wrong for each assumption and constraint",
    "un porteur, une date et un risque en cas d'erreur pour chaque hypothèse et contrainte",
)
_CLOSED = Phrases.listed(load("values")["closed"])
_ENTRIES = Phrases.listed(
    "assumption*, constraint*, hypothese*, contrainte*, annahme*, randbedingung*, einschrankung*, "
    "supuesto*, restriccion*, restricao, premissa*, antakelse*, vincolo"
)
_MIXED = ("risk", "issues")


@check("INTEGRATION-34")
def assumptions_are_watched(subject: Subject) -> Iterator[Verdict]:
    """Judge the open rows of assumption logs, and those of mixed logs that are assumptions."""
    found = _found(subject)
    if not found:
        document = subject.documents[0].path
        yield cannot_tell(_NO_TABLE, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    faults = [
        fault
        for reading, register, rows in found
        for fault in lacking(
            reading, register, _wanted(register), expected=EXPECTED, name=_name, rows=rows
        )
        if rows
    ]
    if faults:
        yield from faults
        return
    words = put(
        "{count} open assumptions and constraints, each with owner, date and risk",
        "{count} hypothèses et contraintes ouvertes, chacune avec porteur, date et risque",
        count=sum(len(rows) for _, _, rows in found),
    )
    yield passed(words, expected=EXPECTED, document=found[0][0].path, location=found[0][1].location)


def _found(subject: Subject) -> list[tuple[Reading, Register, list[Row]]]:
    """Return the tables of assumptions with their open rows: here, else in mixed logs."""
    own = [(reading, register, _open(register.rows)) for reading, register in _logs(subject)]
    if own:
        return own
    mixed = []
    for registers in (subject.registers(*_MIXED), subject.registers_anywhere(*_MIXED)):
        for reading, register in registers:
            rows = [row for row in register.rows if _ENTRIES.open(fold(row.text("category")))]
            if rows:
                mixed.append((reading, register, _open(rows)))
        if mixed:
            break
    return mixed


def _logs(subject: Subject) -> list[tuple[Reading, Register]]:
    own = list(subject.registers("assumptions"))
    return own or list(subject.registers_anywhere("assumptions"))


def _open(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if not _CLOSED.open(fold(row.text("status")))]


def _name(row: Row) -> str:
    return label_of(row, "assumption", "description", "name", "risk", "issue")


def _wanted(register: Register) -> tuple[Wanted, ...]:
    """Return what is wanted; where the assumption stands under *risk*, that is no risk."""
    risks = [each for each in _RISKS if each in register.columns]
    if (
        "assumption" not in register.columns
        and len(risks) > 1
        and "description" not in (register.columns)
    ):
        risks = [each for each in risks if each != "risk"]
    return (*_PLAIN, Wanted(concepts=tuple(risks), column=_NO_RISKS, cell=_NO_RISK, fix=_RISK))


_RISKS = ("consequence", "impact", "risk", "delay_impact", "cost_impact", "score")
_PLAIN = (
    Wanted(
        concepts=("owner", "person", "decider"),
        column=both("there is no column for the owner", "il n'y a pas de colonne pour le porteur"),
        cell=both("{name}: no owner", "{name} : pas de porteur"),
        fix=both("Name who watches it", "Nommez qui la suit"),
    ),
    Wanted(
        concepts=("due", "date", "updated", "raised", "decision_date", "verification"),
        column=both("there is no column for the date", "il n'y a pas de colonne pour la date"),
        cell=both("{name}: no date", "{name} : pas de date"),
        fix=both("Say by when it is confirmed", "Dites pour quand elle est confirmée"),
    ),
)
_NO_RISKS = both(
    "there is no column for the risk if it is wrong",
    "il n'y a pas de colonne pour le risque en cas d'erreur",
)
_NO_RISK: Text = both(
    "{name}: not said what happens if it is wrong",
    "{name} : pas dit ce qui arrive si elle est fausse",
)
_RISK = both("Say what is at risk if it is wrong", "Dites ce qui est en jeu si elle est fausse")
_NO_TABLE = both(
    "no table of assumptions or constraints was found",
    "aucun tableau d'hypothèses ou de contraintes trouvé",
)
_AS_TABLE = both(
    "Write them as a table: assumption or constraint, owner, date, risk if wrong",
    "Écrivez-les dans un tableau : hypothèse ou contrainte, porteur, date, risque si fausse",
)
