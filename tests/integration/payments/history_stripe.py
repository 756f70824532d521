"""What happens at Stripe in a random history without our asking: in its dashboard, at payers' banks, to accounts."""

from common.adapters.payments.port import PaymentRefused, PaymentUnclear
from common.adapters.payments.stub_accounts import (
    close_account,
    end_bank_payout,
    pay_to_bank,
    restore_account,
    restrict_account,
)
from common.adapters.payments.stub_dashboard import delete_customer, warn_of_fraud
from common.adapters.payments.stub_magic import Magic
from common.adapters.payments.stub_store import change, record_event, select_bodies
from common.identity import Actor
from payments.connect.service import connect_status, start_onboarding
from tests.integration.payments.history_scene import Scene

REFUNDS = (Magic.REFUND_REFUSED, Magic.REFUND_FAILS_LATER, Magic.REFUND_TIMES_OUT)
OPENED = ("needs_response", "needs_response", "warning_needs_response")
MOVED = (
    "needs_response",
    "under_review",
    "warning_under_review",
    "won",
    "lost",
    "prevented",
    "warning_closed",
)


def refund_in_dashboard(scene: Scene) -> None:
    """Somebody refunds in Stripe's dashboard, in part or whole."""
    intent = scene.some("payment_intent", "succeeded")
    if intent is None:
        return
    received = intent["amount_received"]
    amount = received if scene.dice.random() < 0.3 else scene.amount(*REFUNDS, most=max(received // 2, 1_001))
    try:
        scene.stub.refund_in_dashboard(intent["id"], amount)
    except (PaymentRefused, PaymentUnclear):
        return


def refund_moves(scene: Scene) -> None:
    """The payer's bank takes a refund, or sends it back."""
    refund = scene.some("refund", "pending", "succeeded")
    if refund is None:
        return
    if refund["status"] == "pending" and scene.dice.random() < 0.5:
        record_event("refund.updated", change(refund["id"], {"status": "succeeded"}))
    else:
        scene.stub.fail_refund(refund["id"])


def dispute(scene: Scene) -> None:
    """A payer disputes a payment, in part or whole; or their bank only asks."""
    intent = scene.some("payment_intent", "succeeded")
    if intent is not None:
        amount = scene.dice.choice(
            (intent["amount_received"], scene.dice.randint(1, intent["amount_received"]))
        )
        scene.stub.open_dispute(intent["id"], amount, scene.dice.choice(OPENED))


def dispute_moves(scene: Scene) -> None:
    """A dispute goes on: decided, decided otherwise, opened again, over another amount."""
    found = scene.some("dispute")
    if found is None:
        return
    if scene.dice.random() < 0.6:
        (intent,) = select_bodies("payment_intent", "id", found["payment_intent"])
        change(found["id"], {"amount": scene.dice.randint(1, intent["amount_received"])})
    status = scene.dice.choice(MOVED)
    if status in ("won", "lost"):
        scene.stub.close_dispute(found["id"], status)
    else:
        scene.stub.move_dispute(
            found["id"], status, scene.dice.choice(("updated", "funds_withdrawn", "funds_reinstated"))
        )


def reverse_transfer(scene: Scene) -> None:
    """Somebody takes a transfer back in the dashboard, in part or whole."""
    found = scene.some("transfer")
    if found is not None and (left := found["amount"] - found["amount_reversed"]):
        scene.stub.reverse_transfer(
            found["id"], scene.dice.choice((left, *(scene.dice.randint(1, left) for _ in range(3))))
        )


def account_moves(scene: Scene) -> None:
    """Stripe restricts, restores or closes an account, or pays from it to a bank; or its creator goes on with it."""
    found = scene.some("account")
    if found is not None and scene.dice.random() < 0.3:
        payout = pay_to_bank(found["id"], scene.dice.randint(1, 9_000))
        end_bank_payout(payout.id, scene.dice.choice((None, "account_closed")))
    if found is None or scene.dice.random() < 0.4:
        creator = Actor("user", scene.dice.choice(scene.creators))
        start_onboarding(creator, "DE")
        connect_status(creator)
    elif not found.get("closed"):
        scene.dice.choice((restrict_account, restore_account, restore_account, close_account))(found["id"])


def platform_moves(scene: Scene) -> None:
    """We send money to our own bank, forget a payer, or are warned of a fraud."""
    intent, customer = scene.some("payment_intent", "succeeded"), scene.some("customer")
    if intent is not None and scene.dice.random() < 0.6:
        scene.stub.pay_out_to_bank(scene.dice.randint(1, 2_000), intent["currency"])
        warn_of_fraud(intent["id"])
    elif (
        customer is not None and not scene.unanswered
    ):  # a second payment of one deposit is an administrator's matter
        delete_customer(customer["id"])
