"""The method of an example project, fitted to what is known of it."""

from datetime import date
from decimal import Decimal
from functools import cache

from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.fit import fit
from domain.methodology.load import load_method
from domain.methodology.model.method import Method
from examples import library
from lifecycle.fitted.attributes import known_of
from methodologies.library import text


@cache
def fitted_method(name: str) -> Method:
    """Return the method as it applies to an example project."""
    facts = library.facts(name)
    method = load_method(text(facts["method"]), facts["method"])
    circumstances = Circumstances(
        today=date(2026, 9, 1),
        stage=method.stages[0].id,
        budget=Decimal(facts["budget"]),
        currency=facts["currency"],
        start=facts["start"],
        finish=facts["finish"],
        klass=facts["class"],
        attributes=known_of(method, facts["attributes"]),
    )
    return fit(method, circumstances).method
