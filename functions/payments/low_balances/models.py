"""Bodies and answers of low balances. Amounts are minor units of the wallet's currency."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from common.models.base import Input, Output
from common.money import Amount


class LowBalanceDraft(Input):
    """Below what the brand's wallet is low."""

    threshold: Amount | None = Field(
        description="Minor units; null: as the currency says (about 100 US dollars); 0: never."
    )


class LowBalance(Output):
    """Below what a brand's wallet is low, and since when its people know that it is."""

    wallet_id: UUID
    currency: str
    threshold: int
    """Below this the wallet is low, in minor units; 0: never."""
    is_default: bool
    """Whether it is what the currency says, and nobody's choice."""
    told_at: datetime | None
    """Since when its people know that it is low; null: it is not."""
