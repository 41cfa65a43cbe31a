"""The command that shows the product at work."""

from typing import Annotated

import typer

from jalon.commands.options import Lang, words
from jalon.output import language


def offer(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        help=words(
            "Take two projects through all their gates before your eyes.",
            "Faire passer deux projets par tous leurs jalons sous vos yeux.",
        )
    )(demo)


def demo(
    *,
    stay: Annotated[
        bool,
        typer.Option(
            "--stay",
            help=words(
                "Leave it running at the end, and print the sign-ins.",
                "Le laisser tourner à la fin, et montrer les identifiants.",
            ),
        ),
    ] = False,
    lang: Lang = None,
) -> int:
    """Take two projects through all their gates."""
    from jalon.demo.play import run_demo

    return run_demo(language(lang), stay=stay)
