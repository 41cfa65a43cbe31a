"""Words in several languages under one identity."""

from collections.abc import Mapping

Text = dict[str, str]
"""The same words by language code, such as ``{"en": "Gate", "fr": "Jalon"}``."""

LANGUAGES = ("en", "fr")
"""The languages that our own pages, letters and findings speak."""


def in_language(text: Mapping[str, str], language: str, default: str = "en") -> str:
    """Return the words in a language; else in the default, else in any, followed by its code.

    A fallback is visible: ``"Budget [en]"`` when French was asked and only English is there.
    """
    if language in text:
        return text[language]
    for code in (default, *text):
        if code in text:
            return f"{text[code]} [{code}]"
    return ""


def both(en: str, fr: str) -> Text:
    """Return the same words in English and French."""
    return {"en": en, "fr": fr}
