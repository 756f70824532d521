"""`/api/v1/reward-triggers/<trigger_id>/backfill`."""

from uuid import UUID

from common.errors import Forbidden, NotFound
from common.errors.limits import RequestsLimited
from common.errors.rewards import BackfillRefused
from common.limits import RateClass
from common.models.reward_backfills import RewardBackfill
from common.refusals import refuses
from rewards.app import app
from rewards.reward_backfills import repository

TAGS = ["reward triggers"]
ONE = "/api/v1/reward-triggers/<trigger_id>/backfill"


@app.post(
    ONE,
    status_code=202,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, Forbidden, BackfillRefused),
)
@app.takes(RateClass.CREATE)
def backfill_reward_trigger(trigger_id: UUID) -> RewardBackfill:
    """Count facts from before a trigger was live

    For brand admins and campaign managers in their own programs, and for administrators. Once a version: facts of the
    last 400 days that were counted before it went live are counted for it, too, within minutes, and what they reach
    is granted, to nobody twice. Try a dry run first. One that failed goes on where it was.
    """
    with app.transaction() as tx:
        return repository.request(tx, trigger_id)


@app.get(ONE, tags=TAGS, responses=refuses(NotFound))
def read_reward_trigger_backfill(trigger_id: UUID) -> RewardBackfill:
    """Read how far a backfill is

    For members of its brand and administrators: that of the newest version that has one.
    """
    with app.read() as tx:
        return repository.find_newest(tx, trigger_id)
