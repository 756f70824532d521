"""What a payout is made of. Amounts are minor units."""

from enum import StrEnum

from common.models.base import Output


class PayoutLineKind(StrEnum):
    """What somebody is paid for: their own work, or the deals of people whom they brought."""

    EARNINGS = "earnings"
    COMMISSIONS = "commissions"


class PayoutSum(Output):
    """What a payout is of one kind; below zero where more was taken back than earned, which the other kind pays."""

    kind: PayoutLineKind
    amount: int
