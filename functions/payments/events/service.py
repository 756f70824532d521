"""Use cases of Stripe's events. The event's id first, the work later; never its content, the object is asked for.

So duplicates, any order and missed events end in the same books: each handler applies the present state. What takes
a payment back books the payment first, since nothing can be taken from a deposit that is not credited.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.port import (
    PaymentAdapter,
    PaymentIntent,
    PaymentObjectUnknown,
    ProviderEvent,
)
from common.backoff import setback_after
from common.database import Transaction, transaction
from common.errors import BadRequest
from common.identity import SERVICE
from common.work import described, one_by_one, work_through
from payments.connect import repository as connect
from payments.connect.service import apply_account
from payments.deposits.service import apply_payment_intent
from payments.disputes.service import apply_dispute
from payments.events import repository
from payments.events.repository import StoredEvent
from payments.payouts.service import book_transfer
from payments.refunds.service import apply_refunds

CLAIMED_AT_ONCE = 20
Effect = Callable[[Transaction], bool]
"""What is to be booked, in one transaction with the event's own end; False: nothing was left to do."""


def read_event(payload: bytes) -> ProviderEvent:
    """The event in a verified body. Raises `BadRequest`."""
    try:
        text = payload.decode()
        body: dict[str, Any] = json.loads(text)
        found = body["data"]["object"] if "data" in body else body.get("related_object") or {}
        # Half a character and 1e999 can be read, but not kept.
        json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
        event = ProviderEvent(str(body["id"]), str(body["type"]), found.get("id"), body.get("account"), body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadRequest("The body is no event of Stripe.") from None
    if not event.id.startswith("evt_") or len(event.id) > 255 or "\\u0000" in text:
        raise BadRequest("The body is no event of Stripe.")
    return event


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
    return {"processed": 0, "ignored": 0, "postponed": 0} | counts


def repair(since: datetime) -> int:
    """Fetch what Stripe has to tell since then and keep what never reached us; how many those were.

    Raises `NotConfigured`, `PaymentRefused`, `PaymentUnclear`.
    """
    found = 0
    for event in payment_adapter().list_events(since):
        if event.type not in HANDLERS:
            continue
        with transaction(SERVICE) as tx:
            found += repository.store_event(tx, event, source="repair", is_handled=True)
    return found


def _handle(event: StoredEvent) -> str:
    try:
        effect = HANDLERS[event.type](payment_adapter(), event)
    except PaymentObjectUnknown:
        effect = _nothing  # of another system that shares the account, or deleted
    with transaction(SERVICE) as tx:
        status = "processed" if effect(tx) else "ignored"
        repository.finish_event(tx, event.id, status)
    return status


def _postpone(event: StoredEvent, error: Exception) -> str:
    with transaction(SERVICE) as tx:
        repository.postpone_event(tx, event, described(error), setback_after(event.attempts))
    return "postponed"


def _nothing(_: Transaction) -> bool:
    return False


def _object_id(event: StoredEvent) -> str:
    if not event.object_id:
        raise PaymentObjectUnknown
    return event.object_id


def _payment_intent(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    intent = adapter.get_payment_intent(_object_id(event))
    return lambda tx: apply_payment_intent(tx, intent)


def _refunds(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    """Charges and refunds both name their payment intent."""
    intent_id = ((event.payload.get("data") or {}).get("object") or {}).get("payment_intent")
    if not isinstance(intent_id, str):
        return _nothing
    intent, refunds = adapter.get_payment_intent(intent_id), adapter.list_refunds(intent_id)
    return _after_payment(intent, lambda tx: apply_refunds(tx, refunds))


def _dispute(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    asked_at = datetime.now(UTC)
    dispute = adapter.get_dispute(_object_id(event))
    if dispute.payment_intent_id is None:
        return _nothing
    intent = adapter.get_payment_intent(dispute.payment_intent_id)
    return _after_payment(intent, lambda tx: apply_dispute(tx, dispute, asked_at))


def _after_payment(intent: PaymentIntent, effect: Effect) -> Effect:
    """The payment itself, which nobody may have told us of yet, and then what became of it."""

    def pay_first(tx: Transaction) -> bool:
        paid = apply_payment_intent(tx, intent)
        return effect(tx) or paid

    return pay_first


def _account(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    account = adapter.get_account(event.account_id or _object_id(event))
    return lambda tx: apply_account(tx, account)


def _transfer(adapter: PaymentAdapter, event: StoredEvent) -> Effect:
    transfer = adapter.get_transfer(_object_id(event))
    return lambda tx: book_transfer(tx, transfer.payout_id, transfer)


def _bank_payout(title: str, message: str) -> Callable[[PaymentAdapter, StoredEvent], Effect]:
    """Between Stripe and the creator's bank: no money of ours moves, but the creator wants to know."""

    def handler(_: PaymentAdapter, event: StoredEvent) -> Effect:
        account = event.account_id
        return lambda tx: account is not None and connect.notify_account(tx, account, title, message) > 0

    return handler


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
    "account.updated": _account,
    "v2.core.account[configuration.recipient].capability_status_updated": _account,
    "transfer.reversed": _transfer,
    "payout.paid": _bank_payout("Your bank has the money", "A payout has arrived in your bank account."),
    "payout.failed": _bank_payout("Your bank refused a payout", "Check your bank details at Stripe."),
}
"""Everything else is kept and ignored."""
