"""The command that writes the evidence file of a round."""

from pathlib import Path
from typing import Annotated

import typer

from jalon.commands.options import AsFormat, AsPerson, Lang, words
from jalon.output import Format, language


def offer(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        help=words(
            "Write all that proves a gate's decision into one file, checked offline.",
            "Écrire en un fichier la preuve de la décision d'un jalon, vérifiable hors ligne.",
        )
    )(evidence)


def evidence(
    *,
    project: Annotated[
        str, typer.Argument(metavar="CODE", help=words("The project.", "Le projet."))
    ],
    gate: Annotated[str, typer.Argument(metavar="GATE", help=words("The gate.", "Le jalon."))],
    file: Annotated[
        Path, typer.Argument(metavar="FILE.zip", help=words("Where to.", "La destination."))
    ],
    number: Annotated[
        int | None,
        typer.Option(
            "--round", help=words("Which round; else the last.", "Quel tour ; sinon le dernier.")
        ),
    ] = None,
    without_documents: Annotated[
        bool,
        typer.Option(
            "--without-documents",
            help=words("Leave the documents out.", "Laisser les documents de côté."),
        ),
    ] = False,
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Write an evidence file."""
    from jalon.evidence import run_evidence

    return run_evidence(
        project,
        gate,
        file,
        person,
        fmt,
        language(lang),
        number=number,
        documents=not without_documents,
    )
