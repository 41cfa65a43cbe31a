"""The names that methods may use without declaring them, as lines of Markdown for the guides."""

from collections.abc import Iterator

from domain.fact_names import fact_name
from domain.text import in_language
from gates.evidence.understanding.register_kinds import KINDS, Kind
from gates.nameable import CATALOGUE
from jalon.output import Format, result, result_json


def run_names(fmt: Format, language: str) -> int:
    """Print the facts, the fields, and the kinds of registers with their columns."""
    if fmt is Format.JSON:
        result_json(
            {
                "facts": list(CATALOGUE.facts or ()),
                "fields": list(CATALOGUE.labels or ()),
                "registers": {kind.name: _columns(kind) for kind in KINDS},
                "columns": list(CATALOGUE.columns or ()),
            }
        )
    else:
        result("\n".join(_lines(language)))
    return 0


def _lines(language: str) -> Iterator[str]:
    facts, fields, table, others = _WORDS[language]
    said = [f"`{name}` {in_language(fact_name(name), language)}" for name in CATALOGUE.facts or ()]
    yield f"{facts} {', '.join(said)}."
    yield ""
    yield f"{fields} {_listed(list(CATALOGUE.labels or ()))}."
    yield ""
    yield table
    yield "|---|---|"
    told: set[str] = set()
    for kind in sorted(KINDS, key=lambda each: each.name):
        columns = _columns(kind)
        told.update(columns)
        yield f"| `{kind.name}` | {_listed(columns)} |"
    yield ""
    rest = [name for name in CATALOGUE.columns or () if name not in told]
    yield f"{others} {_listed(rest)}."


def _columns(kind: Kind) -> list[str]:
    """Return the columns that make a kind of register, or speak for it."""
    return sorted(frozenset().union(kind.speaks, kind.what, *kind.needs))


def _listed(names: list[str]) -> str:
    return " ".join(f"`{name}`" for name in names)


_WORDS = {
    "en": (
        "Facts:",
        "Fields:",
        "| register | its columns |",
        "A matrix of responsibilities is a `raci`. Any register may also have the columns",
    ),
    "fr": (
        "Faits :",
        "Champs :",
        "| registre | ses colonnes |",
        "Une matrice de responsabilités est un `raci`. Tout registre peut aussi avoir les colonnes",
    ),
}
