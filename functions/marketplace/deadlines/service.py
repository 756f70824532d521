"""The timers' job: batches, each in a transaction of its own, until none is due or time is short."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import get_args
from uuid import UUID

from common import metrics
from common.database import Transaction, transaction
from common.deadline import Deadline, HasRemainingTime
from common.identity import SERVICE
from common.jobs import Counts
from common.models.deals import EscrowStatus
from common.money import WalletCurrency
from marketplace.deadlines import repository
from marketplace.deadlines.models import TimerPass
from marketplace.escrows.repository import FINAL
from marketplace.uploads import service as uploads

BATCH = 500
PURGED_A_RUN = 10_000
SPARE_SECONDS = 20
"""What a batch may take at its slowest."""

OVERDUE = timedelta(hours=1)
UNPAID = frozenset({EscrowStatus.PENDING_PAYMENT, EscrowStatus.PAYMENT_PROCESSING, EscrowStatus.FAILED})
PASSED_AT_ONCE = frozenset({EscrowStatus.RELEASING, EscrowStatus.REFUNDING})
UNDER_WAY = [status for status in EscrowStatus if status not in PASSED_AT_ONCE | FINAL]

Pass = Callable[[Transaction, datetime, int, list[UUID]], TimerPass]


def run_deadlines(as_of: datetime, context: HasRemainingTime) -> Counts:
    """What is not held up any more, payments that came, all that is due, and files that nobody wants.

    `more_due` is 1 where time was short; the next run goes on. Raises `FileStoreUnavailable`, at the end.
    """
    deadline = Deadline.of_lambda(context, spare_seconds=SPARE_SECONDS)
    counts: Counts = {"unfrozen": 0, "payments": 0, "steps": 0, "endings": 0, "errors": 0, "more_due": 0}
    with transaction(SERVICE) as tx:
        counts["unfrozen"] = repository.settle_freezes(tx, as_of, BATCH)
    while not deadline.is_over:
        with transaction(SERVICE) as tx:
            settled = repository.settle_card_payments(tx, as_of, BATCH)
        counts["payments"] += settled
        if settled < BATCH:
            break
    _run(repository.run_gig_timers, "endings", as_of, deadline, counts)
    _run(repository.run_deal_timers, "steps", as_of, deadline, counts)
    with transaction(SERVICE) as tx:
        purged = repository.purge_blocked_attempts(tx, as_of, PURGED_A_RUN)
    tell_levels(as_of)
    # At the end: where S3 does not answer, everything else is done.
    return counts | {"blocked_attempts_purged": purged, "files_swept": uploads.sweep(as_of)}


def tell_levels(as_of: datetime) -> None:
    """Tell how many milestones are under way, how many overdue by an hour, and what is held (minor units)."""
    with transaction(SERVICE) as tx:
        standings = repository.standings(tx, as_of - OVERDUE)
        holdings = repository.gig_holdings(tx)
    number = Counter[str](dict.fromkeys(UNDER_WAY, 0))
    held = Counter[str](dict.fromkeys(get_args(WalletCurrency), 0))
    for one in standings:
        number[one.status] += one.number
        if one.status not in UNPAID:
            held[one.currency] += one.total
    for holding in holdings:
        held[holding.currency] += holding.total
    metrics.gauge("escrows_overdue", sum(one.overdue for one in standings))
    for status, level in number.items():
        metrics.gauge("escrows", level, of=status)
    for currency, level in held.items():
        metrics.gauge("held_funds", level, of=currency)


def _run(one_pass: Pass, name: str, as_of: datetime, deadline: Deadline, counts: Counts) -> None:
    failed: list[UUID] = []
    while not deadline.is_over:
        with transaction(SERVICE) as tx:
            done = one_pass(tx, as_of, BATCH, failed)
        counts[name] += done.done
        failed += done.failed
        # A step may bring the next one: work that is a week late goes through all that it missed.
        if not done.done and not done.more_due:
            break
    else:
        counts["more_due"] = 1
    counts["errors"] += len(failed)
