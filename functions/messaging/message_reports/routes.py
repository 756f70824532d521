"""`/api/v1/message-reports`, and the door where they are made."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.errors.messaging import MessageNotThereYet, NothingToReport, ReportedAlready
from common.limits import RateClass
from common.models.base import Page
from common.models.moderation import MessageReport, ReportStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import MAIL, REALTIME, wake
from common.refusals import refuses
from messaging.app import app
from messaging.held_messages.routes import DECISION
from messaging.message_reports import service
from messaging.message_reports.models import Dismissal, ReportDraft, Upholding
from messaging.messages.routes import MESSAGE, Seq

TAGS = ["moderation"]


@app.post(
    f"{MESSAGE}/report",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, MessageNotThereYet, NothingToReport, ReportedAlready),
)
@app.takes(RateClass.CREATE)
def report_message(conversation_id: UUID, seq: Seq, body: ReportDraft) -> MessageReport:
    """Report a message

    For both sides of the conversation: a message of somebody else, once. An administrator looks at it; the other side
    is not told who reported it.
    """
    with app.transaction() as tx:
        return service.report_message(tx, conversation_id, seq, body)


@app.get("/api/v1/message-reports", tags=TAGS, responses=refuses(CursorInvalid))
def list_message_reports(
    status: Annotated[ReportStatus | None, Query(description="Only those in this state.")] = None,
    conversation_id: Annotated[UUID | None, Query(description="Only those of this conversation.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[MessageReport]:
    """List reports of messages

    For whoever is signed in, their own; for administrators, everybody's. The latest first.
    """
    with app.read() as tx:
        return service.list_reports(
            tx, status=status, conversation_id=conversation_id, cursor=cursor, limit=limit
        )


@app.post("/api/v1/message-reports/<report_id>/uphold", tags=TAGS, responses=refuses(*DECISION))
def uphold_message_report(report_id: UUID, body: Upholding) -> MessageReport:
    """Uphold a report

    For administrators who belong to neither side and have not reported it themselves. With `redact`, the message's text
    is taken away in the same moment. Who reported it is told that it was right. It is decided once (409).
    """
    with app.transaction() as tx:
        upheld = service.uphold_report(tx, report_id, body)
    wake(REALTIME)
    wake(MAIL)
    return upheld


@app.post("/api/v1/message-reports/<report_id>/dismiss", tags=TAGS, responses=refuses(*DECISION))
def dismiss_message_report(report_id: UUID, body: Dismissal) -> MessageReport:
    """Dismiss a report

    For administrators who belong to neither side and have not reported it themselves. Who reported it is told. It is
    decided once (409).
    """
    with app.transaction() as tx:
        dismissed = service.dismiss_report(tx, report_id, body.note)
    wake(REALTIME)
    wake(MAIL)
    return dismissed
