"""Any expression, and anything that may be known: what Hypothesis draws from."""

from datetime import date
from decimal import Decimal as Number

from hypothesis import strategies as st

from domain.methodology.expressions.known import Known

NAMES = ("budget", "exposed", "kind", "start", "score.size", "pack.big-tender")

VALUES: st.SearchStrategy[Known] = st.one_of(
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.decimals(-1000, 1000, places=2).map(Number),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["works", "supply", ""]),
)


def written(value: Known) -> str:
    """Return a value as an expression writes it."""
    match value:
        case bool():
            return str(value).lower()
        case int() | Number():
            return f"({format(value, 'f')})" if value < 0 else format(value, "f")
        case date():
            return value.isoformat()
        case _:
            return f'"{value}"'


def known() -> st.SearchStrategy[dict[str, Known]]:
    """Draw values for some of the names."""
    return st.dictionaries(st.sampled_from(NAMES), VALUES)


def expressions(*, with_known: bool = True) -> st.SearchStrategy[str]:
    """Draw expressions of any types, sensible or not; ``known(x)`` alone speaks of not knowing."""
    leaves = st.one_of(st.sampled_from(NAMES), VALUES.map(written))
    functions = ["min", "max", "abs", "round", "days", *(["known"] if with_known else [])]
    signs = ["and", "or", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/"]

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        listed = st.lists(inner, min_size=1, max_size=3).map(", ".join)
        return st.one_of(
            st.builds("({}) {} ({})".format, inner, st.sampled_from(signs), inner),
            st.builds("({}) {} [{}]".format, inner, st.sampled_from(["in", "not in"]), listed),
            st.builds("not ({})".format, inner),
            st.builds("-({})".format, inner),
            st.builds("{}({})".format, st.sampled_from(functions), inner),
        )

    return st.recursive(leaves, larger, max_leaves=8)
