"""Use cases of Stripe's events. The event's id first, the work later; never its content, the object is asked for.

So duplicates, any order and missed events end in the same books: each handler applies the present state. What takes
a payment back books the payment first, since nothing can be taken from a deposit that is not credited.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.events import id_of, object_of
from common.adapters.payments.port import (
    PaymentAdapter,
    PaymentIntent,
    PaymentObjectUnknown,
    ProviderEvent,
)
from common.backoff import setback_after
from common.database import Transaction, transaction
from common.errors.money import PaymentMismatch
from common.identity import SERVICE
from common.telemetry import logger
from common.work import TAKEN_OVER, described, one_by_one, work_through
from payments.alerts import service as alerts
from payments.alerts.repository import note_fraud_warning
from payments.connect import repository as connect
from payments.connect.service import apply_news, read_account
from payments.deposits import repository as deposits
from payments.deposits.apply import apply_payment_intent
from payments.deposits.service import settle_escrows
from payments.disputes.service import apply_dispute
from payments.events import repository
from payments.events.read import can_be_kept
from payments.events.repository import StoredEvent
from payments.payouts.service import book_transfer
from payments.refunds.service import apply_refunds

CLAIMED_AT_ONCE = 20
DRIVEN_AT_ONCE = 1_000
Effect = Callable[[Transaction], bool]
"""What is to be booked, in one transaction with the event's own end; False: nothing was left to do."""


def receive(event: ProviderEvent) -> bool:
    """Keep an event for the worker; whether there is anything to wake it for."""
    with transaction(SERVICE) as tx:
        is_new = repository.store_event(tx, event, source="webhook", is_handled=event.type in HANDLERS)
    return is_new and event.type in HANDLERS


def handle_due_events() -> dict[str, int]:
    """Handle every event that is due; one bad event does not stop the others. Counts: processed, ignored, postponed."""
    counts = work_through(
        lambda tx: repository.claim_events(tx, CLAIMED_AT_ONCE), one_by_one(_handle, _postpone)
    )
    settle_escrows()
    return {"processed": 0, "ignored": 0, "postponed": 0} | counts


def repair(since: datetime) -> int:
    """Keep what Stripe has to tell since then and what never reached us, and drive what a former release ignored, once.

    How many events those are. Raises `NotConfigured`, `PaymentRefused`, `PaymentUnclear`.
    """
    found = _drive_again()
    for event in payment_adapter().list_events(since):
        if event.type not in HANDLERS:
            continue
        if not can_be_kept(event.payload):
            logger().error("an event of Stripe cannot be kept", extra={"event_id": event.id})
            continue
        with transaction(SERVICE) as tx:
            found += repository.store_event(tx, event, source="repair", is_handled=True)
    return found


def _drive_again() -> int:
    total = 0
    while True:
        with transaction(SERVICE) as tx:
            driven = repository.drive_again(tx, HANDLERS, DRIVEN_AT_ONCE)
        total += driven
        if driven < DRIVEN_AT_ONCE:
            return total


def _handle(event: StoredEvent) -> str:
    if event.type not in HANDLERS:  # a newer release kept it, which has been rolled back since
        with transaction(SERVICE) as tx:
            repository.leave_event(tx, event)
        return "ignored"
    try:
        effect = HANDLERS[event.type](payment_adapter(), event)
    except PaymentObjectUnknown:
        effect = _nothing  # of another system that shares the account, or deleted
    try:
        return _book(event, effect)
    except PaymentMismatch:
        if not _went_back(payment_adapter(), event):
            raise
    return _book(event, _nothing)


def _book(event: StoredEvent, effect: Effect) -> str:
    with transaction(SERVICE) as tx:
        status = "processed" if effect(tx) else "ignored"
        repository.finish_event(tx, event, status)
    return status


def _went_back(adapter: PaymentAdapter, event: StoredEvent) -> bool:
    """Whether a payment that fits no deposit was refunded whole: then it is nobody's, and nothing is left to do."""
    intent_id = _intent_id(event)
    if intent_id is None:
        return False
    received = adapter.get_payment_intent(intent_id).amount_received
    refunds = adapter.list_refunds(intent_id)
    return sum(refund.amount for refund in refunds if refund.status == "succeeded") >= received


def _postpone(event: StoredEvent, error: Exception) -> str:
    with transaction(SERVICE) as tx:
        held = repository.postpone_event(tx, event, described(error), setback_after(event.attempts))
    return "postponed" if held else TAKEN_OVER


