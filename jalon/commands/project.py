"""Commands about projects: entered, listed, shown, handed in, withdrawn."""

from pathlib import Path
from typing import Annotated

import typer

from jalon.commands import project_changes, project_matches
from jalon.commands.options import AsFormat, AsPerson, Lang, words
from jalon.output import Format, language

Code = Annotated[str, typer.Argument(metavar="CODE", help=words("Its code.", "Son code."))]


def offer(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(
        no_args_is_help=True,
        help=words("Projects and their packages.", "Les projets et leurs dossiers."),
    )
    app.add_typer(group, name="project")
    group.command(
        "create",
        help=words(
            "Let a project enter, as an idea or later with earlier gates decided elsewhere.",
            "Faire entrer un projet, comme idée ou plus tard, jalons décidés ailleurs à l'appui.",
        ),
    )(create)
    group.command(
        "list", help=words("List the projects you may see.", "Lister les projets visibles.")
    )(list_projects)
    group.command(
        "show", help=words("Show where a project stands.", "Montrer où en est un projet.")
    )(show)
    group.command(
        "submit",
        help=words(
            "Hand in the files of a folder for an open gate.",
            "Déposer les fichiers d'un dossier pour un jalon ouvert.",
        ),
    )(submit)
    group.command(
        "import",
        help=words(
            "Let the projects of a table enter; each refused row is told with the reason.",
            "Faire entrer les projets d'une table ; chaque ligne refusée est dite, avec le motif.",
        ),
    )(import_projects)
    project_changes.add(group)
    project_matches.add(group)
    group.command(
        "withdraw",
        help=words("Withdraw the package under way.", "Retirer le dossier en cours."),
    )(withdraw)


def create(  # noqa: PLR0913 - one for each option
    *,
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help=words("Its code.", "Son code."))
    ] = None,
    title: Annotated[str | None, typer.Option(help=words("Its title.", "Son titre."))] = None,
    method: Annotated[
        str | None, typer.Option(help=words("A published method.", "Une méthode publiée."))
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option(help=words("The stage that it enters at.", "L'étape où il entre.")),
    ] = None,
    passed: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GATE=DATE;WHO;EVIDENCE",
            help=words(
                "An earlier gate decided elsewhere; repeat it for each.",
                "Un jalon antérieur décidé ailleurs ; à répéter pour chacun.",
            ),
        ),
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE=PERSON",
            help=words("Who holds a role; repeat it.", "Qui tient un rôle ; à répéter."),
        ),
    ] = None,
    attribute: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help=words("A fact of it.", "Un fait du projet.")),
    ] = None,
    pack: Annotated[
        list[str] | None,
        typer.Option(help=words("A pack it takes on; repeat it.", "Un module pris ; à répéter.")),
    ] = None,
    currency: Annotated[
        str | None, typer.Option(help=words("Such as EUR.", "Par exemple EUR."))
    ] = None,
    budget: Annotated[
        str | None, typer.Option(help=words("Such as 1200000.50.", "Par exemple 1200000.50."))
    ] = None,
    start: Annotated[
        str | None, typer.Option(metavar="DATE", help=words("Its start.", "Son début."))
    ] = None,
    finish: Annotated[
        str | None, typer.Option(metavar="DATE", help=words("Its finish.", "Sa fin."))
    ] = None,
    klass: Annotated[
        str | None,
        typer.Option("--class", help=words("Its class in the method.", "Sa classe.")),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            help=words(
                "YAML or JSON with these facts; options go before it.",
                "YAML ou JSON avec ces faits ; les options priment.",
            )
        ),
    ] = None,
    confidential: Annotated[
        bool,
        typer.Option(
            "--confidential",
            help=words("Hidden from executives.", "Caché aux dirigeants."),
        ),
    ] = False,
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Let a project enter."""
    from jalon.projects import run_create
    from jalon.proposal import Asked

    asked = Asked(
        code=code,
        title=title,
        method=method,
        stage=stage,
        passed=passed or (),
        roles=role or (),
        attributes=attribute or (),
        packs=pack or (),
        confidential=confidential,
        currency=currency,
        budget=budget,
        start=start,
        finish=finish,
        klass=klass,
        file=file,
    )
    return run_create(asked, person, fmt, language(lang))


def list_projects(person: AsPerson = None, fmt: AsFormat = Format.TEXT, lang: Lang = None) -> int:
    """List the projects that the person may see."""
    from jalon.projects import run_list

    return run_list(person, fmt, language(lang))


def show(
    code: Code, person: AsPerson = None, fmt: AsFormat = Format.TEXT, lang: Lang = None
) -> int:
    """Show where a project stands."""
    from jalon.projects import run_show

    return run_show(code, person, fmt, language(lang))


def submit(
    code: Code,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help=words("The folder.", "Le dossier de fichiers."))
    ],
    author: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PERSON",
            help=words(
                "Somebody else who wrote it, and so does not vote; repeat it.",
                "Une autre personne qui l'a écrit, et ne votera pas ; à répéter.",
            ),
        ),
    ] = None,
    gate: Annotated[
        str | None,
        typer.Option(
            help=words(
                "The gate it is for; without it the only open one, or the stage's end.",
                "Le jalon visé ; sinon le seul ouvert, ou celui de fin d'étape.",
            )
        ),
    ] = None,
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Hand in a package."""
    from jalon.projects import run_submit

    return run_submit(code, folder, author or (), gate, person, fmt, language(lang))


def withdraw(
    code: Code,
    reason: Annotated[str, typer.Option(help=words("Why.", "Pourquoi."))],
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Withdraw the package under way."""
    from jalon.projects import run_withdraw

    return run_withdraw(code, reason, person, fmt, language(lang))


def import_projects(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help=words(
                "CSV or XLSX; columns code, title, method, stage, currency, budget, start, finish, "
                "class, confidential, role:ID, attribute:ID, passed:GATE.",
                "CSV ou XLSX ; colonnes code, title, method, stage, currency, budget, start, "
                "finish, class, confidential, role:ID, attribute:ID, passed:JALON.",
            ),
        ),
    ],
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=FIELD",
            help=words(
                "What a column called otherwise holds; repeat it.",
                "Ce que contient une colonne nommée autrement ; à répéter.",
            ),
        ),
    ] = None,
    method: Annotated[
        str | None,
        typer.Option(help=words("For rows without one.", "Pour les lignes qui n'en ont pas.")),
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option(help=words("For rows without one.", "Pour les lignes qui n'en ont pas.")),
    ] = None,
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Let the projects of a table enter."""
    from jalon.project_import import Import, run_import

    asked = Import(file=file, mapped=mapped or (), method=method, stage=stage)
    return run_import(asked, person, fmt, language(lang))
