"""Use cases of payouts. Intent row, commit, transfer, commit: never paid twice, never on hope."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.port import (
    PaymentAdapter,
    PaymentObjectUnknown,
    PaymentRefused,
    PaymentUnclear,
    Transfer,
)
from common.database import Transaction, transaction
from common.errors import Forbidden
from common.identity import SERVICE, Actor
from common.jobs import Counts
from common.models.base import Page
from common.models.money import Payout, PayoutStatus
from common.pagination import decode_id_cursor, page
from common.telemetry import logger
from payments.connect import repository as connect
from payments.connect.service import (
    ACCOUNT_CLOSED,
    ACCOUNT_UNKNOWN,
    RESTRICTED,
    apply_account,
    read_account,
)
from payments.payouts import repository
from payments.payouts.models import PayoutBatch, PayoutRun, ProcessEligiblePayouts
from payments.payouts.repository import ClaimedPayout

if TYPE_CHECKING:
    from common.http import Api  # the timer answers no requests: it starts without it

RETRY_AFTER = timedelta(minutes=10)
"""A payout that was tried this long ago and is still open lost its worker or its answer."""
KEY_IS_REMEMBERED = timedelta(hours=23)
"""Stripe keeps idempotency keys for 24 hours; later the same key would pay again."""
CLAIMED_AT_ONCE = 10
EDGE_MAKES = 20
"""Transfers that fit into the ten seconds of a request; the sweep makes the rest."""


def prepare_payouts(tx: Transaction, as_of: datetime) -> PayoutBatch:
    """Write down whom to pay. Raises `Forbidden` for anyone but the service and administrators."""
    if tx.actor.kind != "service" and not tx.is_admin:
        raise Forbidden
    return PayoutBatch(batch_id=repository.prepare_payouts(tx, as_of))


def send_payouts(at_most: int | None = None) -> int:
    """Make the transfers of open payouts, and clear up unclear ones; how many were worked on.

    What goes wrong with one of them is noted on it: it does not stop the others. Raises `NotConfigured`.
    """
    adapter = payment_adapter()
    worked = 0
    while at_most is None or worked < at_most:
        with transaction(SERVICE) as tx:
            claimed = repository.claim_payouts(tx, CLAIMED_AT_ONCE, RETRY_AFTER)
        for payout in claimed:
            _try_to_send(adapter, payout)
        worked += len(claimed)
        if not claimed:
            break
    return worked


def send_payout(payout_id: UUID) -> None:
    """Make the transfer of a payout that has been committed, if nobody has tried; what is unclear is left to the sweep.

    Raises `NotConfigured`.
    """
    adapter = payment_adapter()
    with transaction(SERVICE) as tx:
        claimed = repository.claim_payout(tx, payout_id)
    if claimed is not None:
        _try_to_send(adapter, claimed)


def describe_run(tx: Transaction, batch_id: UUID) -> PayoutRun:
    """What became of a run so far."""
    return PayoutRun(
        batch_id=batch_id,
        payouts=repository.list_payouts_of_batch(tx, batch_id),
        skipped=repository.list_skipped(tx, batch_id),
        more_due=repository.has_due_payouts(tx),
    )


def process_payouts(app: "Api", request: ProcessEligiblePayouts) -> PayoutRun:
    """What an administrator asks for: prepare, once per `Idempotency-Key`, then pay what fits into a request.

    Raises `NotConfigured` before anything is prepared, and `Forbidden`.
    """
    payment_adapter()
    with app.transaction() as tx:
        batch = app.once(tx, request, PayoutBatch, lambda: prepare_payouts(tx, datetime.now(UTC)))
    return _pay(app.actor, batch, EDGE_MAKES)


def run_payouts(as_of: datetime) -> Counts:
    """What the timer does: prepare, then pay. Raises `NotConfigured` before anything is prepared."""
    payment_adapter()
    with transaction(SERVICE) as tx:
        batch = prepare_payouts(tx, as_of)
    run = _pay(SERVICE, batch)
    counts: Counts = {str(status): 0 for status in PayoutStatus}
    for payout in run.payouts:
        counts[payout.status] += 1
    return {**counts, "skipped": len(run.skipped)}


def book_transfer(tx: Transaction, payout_id: UUID | None, transfer: Transfer) -> bool:
    """Book a transfer as it is now: its payout is paid by it, and what was reversed of it is owed again.

    False where nothing is left to book, or it is none of ours. Raises nothing of its own: what is
    booked is not booked again.
    """
    settled = payout_id is not None and repository.settle_payout(tx, payout_id, transfer.id)
    return repository.return_transfer(tx, transfer.id, transfer.amount_reversed) > 0 or settled


def _pay(actor: Actor, batch: PayoutBatch, at_most: int | None = None) -> PayoutRun:
    send_payouts(at_most)
    with transaction(actor) as tx:
        return describe_run(tx, batch.batch_id)


def list_payouts(
    tx: Transaction, *, status: PayoutStatus | None, cursor: str | None, limit: int
) -> Page[Payout]:
    """The actor's payouts (an administrator's view: all), newest first. Raises `CursorInvalid`."""
    rows = repository.list_payouts(tx, status=status, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda payout: payout.id)


def _try_to_send(adapter: PaymentAdapter, payout: ClaimedPayout) -> None:
    try:
        _send(adapter, payout)
    except Exception as error:  # noqa: BLE001 - nobody knows what it was: it is found out later
        logger().exception("payout unclear", extra={"payout_id": str(payout.id)})
        _review(payout, f"{type(error).__name__} while it was sent")


def _send(adapter: PaymentAdapter, payout: ClaimedPayout) -> None:
    try:
        if payout.attempts == 1 or not _find_out(adapter, payout):
            _transfer(adapter, payout)
    except PaymentUnclear:
        _review(payout, "Stripe did not answer")


def _transfer(adapter: PaymentAdapter, payout: ClaimedPayout) -> None:
    """To an account that Stripe does not know, there certainly is no transfer: that is a refusal, too."""
    try:
        transfer = adapter.create_transfer(
            payout.id, payout.amount, payout.currency, payout.stripe_account_id, payout.idempotency_key
        )
    except PaymentObjectUnknown:
        _fail(adapter, payout, ACCOUNT_UNKNOWN)
    except PaymentRefused as refusal:
        _fail(adapter, payout, refusal.reason)
    else:
        with transaction(SERVICE) as tx:
            book_transfer(tx, payout.id, transfer)


def _fail(adapter: PaymentAdapter, payout: ClaimedPayout, reason: str) -> None:
    """Where it is a matter of the payee, their account is looked at first: it may be gone."""
    with transaction(SERVICE) as tx:
        if not connect.is_obstacle(tx, reason):
            repository.fail_payout(tx, payout.id, reason)
            return
    account = read_account(adapter, payout.stripe_account_id)
    if account.is_closed:
        reason = account.blocked_reason or ACCOUNT_CLOSED
    elif reason == ACCOUNT_UNKNOWN:
        reason = RESTRICTED  # it is there
    with transaction(SERVICE) as tx:
        repository.fail_payout(tx, payout.id, reason)
        apply_account(tx, account)


def _review(payout: ClaimedPayout, reason: str) -> None:
    with transaction(SERVICE) as tx:
        repository.review_payout(tx, payout.id, reason)


def _find_out(adapter: PaymentAdapter, payout: ClaimedPayout) -> bool:
    """Whether an earlier attempt settles it: there is a transfer, or there cannot be one any more."""
    found = adapter.find_transfer(payout.id)
    if found is not None:
        with transaction(SERVICE) as tx:
            book_transfer(tx, payout.id, found)
        return True
    if datetime.now(UTC) - payout.first_attempt_at < KEY_IS_REMEMBERED:
        return False  # the same key again cannot pay twice
    with transaction(SERVICE) as tx:
        repository.fail_payout(tx, payout.id, "no transfer was made")
    return True
