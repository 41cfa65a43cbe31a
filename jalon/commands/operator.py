"""Commands of the operator: is the installation sound."""

import typer

from jalon.commands.options import AsFormat, Lang, words
from jalon.output import Format, language


def offer(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        help=words(
            "Print the settings in force and what is unsafe.",
            "Montrer les réglages en vigueur et ce qui n'est pas sûr.",
        )
    )(doctor)


def doctor(fmt: AsFormat = Format.TEXT, lang: Lang = None) -> int:
    """Print the settings in force and what is unsafe."""
    from jalon.doctor import run_doctor

    return run_doctor(fmt, language(lang))
