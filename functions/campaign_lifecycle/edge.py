"""The edge function `campaign-lifecycle`."""

from datetime import UTC, datetime

from campaign_lifecycle.app import app
from campaign_lifecycle.clock import service
from campaign_lifecycle.clock.models import ProcessTransitions, TransitionCounts
from common.idempotency import ONCE
from common.refusals import refuses


@app.post("/functions/v1/campaign-lifecycle", tags=["edge"], responses=refuses(*ONCE))
def call_campaign_lifecycle(body: ProcessTransitions) -> TransitionCounts:
    """Move every campaign and invitation whose time has come

    For administrators and the machine client. The action `process-transitions` is one bounded pass of what the hourly
    job does: drafts whose start is reached become active, campaigns whose end is reached complete, those whose budget
    is spent pause, invitations expire. Call again while `more_due` is true.
    """
    with app.transaction() as tx:
        return app.once(
            tx, body, TransitionCounts, lambda: service.process_transitions(tx, datetime.now(UTC))
        )
