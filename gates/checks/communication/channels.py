"""Check 27: is everybody who matters told, by a channel, in time, by somebody?"""

import re
from collections.abc import Iterator, Sequence

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.structures.breakdown import alike
from gates.checks.wording import is_blank, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

EXPECTED = both(
    "a channel, a frequency and a sender for each stakeholder",
    "un canal, une fréquence et un émetteur pour chaque partie prenante",
)

_EVERYBODY = (
    *("all", "everybody", "everyone", "all stakeholders", "all parties", "whole team"),
    *("tous", "toutes", "toutes les parties prenantes", "ensemble des parties prenantes", "alle"),
)
_BETWEEN = re.compile(r"[,;/\n]| et | and | und |&|\+")


@check(
    "COMMUNICATION-27",
    en="Each stakeholder has a channel, a frequency and a sender",
    fr="Chaque partie prenante a un canal, une fréquence et un émetteur",
    source="PMBOK Guide, plan communications; PM² Guide, Communications Management Plan",
)
def each_stakeholder_is_told(subject: Subject) -> Iterator[Verdict]:
    """Judge the rows of the communication matrix, then compare with the stakeholder register."""
    found = [
        (reading, register)
        for reading, register in subject.registers("communication")
        if {"stakeholder", "recipient"} & set(register.columns)
    ]
    if not found:
        document = subject.documents[0].path
        yield cannot_tell(_NO_MATRIX, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    rows = [(reading, register, row) for reading, register in found for row in register.rows]
    faults = [fault for each in rows for fault in _of_row(*each)]
    faults += _left_out(subject, found)
    if faults:
        yield from faults
        return
    words = put(
        "{count} rows, each with channel, frequency and sender",
        "{count} lignes, chacune avec canal, fréquence et émetteur",
        count=len(rows),
    )
    yield passed(words, expected=EXPECTED, document=found[0][0].path)


def _of_row(reading: Reading, register: Register, row: Row) -> Iterator[Verdict]:
    for concepts, found, fix in (
        (("channel",), _NO_CHANNEL, _GIVE_CHANNEL),
        (("frequency", "due", "date"), _NO_FREQUENCY, _GIVE_FREQUENCY),
        (("sender", "owner"), _NO_SENDER, _GIVE_SENDER),
    ):
        if is_blank(row.text(*concepts)):
            yield failed(
                put(found["en"], found["fr"], name=_name(row)),
                expected=EXPECTED,
                fix=fix,
                document=reading.path,
                location=row.place(*concepts) if _has(register, concepts) else register.location,
            )
    if is_blank(row.text("recipient", "stakeholder")):
        yield failed(
            put("{name}: not said for whom", "{name} : destinataire absent", name=_name(row)),
            expected=EXPECTED,
            fix=both("Name who receives it", "Nommez qui la reçoit"),
            document=reading.path,
            location=row.place("recipient", "stakeholder"),
        )


def _left_out(subject: Subject, found: Sequence[tuple[Reading, Register]]) -> Iterator[Verdict]:
    """Name the stakeholders that no row of the matrix speaks to."""
    told = [name for _, register in found for row in register.rows for name in _recipients(row)]
    if any(fold(name) in _EVERYBODY for name in told):
        return
    reading, register = found[0]
    for other, stakeholders in subject.registers_anywhere("stakeholders"):
        for row in stakeholders.rows:
            names = [
                row.text(each)
                for each in ("stakeholder", "name", "person", "role")
                if row.text(each)
            ]
            if not names or any(alike(name, each) for name in names for each in told):
                continue
            yield failed(
                put(
                    "{name} ({file}, {place}) is told nothing",
                    "{name} ({file}, {place}) ne reçoit rien",
                    name=names[0],
                    file=other.path,
                    place=row.location,
                ),
                expected=EXPECTED,
                fix=both("Add a row for this stakeholder", "Ajoutez une ligne pour elle"),
                document=reading.path,
                location=register.location,
            )


def _recipients(row: Row) -> Iterator[str]:
    for concept in ("recipient", "stakeholder"):
        text = row.text(concept)
        if text:
            yield text
            yield from (part.strip() for part in _BETWEEN.split(text) if part.strip())


def _has(register: Register, concepts: Sequence[str]) -> bool:
    return any(concept in register.columns for concept in concepts)


def _name(row: Row) -> str:
    return row.text("recipient", "stakeholder", "message", "name") or row.location


_NO_CHANNEL: Text = both("{name}: no channel", "{name} : pas de canal")
_GIVE_CHANNEL = both("Say by which channel", "Dites par quel canal")
_NO_FREQUENCY: Text = both("{name}: no frequency", "{name} : pas de fréquence")
_GIVE_FREQUENCY = both("Say how often, or on which event", "Dites à quelle fréquence, ou quand")
_NO_SENDER: Text = both("{name}: no sender", "{name} : pas d'émetteur")
_GIVE_SENDER = both("Name who sends it", "Nommez qui l'émet")
_NO_MATRIX = both(
    "no table of who is told what was found", "aucun tableau de qui reçoit quoi n'a été trouvé"
)
_AS_TABLE = both(
    "Write it as a table: stakeholder, content, channel, frequency, sender",
    "Écrivez-le dans un tableau : partie prenante, contenu, canal, fréquence, émetteur",
)
