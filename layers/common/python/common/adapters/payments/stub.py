"""A payment provider that pretends, for every stage but prod: it behaves like Stripe where Stripe hurts.

Its memory is the table payment_stub_objects, because Lambdas share nothing else; each call commits on its own, as
a call to Stripe would. Nobody can type a card number into it, so looking at an intent pays it. The last three
digits of an amount choose what goes wrong (`Magic`). Every change leaves an event, for webhooks and repair.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from common.adapters.payments.events import provider_event
from common.adapters.payments.keys import customer_key, deposit_key
from common.adapters.payments.port import (
    Dispute,
    FraudWarning,
    PaymentIntent,
    PaymentObjectUnknown,
    PaymentRefused,
    PaymentUnclear,
    ProviderEvent,
    Refund,
    Transfer,
)
from common.adapters.payments.stub_accounts import StubAccounts
from common.adapters.payments.stub_answers import (
    dispute,
    fraud_warning,
    payment_intent,
    refund,
    transfer,
)
from common.adapters.payments.stub_balance import StubBalance
from common.adapters.payments.stub_magic import SHORT_BY, Magic
from common.adapters.payments.stub_store import Body, change, find, make, record_event, select_bodies

PAID_OR_CANCELLED = ("succeeded", "canceled")
__all__ = ["Magic", "StubPaymentAdapter"]


class StubPaymentAdapter(StubAccounts, StubBalance):
    """See `common.adapters.payments.port.PaymentAdapter`; accounts are in `stub_accounts`, money in `stub_balance`."""

    def create_customer(self, wallet_id: UUID, brand_id: UUID, replaces: str | None = None) -> str:
        """A payer for the wallet; one that was deleted, too, under its key."""
        made, _ = make("customer", "cus", customer_key(wallet_id, replaces), {"brand_id": str(brand_id)})
        return str(made["id"])

    def is_customer(self, customer_id: str) -> bool:
        """Whether it is there, and nobody deleted it."""
        try:
            return not find("customer", customer_id).get("deleted")
        except PaymentObjectUnknown:
            return False

    def create_payment_intent(
        self, deposit_id: UUID, amount: int, currency: str, customer_id: str
    ) -> PaymentIntent:
        """An intent (minor units) that waits for its payer; DEPOSIT_TIMES_OUT is made, but its first answer is lost."""
        if not self.is_customer(customer_id):
            raise PaymentObjectUnknown("customer")
        made, is_new = make(
            "payment_intent", "pi", deposit_key(deposit_id, customer_id),
            {"status": "requires_payment_method", "amount": amount, "amount_received": 0, "currency": currency,
             "customer": customer_id, "charge_id": None, "deposit_id": str(deposit_id), "failure": None,
             "looks": 0},
        )  # fmt: skip
        if is_new and amount % 1000 == Magic.DEPOSIT_TIMES_OUT:
            raise PaymentUnclear
        return payment_intent(made)

    def get_payment_intent(self, payment_intent_id: str) -> PaymentIntent:
        """The intent; looking at an open one plays its payer."""
        found = find("payment_intent", payment_intent_id)
        if found["status"] in ("requires_payment_method", "processing") and not found["failure"]:
            return self.play_payer(payment_intent_id)
        return payment_intent(found)

    def play_payer(self, payment_intent_id: str) -> PaymentIntent:
        """What a payer would do: pay, or as the amount says."""
        found = find("payment_intent", payment_intent_id)
        amount = int(found["amount"])
        update: Body
        match amount % 1000:
            case Magic.DEPOSIT_DECLINED:
                update, event = {"failure": "card_declined"}, "payment_intent.payment_failed"
            case Magic.DEPOSIT_CANCELLED:
                update, event = {"status": "canceled"}, "payment_intent.canceled"
            case Magic.DEPOSIT_DELAYED if found["status"] != "processing":
                update, event = {"status": "processing"}, "payment_intent.processing"
            case magic:
                received = amount - (SHORT_BY if magic == Magic.DEPOSIT_SHORT else 0)
                update = {"status": "succeeded", "amount_received": received,
                          "charge_id": payment_intent_id.replace("pi_", "ch_", 1)}  # fmt: skip
                event = "payment_intent.succeeded"
        try:
            changed = change(payment_intent_id, update, unless=PAID_OR_CANCELLED)
        except PaymentRefused:  # somebody was faster
            return payment_intent(find("payment_intent", payment_intent_id))
        record_event(event, changed)
        return payment_intent(changed)

    def cancel_payment_intent(
        self, payment_intent_id: str, spared: frozenset[str] = frozenset()
    ) -> PaymentIntent:
        """The intent, cancelled; refused once it is paid, on its way or cancelled."""
        found = find("payment_intent", payment_intent_id)
        if found["status"] in spared:
            return payment_intent(found)
        changed = change(payment_intent_id, {"status": "canceled"}, unless=(*PAID_OR_CANCELLED, "processing"))
        record_event("payment_intent.canceled", changed)
        return payment_intent(changed)

    def create_refund(self, withdrawal_id: UUID, payment_intent_id: str, amount: int) -> Refund:
        """`amount` minor units back; never more than the payment still holds."""
        return self._refund(f"withdrawal_{withdrawal_id}", payment_intent_id, amount, str(withdrawal_id))

    def refund_in_dashboard(self, payment_intent_id: str, amount: int) -> Refund:
        """What somebody does in Stripe's dashboard without telling us: `amount` minor units go back."""
        return self._refund(None, payment_intent_id, amount, None)

    def _refund(
        self, key: str | None, payment_intent_id: str, amount: int, withdrawal_id: str | None
    ) -> Refund:
        paid = int(find("payment_intent", payment_intent_id)["amount_received"])
        earlier = [r for r in self.list_refunds(payment_intent_id) if r.status not in ("failed", "canceled")]
        known = withdrawal_id is not None and any(str(r.withdrawal_id) == withdrawal_id for r in earlier)
        if not known and sum(refund.amount for refund in earlier) + amount > paid:
            raise PaymentRefused("charge_already_refunded")
        if amount % 1000 == Magic.REFUND_REFUSED:
            raise PaymentRefused("insufficient_funds")
        status = "pending" if amount % 1000 == Magic.REFUND_FAILS_LATER else "succeeded"
        made, is_new = make(
            "refund", "re", key,
            {"status": status, "amount": amount, "payment_intent": payment_intent_id,
             "withdrawal_id": withdrawal_id, "failure": None},
        )  # fmt: skip
        if is_new:
            record_event("charge.refunded", {**made, "id": payment_intent_id.replace("pi_", "ch_", 1)})
            if amount % 1000 == Magic.REFUND_TIMES_OUT:
                raise PaymentUnclear
        return refund(made)

    def fail_refund(self, refund_id: str) -> Refund:
        """The payer's bank sends a refund back, days later."""
        changed = change(refund_id, {"status": "failed", "failure": "lost_or_stolen_card"})
        record_event("refund.failed", changed)
        return refund(changed)

    def list_refunds(self, payment_intent_id: str) -> list[Refund]:
        """Every refund of a payment."""
        return [refund(body) for body in select_bodies("refund", "payment_intent", payment_intent_id)]

    def open_dispute(self, payment_intent_id: str, amount: int, status: str = "needs_response") -> Dispute:
        """The payer's bank takes `amount` minor units back for the time being; or it only asks (`warning_...`)."""
        made, _ = make(
            "dispute", "dp", None,
            {"status": status, "amount": amount, "payment_intent": payment_intent_id},
        )  # fmt: skip
        record_event("charge.dispute.created", made)
        return dispute(made)

    def move_dispute(self, dispute_id: str, status: str, event: str) -> Dispute:
        """It goes on: `updated`, or its `funds_withdrawn` or `funds_reinstated`."""
        changed = change(dispute_id, {"status": status})
        record_event(f"charge.dispute.{event}", changed)
        return dispute(changed)

    def close_dispute(self, dispute_id: str, status: str) -> Dispute:
        """The bank decides: won or lost."""
        changed = change(dispute_id, {"status": status})
        record_event("charge.dispute.closed", changed)
        return dispute(changed)

    def get_dispute(self, dispute_id: str) -> Dispute:
        """The dispute as it is now."""
        return dispute(find("dispute", dispute_id))

    def get_fraud_warning(self, warning_id: str) -> FraudWarning:
        """The early fraud warning as it is now."""
        return fraud_warning(find("fraud_warning", warning_id))

    def create_transfer(
        self, payout_id: UUID, amount: int, currency: str, account_id: str, idempotency_key: str
    ) -> Transfer:
        """`amount` minor units to an account; it may say that they are refused, or that the answer is lost."""
        magic = amount % 1000
        if magic == Magic.TRANSFER_REFUSED:
            raise PaymentRefused("balance_insufficient")
        if magic == Magic.TRANSFER_TIMES_OUT_BEFORE:
            raise PaymentUnclear
        if not find("account", account_id)["transfers_active"]:
            raise PaymentRefused("insufficient_capabilities_for_transfer")
        made, is_new = make(
            "transfer", "tr", idempotency_key,
            {"amount": amount, "currency": currency, "amount_reversed": 0, "destination": account_id,
             "payout_id": str(payout_id)},
        )  # fmt: skip
        if is_new:
            record_event("transfer.created", made)
            if magic == Magic.TRANSFER_TIMES_OUT_AFTER:
                raise PaymentUnclear
        return transfer(made)

    def reverse_transfer(self, transfer_id: str, amount: int) -> Transfer:
        """What somebody does in the dashboard: `amount` (more) minor units of a transfer come back."""
        found = find("transfer", transfer_id)
        changed = change(transfer_id, {"amount_reversed": int(found["amount_reversed"]) + amount})
        record_event("transfer.reversed", changed)
        return transfer(changed)

    def find_transfer(self, payout_id: UUID) -> Transfer | None:
        """The transfer of a payout, if there is one."""
        found = select_bodies("transfer", "payout_id", str(payout_id))
        return transfer(found[0]) if found else None

    def get_transfer(self, transfer_id: str) -> Transfer:
        """The transfer as it is now."""
        return transfer(find("transfer", transfer_id))

    def list_events(self, since: datetime) -> Iterator[ProviderEvent]:
        """Every event since then, the newest first, as Stripe lists them."""
        for event in reversed(select_bodies("event", None, None)):
            if datetime.fromtimestamp(event["created"], UTC) >= since.replace(microsecond=0):
                yield provider_event(event)
