"""What a high risk must have: an owner, a response that acts, dates in order, and a result."""

from collections.abc import Iterator
from datetime import date

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.levels import rank
from gates.checks.structures.risks import Risks, level, name_of
from gates.checks.wording import day, is_blank, put
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, listed, load

EXPECTED = both(
    "an owner, a response that does something, and a date to come for each high risk",
    "un porteur, une réponse qui agit et une échéance à venir pour chaque risque élevé",
)
NAME_OWNER = both("Name a person who answers for it", "Nommez une personne qui en répond")
GIVE_RESPONSE = both(
    "Say what is done to avoid, reduce, transfer or accept it",
    "Dites ce qui est fait pour l'éviter, le réduire, le transférer ou l'accepter",
)
GIVE_DATE = both("Give the response a date", "Donnez une échéance à la réponse")

_VALUES = load("values")
_NOBODY = frozenset(listed(_VALUES["nobody"]))
_ACCEPTING = Phrases.listed(_VALUES["accepting"])
_ACCEPTED_BY = Phrases.listed(_VALUES["accepted_by"])
_WATCHED = frozenset(
    {
        *("monitor", "monitoring", "watch", "watched", "to monitor", "surveiller", "a surveiller"),
        *("surveillance", "suivi", "a suivre", "suivre", "beobachten", "follow up", "observe"),
        *("uberwachen", "seguimiento", "vigilar", "monitorar", "veille", "keep watching"),
    }
)


def answers_to(subject: Subject, risks: Risks, row: Row, oldest: date | None) -> Iterator[Verdict]:
    """Yield what one high risk lacks; ``oldest`` is the day since which it must be updated."""
    yield from _lacking(risks, row)
    yield from _dates(subject, risks, row)
    yield from _kept(risks, row, oldest)
    yield from _no_better(risks, row)


def _lacking(risks: Risks, row: Row) -> Iterator[Verdict]:
    for concept, found, fix in (
        ("owner", _NO_OWNER, NAME_OWNER),
        ("response", _NO_RESPONSE, GIVE_RESPONSE),
        ("due", _NO_DATE, GIVE_DATE),
    ):
        if risks.has(concept) and _lacks(row, concept):
            yield _told(risks, row, concept, found, fix)
    if risks.is_used("strategy") and risks.has("response") and is_blank(row.text("strategy")):
        yield _told(risks, row, "strategy", _NO_STRATEGY, GIVE_RESPONSE)
    if risks.is_used("status") and is_blank(row.text("status")):
        yield _told(risks, row, "status", _NO_STATUS, _SAY_STATUS)


def _lacks(row: Row, concept: str) -> bool:
    if concept == "owner":
        return is_blank(row.text("owner")) or fold(row.text("owner")) in _NOBODY
    if concept == "due":
        return row.day("due") is None and is_blank(row.text("due", "trigger"))
    response = fold(row.text("response"))
    return not _is_accepted(row) and (is_blank(response) or response in _WATCHED)


def _is_accepted(row: Row) -> bool:
    return any(_ACCEPTING.within(fold(row.text(name))) for name in ("strategy", "response"))


def _dates(subject: Subject, risks: Risks, row: Row) -> Iterator[Verdict]:
    due, trigger = row.day("due"), row.day("trigger")
    if due is None or not risks.has("due"):
        return
    if due < _judged_on(subject, row):
        found = put(
            "{risk}: the date {day} is past and the risk still open",
            "{risk} : l'échéance du {day} est passée et le risque reste ouvert",
            risk=name_of(row),
            day=day(due),
        )
        yield _told(risks, row, "due", found, _CLOSE_OR_MOVE)
    if trigger is not None and due > trigger:
        found = put(
            "{risk}: the response is due on {day}, after the trigger of {trigger}",
            "{risk} : la réponse est prévue le {day}, après le déclencheur du {trigger}",
            risk=name_of(row),
            day=day(due),
            trigger=day(trigger),
        )
        yield _told(risks, row, "due", found, _ACT_EARLIER)


def _judged_on(subject: Subject, row: Row) -> date:
    """Return the day on which a row's dates are judged: when it was last brought up to date.

    A row that says no such day is judged on the day of the package.
    """
    updated, as_of = row.day("updated"), subject.dossier.as_of
    return min(updated, as_of) if updated is not None else as_of


