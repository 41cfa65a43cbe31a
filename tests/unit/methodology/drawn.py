"""Words, ids and conditions of any sound method: what Hypothesis draws from."""

from collections.abc import Sequence

from hypothesis import strategies as st

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(
    lambda text: bool(text.strip())
)
IDS = st.from_regex(r"\A[A-Za-z][A-Za-z0-9_.-]{0,12}\Z")
LABEL = {"en": "Label"}


def texts() -> st.SearchStrategy[dict[str, str]]:
    """Draw words in English and in any other languages."""
    others = st.dictionaries(st.sampled_from(["fr", "de", "pt-BR", "no", "el"]), WORDS, max_size=2)
    return st.builds(lambda en, more: {"en": en, **more}, WORDS, others)


def names(least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Draw different ids."""
    return st.lists(IDS, min_size=least, max_size=most, unique=True)


def some(members: Sequence[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw some of the members, each once."""
    if not members:
        return st.just(())
    return st.lists(st.sampled_from(members), max_size=most, unique=True).map(tuple)


def conditions(known: Sequence[str]) -> st.SearchStrategy[str | None]:
    """Draw a condition over names that are yes or no, or none."""
    always = ["budget > 1000000", 'currency == "EUR"', "finish - start > days(90)", "iteration < 3"]
    one = st.sampled_from([*always, *known, "fact.cost.total > baseline.cost.total * 1.1"])
    two = st.builds("{} {} not ({})".format, one, st.sampled_from(["and", "or"]), one)
    return st.one_of(st.none(), one, two)
