"""Commands on methods: list, show, lint, diff, schema, and their versions."""

from typing import Annotated

import typer

from jalon.commands.method_versions import offer_versions
from jalon.commands.options import AsFormat, Lang, words
from jalon.output import Format, language

Given = Annotated[
    str,
    typer.Argument(
        metavar="METHOD",
        help=words(
            "A method that ships, or the path of a method's file.",
            "Une méthode livrée, ou le chemin du fichier d'une méthode.",
        ),
    ),
]


def offer(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(
        name="method",
        no_args_is_help=True,
        help=words(
            "Work on methods: stages, gates and what they ask, all data.",
            "Travailler sur les méthodes : étapes, jalons et exigences, en données.",
        ),
    )
    group.command("list", help=words("List what ships.", "Lister ce qui est livré."))(list_methods)
    group.command(
        help=words(
            "Show what each gate asks, and who decides.",
            "Montrer ce que chaque jalon demande, et qui décide.",
        )
    )(show)
    group.command(
        help=words(
            "Name every fault of a method's file with its line.",
            "Nommer chaque défaut du fichier d'une méthode, avec sa ligne.",
        )
    )(lint)
    group.command(
        help=words(
            "Say what differs between two methods.", "Dire ce qui diffère entre deux méthodes."
        )
    )(diff)
    group.command(
        help=words(
            "Print the JSON Schema of a method, for editors.",
            "Écrire le schéma JSON d'une méthode, pour les éditeurs.",
        )
    )(schema)
    group.command(
        help=words(
            "Print the facts, fields, registers and columns that a method may name.",
            "Écrire les faits, champs, registres et colonnes qu'une méthode peut nommer.",
        )
    )(names)
    group.command(
        "checks",
        help=words(
            "Print what each check asks, when it fails, and what a method may set.",
            "Écrire ce que demande chaque contrôle, quand il échoue et ce qu'on peut régler.",
        ),
    )(checks)
    offer_versions(group)
    app.add_typer(group)


def list_methods(*, fmt: AsFormat = Format.TEXT, lang: Lang = None) -> int:
    """List the methods that ship."""
    from jalon.method import run_list

    return run_list(fmt, language(lang))


def show(
    *,
    method: Given,
    project: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=words(
                "As it applies to the project that this YAML or JSON file tells of.",
                "Telle qu'elle s'applique au projet que décrit ce fichier YAML ou JSON.",
            ),
        ),
    ] = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Show a method."""
    if project is not None:
        from jalon.method_fitted import run_fitted

        return run_fitted(method, project, fmt, language(lang))
    from jalon.method import run_show

    return run_show(method, fmt, language(lang))


def lint(
    *,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help=words("Methods' files.", "Fichiers de méthodes.")),
    ],
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Name every fault of methods."""
    from jalon.method import run_lint

    return run_lint(files, fmt, language(lang))


def diff(
    *,
    before: Annotated[str, typer.Argument(metavar="A", help=words("The old one.", "L'ancienne."))],
    after: Annotated[str, typer.Argument(metavar="B", help=words("The new one.", "La nouvelle."))],
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Say what differs between two methods."""
    from jalon.method import run_diff

    return run_diff(before, after, fmt, language(lang))


def names(*, fmt: AsFormat = Format.TEXT, lang: Lang = None) -> int:
    """Print what a method may name without declaring it."""
    from jalon.method_names import run_names

    return run_names(fmt, language(lang))


def checks(*, fmt: AsFormat = Format.TEXT, lang: Lang = None) -> int:
    """Print the reference of the checks."""
    from jalon.method_checks import run_method_checks

    return run_method_checks(fmt, language(lang))


def schema() -> int:
    """Print the JSON Schema of a method."""
    from jalon.method import run_schema

    return run_schema()
