"""Statements of reports: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.moderation import MessageReport, ReportStatus
from messaging.message_reports.models import ReportDraft

REPORT: LiteralString = (
    "id, conversation_id, seq, brand_id, person_user_id, reporter_user_id, reason, note, status, reviewed_at,"
    " created_at"
)
REVIEW: LiteralString = ", reviewed_by, review_note"
NO_REVIEW: LiteralString = ", null::uuid as reviewed_by, null::text as review_note"
"""People have no right to read who reviewed their report, and what was noted of it."""


def report_message(tx: Transaction, conversation_id: UUID, seq: int, draft: ReportDraft) -> UUID:
    """A report of the actor; its id."""
    made: UUID = tx.fetch_value(
        "select app.report_message(%(id)s, %(seq)s, %(reason)s, %(note)s)",
        {"id": conversation_id, "seq": seq, "reason": draft.reason, "note": draft.note},
    )
    return made


def list_reports(
    tx: Transaction,
    *,
    status: ReportStatus | None,
    conversation_id: UUID | None,
    before: UUID | None,
    limit: int,
) -> list[MessageReport]:
    """Those that the actor may see, newest first."""
    given = where(
        ("status = %(status)s", status),
        ("conversation_id = %(conversation_id)s", conversation_id),
        ("id < %(before)s", before),
    )
    return tx.fetch_all(
        MessageReport,
        f"select {_columns(tx)} from message_reports where {given} order by id desc limit %(limit)s",
        {"status": status, "conversation_id": conversation_id, "before": before, "limit": limit},
    )


def find_report(tx: Transaction, report_id: UUID) -> MessageReport:
    """The report, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        MessageReport, f"select {_columns(tx)} from message_reports where id = %(id)s", {"id": report_id}
    )


def review_report(
    tx: Transaction, report_id: UUID, outcome: ReportStatus, note: str, *, redacts: bool
) -> None:
    """A report is upheld or dismissed."""
    tx.fetch_value(
        "select app.review_report(%(id)s, %(outcome)s, %(note)s, %(redacts)s)",
        {"id": report_id, "outcome": outcome, "note": note, "redacts": redacts},
    )


def _columns(tx: Transaction) -> LiteralString:
    return REPORT + (REVIEW if tx.is_admin else NO_REVIEW)
