"""Commands that judge and read documents, without database or engine; and the checks' record."""

from typing import Annotated

import typer

from jalon.commands.options import AsFormat, AsPerson, Lang, words
from jalon.output import Format, language


def offer(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        help=words(
            "Judge a folder of documents against a gate: what is missing or unsound, and the fix.",
            "Contrôler un dossier de documents face à un jalon : ce qui manque, ce qui ne tient "
            "pas, et quoi faire.",
        )
    )(check)
    app.command(
        help=words(
            "Tell what each file is, how complete, and the facts found in it.",
            "Dire ce qu'est chaque fichier, s'il est complet, et les faits trouvés.",
        )
    )(read)
    app.command(
        help=words(
            "List the checks with their record: alarms, contests, false alarms.",
            "Lister les contrôles et leur bilan : alertes, contestations, fausses alertes.",
        )
    )(checks)


def check(
    *,
    package: Annotated[
        str,
        typer.Argument(
            metavar="PACKAGE_DIR",
            help=words("The folder of the package.", "Le répertoire du dossier de jalon."),
        ),
    ],
    method: Annotated[
        str,
        typer.Option(
            "--method",
            metavar="METHOD",
            help=words(
                "A method that ships, or the path of a method's file.",
                "Une méthode livrée, ou le chemin du fichier d'une méthode.",
            ),
        ),
    ],
    gate: Annotated[
        str,
        typer.Option(
            "--gate", metavar="GATE", help=words("The gate, such as G3.", "Le jalon, tel que G3.")
        ),
    ],
    project: Annotated[
        str | None,
        typer.Option(
            "--project",
            metavar="FILE",
            help=words(
                "What is known of the project (YAML or JSON): name, budget, dates, class, "
                "attributes, packs, roles, planned and passed gates.",
                "Ce que l'on sait du projet (YAML ou JSON) : name, budget, dates, class, "
                "attributes, packs, roles, planned et passed.",
            ),
        ),
    ] = None,
    previous: Annotated[
        str | None,
        typer.Option(
            "--previous",
            metavar="DIR",
            help=words(
                "The package before this one: its manifest is remembered, its figures compared.",
                "Le dossier précédent : son manifeste sert de mémoire, ses chiffres de référence.",
            ),
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help=words("Judge as on this day.", "Contrôler comme à cette date."),
        ),
    ] = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Judge a folder of documents against a gate."""
    from gates.evidence.process import asking

    # Readers take as long to start as what follows takes to load, so both start at once.
    asking.start()
    from jalon.check import Asked, run_check

    asked = Asked(
        package=package,
        method=method,
        gate=gate,
        project=project,
        previous=previous,
        as_of=as_of,
    )
    return run_check(asked, fmt, language(lang))


def read(
    *,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help=words("The files to read.", "Les fichiers à lire.")),
    ],
    method: Annotated[
        str | None,
        typer.Option(
            help=words(
                "A method whose own words are used too.", "Une méthode dont les mots servent aussi."
            )
        ),
    ] = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Tell what each file is and the facts found in it."""
    from gates.evidence.process import asking

    asking.start()
    from jalon.read import run_read

    if method is None:
        return run_read(files, fmt, language(lang))
    from jalon.method import open_method

    return run_read(files, fmt, language(lang), method=open_method(method))


def checks(
    *,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help=words("From this day on.", "Depuis ce jour."))
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help=words("Up to this day.", "Jusqu'à ce jour."))
    ] = None,
    method: Annotated[
        str,
        typer.Option(
            metavar="METHOD",
            help=words(
                "A method, or one of its versions.", "Une méthode, ou l'une de ses versions."
            ),
        ),
    ] = "",
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """List the checks with their record."""
    from jalon.checks import Counted, run_checks

    return run_checks(Counted(since=since, until=until, method=method), person, fmt, language(lang))
