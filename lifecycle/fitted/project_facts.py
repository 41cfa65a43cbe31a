"""The facts that every project has, whatever its method: code, title, budget, dates."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import BadInputError, OutOfSequenceError
from domain.methodology.expressions.known import number as bound
from storage.tables.projects import Project

LONGEST = 60
"""So much of what is no amount is said again."""

CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")


def check_code(session: Session, code: str) -> None:
    """Make sure that a code is one, and free.

    Raises:
        BadInputError: It is not one.
        OutOfSequenceError: Another project has it.
    """
    if not CODE.fullmatch(code):
        raise BadInputError(
            f"The code {code!r} must be 2 to 20 capitals, digits or '-', letter first.",
            f"Le code {code!r} doit avoir 2 à 20 majuscules, chiffres ou « - », "
            "en commençant par une lettre.",
        )
    if session.scalar(select(Project.id).where(Project.code == code)) is not None:
        raise OutOfSequenceError(
            f"The code {code} is taken; choose another.",
            f"Le code {code} est déjà pris ; choisissez-en un autre.",
        )


def check_title(code: str, title: str) -> None:
    """Make sure that a project has a title.

    Raises:
        BadInputError: It has none.
    """
    if not title.strip():
        raise BadInputError(f"{code} needs a title.", f"Il faut un titre pour {code}.")


def check_figures(code: str, budget: str | None, start: date | None, finish: date | None) -> None:
    """Make sure that a budget is an amount, and that a project does not end before it starts.

    Raises:
        BadInputError: It is not so.
    """
    if budget is not None and not _is_amount(budget):
        raise BadInputError(
            f"The budget {budget[:LONGEST]!r} is not an amount; write it as 1200000.50.",
            f"Le budget {budget[:LONGEST]!r} n'est pas un montant ; écrivez 1200000.50.",
        )
    if start and finish and finish < start:
        raise BadInputError(
            f"{code} finishes on {finish}, before it starts.",
            f"{code} finit le {finish}, avant de commencer.",
        )


def _is_amount(text: str) -> bool:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return False
    return bound(amount) is not None and amount >= 0
