"""The edge function `campaign-lifecycle`."""

from datetime import UTC, datetime

from campaign_lifecycle.app import app
from campaign_lifecycle.clock import service
from campaign_lifecycle.clock.models import ProcessTransitions, TransitionCounts
from common.idempotency import ONCE
from common.refusals import refuses


@app.post("/functions/v1/campaign-lifecycle", tags=["edge"], responses=refuses(*ONCE))
def call_campaign_lifecycle(body: ProcessTransitions) -> TransitionCounts:
    """`process-transitions`: one bounded pass of what the hourly job does; service and administrators only."""
    with app.transaction() as tx:
        return app.once(
            tx, body, TransitionCounts, lambda: service.process_transitions(tx, datetime.now(UTC))
        )
