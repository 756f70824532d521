"""What brands, payers, creators and timers do in a random history, one function each; see `history_stripe`, too."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from common.adapters.payments.port import PaymentRefused, PaymentUnclear
from common.adapters.payments.stub_magic import Magic
from common.database import transaction
from common.errors import NotFound
from common.errors.money import InsufficientFunds, NothingToRefund, WalletTransactionTransitionForbidden
from payments.balance.service import run_balance
from payments.deposits.cancel import begin_cancellation, cancel_abandoned_deposits, finish_cancellation
from payments.deposits.repository import begin_deposit
from payments.deposits.service import confirm_deposit, start_deposit
from payments.payouts.service import run_payouts
from payments.sweep.service import run_sweep
from payments.withdrawals.service import begin_withdrawal, send_refunds
from tests.factories.money import make_submission
from tests.factories.payouts import LATER, gross_for
from tests.integration.payments.dying_workers import worker_dies
from tests.integration.payments.history_deals import give_up, hand_in, hold, pay_work
from tests.integration.payments.history_scene import Earning, Scene, now
from tests.integration.payments.history_stripe import (
    REFUNDS,
    account_moves,
    dispute,
    dispute_moves,
    platform_moves,
    refund_in_dashboard,
    refund_moves,
    reverse_transfer,
)

DEPOSITS = (
    Magic.DEPOSIT_DELAYED, Magic.DEPOSIT_DECLINED, Magic.DEPOSIT_SHORT, Magic.DEPOSIT_TIMES_OUT,
    Magic.DEPOSIT_CANCELLED,
)  # fmt: skip
TRANSFERS = (Magic.TRANSFER_REFUSED, Magic.TRANSFER_TIMES_OUT_AFTER, Magic.TRANSFER_TIMES_OUT_BEFORE)


def _dying(scene: Scene, method: str) -> Any:
    """Now and then the worker dies around its call to Stripe."""
    return worker_dies(method, scene.dice.choice(("before", "after"))) if scene.dice.random() < 0.15 else None


def deposit(scene: Scene) -> None:
    """A brand begins to pay in; its client may hear nothing."""
    purse = scene.dice.choice(scene.purses)
    with transaction(purse.owner) as tx:
        begun = begin_deposit(tx, purse.id, scene.amount(*DEPOSITS))
    scene.asked.deposits[str(begun)] = purse.key
    scene.unanswered.append((purse.owner, begun))
    with _dying(scene, "create_payment_intent") or nullcontext():
        ask_again(scene)


def ask_again(scene: Scene) -> None:
    """The client that waits for longest repeats its request, with the same key."""
    if scene.unanswered:
        actor, begun = scene.unanswered[-1]
        try:
            start_deposit(actor, begun)
        except PaymentUnclear:
            return
        except PaymentRefused:  # it was called off meanwhile
            pass
        scene.unanswered.pop()


def pay(scene: Scene) -> None:
    """A payer does what the amount says; half of them come back to our page."""
    intent = scene.some("payment_intent", "requires_payment_method", "processing")
    if intent is None:
        return
    scene.stub.play_payer(intent["id"])
    if scene.dice.random() < 0.4:
        brand = scene.asked.deposits[intent["deposit_id"]][0]
        owner = next(purse.owner for purse in scene.purses if purse.brand == brand)
        try:
            confirm_deposit(owner, intent["id"])
        except NotFound:  # its worker died before it noted which payment is whose
            return


def call_off(scene: Scene) -> None:
    """A brand does not want a deposit any more."""
    if not scene.asked.deposits:
        return
    chosen, key = scene.dice.choice(list(scene.asked.deposits.items()))
    purse = next(purse for purse in scene.purses if purse.key == key)
    deposit_id = type(purse.id)(chosen)
    try:
        with transaction(purse.owner) as tx:
            begin_cancellation(tx, purse.id, deposit_id)
    except WalletTransactionTransitionForbidden:
        return
    scene.asked.called_off.add(chosen)
    if scene.dice.random() < 0.8:  # else the answer is lost, and the timer goes on with it
        finish_cancellation(scene.stub, deposit_id)


def abandon(scene: Scene) -> None:
    """Two days later the timer ends what nobody has touched."""
    scene.asked.called_off |= {str(begun) for _, begun in scene.unanswered}
    cancel_abandoned_deposits(now() + timedelta(days=2))


def withdraw(scene: Scene) -> None:
    """A brand takes unspent money back."""
    purse = scene.dice.choice(scene.purses)
    try:
        with transaction(purse.owner) as tx:
            begun = begin_withdrawal(tx, purse.id, scene.amount(*REFUNDS, most=20_000), None)
    except (InsufficientFunds, NothingToRefund):
        return
    with _dying(scene, "create_refund") or nullcontext():
        send_refunds(begun.withdrawal_ids)


def reserve(scene: Scene) -> None:
    """A creator is promised money of a campaign."""
    purse, deal = scene.dice.choice(scene.deals)
    amount = scene.amount(most=40_000)
    if scene.ask("select app.reserve_budget(%s, %s)", deal.participant, amount) is not None:
        scene.asked.reserved[purse.key] += amount


def release(scene: Scene) -> None:
    """What is promised and unspent is the brand's again, in part or whole."""
    purse, deal = scene.dice.choice(scene.deals)
    amount = scene.dice.choice((None, scene.amount()))
    scene.asked.reserved[purse.key] -= scene.ask(
        "select app.release_budget(%s, %s)", deal.participant, amount
    )


