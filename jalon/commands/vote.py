"""The command with which a seat votes."""

from typing import Annotated

import typer

from jalon.commands.options import AsFormat, AsPerson, Lang, words
from jalon.output import Format, language


def offer(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        help=words(
            "Vote on the package under way at a gate.",
            "Voter sur le dossier en cours à un jalon.",
        )
    )(vote)


def vote(  # noqa: PLR0913 - one for each option
    *,
    project: Annotated[
        str, typer.Argument(metavar="CODE", help=words("The project.", "Le projet."))
    ],
    gate: Annotated[str, typer.Argument(metavar="GATE", help=words("The gate.", "Le jalon."))],
    value: Annotated[
        str,
        typer.Option(
            metavar="approve|approve_with_conditions|reject|abstain|recuse",
            help=words("The vote.", "Le vote."),
        ),
    ],
    seat: Annotated[
        str | None,
        typer.Option(metavar="ROLE", help=words("The seat's role.", "Le rôle du siège.")),
    ] = None,
    instead: Annotated[
        str | None,
        typer.Option(
            metavar="hold|recycle|kill",
            help=words("What a rejection wants.", "Ce que veut un rejet."),
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help=words("Until when to hold.", "Ajourné jusqu'à.")),
    ] = None,
    to_stage: Annotated[
        str | None,
        typer.Option(metavar="STAGE", help=words("Where rework leads.", "Où reprendre.")),
    ] = None,
    reason: Annotated[str, typer.Option(help=words("Why.", "Pourquoi."))] = "",
    condition: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHAT;OWNER;VERIFIER;DATE;EVIDENCE",
            help=words("A condition; repeat it for each.", "Une réserve ; à répéter."),
        ),
    ] = None,
    revision: Annotated[
        str | None,
        typer.Option(
            metavar="SHA256",
            help=words(
                "The revision that was looked at; by default the one under way.",
                "La révision lue ; par défaut celle en cours.",
            ),
        ),
    ] = None,
    casting: Annotated[
        bool,
        typer.Option("--casting", help=words("The chair's deciding vote.", "Voix prépondérante.")),
    ] = False,
    score: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=N",
            help=words("The score of a criterion; repeat it.", "Note d'un critère ; à répéter."),
        ),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=yes|no",
            help=words(
                "The answer to a criterion; repeat it.", "Réponse à un critère ; à répéter."
            ),
        ),
    ] = None,
    rating: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=LEVEL",
            help=words("A rating beside the vote; repeat it.", "Appréciation ; à répéter."),
        ),
    ] = None,
    to_dissent: Annotated[
        str,
        typer.Option(help=words("The answer to a dissent.", "Réponse à une opposition.")),
    ] = "",
    meeting: Annotated[
        str,
        typer.Option(
            metavar="REF",
            help=words("The meeting of the vote.", "La réunion où l'on a voté."),
        ),
    ] = "",
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Vote on the package under way."""
    from jalon.votes import Said, run_vote

    said = Said(
        project=project,
        gate=gate,
        seat=seat,
        value=value,
        instead=instead,
        until=until,
        to_stage=to_stage,
        reason=reason,
        conditions=condition or (),
        casting=casting,
        revision=revision,
        scores=score or (),
        answers=answer or (),
        ratings=rating or (),
        to_dissent=to_dissent,
        meeting=meeting,
    )
    return run_vote(said, person, fmt, language(lang))
