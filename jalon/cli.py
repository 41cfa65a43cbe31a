"""The command line: every command by subject, one sentence for every refusal."""

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from domain.errors import BadInputError, GovernanceError, NotFoundError
from jalon.commands import (
    demo,
    evidence,
    judging,
    ledger,
    method,
    operator,
    people,
    project,
    running,
    upkeep,
    vote,
)
from jalon.commands.options import words
from jalon.output import asked_language, language, note, result
from jalon.settings import apply_config
from jalon.usage import sentence

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
judging.offer(app)
method.offer(app)
project.offer(app)
vote.offer(app)
evidence.offer(app)
people.offer(app)
ledger.offer(app)
operator.offer(app)
upkeep.offer(app)
demo.offer(app)
running.offer(app)


def _version(asked: bool) -> None:  # noqa: FBT001 - Typer calls it with the flag alone
    if asked:
        result(f"jalon {version('jalon')}")
        raise typer.Exit


@app.callback(
    help=words(
        "Govern projects from the first idea to closure.",
        "Gouverner les projets, de la première idée à la clôture.",
    )
)
def jalon(
    *,
    _: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help=words("Print the version.", "Montrer la version."),
        ),
    ] = False,
) -> None:
    """Answer before any command."""


_NO_DATABASE = GovernanceError(
    "The database does not answer, or its tables are not ours; try `jalon doctor`.",
    "La base ne répond pas, ou ses tables ne sont pas les nôtres ; essayez `jalon doctor`.",
)


def main() -> None:
    """Run the command line and leave with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code: 0 yes or done, 1 no, 2 bad input or usage."""
    spoken = language(asked_language(arguments))
    try:
        apply_config()
        code = app(arguments, prog_name="jalon", standalone_mode=False)
        sys.stdout.flush()
    except GovernanceError as error:
        note(error.say(spoken))
        return USAGE if isinstance(error, BadInputError | NotFoundError) else 1
    except typer.TyperException as error:
        note(sentence(error, spoken))
        return USAGE
    except Exception as error:
        # Asked by name: importing SQLAlchemy would cost every command half a second.
        if not type(error).__module__.startswith("sqlalchemy."):
            raise
        note(_NO_DATABASE.say(spoken))
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # Who read our result has gone; Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code if isinstance(code, int) else 0
