"""Use cases of fraud groups: what waits for administrators, and what time does to it."""

from datetime import datetime, timedelta
from uuid import UUID

from agents.fraud_groups import repository
from agents.fraud_groups.models import FraudDecision, FraudGroupDetail, Verdict
from common import metrics
from common.admins import require_admin
from common.batches import in_batches
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.models.base import Page
from common.models.fraud import FraudGroup, FraudResolution, FraudStatus
from common.pagination import decode_id_cursor, page

JOB = "fraud-queue"
BATCH = 500
MOST_BATCHES = 100
HOUR = timedelta(hours=1)
RESOLUTIONS = {Verdict.UPHOLD: FraudResolution.UPHELD, Verdict.DISMISS: FraudResolution.DISMISSED}


def list_groups(
    tx: Transaction, *, status: FraudStatus | None, rule: str | None, cursor: str | None, limit: int
) -> Page[FraudGroup]:
    """Groups, the newest first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    rows = repository.list_groups(
        tx, status=status, rule=rule, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda group: group.id)


def find_group(tx: Transaction, group_id: UUID) -> FraudGroupDetail:
    """A group with what was found and what it holds. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    group = repository.find_group(tx, group_id)
    return FraudGroupDetail(
        **group.model_dump(),
        events=repository.list_events(tx, group_id),
        held=repository.list_held(tx, group_id),
    )


def resolve(tx: Transaction, group_id: UUID, decision: FraudDecision) -> FraudGroupDetail:
    """Uphold or dismiss, once. Raises `Forbidden`, `NotFound`, `DeciderInvolved`, `FraudGroupDecided`."""
    require_admin(tx)
    repository.resolve_group(
        tx, group_id, RESOLUTIONS[decision.resolution], decision.reason, ban_agent=decision.ban_agent
    )
    return find_group(tx, group_id)


def run_queue(as_of: datetime) -> Counts:
    """Hold what was missed, end what nothing came of, remind, and tell how much waits and for how many whole hours.

    Counts: `held` commissions, groups that `expired`, groups that administrators were `reminded` of.
    """
    with transaction(SERVICE) as tx:
        held = repository.hold_missed(tx)
    expired = in_batches(repository.expire_groups, as_of, batch=BATCH, most_batches=MOST_BATCHES)
    with transaction(SERVICE) as tx:
        reminded = repository.remind(tx, as_of)
        found = repository.waiting(tx)
    metrics.gauge("fraud_groups_pending", found.groups)
    metrics.gauge("fraud_waits_hours", max((as_of - found.since) // HOUR, 0) if found.since else 0)
    return {"held": held, "expired": expired, "reminded": reminded}
