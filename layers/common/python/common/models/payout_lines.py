"""What a payout is made of. Amounts are minor units."""

from enum import StrEnum

from common.models.base import Output


class PayoutLineKind(StrEnum):
    """What somebody is paid for: their own work, or the deals of people whom they brought."""

    EARNINGS = "earnings"
    COMMISSIONS = "commissions"


class CommissionKind(StrEnum):
    """Part of a fee, taken back, owed again because a transfer came back, or paid by one that turned up too late.

    An advance is a pair: what that transfer paid, and the same below zero, which the next payout takes off.
    """

    EARNED = "earned"
    REVERSAL = "reversal"
    RETURNED = "returned"
    ADVANCE = "advance"


class PayoutSum(Output):
    """What a payout is of one kind; below zero where more was taken back than earned, which the other kind pays."""

    kind: PayoutLineKind
    amount: int
