"""Answers about commissions. Amounts are minor units."""

from common.models.base import Output, Page
from common.models.commissions import Commission, CommissionStatus


class CommissionTotal(Output):
    """What commissions of a currency and status come to, less what was taken back of them."""

    currency: str
    status: CommissionStatus
    amount: int
    count: int
    """How many rows."""


class CommissionPage(Page[Commission]):
    """One page of commissions, with what all that were asked for come to."""

    totals: list[CommissionTotal]
    """Of all pages, by currency and status. Nothing is converted or added up over currencies."""
