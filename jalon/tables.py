"""Whether the tables of the database are those of this program."""

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from domain.errors import BadInputError
from domain.text import both
from jalon.soundness import Item
from lifecycle.installation import Place
from storage.database import Database
from storage.migrate import is_current

UPGRADE = both(
    "Make them: jalon db upgrade (`jalon up` does it by itself).",
    "Créez-les : jalon db upgrade (`jalon up` le fait de lui-même).",
)


def tables(place: Place) -> Item:
    """Tell whether the database answers, and in the version of this program."""
    if place.database_url.startswith("sqlite:///") and not _file(place).exists():
        return Item(
            "tables", sound=True, found=both("not made yet", "pas encore créées"), advice={}
        )
    try:
        database = Database(place.database_url)
        current = is_current(database)
        database.dispose()
    except BadInputError as error:
        return Item("tables", sound=False, found=error.words, advice=UPGRADE)
    except SQLAlchemyError:
        return Item(
            "tables",
            sound=False,
            found=both("the database does not answer", "la base ne répond pas"),
            advice=both(
                "Start it, or correct JALON_DATABASE_URL.",
                "Démarrez-la, ou corrigez JALON_DATABASE_URL.",
            ),
        )
    found = both("of this version", "de cette version") if current else both("older", "anciennes")
    return Item("tables", sound=current, found=found, advice=UPGRADE)


def _file(place: Place) -> Path:
    return Path(place.database_url.removeprefix("sqlite:///"))
