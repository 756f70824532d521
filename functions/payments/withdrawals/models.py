"""Bodies and answers of withdrawals. Amounts are minor units."""

from uuid import UUID

from common.models.base import Input, Output
from common.models.money import Payout, WalletTransaction
from common.money import GivenCurrency, PositiveAmount


class WithdrawalStart(Input):
    """Unspent money back to where it came from, the newest deposit first."""

    amount: PositiveAmount


class WithdrawalsBegun(Output):
    """Refunds that have been written down, one per deposit."""

    withdrawal_ids: list[UUID]


class Withdrawals(Output):
    """The refunds that a withdrawal was split into, one per deposit."""

    data: list[WalletTransaction]


class Withdraw(Input):
    """Money out of one's wallet in a currency: of a brand what is unspent, of a person what is past its hold."""

    currency: GivenCurrency
    amount: PositiveAmount | None = None
    """Minor units; all that there is without it. Of a creator or agent only that: what they earned is paid whole."""
    brand_id: UUID | None = None
    """The brand whose money it is. Without it a creator or agent is paid what they earned, and anybody else means
    their only brand.
    """


class WithdrawBegun(Output):
    """What has been written down: refunds of a brand's deposits, or a creator's payout."""

    wallet_id: UUID
    withdrawal_ids: list[UUID]
    payout_id: UUID | None


class Withdrawn(Output):
    """Money on its way out of a wallet."""

    wallet_id: UUID
    currency: str
    amount: int
    """All of it, in minor units."""
    transactions: list[WalletTransaction]
    """What it is on the wallet: one refund per deposit, or the transfer of the payout."""
    payout: Payout | None
    """The creator's payout; null: it is a brand's money."""