def approve(scene: Scene) -> None:
    """Work is approved; now and then it earns what makes the next transfer go wrong."""
    purse, deal = scene.dice.choice(scene.deals)
    gross = scene.amount(most=20_000)
    if scene.dice.random() < 0.3:
        before = scene.asked.earned[deal.creator, purse.currency]
        gross = gross_for((scene.dice.choice(TRANSFERS) - before) % 1000 + 2_000)
    submission = make_submission(scene.db, deal, "approved")
    earning = scene.ask("select app.spend_budget(%s, %s)", submission, gross)
    if earning is None:
        return
    fee = (gross * 1000 + 5000) // 10000
    scene.asked.reserved[purse.key] -= gross
    scene.asked.spent[purse.key] += gross
    scene.asked.earned[deal.creator, purse.currency] += gross - fee
    scene.asked.revenue[purse.currency] += fee
    scene.earnings.append(Earning(earning, purse, deal.creator, gross - fee, fee))


def claw_back(scene: Scene) -> None:
    """A part of an earning goes back to the brand, with its share of the fee."""
    if not scene.earnings:
        return
    one = scene.dice.choice(scene.earnings)
    amount = scene.dice.randint(1, one.net)
    if scene.ask("select app.claw_back(%s, %s, 'why')", one.id, amount) is None:
        assert one.taken + amount > one.net
        return
    fee = one.fee * (one.taken + amount) // one.net - one.fee_taken
    one.taken, one.fee_taken = one.taken + amount, one.fee_taken + fee
    scene.asked.earned[one.creator, one.purse.currency] -= amount
    scene.asked.spent[one.purse.key] -= amount + fee
    scene.asked.revenue[one.purse.currency] -= fee


def pay_out(scene: Scene) -> None:
    """The timer pays creators."""
    with _dying(scene, "create_transfer") or nullcontext():
        run_payouts(LATER)


def timers(scene: Scene) -> None:
    """Time passes; the sweep and the reading of the balance run."""
    scene.let_time_pass("11 minutes")
    run_sweep(now())
    run_balance()


ACTS: dict[Callable[[Scene], None], float] = {
    deposit: 9, ask_again: 1, pay: 9, call_off: 1, withdraw: 3, refund_in_dashboard: 3, refund_moves: 2, dispute: 4,
    dispute_moves: 10, reserve: 6, release: 1, approve: 6, claw_back: 2, pay_out: 4, reverse_transfer: 4,
    account_moves: 2, platform_moves: 1, timers: 1, abandon: 0.3, hold: 6, hand_in: 3, give_up: 1, pay_work: 2,
}  # fmt: skip
"""How often each happens, beside the others."""
