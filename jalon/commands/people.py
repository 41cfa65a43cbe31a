"""Commands about people, the installation's keys, and personal tokens."""

from pathlib import Path
from typing import Annotated

import typer

from jalon.commands.options import AsFormat, AsPerson, Lang, words
from jalon.output import Format, language

Handle = Annotated[
    str, typer.Argument(metavar="HANDLE", help=words("The sign-in name.", "L'identifiant."))
]


def offer(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    person = typer.Typer(no_args_is_help=True, help=words("People.", "Les personnes."))
    app.add_typer(person, name="person")
    person.command(
        "add",
        help=words(
            "Add a person; the first administrator needs no --as.",
            "Ajouter une personne ; le premier administrateur se passe de --as.",
        ),
    )(add)
    person.command("list", help=words("List everybody.", "Lister les personnes."))(list_people)
    person.command(
        "disable",
        help=words("End a person's access at once.", "Mettre fin aux accès d'une personne."),
    )(disable)
    person.command(
        "import",
        help=words("Add the people of a CSV table.", "Ajouter les personnes d'une table CSV."),
    )(import_people)
    person.command(
        "invite",
        help=words(
            "Print a code with which a person sets the password.",
            "Donner un code avec lequel une personne choisit son mot de passe.",
        ),
    )(invite)
    keys = typer.Typer(no_args_is_help=True, help=words("The keys.", "Les clés."))
    app.add_typer(keys, name="keys")
    keys.command(
        "rotate",
        help=words("Make a new key for links.", "Faire une nouvelle clé pour les liens."),
    )(rotate)
    token = typer.Typer(
        no_args_is_help=True, help=words("Your personal tokens.", "Vos jetons personnels.")
    )
    app.add_typer(token, name="token")
    token.command("create", help=words("Make a token.", "Faire un jeton."))(make_token)
    token.command("list", help=words("List your tokens.", "Lister vos jetons."))(list_tokens)
    token.command("end", help=words("End a token.", "Mettre fin à un jeton."))(end_token)


def add(  # noqa: PLR0913 - one for each option
    *,
    handle: Handle,
    name: Annotated[str, typer.Option(help=words("The full name.", "Le nom complet."))],
    email: Annotated[str, typer.Option(help=words("The address.", "L'adresse."))],
    role: Annotated[
        list[str] | None,
        typer.Option(
            metavar="admin|pmo|executive",
            help=words("A role held everywhere; repeat it.", "Un rôle global ; à répéter."),
        ),
    ] = None,
    speaks: Annotated[
        str,
        typer.Option("--language", metavar="en|fr", help=words("Of letters.", "Des lettres.")),
    ] = "en",
    zone: Annotated[
        str, typer.Option(help=words("The time zone.", "Le fuseau horaire."))
    ] = "Europe/Paris",
    country: Annotated[
        str, typer.Option(help=words("For public holidays.", "Pour les jours fériés."))
    ] = "FR",
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Add a person."""
    from jalon.persons import run_add
    from lifecycle.people import NewPerson

    new = NewPerson(
        handle=handle,
        name=name,
        email=email,
        language=speaks,
        zone=zone,
        country=country,
        roles=tuple(role or ()),
    )
    return run_add(new, person, fmt, language(lang))


def list_people(person: AsPerson = None, fmt: AsFormat = Format.TEXT, lang: Lang = None) -> int:
    """List everybody."""
    from jalon.persons import run_list

    return run_list(person, fmt, language(lang))


def disable(
    handle: Handle, person: AsPerson = None, fmt: AsFormat = Format.TEXT, lang: Lang = None
) -> int:
    """End a person's access at once."""
    from jalon.persons import run_disable

    return run_disable(handle, person, fmt, language(lang))


def import_people(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help=words(
                "Columns: handle, name, email, and language, zone, country, roles.",
                "Colonnes : handle, name, email, et language, zone, country, roles.",
            ),
        ),
    ],
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Add the people of a table."""
    from jalon.persons import run_import

    return run_import(file, person, fmt, language(lang))


def invite(
    handle: Handle, person: AsPerson = None, fmt: AsFormat = Format.TEXT, lang: Lang = None
) -> int:
    """Print a code with which a person sets the password."""
    from jalon.persons import run_invite

    return run_invite(handle, person, fmt, language(lang))


def rotate(
    *,
    drop_old: Annotated[
        bool,
        typer.Option(
            "--drop-old",
            help=words(
                "Make every link mailed so far worthless.",
                "Rendre sans valeur tous les liens déjà envoyés.",
            ),
        ),
    ] = False,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Make a new key for links."""
    from jalon.keys import run_rotate

    return run_rotate(fmt, language(lang), drop=drop_old)


def make_token(
    name: Annotated[str, typer.Argument(metavar="NAME", help=words("What for.", "Pour quoi."))],
    scope: Annotated[
        list[str], typer.Option(help=words("What it may do; repeat it.", "Un droit ; à répéter."))
    ],
    days: Annotated[int, typer.Option(help=words("How long it lives.", "Sa durée."))] = 90,
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """Make a token."""
    from jalon.keys import run_make

    return run_make(name, scope, days, person, fmt, language(lang))


def list_tokens(person: AsPerson = None, fmt: AsFormat = Format.TEXT, lang: Lang = None) -> int:
    """List one's tokens."""
    from jalon.keys import run_list

    return run_list(person, fmt, language(lang))


def end_token(
    token: Annotated[str, typer.Argument(metavar="ID", help=words("Its id.", "Son id."))],
    person: AsPerson = None,
    fmt: AsFormat = Format.TEXT,
    lang: Lang = None,
) -> int:
    """End a token."""
    from jalon.keys import run_end

    return run_end(token, person, fmt, language(lang))
