"""Commands about the ledger: verified, and its head signed for a second place."""

from pathlib import Path
from typing import Annotated

import typer

from jalon.commands.options import AsFormat, Lang, words
from jalon.output import Format, language


def offer(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(no_args_is_help=True, help=words("The ledger.", "Le registre."))
    app.add_typer(group, name="ledger")
    group.command(
        "verify",
        help=words(
            "Walk the chain; exit 1 with the first bad sequence number.",
            "Parcourir la chaîne ; code 1 avec le premier numéro rompu.",
        ),
    )(verify)
    group.command(
        "checkpoint",
        help=words(
            "Write the signed head, to be kept in a second place.",
            "Écrire la tête signée, à garder en un second lieu.",
        ),
    )(checkpoint)


def verify(
    *,
    head: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SEQ:HASH",
            help=words(
                "What a letter says of the ledger; repeat it.",
                "Ce qu'une lettre dit du registre ; à répéter.",
            ),
        ),
    ] = None,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help=words("A signed head; repeat it.", "Une tête signée ; à répéter."),
        ),
    ] = None,
    deep: Annotated[
        bool,
        typer.Option(
            "--deep",
            help=words(
                "Also compare with tables and files, and count every vote again.",
                "Comparer aussi aux tables et aux fichiers, et recompter chaque vote.",
            ),
        ),
    ] = False,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Verify the ledger."""
    from jalon.ledger import run_verify

    return run_verify(head or (), checkpoint or (), fmt, language(lang), deep=deep)


def checkpoint(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=words("Where to.", "Où l'écrire."))],
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Write the signed head."""
    from jalon.ledger import run_checkpoint

    return run_checkpoint(file, fmt, language(lang))
