"""Delegations, timers, questions and late evidence.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "committee_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("meets_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("secretary_id", sa.Uuid(), nullable=False),
        sa.Column("called_by", sa.Uuid(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes_sha256", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (minutes_sha256 IS NULL)",
            name=op.f("ck_committee_session_minutes_at_close"),
        ),
        sa.ForeignKeyConstraint(
            ["called_by"], ["person.id"], name=op.f("fk_committee_session_called_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["secretary_id"], ["person.id"], name=op.f("fk_committee_session_secretary_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_session")),
        sa.UniqueConstraint("number", name=op.f("uq_committee_session_number")),
    )
    op.create_table(
        "arbitration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("recommended", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("without_answer", sa.Text(), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'answered') = (chosen IS NOT NULL)", name=op.f("ck_arbitration_answered_what")
        ),
        sa.CheckConstraint(
            "(state = 'asked') = (ended_at IS NULL)", name=op.f("ck_arbitration_ended_when")
        ),
        sa.CheckConstraint(
            "state <> 'answered' OR ended_by <> asked_by",
            name=op.f("ck_arbitration_another_answers"),
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'answered', 'withdrawn')", name=op.f("ck_arbitration_state")
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_arbitration_ended_by_whom")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["person.id"], name=op.f("fk_arbitration_asked_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["person.id"], name=op.f("fk_arbitration_ended_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_arbitration_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arbitration")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_arbitration_project_id_number")),
    )
    with op.batch_alter_table("arbitration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arbitration_project_id"), ["project_id"], unique=False)

    op.create_table(
        "delegation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delegator_id", sa.Uuid(), nullable=False),
        sa.Column("delegate_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("gates", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("most", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_delegation_ended_by_whom")
        ),
        sa.CheckConstraint("delegate_id <> delegator_id", name=op.f("ck_delegation_to_another")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_delegation_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["person.id"], name=op.f("fk_delegation_delegate_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["delegator_id"], ["person.id"], name=op.f("fk_delegation_delegator_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["person.id"], name=op.f("fk_delegation_ended_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["given_by"], ["person.id"], name=op.f("fk_delegation_given_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_delegation_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delegation_delegate_id"), ["delegate_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_delegation_delegator_id"), ["delegator_id"], unique=False
        )

    op.create_table(
        "change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("arbitration_id", sa.Uuid(), nullable=False),
        sa.Column("cost", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["arbitration_id"],
            ["arbitration.id"],
            name=op.f("fk_change_arbitration_id_arbitration"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_change_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_change_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.UniqueConstraint("arbitration_id", name=op.f("uq_change_arbitration_id")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_change_project_id_number")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_project_id"), ["project_id"], unique=False)

    op.create_table(
        "closing_act",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('release_resources', 'stop_commitments', 'lessons', 'benefits')",
            name=op.f("ck_closing_act_kind"),
        ),
        sa.CheckConstraint(
            "(done_at IS NULL) = (done_by IS NULL)", name=op.f("ck_closing_act_done_by_whom")
        ),
        sa.CheckConstraint(
            "(done_at IS NULL) = (words IS NULL)", name=op.f("ck_closing_act_done_how")
        ),
        sa.ForeignKeyConstraint(
            ["done_by"], ["person.id"], name=op.f("fk_closing_act_done_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_closing_act_owner_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_closing_act_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_closing_act_review_id_review")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_act")),
        sa.UniqueConstraint("review_id", "kind", name=op.f("uq_closing_act_review_id_kind")),
    )
    with op.batch_alter_table("closing_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closing_act_project_id"), ["project_id"], unique=False)

    op.create_table(
        "late_evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("files", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by"], ["person.id"], name=op.f("fk_late_evidence_added_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_late_evidence_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_late_evidence_review_id_review")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_evidence")),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_late_evidence_review_id_number")),
    )
    with op.batch_alter_table("late_evidence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_late_evidence_project_id"), ["project_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_late_evidence_review_id"), ["review_id"], unique=False)

    op.create_table(
        "override",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'asked') = (ended_by IS NULL)", name=op.f("ck_override_ended_by_whom")
        ),
        sa.CheckConstraint(
            "state <> 'signed' OR ended_by <> asked_by", name=op.f("ck_override_another_signs")
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'signed', 'dropped')", name=op.f("ck_override_state")
        ),
        sa.CheckConstraint(
            "(ended_by IS NULL) = (ended_at IS NULL)", name=op.f("ck_override_ended_when")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["person.id"], name=op.f("fk_override_asked_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["person.id"], name=op.f("fk_override_ended_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_override_review_id_review")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_override")),
    )
    with op.batch_alter_table("override", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_override_review_id"), ["review_id"], unique=False)
        batch_op.create_index(
            "uq_override_one_asked",
            ["review_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'dropped'"),
            postgresql_where=sa.text("state <> 'dropped'"),
        )

    op.create_table(
        "session_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=True),
        sa.Column("arbitration_id", sa.Uuid(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(review_id IS NULL) <> (arbitration_id IS NULL)",
            name=op.f("ck_session_item_of_a_round_or_a_request"),
        ),
        sa.ForeignKeyConstraint(
            ["arbitration_id"],
            ["arbitration.id"],
            name=op.f("fk_session_item_arbitration_id_arbitration"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_session_item_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_session_item_review_id_review")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["committee_session.id"],
            name=op.f("fk_session_item_session_id_committee_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_item")),
        sa.UniqueConstraint("session_id", "number", name=op.f("uq_session_item_session_id_number")),
    )
    with op.batch_alter_table("session_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_session_item_session_id"), ["session_id"], unique=False
        )

    op.create_table(
        "question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer IS NULL)", name=op.f("ck_question_answered_what")
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by IS NULL)",
            name=op.f("ck_question_answered_by_whom"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_question_answered_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["person.id"], name=op.f("fk_question_asked_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_question_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_question_review_id_review")
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["review_seat.id"], name=op.f("fk_question_seat_id_review_seat")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_question_review_id"), ["review_id"], unique=False)

    op.create_table(
        "session_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(done_at IS NULL) = (done_by IS NULL)", name=op.f("ck_session_action_done_by_whom")
        ),
        sa.ForeignKeyConstraint(
            ["done_by"], ["person.id"], name=op.f("fk_session_action_done_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["session_item.id"], name=op.f("fk_session_action_item_id_session_item")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_session_action_owner_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["committee_session.id"],
            name=op.f("fk_session_action_session_id_committee_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_action")),
        sa.UniqueConstraint(
            "session_id", "number", name=op.f("uq_session_action_session_id_number")
        ),
    )
    with op.batch_alter_table("session_action", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_session_action_session_id"), ["session_id"], unique=False
        )

    op.create_table(
        "timer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=True),
        sa.Column("seat_id", sa.Uuid(), nullable=True),
        sa.Column("condition_id", sa.Uuid(), nullable=True),
        sa.Column("arbitration_id", sa.Uuid(), nullable=True),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("fired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN review_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN condition_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN arbitration_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_timer_of_one_thing"),
        ),
        sa.CheckConstraint(
            "fired_at IS NULL OR called_off_at IS NULL", name=op.f("ck_timer_ends_once")
        ),
        sa.CheckConstraint(
            "fired_at IS NULL OR fired_at >= due_at", name=op.f("ck_timer_never_early")
        ),
        sa.ForeignKeyConstraint(
            ["arbitration_id"], ["arbitration.id"], name=op.f("fk_timer_arbitration_id_arbitration")
        ),
        sa.ForeignKeyConstraint(
            ["condition_id"], ["condition.id"], name=op.f("fk_timer_condition_id_condition")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_timer_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_timer_review_id_review")
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["review_seat.id"], name=op.f("fk_timer_seat_id_review_seat")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timer")),
        sa.UniqueConstraint(
            "review_id", "seat_id", "step", name=op.f("uq_timer_review_id_seat_id_step")
        ),
    )
    with op.batch_alter_table("timer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timer_project_id"), ["project_id"], unique=False)
        batch_op.create_index(
            "ix_timer_waiting",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("fired_at IS NULL AND called_off_at IS NULL"),
            postgresql_where=sa.text("fired_at IS NULL AND called_off_at IS NULL"),
        )
        batch_op.create_index("uq_timer_of_arbitration", ["arbitration_id", "step"], unique=True)
        batch_op.create_index("uq_timer_of_condition", ["condition_id", "step"], unique=True)
        batch_op.create_index(
            "uq_timer_of_round",
            ["review_id", "step"],
            unique=True,
            sqlite_where=sa.text("seat_id IS NULL"),
            postgresql_where=sa.text("seat_id IS NULL"),
        )

    with op.batch_alter_table("decision_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("delegation_id", sa.Uuid(), nullable=True))
        batch_op.drop_constraint(
            batch_op.f("uq_decision_request_seat_id_revision_sha256"), type_="unique"
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_decision_request_seat_id_person_id_revision_sha256"),
            ["seat_id", "person_id", "revision_sha256"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_decision_request_delegation_id_delegation"),
            "delegation",
            ["delegation_id"],
            ["id"],
        )

    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("outdated_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.add_column(sa.Column("delegation_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("carried_from", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("recorded_by", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_vote_recorded_by_person"), "person", ["recorded_by"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_vote_carried_from_vote"), "vote", ["carried_from"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_vote_delegation_id_delegation"), "delegation", ["delegation_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_vote_delegation_id_delegation"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_vote_carried_from_vote"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_vote_recorded_by_person"), type_="foreignkey")
        batch_op.drop_column("confirmed_at")
        batch_op.drop_column("recorded_by")
        batch_op.drop_column("carried_from")
        batch_op.drop_column("delegation_id")

    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_column("outdated_at")
        batch_op.drop_column("paused_at")

    with op.batch_alter_table("decision_request", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_decision_request_delegation_id_delegation"), type_="foreignkey"
        )
        batch_op.drop_constraint(
            batch_op.f("uq_decision_request_seat_id_person_id_revision_sha256"), type_="unique"
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_decision_request_seat_id_revision_sha256"),
            ["seat_id", "revision_sha256"],
        )
        batch_op.drop_column("delegation_id")
        batch_op.drop_column("asked_at")

    with op.batch_alter_table("timer", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_timer_of_round",
            sqlite_where=sa.text("seat_id IS NULL"),
            postgresql_where=sa.text("seat_id IS NULL"),
        )
        batch_op.drop_index("uq_timer_of_condition")
        batch_op.drop_index("uq_timer_of_arbitration")
        batch_op.drop_index(
            "ix_timer_waiting",
            sqlite_where=sa.text("fired_at IS NULL AND called_off_at IS NULL"),
            postgresql_where=sa.text("fired_at IS NULL AND called_off_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_timer_project_id"))

    op.drop_table("timer")
    with op.batch_alter_table("session_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_action_session_id"))

    op.drop_table("session_action")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_review_id"))
        batch_op.drop_index(batch_op.f("ix_question_project_id"))

    op.drop_table("question")
    with op.batch_alter_table("session_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_item_session_id"))

    op.drop_table("session_item")
    with op.batch_alter_table("override", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_override_one_asked",
            sqlite_where=sa.text("state <> 'dropped'"),
            postgresql_where=sa.text("state <> 'dropped'"),
        )
        batch_op.drop_index(batch_op.f("ix_override_review_id"))

    op.drop_table("override")
    with op.batch_alter_table("late_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_late_evidence_review_id"))
        batch_op.drop_index(batch_op.f("ix_late_evidence_project_id"))

    op.drop_table("late_evidence")
    with op.batch_alter_table("closing_act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closing_act_project_id"))

    op.drop_table("closing_act")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_project_id"))

    op.drop_table("change")
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delegation_delegator_id"))
        batch_op.drop_index(batch_op.f("ix_delegation_delegate_id"))

    op.drop_table("delegation")
    with op.batch_alter_table("arbitration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_arbitration_project_id"))

    op.drop_table("arbitration")
    op.drop_table("committee_session")
