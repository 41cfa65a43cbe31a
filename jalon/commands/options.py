"""The options that several commands share, and the words of the help in both languages."""

import sys
from typing import Annotated

import typer

from jalon.output import Format, asked_language, language

HELP_LANGUAGE = language(asked_language(sys.argv[1:]))


def words(en: str, fr: str) -> str:
    """Return a help text in the language asked for; known only when the process starts."""
    return fr if HELP_LANGUAGE == "fr" else en


def language_code(value: str | None) -> str | None:
    """Refuse a language that we do not speak."""
    if value is not None and value not in {"fr", "en"}:
        raise typer.BadParameter(
            words("--lang takes fr or en", "--lang accepte fr ou en"), param_hint="--lang"
        )
    return value


AsFormat = Annotated[
    Format,
    typer.Option(
        "--format",
        help=words("Text for people, or one JSON document.", "Texte, ou un document JSON."),
    ),
]

Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="fr|en",
        help=words("Language; by default the locale's.", "Langue ; par défaut celle du système."),
        callback=language_code,
    ),
]

AsPerson = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="PERSON",
        help=words(
            "Act as this person; needs to own the data directory.",
            "Agir au nom de cette personne ; il faut posséder le dossier de données.",
        ),
    ),
]
