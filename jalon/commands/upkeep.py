"""Commands that keep the installation: backup, restore, upgrade of the tables."""

from pathlib import Path
from typing import Annotated

import typer

from jalon.commands.options import AsFormat, Lang, words
from jalon.output import Format, language

Archive = Annotated[Path, typer.Argument(metavar="FILE", help=words("The archive.", "L'archive."))]


def offer(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        help=words(
            "Write database and files into one archive, while Jalon runs; without the keys.",
            "Écrire base et fichiers dans une archive, Jalon en marche ; sans les clés.",
        )
    )(backup)
    app.command(
        help=words(
            "Put a backup into an empty installation.",
            "Remettre une sauvegarde dans une installation vide.",
        )
    )(restore)
    group = typer.Typer(no_args_is_help=True, help=words("The tables.", "Les tables."))
    app.add_typer(group, name="db")
    group.command(
        "upgrade",
        help=words(
            "Bring the tables to this version, after a copy of older ones.",
            "Mettre les tables à cette version, après copie des anciennes.",
        ),
    )(upgrade)


def backup(file: Archive, fmt: AsFormat = Format.TEXT, lang: Lang = None) -> int:
    """Write a backup."""
    from jalon.backup import run_backup

    return run_backup(file, fmt, language(lang))


def restore(
    *,
    file: Archive,
    keys: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help=words("The directory of the keys.", "Le dossier des clés."),
        ),
    ] = None,
    new_keys: Annotated[
        bool,
        typer.Option(
            "--new-keys",
            help=words(
                "The keys are lost: make new ones, and do not check the signature.",
                "Les clés sont perdues : en faire d'autres, sans vérifier la signature.",
            ),
        ),
    ] = False,
    verify: Annotated[
        bool,
        typer.Option(
            "--verify",
            help=words(
                "Compare ledger, tables and files afterwards.",
                "Comparer ensuite registre, tables et fichiers.",
            ),
        ),
    ] = False,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Put a backup back."""
    from jalon.backup import run_restore

    return run_restore(file, keys, fmt, language(lang), new_keys=new_keys, verify=verify)


def upgrade(fmt: AsFormat = Format.TEXT, lang: Lang = None) -> int:
    """Bring the tables to this version."""
    from jalon.backup import run_upgrade

    return run_upgrade(fmt, language(lang))
