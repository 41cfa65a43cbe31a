"""Run the migrations on a connection that the caller has opened."""

from alembic import context

from storage.schema import metadata
from storage.types import UtcDateTime


def _plain(kind: str, value: object, _context: object) -> str | bool:
    """Write plain SQL types into migrations, so that old ones do not depend on our code."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
    render_item=_plain,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=False,
)
with context.begin_transaction():
    context.run_migrations()
