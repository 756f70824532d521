"""Nora puts money in and takes some out; Lena is paid; administrators prove the books."""

from datetime import UTC, datetime, timedelta

from tests.examples.stage import Stage

AFTER_THE_HOLD = timedelta(days=7, minutes=1)


def nora_pays_in(stage: Stage) -> None:
    """Two deposits, one of which is not paid, and what the wallet shows."""
    brand = stage.ids["brand_id"]
    create = {"action": "create-wallet", "brand_id": brand, "currency": "usd"}
    stage.call("callPayments", "nora", create)
    wallets = stage.call("listWallets", "nora")["data"]
    stage.ids["wallet_id"] = next(one["id"] for one in wallets if one["brand_id"] == brand)
    stage.call("readWallet", "nora")
    deposit = stage.call("startDeposit", "nora", {"amount": 250_000})
    stage.ids["deposit_id"] = deposit["transaction_id"]
    confirm = {"action": "confirm-deposit", "payment_intent_id": deposit["payment_intent_id"]}
    stage.call("callPayments", "nora", confirm)
    other = stage.call("startDeposit", "nora", {"amount": 40_000})
    stage.call("cancelDeposit", "nora", deposit_id=other["transaction_id"])
    stage.call("askPayments", "nora", query={"action": "get-wallet-balance", "brand_id": brand})
    stage.call("readBalances", "nora")
    stage.call("setLowBalance", "nora", {"threshold": 20_000})
    stage.call("readLowBalance", "nora")


def lena_is_paid(stage: Stage) -> None:
    """Her account at Stripe, what she earned, and the payout when the hold is over."""
    stage.call("startOnboarding", "lena", {"country": "DE"})
    stage.call("readConnectStatus", "lena")
    (own,) = stage.ask("listWallets", "lena")["data"]
    stage.call("readPayoutSchedule", "lena", wallet_id=own["id"])
    stage.ids["earning_id"] = stage.call("listEarnings", "lena")["data"][0]["id"]
    stage.call("readEarning", "lena")
    stage.run_job("payouts", datetime.now(UTC) + AFTER_THE_HOLD)
    stage.ids["payout_id"] = stage.call("listPayouts", "lena")["data"][0]["id"]
    stage.call("readPayout", "lena")
    stage.call("readPayoutReport", "lena")
    stage.call("downloadPayoutReport", "lena")
    stage.call("setPayoutSchedule", "lena", {"schedule": "weekly"}, wallet_id=own["id"])
    claw = {"amount": 1_000, "reason": "The second scene was missing."}
    stage.call("clawBackEarning", "admin", claw)


def nora_takes_money_out(stage: Stage) -> None:
    """Back to where it came from; the statement says it all."""
    stage.call("refundDeposit", "nora", {"amount": 10_000})
    stage.call("withdrawFromWallet", "nora", {"amount": 20_000})
    out = {"currency": "usd", "amount": 5_000, "brand_id": stage.ids["brand_id"]}
    stage.call("withdrawMoney", "nora", out)
    stage.call("listTransactions", "nora", query={"type": "withdrawal", "currency": "usd"})
    stage.call("listWalletTransactions", "nora")
    stage.call("readWalletStatement", "nora")
    stage.call("downloadWalletStatement", "nora")
    stage.call("requestWalletStatement", "nora", {"since": f"{stage.day(-30)}T00:00:00Z"})


def the_books_are_proved(stage: Stage) -> None:
    """Every cent is somewhere."""
    stage.call("reconcileBooks", "admin")
    stage.call("listReconciliations", "admin")


def an_event_of_stripe_is_tried_again(stage: Stage) -> None:
    """One that came to nothing is due again."""
    stage.change(
        "insert into stripe_events (id, type, payload, status, error, attempts)"
        " values ('evt_example', 'charge.refunded', '{}', 'failed', 'fits nothing', 8)"
    )
    stage.call("listStripeEvents", "admin", query={"status": "failed"})
    stage.call("retryStripeEvent", "admin", event_id="evt_example")


PAYING_IN = (nora_pays_in,)
PAYING_OUT = (lena_is_paid, nora_takes_money_out, the_books_are_proved, an_event_of_stripe_is_tried_again)
