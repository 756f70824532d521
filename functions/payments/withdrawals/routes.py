"""`/api/v1/wallets/{id}/withdrawals`, refunds of one deposit, and `/api/v1/payments/withdraw`."""

from uuid import UUID

from common.errors import NotConfigured, NotFound
from common.errors.accounts import BrandRequired
from common.errors.limits import RequestsLimited
from common.errors.money import (
    BelowPayoutMinimum,
    EarningsPaidWhole,
    InsufficientFunds,
    NothingToRefund,
    PayeeNotReady,
    WithdrawalsLimited,
    WithdrawalTooLarge,
)
from common.idempotency import ONCE
from common.limits import RateClass
from common.refusals import refuses
from payments.app import app
from payments.errors import NoWallet
from payments.withdrawals import ask
from payments.withdrawals.models import Withdraw, Withdrawals, WithdrawalStart, Withdrawn
from payments.withdrawals.service import withdraw_funds

TAGS = ["wallets"]
WITHDRAWAL_REFUSALS = (
    NotConfigured, NotFound, InsufficientFunds, NothingToRefund, WithdrawalsLimited, WithdrawalTooLarge, *ONCE,
)  # fmt: skip


@app.post(
    "/api/v1/wallets/<wallet_id>/withdrawals",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, *WITHDRAWAL_REFUSALS),
)
@app.takes(RateClass.CREATE)
def withdraw_from_wallet(wallet_id: UUID, body: WithdrawalStart) -> Withdrawals:
    """Withdraw unspent money

    For brand admins. It goes back to where it came from: refunds at Stripe, the newest deposit first. The answer has
    one transaction for each deposit that is touched; each is completed once Stripe says so. Three times within 24 hours
    from one wallet, whatever the door.
    """
    return withdraw_funds(app, wallet_id, body)


@app.post(
    "/api/v1/wallets/<wallet_id>/deposits/<deposit_id>/refunds",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, *WITHDRAWAL_REFUSALS),
)
@app.takes(RateClass.CREATE)
def refund_deposit(wallet_id: UUID, deposit_id: UUID, body: WithdrawalStart) -> Withdrawals:
    """Refund one deposit, or a part of it

    For brand admins, as far as the wallet has it unspent. The refund is completed once Stripe says so, and counts as a
    withdrawal.
    """
    return withdraw_funds(app, wallet_id, body, deposit_id)


@app.post(
    "/api/v1/payments/withdraw",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited,
        BrandRequired,
        NoWallet,
        EarningsPaidWhole,
        BelowPayoutMinimum,
        PayeeNotReady,
        *WITHDRAWAL_REFUSALS,
    ),
)
@app.takes(RateClass.CREATE)
def withdraw_money(body: Withdraw) -> Withdrawn:
    """Withdraw money

    For brand admins, what is unspent, as `withdrawFromWallet`; for creators and agents, all that is past its hold, paid
    now and whatever the schedule. Who has a brand, too, names it, or is paid what they earned. Three times
    within 24 hours from one wallet, and no more than the settings say.
    """
    return ask.withdraw(app, body)