def _nothing(_: Transaction) -> bool:
    return False


def _object_id(event: StoredEvent) -> str:
    if not event.object_id:
        raise PaymentObjectUnknown
    return event.object_id


def _intent_id(event: StoredEvent) -> str | None:
    """The payment that an event is about: the object itself, or what the object names."""
    if event.type.startswith("payment_intent."):
        return event.object_id
    return id_of(object_of(event.payload).get("payment_intent"))


def _payment_intent(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    intent = adapter.get_payment_intent(_object_id(event))
    return lambda tx: apply_payment_intent(tx, intent)


def _refunds(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    """Charges and refunds both name their payment intent."""
    intent_id = _intent_id(event)
    if intent_id is None:
        return _nothing
    intent, refunds = adapter.get_payment_intent(intent_id), adapter.list_refunds(intent_id)
    takes = any(refund.withdrawal_id is None for refund in refunds)
    return _after_payment(intent, lambda tx: apply_refunds(tx, refunds), takes=takes)


def _dispute(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    asked_at = datetime.now(UTC)
    dispute = adapter.get_dispute(_object_id(event))
    if dispute.payment_intent_id is None:
        return _nothing
    intent = adapter.get_payment_intent(dispute.payment_intent_id)

    def book_and_tell(tx: Transaction) -> bool:
        booked = apply_dispute(tx, dispute, asked_at)
        return alerts.note_dispute(tx, dispute) or booked

    return _after_payment(intent, book_and_tell, takes=True)


def _fraud_warning(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    warning = adapter.get_fraud_warning(_object_id(event))
    if warning.payment_intent_id is None:
        return _nothing
    intent = adapter.get_payment_intent(warning.payment_intent_id)
    return _after_payment(intent, lambda tx: note_fraud_warning(tx, warning))


def _after_payment(intent: PaymentIntent, effect: Effect, *, takes: bool = False) -> Effect:
    """The payment itself, which nobody may have told us of yet, and then what became of it.

    `takes`: it may take money back, and so freeze or end deals; held funds are locked before the wallet.
    """

    def pay_first(tx: Transaction) -> bool:
        if takes and intent.deposit_id is not None:
            deposits.lock_held_funds(tx, intent.deposit_id)
        paid = apply_payment_intent(tx, intent)
        return effect(tx) or paid

    return pay_first


def _account(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    account = read_account(adapter, event.account_id or _object_id(event))
    return lambda tx: apply_news(tx, account)


def _customer(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    customer_id = _object_id(event)
    if adapter.is_customer(customer_id):
        return _nothing
    return lambda tx: deposits.forget_customer(tx, customer_id) > 0


def _transfer(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    transfer = adapter.get_transfer(_object_id(event))
    return lambda tx: book_transfer(tx, transfer.payout_id, transfer)


def _bank_payout(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    """Between Stripe and the creator's bank: no money of ours moves, but the creator wants to know."""
    if event.account_id is None:
        return _nothing  # our own
    payout = adapter.get_bank_payout(event.account_id, _object_id(event))
    return lambda tx: connect.note_bank_payout(tx, payout)


HANDLERS: dict[str, Callable[[PaymentAdapter, StoredEvent], Effect]] = {
    "payment_intent.succeeded": _payment_intent,
    "payment_intent.payment_failed": _payment_intent,
    "payment_intent.canceled": _payment_intent,
    "charge.refunded": _refunds,
    "refund.updated": _refunds,
    "refund.failed": _refunds,
    "charge.dispute.created": _dispute,
    "charge.dispute.updated": _dispute,
    "charge.dispute.funds_withdrawn": _dispute,
    "charge.dispute.funds_reinstated": _dispute,
    "charge.dispute.closed": _dispute,
    "radar.early_fraud_warning.created": _fraud_warning,
    "radar.early_fraud_warning.updated": _fraud_warning,
    "customer.deleted": _customer,
    "account.updated": _account,
    "account.application.deauthorized": _account,
    "account.external_account.created": _account,
    "account.external_account.updated": _account,
    "v2.core.account.closed": _account,
    "v2.core.account[requirements].updated": _account,
    "v2.core.account[configuration.recipient].capability_status_updated": _account,
    "transfer.reversed": _transfer,
    "transfer.created": _transfer,
    "payout.paid": _bank_payout,
    "payout.failed": _bank_payout,
}
"""Everything else is kept and ignored."""
