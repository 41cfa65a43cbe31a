"""What Typer says of a wrong command line, as one sentence in the language asked for."""

import re

import typer

FRENCH = (
    (r"No such command '(.*)'", r"Commande inconnue : \1"),
    (r"No such option: (\S+).*", r"Option inconnue : \1"),
    (r"Missing command", r"Il manque une commande"),
    (r"Missing argument '(.*)'", r"Il manque l'argument \1"),
    (r"Missing option '(.*)'", r"Il manque l'option \1"),
    (r"Got unexpected extra argument\(s\) \((.*)\)", r"Argument en trop : \1"),
    (r"Option '(.*)' requires .*", r"L'option \1 attend une valeur"),
    (r"Option '(.*)' does not take a value", r"L'option \1 n'attend pas de valeur"),
    (
        r"Invalid value for (?:')?([^':]*)(?:')?: '(.*)' is not one of (.*)",
        r"Valeur refusée pour \1 : « \2 » ; choisissez parmi \3",
    ),
    (r"Invalid value for (?:')?([^':]*)(?:')?: (.*)", r"Valeur refusée pour \1 : \2"),
)
"""Typer's own sentences, and ours; the last that speaks of values takes any reason."""


def sentence(error: typer.TyperException, language: str) -> str:
    """Return what is wrong with the command line and where to look; a help text as it is."""
    said = error.format_message().strip().rstrip(".")
    if "\n" in said or not said:
        return said
    said = said.replace("Value error, ", "")
    if language != "fr":
        return f"{said}; see jalon --help."
    for pattern, words in FRENCH:
        if match := re.fullmatch(pattern, said):
            return f"{match.expand(words)} ; voyez jalon --help."
    return f"{said} ; voyez jalon --help."
