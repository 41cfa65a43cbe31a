"""The reference of the checks that a method may ask for: when each fails, and what can be set."""

from collections.abc import Iterator

from domain.methodology.catalogue import SettingKind
from domain.text import Text, both, in_language
from gates.declarations.declaration import Declaration, Setting
from gates.declarations.register import DECLARED
from jalon.output import Format, result, result_json

_WORDS = {
    "title": both("Checks", "Contrôles"),
    "intro": both(
        "What a gate may ask of a deliverable, as `checks: [{check: COST-11, severity: major,"
        " settings: {tolerance: 0.01}}]`. Where a document does not let one tell, the answer is"
        " “cannot tell”, never a pass. This page is what `jalon method checks` prints.",
        "Ce qu'un jalon peut demander à un livrable, par `checks: [{check: COST-11, severity:"
        " major, settings: {tolerance: 0.01}}]`. Quand un document ne permet pas de juger, la"
        " réponse est « impossible à dire », jamais « en ordre ». Cette page est ce qu'écrit"
        " `jalon method checks`.",
    ),
    "fails": both("It fails when:", "Il échoue quand :"),
    "before": both(
        "It also reads the package approved last.", "Il lit aussi le dernier dossier approuvé."
    ),
    "source": both("Source:", "Source :"),
    "setting": both("setting", "réglage"),
    "kind": both("value", "valeur"),
    "usual": both("usually", "par défaut"),
    "means": both("meaning", "sens"),
}
_KINDS = {
    SettingKind.ANY: both("any", "quelconque"),
    SettingKind.NUMBER: both("number", "nombre"),
    SettingKind.WHOLE: both("whole number", "nombre entier"),
    SettingKind.TEXT: both("text", "texte"),
    SettingKind.YES_NO: both("yes or no", "oui ou non"),
}


def run_method_checks(fmt: Format, language: str) -> int:
    """Print the reference, as Markdown or as one JSON document."""
    if fmt is Format.JSON:
        result_json([_as_json(each) for each in DECLARED.values()])
    else:
        result(reference(language))
    return 0


def reference(language: str) -> str:
    """Return the reference of all checks as Markdown."""
    return "\n\n".join(_blocks(language))


def _blocks(language: str) -> Iterator[str]:
    def say(text: Text) -> str:
        return in_language(text, language)

    yield f"# {say(_WORDS['title'])}"
    yield say(_WORDS["intro"])
    for declared in DECLARED.values():
        yield f"## {declared.id} · {say(declared.title)}"
        yield f"{say(_WORDS['fails'])} {_first_lower(say(declared.fails))}"
        if declared.looks_back:
            yield say(_WORDS["before"])
        if declared.settings:
            yield _table(declared, language)
        yield f"{say(_WORDS['source'])} {declared.source}."


def _table(declared: Declaration, language: str) -> str:
    heads = [in_language(_WORDS[name], language) for name in ("setting", "kind", "usual", "means")]
    rows = [heads, ["---"] * len(heads)]
    rows += [_row(setting, language) for setting in declared.settings]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(setting: Setting, language: str) -> list[str]:
    return [
        f"`{setting.name}`",
        in_language(_KINDS[setting.kind], language),
        _usual(setting, language),
        in_language(setting.means, language),
    ]


def _usual(setting: Setting, language: str) -> str:
    return setting.usual if isinstance(setting.usual, str) else in_language(setting.usual, language)


def _first_lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _as_json(declared: Declaration) -> dict[str, object]:
    return {
        "id": declared.id,
        "area": declared.area,
        "title": declared.title,
        "fails": declared.fails,
        "source": declared.source,
        "looks_back": declared.looks_back,
        "settings": [
            {
                "name": each.name,
                "kind": each.kind,
                "usual": both(_usual(each, "en"), _usual(each, "fr")),
                "means": each.means,
            }
            for each in declared.settings
        ],
    }
