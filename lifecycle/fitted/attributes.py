"""What a project says of itself and takes on, checked against what its method knows."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from domain.errors import BadInputError
from domain.methodology.expressions.known import number as bound
from domain.methodology.fitting.circumstances import Known
from domain.methodology.model.method import Method
from domain.methodology.model.project import Attribute, AttributeKind
from domain.text import in_language

BY_HAND = "class"
"""The attribute that holds a class set by hand; no method can declare one of this name."""

YES = {"true", "yes", "oui", "1"}
NO = {"false", "no", "non", "0"}
LONGEST = 2000
SHOWN = 60
"""So much of a value that does not fit is said again."""


def checked(method: Method, given: Mapping[str, object]) -> dict[str, object]:
    """Return attributes as they are kept: yes or no, and everything else as text.

    An attribute that comes as nothing is left out: it is unknown again. A method that declares
    no attribute takes any, as notes.

    Raises:
        BadInputError: The method does not know one, or its value does not fit.
    """
    if BY_HAND in given:
        raise BadInputError(
            "The class is no attribute: the PMO sets it by hand, as the class of the project.",
            "La classe n'est pas un attribut : le PMO la fixe à la main, comme classe du projet.",
        )
    if not method.attributes:
        return {name: value for name, value in given.items() if value is not None}
    known = {each.id: each for each in method.attributes}
    kept: dict[str, object] = {}
    for name, value in given.items():
        if name not in known:
            raise BadInputError(
                f"{method.name} knows no attribute {name!r}; it wants {', '.join(known)}.",
                f"{method.name} ne connaît pas l'attribut {name!r} ; elle veut {', '.join(known)}.",
            )
        if value is None or value == "":
            continue
        found = _known(known[name], value)
        kept[name] = found if isinstance(found, bool) else str(found)
    return kept


def checked_packs(method: Method, given: Iterable[str]) -> list[str]:
    """Return the packs that a project takes on by choice, in the method's order.

    Raises:
        BadInputError: The method has no such pack.
    """
    known, wanted = [pack.id for pack in method.packs], set(given)
    spare = sorted(wanted - set(known))
    if spare:
        named = ", ".join(known) or "-"
        raise BadInputError(
            f"{method.name} has no pack {spare[0]!r}; its packs are {named}.",
            f"{method.name} n'a pas de module {spare[0]!r} ; ses modules : {named}.",
        )
    return [pack for pack in known if pack in wanted]


def known_of(method: Method, kept: Mapping[str, object]) -> dict[str, Known]:
    """Return kept attributes as expressions use them; what does not fit is unknown."""
    found: dict[str, Known] = {}
    for attribute in method.attributes:
        value = kept.get(attribute.id)
        if value is None or value == "":
            continue
        try:
            found[attribute.id] = _known(attribute, value)
        except BadInputError:
            continue
    return found


def _known(attribute: Attribute, value: object) -> Known:
    match attribute.kind:
        case AttributeKind.YES_NO:
            return _yes_no(attribute, value)
        case AttributeKind.NUMBER | AttributeKind.AMOUNT:
            return _number(attribute, value)
        case AttributeKind.DATE:
            return _date(attribute, value)
        case AttributeKind.CHOICE:
            return _choice(attribute, value)
        case AttributeKind.TEXT:
            return _text(attribute, value)


def _yes_no(attribute: Attribute, value: object) -> bool:
    if isinstance(value, bool):
        return value
    said = str(value).strip().lower()
    if said in YES | NO:
        return said in YES
    raise _unfit(attribute, value, "yes or no", "oui ou non")


def _number(attribute: Attribute, value: object) -> int | Decimal:
    unfit = _unfit(attribute, value, "a number, such as 1200.50", "un nombre, comme 1200.50")
    if isinstance(value, bool):
        raise unfit
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise unfit from None
    bounded = bound(number)
    if bounded is None:
        raise unfit
    return int(bounded) if "." not in str(bounded) and "E" not in str(bounded) else bounded


def _date(attribute: Attribute, value: object) -> date:
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise _unfit(attribute, value, "a day, as 2026-01-31", "un jour, 2026-01-31") from None


def _choice(attribute: Attribute, value: object) -> str:
    said = str(value).strip()
    if said not in attribute.choices:
        choices = ", ".join(attribute.choices)
        raise _unfit(attribute, value, f"one of {choices}", f"un choix parmi {choices}")
    return said


def _text(attribute: Attribute, value: object) -> str:
    said = str(value).strip()
    if len(said) > LONGEST:
        raise _unfit(
            attribute, said[:20], f"at most {LONGEST} characters", f"au plus {LONGEST} caractères"
        )
    return said


def _unfit(attribute: Attribute, value: object, en: str, fr: str) -> BadInputError:
    english, french = (in_language(attribute.label, each) for each in ("en", "fr"))
    value = value[:SHOWN] if isinstance(value, str) else value
    return BadInputError(
        f"{attribute.id} ({english}) is {value!r}; it must be {en}.",
        f"{attribute.id} ({french}) vaut {value!r} ; il faut {fr}.",
    )
