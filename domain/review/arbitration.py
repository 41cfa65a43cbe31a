"""A request for arbitration: options with their effects, and how much they would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.errors import BadInputError

FEWEST_OPTIONS, MOST_OPTIONS = 2, 6
"""With fewer there is nothing to decide; who decides from a phone compares no more."""

LARGEST = Decimal(10) ** 15
MOST_DAYS = 36_500


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way out, with its effect on the four axes.

    ``cost`` is added to the budget, in the project's currency; ``days`` are calendar days by
    which the finish moves. Both may be negative. ``quality`` and ``risk`` are said in words.
    """

    words: str
    cost: Decimal = Decimal(0)
    days: int = 0
    quality: str = ""
    risk: str = ""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How much a request would change at most, whatever its answer; both without a sign."""

    cost: Decimal
    days: int


def reach_of(options: Sequence[Option]) -> Reach:
    """Return the largest change of cost and of finish among the options."""
    return Reach(
        cost=max(abs(each.cost) for each in options), days=max(abs(each.days) for each in options)
    )


def check_options(options: Sequence[Option], recommended: int) -> None:
    """Make sure that there is something to choose from.

    ``recommended`` counts from 1.

    Raises:
        BadInputError: There are too few or too many options, one has no words or a figure out
            of all bounds, or the recommended one is none of them.
    """
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise BadInputError(
            f"A request for arbitration has {FEWEST_OPTIONS} to {MOST_OPTIONS} options, not "
            f"{len(options)}; to leave everything as it is can be one of them.",
            f"Une demande d'arbitrage a de {FEWEST_OPTIONS} à {MOST_OPTIONS} options, et non "
            f"{len(options)} ; ne rien changer peut en être une.",
        )
    for number, option in enumerate(options, start=1):
        if not option.words.strip():
            raise BadInputError(
                f"Option {number} has no words; say what would be done.",
                f"L'option {number} n'a pas de texte ; dites ce qui serait fait.",
            )
        if not option.cost.is_finite() or abs(option.cost) > LARGEST:
            raise BadInputError(
                f"The cost of option {number} is no sum of money; write one such as 120000 or "
                "-5000.",
                f"Le coût de l'option {number} n'est pas un montant ; écrivez par exemple 120000 "
                "ou -5000.",
            )
        if abs(option.days) > MOST_DAYS:
            raise BadInputError(
                f"Option {number} moves the finish by more than a century; give calendar days.",
                f"L'option {number} décale la fin de plus d'un siècle ; donnez des jours "
                "calendaires.",
            )
    if not 1 <= recommended <= len(options):
        raise BadInputError(
            f"Say which option you recommend: 1 to {len(options)}.",
            f"Dites quelle option vous recommandez : de 1 à {len(options)}.",
        )
