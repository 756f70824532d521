"""Answers about balances below zero. Amounts are minor units."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output


class NegativeBalance(Output):
    """What an agent owes in one currency: paid to them, taken back since, and not netted by anything later."""

    agent_user_id: UUID
    """The agent."""
    display_name: str
    currency: str
    balance: int
    """Below zero: all that they are owed in this currency, as an agent and as a creator, less what was taken back."""
    commission_balance: int
    """What of it they owe as an agent."""
    negative_since: datetime
    """Since when it is below zero without a break."""