def _kept(risks: Risks, row: Row, oldest: date | None) -> Iterator[Verdict]:
    """Tell of a high risk that was passed over when others were brought up to date."""
    if not risks.is_used("updated") or not any(each.day("updated") for each in risks.rows):
        return
    updated = row.day("updated")
    if updated is None:
        yield _told(risks, row, "updated", _NOT_UPDATED, _LOOK_AGAIN)
    elif oldest is not None and updated < oldest:
        found = put(
            "{risk}: last looked at on {day}",
            "{risk} : revu pour la dernière fois le {day}",
            risk=name_of(row),
            day=day(updated),
        )
        yield _told(risks, row, "updated", found, _LOOK_AGAIN)


def _no_better(risks: Risks, row: Row) -> Iterator[Verdict]:
    """Tell of a risk that its response does not lower, and that nobody with authority accepted."""
    concept = next(
        (name for name in ("residual_score", "residual_class", "residual_impact", "residual")
         if risks.is_used(name)), "",
    )  # fmt: skip
    if not concept:
        if risks.has("decider") and _is_accepted(row) and not _is_signed(row):
            yield _told(risks, row, "decider", _NOT_SIGNED, _SIGN)
        return
    if is_blank(row.text(concept)):
        yield _told(risks, row, concept, _NO_RESIDUAL, _RATE_AGAIN)
        return
    if _is_lower(row) is False and not _is_signed(row):
        yield _told(risks, row, concept, _NOT_LOWER, _SIGN)


def _is_lower(row: Row) -> bool | None:
    """Tell whether what remains is lower than what was, or None when that cannot be compared."""
    for after, before in (
        ("residual_score", "score"),
        ("residual_class", "class"),
        ("residual", "score"),
        ("residual_impact", "impact"),
    ):
        one, other = level(row.cell(after)), level(row.cell(before))
        if one is None or other is None:
            ranked = rank(row.text(after)), rank(row.text(before, "class", "priority"))
            if None in ranked:
                continue
            return ranked[0] < ranked[1]  # type: ignore[operator]  # both are ranks
        if after != "residual_impact":
            return one < other
        likely = level(row.cell("residual_probability")), level(row.cell("probability"))
        if None in likely:
            return one < other
        return one * likely[0] < other * likely[1]  # type: ignore[operator]  # both are levels
    return None


def _is_signed(row: Row) -> bool:
    """Tell whether somebody with authority is said to have accepted the risk."""
    if not is_blank(row.text("decider", "signature")):
        return True
    texts = (fold(row.text(name)) for name in ("response", "strategy", "comment", "status"))
    return any(_ACCEPTED_BY.within(text) for text in texts)


def _told(risks: Risks, row: Row, concept: str, found: Text, fix: Text) -> Verdict:
    return failed(
        put(found["en"], found["fr"], risk=name_of(row)) if "{risk}" in found["en"] else found,
        expected=EXPECTED,
        fix=fix,
        document=risks.reading.path,
        location=row.place(concept),
    )


_NO_OWNER = both("{risk}: no owner", "{risk} : pas de porteur")
_NO_RESPONSE = both("{risk}: no response that does something", "{risk} : pas de réponse qui agisse")
_NO_DATE = both("{risk}: no date", "{risk} : pas d'échéance")
_NO_STRATEGY = both("{risk}: no strategy", "{risk} : pas de stratégie")
_NO_STATUS = both("{risk}: no status", "{risk} : pas de statut")
_SAY_STATUS = both("Say whether it is still open", "Dites s'il est encore ouvert")
_CLOSE_OR_MOVE = both(
    "Close the risk, or give the response a new date",
    "Fermez le risque, ou donnez une nouvelle échéance à la réponse",
)
_ACT_EARLIER = both(
    "Finish the response before the risk can strike",
    "Terminez la réponse avant que le risque puisse survenir",
)
_NOT_UPDATED = both("{risk}: no date of update", "{risk} : pas de date de mise à jour")
_LOOK_AGAIN = both("Look at it again and date the row", "Revoyez-le et datez la ligne")
_NO_RESIDUAL = both(
    "{risk}: no rating of what remains after the response",
    "{risk} : pas de cotation après réponse",
)
_RATE_AGAIN = both("Rate what remains", "Cotez ce qui reste")
_NOT_LOWER = both(
    "{risk}: the response leaves it as high as before",
    "{risk} : la réponse le laisse aussi élevé qu'avant",
)
_NOT_SIGNED = both(
    "{risk}: accepted, but by nobody with authority",
    "{risk} : accepté, mais par personne qui en ait le pouvoir",
)
_SIGN = both(
    "Do more against it, or name who accepted it and when",
    "Faites davantage, ou nommez qui l'a accepté et quand",
)
