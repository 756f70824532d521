"""`/api/v1/reward-triggers/<trigger_id>/dry-run`."""

from uuid import UUID

from common.errors import Forbidden, NotFound
from common.errors.rewards import DryRunTooLarge
from common.refusals import refuses
from rewards.app import app
from rewards.reward_dry_runs import service
from rewards.reward_dry_runs.models import DryRun, NewDryRun

TAGS = ["reward triggers"]


@app.post(
    "/api/v1/reward-triggers/<trigger_id>/dry-run",
    tags=TAGS,
    responses=refuses(NotFound, Forbidden, DryRunTooLarge),
)
def simulate_reward_trigger(trigger_id: UUID, body: NewDryRun) -> DryRun:
    """Try a reward trigger on what people did

    For brand admins and campaign managers in their own programs, and for administrators. Says what a backfill would
    grant for the facts that are kept, and what it would cost: exactly, but for what achievements bring along. Nothing
    is written, counted or granted. For more than 20,000 facts name a shorter time.
    """
    with app.read() as tx:
        return service.run(tx, trigger_id, body)
