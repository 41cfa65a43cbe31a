"""Commands on versions of methods: begun, published, weighed, taken up by projects."""

from typing import Annotated

import typer

from jalon.commands.options import AsFormat, AsPerson, Lang, words
from jalon.output import Format, language

File = Annotated[
    str,
    typer.Argument(metavar="FILE", help=words("A method's file.", "Le fichier d'une méthode.")),
]


def offer_versions(group: typer.Typer) -> None:
    """Add the commands to the group of methods."""
    group.command(
        help=words(
            "Begin a method by five questions, in a commented file.",
            "Commencer une méthode par cinq questions, dans un fichier commenté.",
        )
    )(new)
    group.command(
        help=words("Publish a version, as the PMO.", "Publier une version, au titre du PMO.")
    )(publish)
    group.command(
        help=words(
            "Say what a draft would change for every open package; nothing is kept.",
            "Dire ce qu'un projet de version changerait pour les dossiers en cours.",
        )
    )(effect)
    group.command(
        help=words(
            "Take projects to another version; a dry run unless --apply is given.",
            "Faire passer des projets à une autre version ; à blanc sans --apply.",
        )
    )(migrate)


def new(
    *,
    file: File,
    method: Annotated[
        str | None, typer.Option("--id", help=words("Its id.", "Son identifiant."))
    ] = None,
    label: Annotated[
        str | None,
        typer.Option("--name", help=words("Its name, English / French.", "Son nom, fr / en.")),
    ] = None,
    stages: Annotated[
        str | None,
        typer.Option(help=words("Its stages, by commas.", "Ses étapes, par des virgules.")),
    ] = None,
    deciders: Annotated[
        str | None,
        typer.Option(help=words("Who decides, by commas.", "Qui décide, par des virgules.")),
    ] = None,
    areas: Annotated[
        str | None,
        typer.Option(help=words("Knowledge areas, by commas.", "Domaines, par des virgules.")),
    ] = None,
    lang: Lang = None,
) -> int:
    """Begin a method."""
    from jalon.method_new import run_new

    given = {
        "method": method,
        "label": label,
        "stages": stages,
        "deciders": deciders,
        "areas": areas,
    }
    return run_new(file, given, language(lang))


def publish(
    *, file: File, person: AsPerson = None, fmt: AsFormat = Format.TEXT, lang: Lang = None
) -> int:
    """Publish a version."""
    from jalon.method_effect import run_publish

    return run_publish(file, person, fmt, language(lang))


def effect(
    *, file: File, person: AsPerson = None, fmt: AsFormat = Format.TEXT, lang: Lang = None
) -> int:
    """Say what a draft would change."""
    from jalon.method_effect import run_effect

    return run_effect(file, person, fmt, language(lang))


def migrate(
    *,
    method: Annotated[
        str,
        typer.Argument(metavar="METHOD", help=words("Its key.", "Sa clé.")),
    ],
    to: Annotated[
        int | None, typer.Option(min=1, help=words("The version to go to.", "La version visée."))
    ] = None,
    project: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help=words(
                "One project; repeat it. Without it, all that follow the method.",
                "Un projet ; à répéter. Sans cela, tous ceux qui suivent la méthode.",
            ),
        ),
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help=words("Do it.", "Le faire."))] = False,
    undo: Annotated[
        bool,
        typer.Option(
            "--undo",
            help=words(
                "Take projects back to the version before.",
                "Ramener les projets à la version d'avant.",
            ),
        ),
    ] = False,
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Take projects to another version."""
    from jalon.method_migrate import run_migrate, run_undo

    if undo:
        return run_undo(project or (), person, fmt, language(lang))
    if to is None:
        raise typer.BadParameter(words("say to which version", "dites vers quelle version"))
    return run_migrate(method, to, project or (), person, fmt, language(lang), apply=apply)
