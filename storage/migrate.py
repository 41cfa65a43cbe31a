"""Bring the tables to the version of this code: all of it, or nothing."""

from importlib.resources import files

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from domain.errors import BadInputError
from storage.database import Database
from storage.schema import metadata
from storage.triggers import drop_triggers, make_triggers


def upgrade(database: Database) -> None:
    """Run the migrations that are missing, in one transaction; a killed run leaves nothing.

    Raises:
        BadInputError: The database was made by a newer version of Jalon.
    """
    with database.rebuild() as session:
        connection = session.connection()
        _refuse_newer(connection)
        if _version(connection) != _head():
            drop_triggers(connection)
            command.upgrade(_config(connection), "head")
            make_triggers(connection)


def is_current(database: Database) -> bool:
    """Tell whether the tables are those of this code.

    Raises:
        BadInputError: The database was made by a newer version of Jalon.
    """
    with database.read() as session:
        connection = session.connection()
        _refuse_newer(connection)
        return _version(connection) == _head()


def differences(database: Database) -> list[object]:
    """Return how the migrated tables differ from the models; none when they are one."""
    with database.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": False})
        return list(compare_metadata(context, metadata))


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("storage") / "migrations"))
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _head() -> str | None:
    return _scripts().get_current_head()


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(connection: Connection) -> None:
    version = _version(connection)
    known = {script.revision for script in _scripts().walk_revisions()}
    if version is not None and version not in known:
        raise BadInputError(
            f"The database is of a newer version ({version}) than this program; "
            "install that version of Jalon, or restore the backup made before the upgrade.",
            f"La base est d'une version plus récente ({version}) que ce programme ; "
            "installez cette version de Jalon, ou restaurez la sauvegarde d'avant la mise à jour.",
        )
