"""What the platform's month came to. Amounts are minor units."""

from common.models.base import Output


class CurrencyResult(Output):
    """A month in one currency, by the day of booking (UTC). Nothing is converted or added up over currencies."""

    currency: str
    fees: int
    """Fees of deals and campaigns, less what was taken back of them."""
    to_agents: int
    """What agents have of it, less what was taken back."""
    kept: int
    """What agents left."""
    card_costs: int
    """What Stripe took of payments."""
    result: int
    """What was kept, less the card costs: below zero where agents have more than is left."""


class CommissionResult(Output):
    """A month of fees, and who has them."""

    month: str
    """As `2026-12`."""
    agent_share_basis_points: int
    """The agents' part of a fee in general, in hundredths of a percent, as it is set now."""
    currencies: list[CurrencyResult]
    """Those in which something moved."""
