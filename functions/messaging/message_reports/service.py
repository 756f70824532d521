"""Use cases of reports."""

from uuid import UUID

from common.database import Transaction
from common.models.base import Page
from common.models.moderation import MessageReport, ReportStatus
from common.pagination import decode_id_cursor, page
from messaging.message_reports import repository
from messaging.message_reports.models import ReportDraft, Upholding


def report_message(tx: Transaction, conversation_id: UUID, seq: int, draft: ReportDraft) -> MessageReport:
    """Say what is wrong with a message of another.

    Raises `NotFound`, `MessageNotThereYet`, `NothingToReport`, `ReportedAlready`.
    """
    return repository.find_report(tx, repository.report_message(tx, conversation_id, seq, draft))


def list_reports(
    tx: Transaction,
    *,
    status: ReportStatus | None,
    conversation_id: UUID | None,
    cursor: str | None,
    limit: int,
) -> Page[MessageReport]:
    """Of administrators everybody's, of everybody else their own, newest first. Raises `CursorInvalid`."""
    rows = repository.list_reports(
        tx, status=status, conversation_id=conversation_id, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda report: report.id)


def uphold_report(tx: Transaction, report_id: UUID, body: Upholding) -> MessageReport:
    """Agree, and redact the message where that is asked for.

    Raises `Forbidden`, `NotFound`, `DeciderInvolved`, `ReportReviewedAlready`.
    """
    repository.review_report(tx, report_id, ReportStatus.UPHELD, body.note, redacts=body.redact)
    return repository.find_report(tx, report_id)


def dismiss_report(tx: Transaction, report_id: UUID, note: str) -> MessageReport:
    """Disagree. Raises `Forbidden`, `NotFound`, `DeciderInvolved`, `ReportReviewedAlready`."""
    repository.review_report(tx, report_id, ReportStatus.DISMISSED, note, redacts=False)
    return repository.find_report(tx, report_id)
