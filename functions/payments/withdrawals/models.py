"""Bodies and answers of withdrawals. Amounts are minor units."""

from uuid import UUID

from common.models.base import Input, Output
from common.models.money import WalletTransaction
from common.money import PositiveAmount


class WithdrawalStart(Input):
    """Unspent money back to where it came from, the newest deposit first."""

    amount: PositiveAmount


class WithdrawalsBegun(Output):
    """Refunds that have been written down, one per deposit."""

    withdrawal_ids: list[UUID]


class Withdrawals(Output):
    """The refunds that a withdrawal was split into, one per deposit."""

    data: list[WalletTransaction]
