"""`/api/v1/system/stripe-events`: administrators only."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from common.errors import NotFound
from common.errors.money import StripeEventTransitionForbidden
from common.idempotency import ONCE
from common.models.base import Page
from common.models.stripe_events import StripeEvent, StripeEventStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from payments.app import app
from payments.errors import StripeEventNotHandled
from payments.events import retry
from payments.events.models import Retry

TAGS = ["administration"]
OfType = Annotated[
    str | None, Query(max_length=255, description="Only events of this type, as Stripe names it.")
]


@app.get("/api/v1/system/stripe-events", tags=TAGS, responses=refuses(CursorInvalid))
def list_stripe_events(
    status: Annotated[StripeEventStatus | None, Query(description="Only those in this state.")] = None,
    type: OfType = None,  # noqa: A002 - the name that Stripe gave it
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[StripeEvent]:
    """List what Stripe told us

    For administrators. `failed` is what somebody must look at: given up after too many tries.
    """
    with app.read() as tx:
        return retry.list_events(tx, status=status, event_type=type, cursor=cursor, limit=limit)


@app.post(
    "/api/v1/system/stripe-events/<event_id>/retry",
    tags=TAGS,
    responses=refuses(NotFound, StripeEventTransitionForbidden, StripeEventNotHandled, *ONCE),
)
def retry_stripe_event(event_id: Annotated[str, Path(pattern=r"^evt_[A-Za-z0-9_]{1,251}$")]) -> StripeEvent:
    """Retry an event of Stripe

    For administrators. One that failed or was ignored is due again at once; what waits or is processed is refused
    (409).
    """
    with app.transaction() as tx:
        return app.once(tx, Retry(event_id=event_id), StripeEvent, lambda: retry.retry_event(tx, event_id))
