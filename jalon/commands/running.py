"""Commands that run the product: all of it, or its parts on several machines."""

from pathlib import Path
from typing import Annotated

import typer

from jalon.commands.options import AsFormat, Lang, words
from jalon.output import Format, language

Host = Annotated[str, typer.Option(help=words("The address to serve on.", "L'adresse où servir."))]
Port = Annotated[
    int,
    typer.Option(
        help=words("The port to serve on; 0: any free one.", "Le port ; 0 : n'importe lequel.")
    ),
]
Data = Annotated[
    Path | None,
    typer.Option(
        help=words(
            "The data directory, instead of JALON_DATA_DIR.",
            "Le dossier de données, au lieu de JALON_DATA_DIR.",
        )
    ),
]
Once = Annotated[
    bool,
    typer.Option("--once", help=words("Do everything once, then end.", "Tout faire une fois.")),
]


def offer(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command, en, fr in (
        (up, "Run the whole product.", "Lancer tout le produit."),
        (web, "Serve the pages and the API only.", "Servir seulement les pages et l'API."),
        (
            worker,
            "Take runs of lifecycles from Prefect.",
            "Prendre à Prefect les exécutions de cycles de vie.",
        ),
        (
            pulse,
            "Send letters, watch dates, take steps left lying.",
            "Envoyer les lettres, guetter les dates, reprendre les étapes délaissées.",
        ),
        (
            reconcile,
            "Give every open lifecycle one live Prefect run.",
            "Donner à chaque cycle de vie ouvert une exécution Prefect vivante.",
        ),
    ):
        app.command(help=words(en, fr))(command)


def up(host: Host = "127.0.0.1", port: Port = 8420, data: Data = None, lang: Lang = None) -> int:
    """Run the whole product."""
    from jalon.up import run_up

    return run_up(host, port, data, language(lang))


def web(host: Host = "127.0.0.1", port: Port = 8420, lang: Lang = None) -> int:
    """Serve the pages and the API only."""
    from jalon.serving_alone import run_web

    return run_web(host, port, language(lang))


def worker(lang: Lang = None) -> int:
    """Take runs of lifecycles from Prefect."""
    from jalon.worker import run_worker

    return run_worker(language(lang))


def pulse(*, once: Once = False, lang: Lang = None) -> int:
    """Send letters, watch dates, take steps left lying."""
    from jalon.pulse_alone import run_pulse

    return run_pulse(language(lang), once=once)


def reconcile(fmt: AsFormat = Format.TEXT, lang: Lang = None) -> int:
    """Give every open lifecycle one live Prefect run."""
    from jalon.reconcile import run_reconcile

    return run_reconcile(fmt, language(lang))
