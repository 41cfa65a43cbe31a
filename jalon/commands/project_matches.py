"""Commands about what the files of a project serve: said, listed, taken back."""

from typing import Annotated

import typer

from jalon.commands.options import AsFormat, AsPerson, Lang, words
from jalon.output import Format, language

Code = Annotated[str, typer.Argument(metavar="CODE", help=words("Its code.", "Son code."))]
File = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help=words("The name it is handed in with.", "Le nom sous lequel il est déposé."),
    ),
]


def add(group: typer.Typer) -> None:
    """Add the commands to those about projects."""
    group.command(
        "match",
        help=words(
            "Say what a file serves; later packages of the project follow it.",
            "Dire à quoi répond un fichier ; les prochains dossiers du projet le suivent.",
        ),
    )(match)
    group.command(
        "matches",
        help=words(
            "List what was said of the files of a project.",
            "Lister ce qui a été dit des fichiers d'un projet.",
        ),
    )(matches)
    group.command(
        "unmatch",
        help=words("Forget what was said of a file.", "Oublier ce qui a été dit d'un fichier."),
    )(unmatch)


def match(
    code: Code,
    file: File,
    deliverables: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DELIVERABLE...]",
            help=words(
                "All that it serves; none says that it serves nothing.",
                "Tout ce à quoi il répond ; aucun dit qu'il ne répond à rien.",
            ),
        ),
    ] = None,
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Say what a file serves."""
    from jalon.project_matches import run_match

    return run_match(code, file, deliverables or (), person, fmt, language(lang))


def matches(
    code: Code, person: AsPerson = None, fmt: AsFormat = Format.TEXT, lang: Lang = None
) -> int:
    """List what was said of files."""
    from jalon.project_matches import run_matches

    return run_matches(code, person, fmt, language(lang))


def unmatch(
    code: Code, file: File, person: AsPerson = None, fmt: AsFormat = Format.TEXT, lang: Lang = None
) -> int:
    """Forget what was said of a file."""
    from jalon.project_matches import run_unmatch

    return run_unmatch(code, file, person, fmt, language(lang))
