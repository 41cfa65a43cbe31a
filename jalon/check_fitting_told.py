"""How the gate of ``jalon check`` applies to the project, told as text and as a document."""

from collections.abc import Iterator

from domain.text import in_language
from jalon.check_fitting import Applied
from jalon.output import styled

_WORDS = {
    "en": {
        "class": "Class",
        "left_out": "Not asked of this project",
        "unknown": "Tell of the project, in the file of --project",
        "colon": ": ",
    },
    "fr": {
        "class": "Classe",
        "left_out": "Non demandé à ce projet",
        "unknown": "À renseigner sur le projet, dans le fichier de --project",
        "colon": " : ",
    },
}


def fitting_document(applied: Applied, language: str) -> dict[str, object]:
    """Return the class and its reason, what is not asked, and what should be told."""
    fitted = applied.fitted
    return {
        "class": fitted.klass,
        "because": in_language(fitted.klass_because, language),
        "left_out": [
            {
                "path": each.path,
                "name": in_language(each.label, language, fitted.method.language),
                "because": in_language(each.because, language),
            }
            for each in applied.left_out
        ],
        "unknown": list(fitted.unknown),
    }


def fitting_described(applied: Applied, language: str) -> str:
    """Return the same as text to stand below a judgement; nothing where there is nothing."""
    return "".join(f"\n{line}" for line in _lines(applied, language))


def _lines(applied: Applied, language: str) -> Iterator[str]:
    fitted, words = applied.fitted, _WORDS[language]
    if fitted.klass and fitted.method.classes:
        label = next((each.label for each in fitted.method.classes if each.id == fitted.klass), {})
        name = in_language(label, language, fitted.method.language) or fitted.klass
        because = in_language(fitted.klass_because, language)
        yield ""
        yield styled(f"{words['class']} {name}", "strong") + (
            f"{words['colon']}{because}" if because else ""
        )
    if applied.left_out:
        yield ""
        yield styled(words["left_out"], "strong")
        for each in applied.left_out:
            name = in_language(each.label, language, fitted.method.language)
            yield f"  {name}{words['colon']}{in_language(each.because, language)}"
    if fitted.unknown:
        yield ""
        yield styled(words["unknown"], "strong")
        yield f"  {', '.join(fitted.unknown)}"
