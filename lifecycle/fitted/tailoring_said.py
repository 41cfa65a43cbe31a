"""What is said when a project asks to depart from its method."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.errors import BadInputError, NotFoundError
from domain.methodology.model.method import Method
from domain.methodology.model.project import TailoringCode, TailoringWord
from domain.text import in_language


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked: a word of the method, the item, and the gate if it is for one only.

    ``measure`` is what is done instead; ``added`` is a requirement or a criterion, as a method
    writes it, that the project asks of itself.
    """

    word: str
    item: str
    gate: str | None = None
    reason: str = ""
    measure: str = ""
    expires_on: date | None = None
    added: Mapping[str, Any] | None = None


def word_of(method: Method, word_id: str) -> TailoringWord:
    """Return a word of the method by its id.

    Raises:
        NotFoundError: The method has none.
    """
    for word in method.tailoring:
        if word.id == word_id:
            return word
    known = ", ".join(word.id for word in method.tailoring) or "-"
    raise NotFoundError(
        f"{method.name} knows no tailoring {word_id!r}; its words are {known}.",
        f"{method.name} ne connaît pas l'adaptation {word_id!r} ; ses mots : {known}.",
    )


def check_reason(wanted: Wanted) -> None:
    """Make sure that a departure comes with a reason.

    Raises:
        BadInputError: It does not.
    """
    if not wanted.reason.strip():
        raise BadInputError(
            f"Say why {wanted.item} is tailored: {wanted.word} needs a reason.",
            f"Dites pourquoi {wanted.item} est adapté : {wanted.word} demande un motif.",
        )


def check_said(word: TailoringWord, wanted: Wanted, *, at: datetime) -> None:
    """Make sure that a departure says what its word wants said.

    Raises:
        BadInputError: The measure or the date is missing or does not fit.
    """
    english, french = (in_language(word.label, each) for each in ("en", "fr"))
    if word.code is TailoringCode.WAIVER and not wanted.measure.strip():
        raise BadInputError(
            f'Say what is done instead of {wanted.item}: "{english}" needs a measure.',
            f"Dites ce qui est fait à la place de {wanted.item} : « {french} » demande une mesure.",
        )
    if word.expires and wanted.expires_on is None:
        raise BadInputError(
            f'Say until when it holds: "{english}" needs a date.',
            f"Dites jusqu'à quand cela vaut : « {french} » demande une date.",
        )
    if wanted.expires_on is not None and wanted.expires_on <= at.date():
        raise BadInputError(
            f"It would end on {wanted.expires_on}, which is not in the future.",
            f"Cela finirait le {wanted.expires_on}, qui n'est pas dans l'avenir.",
        )
