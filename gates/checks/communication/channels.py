"""Check 27: is everybody who matters told, by a channel, in time, by somebody?"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.communication.evidence import gaps
from gates.checks.communication.plan import WORDS, Told, names_of, rows_told, stakeholders
from gates.checks.communication.steering import unlike_governance
from gates.checks.structures.breakdown import alike
from gates.checks.structures.entries import Wanted, lacking
from gates.checks.structures.levels import HIGH_RANK, rank
from gates.checks.wording import put
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases

EXPECTED = both(
    "a purpose, a channel, a frequency, a sender and a recipient for each stakeholder",
    "un contenu, un canal, une fréquence, un émetteur et un destinataire par partie prenante",
)
COMPARABLE = 0.5
"""Recipients are compared with the register when at least this share is found in it."""

HIGH_SHARE = Decimal("0.75")
"""Where power and interest are figures, they are high from this share of the highest on."""

_LEAST_TOP = 3
_KEY = Phrases.listed(WORDS["key"])
_BROADCAST = Phrases.listed(WORDS["broadcast"])
_OF_THE_PROJECT = Phrases.listed(WORDS["of_the_project"])


@check("COMMUNICATION-27")
def each_stakeholder_is_told(subject: Subject) -> Iterator[Verdict]:
    """Judge the rows of the plan, then compare with the stakeholders and with the evidence.

    ``steering_days`` are the days between two steering meetings that the governance wants; said
    in the documents if not set. ``slack`` is how many periods reports may lie apart (1.5).
    """
    rows = rows_told(subject)
    if not rows:
        document = subject.documents[0].path
        yield cannot_tell(_NO_MATRIX, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    faults = [
        *_incomplete(rows),
        *_left_out(subject, rows),
        *_unknown(subject, rows),
        *_from_afar(subject, rows),
        *unlike_governance(subject, rows),
        *gaps(subject, rows),
    ]
    if faults:
        yield from faults
        return
    words = put(
        "{count} rows, each with channel, frequency and sender",
        "{count} lignes, chacune avec canal, fréquence et émetteur",
        count=len(rows),
    )
    yield passed(words, expected=EXPECTED, document=rows[0].reading.path)


def _incomplete(rows: Sequence[Told]) -> Iterator[Verdict]:
    registers = {id(each.register): each for each in rows}
    for each in registers.values():
        yield from lacking(each.reading, each.register, _WANTED, expected=EXPECTED, name=_name)


def _left_out(subject: Subject, rows: Sequence[Told]) -> Iterator[Verdict]:
    """Name the stakeholders that no row of the plan speaks to."""
    if any(each.is_to_everybody for each in rows):
        return
    for reading, row in stakeholders(subject):
        names = names_of(row)
        if any(each.reaches(names) for each in rows):
            continue
        yield failed(
            put(
                "{name} ({file}, {place}) is told nothing",
                "{name} ({file}, {place}) ne reçoit rien",
                name=names[0],
                file=reading.path,
                place=row.location,
            ),
            expected=EXPECTED,
            fix=both("Add a row for this stakeholder", "Ajoutez une ligne pour elle"),
            document=rows[0].reading.path,
            location=rows[0].register.location,
        )


def _unknown(subject: Subject, rows: Sequence[Told]) -> Iterator[Verdict]:
    """Name the recipients that the stakeholder register does not know, where they compare."""
    known = [name for _, row in stakeholders(subject) for name in names_of(row)]
    if not known:
        return
    people = [
        text
        for _, register in subject.registers_anywhere("people", "staffing")
        for row in register.rows
        for text in names_of(row)
    ]
    parts = [(each, part) for each in rows if not each.is_to_everybody for part in each.parts]
    strangers = [
        (each, part)
        for each, part in parts
        if not any(alike(part, name) for name in (*known, *people))
        and not _OF_THE_PROJECT.within(fold(part))
        and not any(alike(whole, name) for whole in each.recipients for name in known)
    ]
    if len(strangers) > (1 - COMPARABLE) * len(parts):
        return
    for each, part in strangers:
        yield failed(
            put(
                "{name} is not in the stakeholder register",
                "{name} n'est pas dans le registre des parties prenantes",
                name=part,
            ),
            expected=both(
                "only stakeholders of the register", "seulement des parties prenantes du registre"
            ),
            fix=both(
                "Add it to the register, or correct the name",
                "Ajoutez-la au registre, ou corrigez le nom",
            ),
            document=each.reading.path,
            location=each.row.place("recipient", "stakeholder"),
        )


def _from_afar(subject: Subject, rows: Sequence[Told]) -> Iterator[Verdict]:
    """Tell of those with high power and interest whom only news for everybody reach."""
    listed = [row for _, row in stakeholders(subject)]
    for row in listed:
        if not _is_key(row, listed):
            continue
        names = names_of(row)
        own = [each for each in rows if each.reaches(names) and each.row.text("channel")]
        if not own or any(_is_direct(each.row.text("channel")) for each in own):
            continue
        yield failed(
            put(
                "{name} has high power and interest, and only {channel}",
                "{name} a un pouvoir et un intérêt élevés, et seulement {channel}",
                name=names[0],
                channel=own[0].row.text("channel"),
            ),
            expected=both(
                "a direct channel: a meeting, a call, a letter of its own",
                "un canal direct : une réunion, un appel, un courrier adressé",
            ),
            fix=both(
                "Meet or call this stakeholder", "Rencontrez ou appelez cette partie prenante"
            ),
            document=own[0].reading.path,
            location=own[0].row.place("channel"),
        )


def _is_key(row: Row, listed: Sequence[Row]) -> bool:
    """Tell whether a stakeholder has high power and high interest, or is to be held close."""
    said = " ".join(row.text(each) for each in ("strategy", "engagement", "category", "class"))
    if _KEY.within(fold(said)):
        return True
    return all(_is_high(row, each, listed) for each in ("influence", "interest"))


def _is_high(row: Row, concept: str, listed: Sequence[Row]) -> bool:
    value = row.number(concept)
    if value is None:
        return (rank(row.text(concept)) or 0) >= HIGH_RANK
    top = max(each for other in listed if (each := other.number(concept)) is not None)
    return top >= _LEAST_TOP and value >= top * HIGH_SHARE


def _is_direct(channel: str) -> bool:
    """Tell whether one of the channels is not known as news for everybody."""
    parts = channel.replace(" and ", ",").replace(" et ", ",").replace(" und ", ",")
    for sign in "/;\n+&":
        parts = parts.replace(sign, ",")
    return any(not _BROADCAST.within(folded) for part in parts.split(",") if (folded := fold(part)))


def _name(row: Row) -> str:
    return row.text("recipient", "stakeholder", "message", "name") or row.location


def _wanted(concepts: tuple[str, ...], column: Text, cell: Text, fix: Text) -> Wanted:
    return Wanted(concepts=concepts, column=column, cell=cell, fix=fix)


_WANTED = (
    _wanted(
        ("message", "name", "description", "item", "category", "reason", "milestone"),
        both("there is no column for the purpose", "il n'y a pas de colonne pour le contenu"),
        both("{name}: no purpose", "{name} : pas de contenu"),
        both("Say what is told, and what for", "Dites ce qui est communiqué, et pourquoi"),
    ),
    _wanted(
        ("channel",),
        both("there is no column for the channel", "il n'y a pas de colonne pour le canal"),
        both("{name}: no channel", "{name} : pas de canal"),
        both("Say by which channel", "Dites par quel canal"),
    ),
    _wanted(
        ("frequency", "due", "date", "trigger", "event"),
        both("there is no column for the frequency", "il n'y a pas de colonne pour la fréquence"),
        both("{name}: no frequency", "{name} : pas de fréquence"),
        both("Say how often, or on which event", "Dites à quelle fréquence, ou quand"),
    ),
    _wanted(
        ("sender", "owner"),
        both("there is no column for the sender", "il n'y a pas de colonne pour l'émetteur"),
        both("{name}: no sender", "{name} : pas d'émetteur"),
        both("Name who sends it", "Nommez qui l'émet"),
    ),
    _wanted(
        ("recipient", "stakeholder"),
        both(
            "there is no column for the recipient", "il n'y a pas de colonne pour le destinataire"
        ),
        both("{name}: not said for whom", "{name} : destinataire absent"),
        both("Name who receives it", "Nommez qui la reçoit"),
    ),
)
_NO_MATRIX = both(
    "no table of who is told what was found", "aucun tableau de qui reçoit quoi n'a été trouvé"
)
_AS_TABLE = both(
    "Write it as a table: stakeholder, content, channel, frequency, sender",
    "Écrivez-le dans un tableau : partie prenante, contenu, canal, fréquence, émetteur",
)
