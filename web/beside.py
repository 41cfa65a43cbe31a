"""Scores, answers and ratings as the decision page posts them."""

from decimal import Decimal

from domain.review.beside import as_score
from lifecycle.questions.given_beside import BesideSeen
from web.forms import Form


def scores_in(form: Form, seen: BesideSeen) -> dict[str, Decimal]:
    """Return the scores that were filled in; a comma is read as a point.

    Raises:
        BadInputError: One is no number.
    """
    given = {each.id: form.text(f"score-{each.id}") for each in seen.scores}
    return {criterion: as_score(text) for criterion, text in given.items() if text}


def answers_in(form: Form, seen: BesideSeen) -> dict[str, bool]:
    """Return what was answered by yes or no."""
    given = {each.id: form.text(f"answer-{each.id}") for each in seen.answers}
    return {criterion: said == "yes" for criterion, said in given.items() if said in ("yes", "no")}


def ratings_in(form: Form, seen: BesideSeen) -> dict[str, str]:
    """Return the ratings that were chosen."""
    given = {each.id: form.text(f"rating-{each.id}") for each in seen.ratings}
    return {rating: level for rating, level in given.items() if level}
