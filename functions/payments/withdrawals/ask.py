"""`POST /api/v1/payments/withdraw`: the same two ways out of a wallet, for whoever's it is."""

from typing import TYPE_CHECKING

from common.adapters.payments.choice import payment_adapter
from common.database import Transaction
from payments.payouts import repository as payouts
from payments.payouts.service import send_payout
from payments.wallets import repository as wallets
from payments.wallets.service import owner_who_withdraws
from payments.withdrawals import repository
from payments.withdrawals.models import Withdraw, WithdrawBegun, Withdrawn
from payments.withdrawals.service import send_refunds

if TYPE_CHECKING:
    from common.http import Api


def withdraw(app: "Api", request: Withdraw) -> Withdrawn:
    """A brand's unspent money back to where it came from, or a creator's payout; once per `Idempotency-Key`.

    Raises `NotConfigured`, and what `begin` raises.
    """
    payment_adapter()  # where payments are off, nothing is begun
    with app.transaction() as tx:
        begun = app.once(tx, request, WithdrawBegun, lambda: begin(tx, request))
    if begun.payout_id:
        send_payout(begun.payout_id)
    else:
        send_refunds(begun.withdrawal_ids)
    with app.transaction() as tx:
        return describe(tx, begun)


def begin(tx: Transaction, request: Withdraw) -> WithdrawBegun:
    """Write it down.

    Raises `BrandRequired`, `NoWallet`, `NotFound`, `Forbidden`, `WithdrawalsLimited`, `WithdrawalTooLarge`; of a
    brand's `InsufficientFunds`, `NothingToRefund`, of a creator's `EarningsPaidWhole`, `BelowPayoutMinimum`,
    `PayeeNotReady`.
    """
    brand_id, user_id = owner_who_withdraws(tx, request.brand_id)
    wallet_id = wallets.find_own_wallet(tx, brand_id, user_id, request.currency)
    if user_id is not None:
        payout_id = repository.withdraw_earnings(tx, request.currency, request.amount)
        return WithdrawBegun(wallet_id=wallet_id, withdrawal_ids=[], payout_id=payout_id)
    parts = repository.withdraw_unspent(tx, wallet_id, request.amount)
    return WithdrawBegun(
        wallet_id=wallet_id, withdrawal_ids=[part.withdrawal_id for part in parts], payout_id=None
    )


def describe(tx: Transaction, begun: WithdrawBegun) -> Withdrawn:
    """How far it has got. Raises `NotFound`."""
    payout = payouts.find_payout(tx, begun.payout_id) if begun.payout_id else None
    lines = (
        wallets.list_transactions_of_payout(tx, begun.wallet_id, payout.id)
        if payout
        else wallets.list_transactions_by_id(tx, begun.wallet_id, begun.withdrawal_ids)
    )
    return Withdrawn(
        wallet_id=begun.wallet_id,
        currency=lines[0].currency,
        amount=sum(line.amount for line in lines),
        transactions=lines,
        payout=payout,
    )
