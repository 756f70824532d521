"""The acts of money: in, out to the creators, and back."""

from datetime import UTC, datetime, timedelta

from atomic_influence import models
from tools.story import readings
from tools.story.plot import BRAND, DEPOSITS, HANDLES, HOLD_DAYS, WITHDRAWN
from tools.story.stage import Stage, StoryStopped
from tools.story.telling import money


def deposit(stage: Stage) -> None:
    """The brand pays in, twice."""
    stage.teller.act("Deposits")
    client, wallet = stage.cast[BRAND].client, stage.wallet(BRAND).wallet_id
    for amount in DEPOSITS:
        begun = client.wallets.start_deposit(wallet, models.DepositStart(amount=amount))
        paid = client.edge.call_payments(
            models.ConfirmDeposit(action="confirm-deposit", payment_intent_id=begun.payment_intent_id)
        )
        if not isinstance(paid, models.DepositConfirmed) or paid.status != "completed":
            raise StoryStopped(f"the deposit of {money(amount)} did not come through: {paid}")
        stage.deposits.append(begun.transaction_id)
        stage.deeds.deposits.append(amount)
        stage.teller.say(BRAND, f"deposits {money(amount)}")
    stage.told |= readings.of_deposits(stage)


def connect(stage: Stage) -> None:
    """The creators open their accounts at the pretended Stripe, so that they can be paid."""
    stage.teller.act("Stripe Connect")
    for creator in HANDLES:
        payouts = stage.cast[creator].client.payouts
        payouts.start_onboarding(models.OnboardingStart(country="DE"))
        if not payouts.read_connect_status().payouts_enabled:
            raise StoryStopped(f"{creator} cannot be paid after onboarding")
        stage.teller.say(creator, "can be paid")


def pay_out(stage: Stage) -> None:
    """The campaign ends; when the hold is over, the creators are paid."""
    stage.teller.act("The end of the campaign, and payouts")
    campaign = stage.cast[BRAND].client.campaigns.complete_campaign(stage.campaign)
    stage.teller.say(BRAND, f"ends the campaign: it is {campaign.status}, and what nobody earned is released")
    stage.run_job("payouts", datetime.now(UTC) + timedelta(days=HOLD_DAYS, minutes=1))
    for creator in HANDLES:
        stage.deeds.paid_out.append(creator)
        for payout in stage.cast[creator].client.payouts.list_payouts().data:
            stage.teller.say(creator, f"is paid {money(payout.amount)}: {payout.status}")


def refund(stage: Stage) -> None:
    """The brand takes back what it does not need, and the books are proved."""
    stage.teller.act("A refund")
    wallet = stage.wallet(BRAND).wallet_id
    parts = (
        stage.cast[BRAND]
        .client.wallets.withdraw_from_wallet(wallet, models.WithdrawalStart(amount=WITHDRAWN))
        .data
    )
    stage.deeds.withdrawn = WITHDRAWN
    for part in parts:
        stage.teller.say(BRAND, f"gets {money(part.amount)} back: {part.status}")
    stage.told |= readings.of_refunds(stage, parts)
