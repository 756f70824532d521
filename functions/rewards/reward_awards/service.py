"""Use cases of awards: what somebody was granted, takes, loses, or lets expire."""

from datetime import datetime

from common.batches import in_batches
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.models.base import Page
from common.models.reward_awards import AwardStatus, RewardAward
from common.pagination import decode_id_cursor, page
from rewards.reward_awards import repository
from rewards.reward_awards.models import RewardPage
from rewards.reward_awards.repository import Wanted

JOB = "reward-awards"
BATCH = 500
MOST_BATCHES = 100


def list_own(tx: Transaction, *, status: AwardStatus | None, cursor: str | None, limit: int) -> RewardPage:
    """The actor's rewards, newest first, with their points. Raises `CursorInvalid`."""
    rows = repository.list_own(tx, status, before=decode_id_cursor(cursor), limit=limit + 1)
    shown = page(rows, limit, lambda award: award.id)
    return RewardPage(data=shown.data, next_cursor=shown.next_cursor, points=repository.list_points(tx))


def list_managed(tx: Transaction, wanted: Wanted, *, cursor: str | None, limit: int) -> Page[RewardAward]:
    """What the programs that the actor runs granted, newest first. Raises `CursorInvalid`."""
    rows = repository.list_managed(tx, wanted, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda award: award.id)


def run_awards(as_of: datetime) -> Counts:
    """What time does to awards.

    Counts: those `kept` because they wait for a check, that `expired`, and whose people were `told` that they will.
    """
    with transaction(SERVICE) as tx:
        kept = repository.keep_held(tx, as_of)
    return {
        "kept": kept,
        "expired": in_batches(repository.expire, as_of, batch=BATCH, most_batches=MOST_BATCHES),
        "told": in_batches(repository.tell_expiring, as_of, batch=BATCH, most_batches=MOST_BATCHES),
    }
