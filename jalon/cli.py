"""The command line: every command by subject, one sentence for every refusal."""

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from domain.errors import BadInputError, GovernanceError, NotFoundError
from jalon.commands import operator
from jalon.commands.options import words
from jalon.output import asked_language, language, note, result

USAGE = 2
"""The exit code of bad input or usage; 1 is a negative answer."""

INTERRUPTED = 130

app = typer.Typer(
    name="jalon",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
operator.offer(app)


@app.callback(
    help=words(
        "Govern projects from the first idea to closure.",
        "Gouverner les projets, de l'idée à la clôture.",
    )
)
def jalon(
    *,
    show_version: Annotated[
        bool, typer.Option("--version", help=words("Print the version.", "Montrer la version."))
    ] = False,
) -> int:
    """Answer before any command."""
    if show_version:
        result(f"jalon {version('jalon')}")
        raise typer.Exit(0)
    return 0


def main() -> None:
    """Run the command line and leave with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code: 0 yes or done, 1 no, 2 bad input or usage."""
    spoken = language(asked_language(arguments))
    try:
        code = app(arguments, prog_name="jalon", standalone_mode=False)
        sys.stdout.flush()
    except GovernanceError as error:
        note(error.say(spoken))
        return USAGE if isinstance(error, BadInputError | NotFoundError) else 1
    except typer.TyperException as error:
        note(_usage(error, spoken))
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # Who read our result has gone; Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code if isinstance(code, int) else 0


def _usage(error: typer.TyperException, spoken: str) -> str:
    said = error.format_message().rstrip(".")
    if "\n" in said or not said:
        return said
    more = {"en": "see jalon --help", "fr": "voyez jalon --help"}[spoken]
    return f"{said}; {more}."
