"""Commands about a project's own facts: amended, planned, tailored, its events and its tracks."""

from typing import Annotated

import typer

from jalon.commands.options import AsFormat, AsPerson, Lang, words
from jalon.output import Format, language

Code = Annotated[str, typer.Argument(metavar="CODE", help=words("Its code.", "Son code."))]


def add(group: typer.Typer) -> None:
    """Add the commands to those about projects."""
    group.command(
        "amend",
        help=words(
            "Change facts of a project; its class and what is asked follow.",
            "Modifier les faits d'un projet ; sa classe et ce qui est demandé suivent.",
        ),
    )(amend)
    group.command(
        "plan",
        help=words("Set the planned dates of gates.", "Fixer les dates prévues des jalons."),
    )(plan)
    group.command(
        "tailor",
        help=words("Ask to depart from the method.", "Demander à s'écarter de la méthode."),
    )(tailor)
    group.command(
        "answer-tailoring",
        help=words(
            "Approve what was asked to be tailored, or refuse it.",
            "Approuver une demande d'adaptation, ou la refuser.",
        ),
    )(answer_tailoring)
    group.command(
        "raise", help=words("Raise an event of the method.", "Signaler un événement de la méthode.")
    )(raise_event)
    group.command(
        "begin-track",
        help=words(
            "Begin a track, as a project of its own.",
            "Commencer une piste, comme projet à part entière.",
        ),
    )(begin_track)


def amend(
    code: Code,
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help=words(
                "title, currency, budget, start, finish, class or an attribute; repeat it.",
                "title, currency, budget, start, finish, class ou un attribut ; à répéter.",
            ),
        ),
    ] = None,
    pack: Annotated[
        list[str] | None,
        typer.Option(help=words("A pack to take on; repeat it.", "Un module à prendre.")),
    ] = None,
    drop_pack: Annotated[
        list[str] | None,
        typer.Option(help=words("A pack to drop; repeat it.", "Un module à quitter.")),
    ] = None,
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Change facts of a project."""
    from jalon.project_changes import run_amend

    return run_amend(code, changes or (), pack or (), drop_pack or (), person, fmt, language(lang))


def plan(
    code: Code,
    gates: Annotated[
        list[str],
        typer.Argument(
            metavar="GATE=DATE...",
            help=words("A date for each gate; none takes it away.", "Une date par jalon."),
        ),
    ],
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Set the planned dates of gates."""
    from jalon.project_changes import run_plan

    return run_plan(code, gates, person, fmt, language(lang))


def tailor(  # noqa: PLR0913 - one for each option
    code: Code,
    word: Annotated[str, typer.Argument(metavar="WORD", help=words("How.", "Comment."))],
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM",
            help=words("A deliverable, criterion or gate.", "Livrable, critère ou jalon."),
        ),
    ],
    *,
    gate: Annotated[
        str | None, typer.Option(help=words("At this gate only.", "À ce jalon seulement."))
    ] = None,
    reason: Annotated[str, typer.Option(help=words("Why.", "Pourquoi."))] = "",
    measure: Annotated[
        str, typer.Option(help=words("What is done instead.", "Ce qui est fait à la place."))
    ] = "",
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help=words("Until when.", "Jusqu'à quand."))
    ] = None,
    line: Annotated[
        str | None,
        typer.Option(metavar="JSON", help=words("The line that is added.", "La ligne à ajouter.")),
    ] = None,
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Ask to depart from the method."""
    from jalon.project_changes import Asked, run_tailor

    asked = Asked(
        word=word,
        item=item,
        gate=gate,
        reason=reason,
        measure=measure,
        until=until,
        added=line,
    )
    return run_tailor(code, asked, person, fmt, language(lang))


def answer_tailoring(
    number: Annotated[
        str, typer.Argument(metavar="NUMBER", help=words("Its number.", "Son numéro."))
    ],
    *,
    approve: Annotated[
        bool,
        typer.Option("--approve/--refuse", help=words("The answer.", "La réponse.")),
    ],
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Answer what was asked to be tailored."""
    from jalon.project_changes import run_answer_tailoring

    return run_answer_tailoring(
        number, approve=approve, person=person, fmt=fmt, language=language(lang)
    )


def raise_event(
    code: Code,
    event: Annotated[str, typer.Argument(metavar="EVENT", help=words("Which.", "Lequel."))],
    reason: Annotated[str, typer.Option(help=words("What happened.", "Ce qui est arrivé."))],
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Raise an event."""
    from jalon.project_changes import run_raise

    return run_raise(code, event, reason, person, fmt, language(lang))


def begin_track(
    code: Code,
    track: Annotated[str, typer.Argument(metavar="TRACK", help=words("Which.", "Laquelle."))],
    new_code: Annotated[
        str, typer.Option("--code", help=words("The code of its project.", "Le code du projet."))
    ] = "",
    title: Annotated[str, typer.Option(help=words("Its title.", "Son titre."))] = "",
    manager: Annotated[
        str | None, typer.Option(metavar="PERSON", help=words("Who manages it.", "Qui le mène."))
    ] = None,
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Begin a track."""
    from jalon.project_changes import run_begin_track
    from lifecycle.steering.tracks import NewTrack

    new = NewTrack(track=track, code=new_code, title=title, manager=manager)
    return run_begin_track(code, new, person, fmt, language(lang))
