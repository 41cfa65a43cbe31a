"""Keep the outline of what was read beside it.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    with op.batch_alter_table("stored_reading", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outline", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("stored_reading", schema=None) as batch_op:
        batch_op.drop_column("outline")
