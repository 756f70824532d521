"""`/api/v1/system/failures`: administrators only."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from common.errors import NotFound
from common.errors.money import StripeEventTransitionForbidden
from common.errors.notifications import DeliveryTransitionForbidden
from common.errors.operations import FailureFinal
from common.idempotency import ONCE
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import MAIL, wake
from common.refusals import refuses
from user_management.app import app
from user_management.failures import service
from user_management.failures.models import Failure, FailureKind, FailureRetry, RetriedFailure

TAGS = ["administration"]
FailureId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,255}$")]


@app.get("/api/v1/system/failures", tags=TAGS, responses=refuses(CursorInvalid))
def list_failures(
    kind: Annotated[FailureKind | None, Query(description="Only failures of this kind.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Failure]:
    """List what was given up

    For administrators: messages of the outbox, mails of notifications and events of Stripe that failed on their last
    attempt, newest first.
    """
    with app.read() as tx:
        return service.list_failures(tx, kind=kind, cursor=cursor, limit=limit)


@app.post(
    "/api/v1/system/failures/<kind>/<failure_id>/retry",
    tags=TAGS,
    responses=refuses(
        NotFound, FailureFinal, DeliveryTransitionForbidden, StripeEventTransitionForbidden, *ONCE
    ),
)
def retry_failure(kind: FailureKind, failure_id: FailureId) -> RetriedFailure:
    """Retry what was given up

    For administrators. It is due again, mail at once and the rest within five minutes; what fails again comes back to
    the list. Account mail has lost its code and is refused: its person asks for a new one.
    """
    order = FailureRetry(kind=kind, failure_id=failure_id)
    with app.transaction() as tx:
        retried = app.once(tx, order, RetriedFailure, lambda: service.retry_failure(tx, kind, failure_id))
    wake(MAIL)
    return retried


@app.delete(
    "/api/v1/system/failures/message/<message_id>", status_code=204, tags=TAGS, responses=refuses(NotFound)
)
def close_message(message_id: UUID) -> Response[Any]:
    """Close a message that nobody can mend

    For administrators, as for account mail, which has lost its code. It keeps its error for 30 days.
    """
    with app.transaction() as tx:
        service.dismiss_message(tx, message_id)
    return Response(status_code=204)
