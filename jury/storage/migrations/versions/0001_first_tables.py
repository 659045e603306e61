"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "account",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sessions_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('active', 'disabled')", name=op.f("ck_account_state")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_account_email_normalised")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "answer",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("leaf", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "route", "key", name=op.f("pk_answer")),
        info={"logged": False, "door": True},
    )
    op.create_table(
        "call",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("budget_cents", sa.BigInteger(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decide_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("power", sa.String(), nullable=False),
        sa.Column("power_basis", sa.Text(), nullable=False),
        sa.Column("depart_grounds", sa.Text(), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.Column("fallback", sa.Text(), nullable=False),
        sa.Column("freed_money", sa.Text(), nullable=False),
        sa.Column("reserve", sa.Boolean(), nullable=False),
        sa.Column("who_may_apply", sa.Text(), nullable=False),
        sa.Column("admissibility_questions", sa.JSON(), nullable=False),
        sa.Column("eligibility_questions", sa.JSON(), nullable=False),
        sa.Column("contest_admissibility", sa.Text(), nullable=False),
        sa.Column("contest_days", sa.Integer(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("binding_language", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("quorum_min", sa.Integer(), nullable=False),
        sa.Column("quorum_half", sa.Boolean(), nullable=False),
        sa.Column("floor", sa.String(), nullable=False),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("sheets_published", sa.String(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("facilitator_contact", sa.Text(), nullable=False),
        sa.Column("facilitator_mandate", sa.Text(), nullable=False),
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("cancelled_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "power IN ('advisory', 'followed_unless', 'delegated')", name=op.f("ck_call_power")
        ),
        sa.CheckConstraint(
            "rule IN ('trimmed_mean', 'median', 'mean', 'majority_judgement')",
            name=op.f("ck_call_rule"),
        ),
        sa.CheckConstraint(
            "sheets_published IN ('totals', 'rows')", name=op.f("ck_call_sheets_published")
        ),
        sa.CheckConstraint("answer_days >= 0", name=op.f("ck_call_answer_days")),
        sa.CheckConstraint("budget_cents >= 0", name=op.f("ck_call_budget")),
        sa.CheckConstraint("contest_days >= 1", name=op.f("ck_call_contest_days")),
        sa.CheckConstraint("quorum_min >= 1", name=op.f("ck_call_quorum")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
    )
    op.create_index(op.f("ix_call_state"), "call", ["state"], unique=False)
    op.create_table(
        "letter",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=True),
        sa.Column("candidate_id", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.CheckConstraint("channel IN ('email', 'paper')", name=op.f("ck_letter_channel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        info={"logged": False},
    )
    op.create_index(
        op.f("ix_letter_state_next_try_at"), "letter", ["state", "next_try_at"], unique=False
    )
    op.create_table(
        "log",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("verifier_key", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("frontier", sa.Text(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.CheckConstraint("generation >= 1", name=op.f("ck_log_generation")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_log_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log")),
        sa.UniqueConstraint("origin", name=op.f("uq_log_origin")),
        sa.UniqueConstraint("scope", "generation", name=op.f("uq_log_scope_generation")),
        info={"logged": False, "door": True},
    )
    op.create_table(
        "pulse",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pulse")),
        info={"logged": False},
    )
    op.create_table(
        "rate_limit",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "window", name=op.f("pk_rate_limit")),
        info={"logged": False},
    )
    op.create_table(
        "security_event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_security_event")),
        info={"logged": False},
    )
    op.create_index(op.f("ix_security_event_at"), "security_event", ["at"], unique=False)
    op.create_table(
        "sign_in_token",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("handle_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("limit_key", sa.String(), nullable=True),
        sa.Column("next_path", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_token")),
        sa.UniqueConstraint("handle_hash", name=op.f("uq_sign_in_token_handle_hash")),
        info={"logged": False},
    )
    op.create_index(op.f("ix_sign_in_token_email"), "sign_in_token", ["email"], unique=False)
    op.create_table(
        "call_change",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decide_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decide_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failed_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('erratum', 'extension', 'outage', 'round')", name=op.f("ck_call_change_kind")
        ),
        sa.CheckConstraint(
            "closes_after >= closes_before", name=op.f("ck_call_change_closes_later")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_change_call_id")),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_call_change")),
        sa.UniqueConstraint("call_id", "number", name=op.f("uq_call_change_call_id_number")),
        info={"append_only": True},
    )
    op.create_table(
        "criterion",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 0 AND 100", name=op.f("ck_criterion_weight")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_criterion_call_id")),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("call_id", "position", name=op.f("uq_criterion_call_id_position")),
        info={"replaced_whole": True},
    )
    op.create_table(
        "decision",
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("prepared_by", sa.String(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted_by", sa.String(), nullable=True),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "adopted_by IS NULL OR adopted_by <> prepared_by", name=op.f("ck_decision_four_eyes")
        ),
        sa.ForeignKeyConstraint(
            ["adopted_by"], ["account.id"], name=op.f("fk_decision_adopted_by")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_decision_call_id")),
        sa.ForeignKeyConstraint(
            ["prepared_by"], ["account.id"], name=op.f("fk_decision_prepared_by")
        ),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_decision")),
    )
    op.create_table(
        "draft",
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_draft_account_id")),
        sa.PrimaryKeyConstraint("call_id", "account_id", "subject", name=op.f("pk_draft")),
        info={"logged": False},
    )
    op.create_table(
        "drawing",
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("panels", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'cancelled', 'failed')", name=op.f("ck_drawing_state")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_drawing_call_id")),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_drawing")),
        info={"logged": False},
    )
    op.create_table(
        "log_entry",
        sa.Column("log_id", sa.String(), nullable=False),
        sa.Column("leaf", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["log_id"], ["log.id"], name=op.f("fk_log_entry_log_id")),
        sa.PrimaryKeyConstraint("log_id", "leaf", name=op.f("pk_log_entry")),
        info={"logged": False, "door": True, "append_only": True},
    )
    op.create_index(op.f("ix_log_entry_log_id_kind"), "log_entry", ["log_id", "kind"], unique=False)
    op.create_index(
        op.f("ix_log_entry_log_id_subject"), "log_entry", ["log_id", "subject"], unique=False
    )
    op.create_table(
        "lottery",
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("panels", sa.Integer(), nullable=False),
        sa.Column("per_household", sa.Integer(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("dice", sa.String(), nullable=False),
        sa.Column("index", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('preparing', 'registration', 'drawn', 'seated')",
            name=op.f("ck_lottery_state"),
        ),
        sa.CheckConstraint("seats >= 1", name=op.f("ck_lottery_seats")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_lottery_call_id")),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_lottery")),
    )
    op.create_table(
        "opening",
        sa.Column("log_id", sa.String(), nullable=False),
        sa.Column("leaf", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("ended", sa.String(), nullable=True),
        sa.CheckConstraint("(key IS NULL) = (value IS NULL)", name=op.f("ck_opening_whole")),
        sa.ForeignKeyConstraint(["log_id"], ["log.id"], name=op.f("fk_opening_log_id")),
        sa.PrimaryKeyConstraint("log_id", "leaf", "part", name=op.f("pk_opening")),
        info={"logged": False, "door": True},
    )
    op.create_table(
        "parked_form",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_parked_form_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked_form")),
        info={"logged": False},
    )
    op.create_index(op.f("ix_parked_form_account_id"), "parked_form", ["account_id"], unique=False)
    op.create_table(
        "part",
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_part_account_id")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_part_call_id")),
        sa.PrimaryKeyConstraint("call_id", "account_id", "role", name=op.f("pk_part")),
    )
    op.create_index(op.f("ix_part_account_id"), "part", ["account_id"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("lead_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("gains", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("afterwards", sa.Text(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("asked_cents", sa.BigInteger(), nullable=False),
        sa.Column("minimum_cents", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.JSON(), nullable=False),
        sa.Column("users_word", sa.Text(), nullable=False),
        sa.Column("translations", sa.JSON(), nullable=False),
        sa.Column("annexes", sa.JSON(), nullable=False),
        sa.Column("indicators", sa.JSON(), nullable=False),
        sa.Column("published_anyway", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("admissibility_answers", sa.JSON(), nullable=False),
        sa.Column("eligibility_answers", sa.JSON(), nullable=False),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("complete_what", sa.Text(), nullable=False),
        sa.Column("complete_pieces", sa.JSON(), nullable=False),
        sa.Column("complete_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("contest_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("contest", sa.Text(), nullable=False),
        sa.Column("contested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("contest_answer", sa.Text(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "asked_cents >= minimum_cents AND minimum_cents >= 0", name=op.f("ck_proposal_amounts")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_proposal_call_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["account.id"], name=op.f("fk_proposal_lead_id")),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_proposal")),
    )
    op.create_index(
        op.f("ix_proposal_call_id_state"), "proposal", ["call_id", "state"], unique=False
    )
    op.create_index(op.f("ix_proposal_lead_id"), "proposal", ["lead_id"], unique=False)
    op.create_table(
        "published_record",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_published_record_call_id")),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_published_record")),
        sa.UniqueConstraint("call_id", "number", name=op.f("uq_published_record_call_id_number")),
        info={"append_only": True},
    )
    op.create_table(
        "role_grant",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_role_grant_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", "role", name=op.f("pk_role_grant")),
    )
    op.create_table(
        "round",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.Text(), nullable=False),
        sa.Column("staying", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(state = 'planned') = (opened_at IS NULL)", name=op.f("ck_round_opened")
        ),
        sa.CheckConstraint(
            "(state IN ('planned', 'open')) = (closed_at IS NULL)", name=op.f("ck_round_closed")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'open', 'closed', 'counted', 'cancelled')",
            name=op.f("ck_round_state"),
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_round_call_id")),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_round")),
        sa.UniqueConstraint("call_id", "number", name=op.f("uq_round_call_id_number")),
    )
    op.create_table(
        "scrutineer",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint("role = 'scrutineer'", name=op.f("ck_scrutineer_role")),
        sa.CheckConstraint("state IN ('active', 'ended')", name=op.f("ck_scrutineer_state")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_scrutineer_account_id")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_scrutineer_call_id")),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_scrutineer")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_scrutineer_code_hash")),
    )
    op.create_index(op.f("ix_scrutineer_account_id"), "scrutineer", ["account_id"], unique=False)
    op.create_table(
        "seat",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint("role = 'juror'", name=op.f("ck_seat_role")),
        sa.CheckConstraint("state IN ('active', 'ended')", name=op.f("ck_seat_state")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_seat_account_id")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_seat_call_id")),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_seat")),
        sa.UniqueConstraint("call_id", "number", name=op.f("uq_seat_call_id_number")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_seat_code_hash")),
    )
    op.create_index(op.f("ix_seat_account_id"), "seat", ["account_id"], unique=False)
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("means", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("idle_seconds", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sign_in_public_id")),
        info={"logged": False},
    )
    op.create_index(op.f("ix_sign_in_account_id"), "sign_in", ["account_id"], unique=False)
    op.create_table(
        "signed_act",
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("about", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("stored", sa.String(), nullable=False),
        sa.Column("attached_by", sa.String(), nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_signed_act_size")),
        sa.ForeignKeyConstraint(
            ["attached_by"], ["account.id"], name=op.f("fk_signed_act_attached_by")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_signed_act_call_id")),
        sa.PrimaryKeyConstraint("call_id", "about", name=op.f("pk_signed_act")),
    )
    op.create_table(
        "signed_checkpoint",
        sa.Column("log_id", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["log_id"], ["log.id"], name=op.f("fk_signed_checkpoint_log_id")),
        sa.PrimaryKeyConstraint("log_id", "size", name=op.f("pk_signed_checkpoint")),
        info={"logged": False, "append_only": True},
    )
    op.create_table(
        "welcome",
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("meetings", sa.Text(), nullable=False),
        sa.Column("bring", sa.Text(), nullable=False),
        sa.Column("pay", sa.Text(), nullable=False),
        sa.Column("ill", sa.Text(), nullable=False),
        sa.Column("help", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("meetings <> ''", name=op.f("ck_welcome_meetings")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_welcome_call_id")),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_welcome")),
    )
    op.create_table(
        "authority_answer",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "answer = 'follows' OR reason <> ''", name=op.f("ck_authority_answer_reason")
        ),
        sa.CheckConstraint(
            "answer IN ('follows', 'departs')", name=op.f("ck_authority_answer_answer")
        ),
        sa.CheckConstraint(
            "outcome IN ('funded', 'reserve', 'not_funded')",
            name=op.f("ck_authority_answer_outcome"),
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_authority_answer_amount")),
        sa.ForeignKeyConstraint(
            ["call_id", "proposal_id"],
            ["proposal.call_id", "proposal.id"],
            name=op.f("fk_authority_answer_call_id_proposal_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_authority_answer")),
        sa.UniqueConstraint(
            "call_id", "proposal_id", name=op.f("uq_authority_answer_call_id_proposal_id")
        ),
    )
    op.create_table(
        "candidate",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("household", sa.LargeBinary(), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("seat_id", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "source IN ('register', 'form', 'phone', 'letter')", name=op.f("ck_candidate_source")
        ),
        sa.CheckConstraint(
            "state IN ('registered', 'withdrawn', 'drawn', 'accepted', 'declined', 'seated')",
            name=op.f("ck_candidate_state"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "seat_id"],
            ["seat.call_id", "seat.id"],
            name=op.f("fk_candidate_call_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["lottery.call_id"], name=op.f("fk_candidate_call_id")
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_candidate")),
    )
    op.create_index(
        op.f("ix_candidate_call_id_household"), "candidate", ["call_id", "household"], unique=False
    )
    op.create_table(
        "confirmation",
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_confirmation_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "round_id"],
            ["round.call_id", "round.id"],
            name=op.f("fk_confirmation_call_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_confirmation")),
        sa.UniqueConstraint("call_id", "round_id", name=op.f("uq_confirmation_call_id_round_id")),
    )
    op.create_table(
        "decision_event",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("by_whom", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.String(), nullable=True),
        sa.Column("grants", sa.JSON(), nullable=False),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("tied", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'given_up') = (proposal_id IS NOT NULL)",
            name=op.f("ck_decision_event_proposal"),
        ),
        sa.CheckConstraint(
            "kind IN ('contested', 'upheld', 'annulled', 'retaken', 'given_up', 'drawn', 'passed_on')",
            name=op.f("ck_decision_event_kind"),
        ),
        sa.CheckConstraint(
            "reason <> '' OR kind IN ('retaken', 'drawn')", name=op.f("ck_decision_event_reason")
        ),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name=op.f("fk_decision_event_by")),
        sa.ForeignKeyConstraint(
            ["call_id", "proposal_id"],
            ["proposal.call_id", "proposal.id"],
            name=op.f("fk_decision_event_call_id_proposal_id"),
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_decision_event_call_id")),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_decision_event")),
        sa.UniqueConstraint("call_id", "number", name=op.f("uq_decision_event_call_id_number")),
        info={"append_only": True},
    )
    op.create_table(
        "decision_letter",
        sa.Column("about", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id", "proposal_id"],
            ["proposal.call_id", "proposal.id"],
            name=op.f("fk_decision_letter_call_id_proposal_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_decision_letter")),
        sa.UniqueConstraint(
            "call_id",
            "proposal_id",
            "about",
            name=op.f("uq_decision_letter_call_id_proposal_id_about"),
        ),
    )
    op.create_table(
        "file",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("stored", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "about IN ('', 'problem', 'plan', 'gains', 'roles', 'afterwards')",
            name=op.f("ck_file_about"),
        ),
        sa.CheckConstraint(
            "media_type IN ('application/pdf', 'image/png', 'image/jpeg')",
            name=op.f("ck_file_media_type"),
        ),
        sa.CheckConstraint("length(description) > 0", name=op.f("ck_file_described")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_file_sha256")),
        sa.CheckConstraint("size > 0", name=op.f("ck_file_size")),
        sa.ForeignKeyConstraint(
            ["call_id", "proposal_id"],
            ["proposal.call_id", "proposal.id"],
            name=op.f("fk_file_call_id_proposal_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_file")),
    )
    op.create_index(
        op.f("ix_file_call_id_proposal_id"), "file", ["call_id", "proposal_id"], unique=False
    )
    op.create_index("uq_file_stored", "file", ["stored"], unique=True)
    op.create_table(
        "invitation",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("household", sa.LargeBinary(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["lottery.call_id"], name=op.f("fk_invitation_call_id")
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitation_code_hash")),
        info={"logged": False},
    )
    op.create_index(
        op.f("ix_invitation_call_id_household"),
        "invitation",
        ["call_id", "household"],
        unique=False,
    )
    op.create_table(
        "lottery_file",
        sa.Column("stored", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["lottery.call_id"], name=op.f("fk_lottery_file_call_id")
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_lottery_file")),
    )
    op.create_table(
        "organisation",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dice", sa.String(), nullable=False),
        sa.Column("index", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('preparing', 'listed', 'drawn')", name=op.f("ck_organisation_state")
        ),
        sa.CheckConstraint("seats >= 1", name=op.f("ck_organisation_seats")),
        sa.ForeignKeyConstraint(
            ["call_id"], ["lottery.call_id"], name=op.f("fk_organisation_call_id")
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "paper_sheet",
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("seat_id", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("typed_by", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("degree", sa.String(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_by IS NOT NULL)",
            name=op.f("ck_paper_sheet_confirmed"),
        ),
        sa.CheckConstraint(
            "degree IN ('none', 'link', 'conflict')", name=op.f("ck_paper_sheet_degree")
        ),
        sa.CheckConstraint("state IN ('typed', 'confirmed')", name=op.f("ck_paper_sheet_state")),
        sa.CheckConstraint("confirmed_by <> typed_by", name=op.f("ck_paper_sheet_two_people")),
        sa.ForeignKeyConstraint(
            ["call_id", "proposal_id"],
            ["proposal.call_id", "proposal.id"],
            name=op.f("fk_paper_sheet_call_id_proposal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "round_id"],
            ["round.call_id", "round.id"],
            name=op.f("fk_paper_sheet_call_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "seat_id"],
            ["seat.call_id", "seat.id"],
            name=op.f("fk_paper_sheet_call_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["account.id"], name=op.f("fk_paper_sheet_confirmed_by")
        ),
        sa.ForeignKeyConstraint(["typed_by"], ["account.id"], name=op.f("fk_paper_sheet_typed_by")),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_paper_sheet")),
        sa.UniqueConstraint(
            "call_id",
            "round_id",
            "seat_id",
            "proposal_id",
            name=op.f("uq_paper_sheet_call_id_round_id_seat_id_proposal_id"),
        ),
    )
    op.create_table(
        "partner",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=False),
        sa.Column("benefit", sa.Text(), nullable=False),
        sa.Column("share_cents", sa.BigInteger(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint("share_cents >= 0", name=op.f("ck_partner_share")),
        sa.ForeignKeyConstraint(
            ["call_id", "proposal_id"],
            ["proposal.call_id", "proposal.id"],
            name=op.f("fk_partner_call_id_proposal_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_partner")),
        info={"replaced_whole": True},
    )
    op.create_index(
        op.f("ix_partner_call_id_proposal_id"), "partner", ["call_id", "proposal_id"], unique=False
    )
    op.create_table(
        "public_draw",
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("proposals", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id", "round_id"],
            ["round.call_id", "round.id"],
            name=op.f("fk_public_draw_call_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_public_draw")),
        sa.UniqueConstraint("call_id", "round_id", name=op.f("uq_public_draw_call_id_round_id")),
    )
    op.create_table(
        "reasons",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id", "proposal_id"],
            ["proposal.call_id", "proposal.id"],
            name=op.f("fk_reasons_call_id_proposal_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_reasons")),
        sa.UniqueConstraint("call_id", "proposal_id", name=op.f("uq_reasons_call_id_proposal_id")),
    )
    op.create_table(
        "result",
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("score", sa.String(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('funded', 'reserve', 'not_funded')", name=op.f("ck_result_outcome")
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_result_amount")),
        sa.ForeignKeyConstraint(
            ["call_id", "proposal_id"],
            ["proposal.call_id", "proposal.id"],
            name=op.f("fk_result_call_id_proposal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "round_id"],
            ["round.call_id", "round.id"],
            name=op.f("fk_result_call_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_result")),
        sa.UniqueConstraint("call_id", "proposal_id", name=op.f("uq_result_call_id_proposal_id")),
    )
    op.create_table(
        "sheet",
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("seat_id", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("leaf", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('submitted', 'removed')", name=op.f("ck_sheet_state")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_sheet_version")),
        sa.ForeignKeyConstraint(
            ["call_id", "proposal_id"],
            ["proposal.call_id", "proposal.id"],
            name=op.f("fk_sheet_call_id_proposal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "round_id"],
            ["round.call_id", "round.id"],
            name=op.f("fk_sheet_call_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "seat_id"],
            ["seat.call_id", "seat.id"],
            name=op.f("fk_sheet_call_id_seat_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_sheet")),
        sa.UniqueConstraint(
            "call_id",
            "round_id",
            "seat_id",
            "proposal_id",
            name=op.f("uq_sheet_call_id_round_id_seat_id_proposal_id"),
        ),
    )
    op.create_table(
        "tie",
        sa.Column("seat_id", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("degree", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint("degree IN ('none', 'link', 'conflict')", name=op.f("ck_tie_degree")),
        sa.ForeignKeyConstraint(
            ["call_id", "proposal_id"],
            ["proposal.call_id", "proposal.id"],
            name=op.f("fk_tie_call_id_proposal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "seat_id"], ["seat.call_id", "seat.id"], name=op.f("fk_tie_call_id_seat_id")
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_tie")),
        sa.UniqueConstraint(
            "call_id", "seat_id", "proposal_id", name=op.f("uq_tie_call_id_seat_id_proposal_id")
        ),
    )
    op.create_table(
        "vote",
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("abstain", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint("yes >= 0 AND no >= 0 AND abstain >= 0", name=op.f("ck_vote_counts")),
        sa.ForeignKeyConstraint(
            ["call_id", "proposal_id"],
            ["proposal.call_id", "proposal.id"],
            name=op.f("fk_vote_call_id_proposal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "round_id"],
            ["round.call_id", "round.id"],
            name=op.f("fk_vote_call_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_vote")),
        sa.UniqueConstraint(
            "call_id", "round_id", "proposal_id", name=op.f("uq_vote_call_id_round_id_proposal_id")
        ),
    )
    op.create_table(
        "words_release",
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("seat_id", sa.String(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id", "round_id"],
            ["round.call_id", "round.id"],
            name=op.f("fk_words_release_call_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "seat_id"],
            ["seat.call_id", "seat.id"],
            name=op.f("fk_words_release_call_id_seat_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_words_release")),
        sa.UniqueConstraint(
            "call_id", "round_id", "seat_id", name=op.f("uq_words_release_call_id_round_id_seat_id")
        ),
    )
    op.create_table(
        "candidate_contact",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id", "id"],
            ["candidate.call_id", "candidate.id"],
            name=op.f("fk_candidate_contact_call_id_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_candidate_contact")),
    )
    op.create_index(
        op.f("ix_candidate_contact_call_id_email"),
        "candidate_contact",
        ["call_id", "email"],
        unique=False,
    )
    op.create_table(
        "candidate_link",
        sa.Column("candidate_id", sa.String(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("proves", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id", "candidate_id"],
            ["candidate.call_id", "candidate.id"],
            name=op.f("fk_candidate_link_call_id_candidate_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_candidate_link")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_candidate_link_code_hash")),
    )
    op.create_index(
        op.f("ix_candidate_link_call_id_candidate_id"),
        "candidate_link",
        ["call_id", "candidate_id"],
        unique=False,
    )
    op.create_table(
        "candidate_needs",
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("buddy", sa.Boolean(), nullable=False),
        sa.Column("buddies", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id", "id"],
            ["candidate.call_id", "candidate.id"],
            name=op.f("fk_candidate_needs_call_id_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_candidate_needs")),
        info={"logged": False},
    )
    op.create_table(
        "nominee",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("seat_id", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('named', 'drawn', 'declined', 'seated')", name=op.f("ck_nominee_state")
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "organisation_id"],
            ["organisation.call_id", "organisation.id"],
            name=op.f("fk_nominee_call_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "seat_id"],
            ["seat.call_id", "seat.id"],
            name=op.f("fk_nominee_call_id_seat_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_nominee")),
        info={"replaced_whole": True},
    )
    op.create_index(
        op.f("ix_nominee_call_id_organisation_id"),
        "nominee",
        ["call_id", "organisation_id"],
        unique=False,
    )
    op.create_table(
        "reasons_answer",
        sa.Column("reasons_id", sa.String(), nullable=False),
        sa.Column("seat_id", sa.String(), nullable=False),
        sa.Column("draft", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id", "reasons_id"],
            ["reasons.call_id", "reasons.id"],
            name=op.f("fk_reasons_answer_call_id_reasons_id"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id", "seat_id"],
            ["seat.call_id", "seat.id"],
            name=op.f("fk_reasons_answer_call_id_seat_id"),
        ),
        sa.PrimaryKeyConstraint("call_id", "id", name=op.f("pk_reasons_answer")),
        sa.UniqueConstraint(
            "call_id",
            "reasons_id",
            "seat_id",
            name=op.f("uq_reasons_answer_call_id_reasons_id_seat_id"),
        ),
    )
