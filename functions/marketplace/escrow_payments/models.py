"""Bodies of the doors to held funds."""

from typing import Literal, Self
from uuid import UUID

from pydantic import model_validator

from common.models.base import Input
from common.models.deals import Funding


class FundsToLock(Input):
    """Held funds, or the deal whose next milestone is to be paid for."""

    escrow_id: UUID | None = None
    """The held funds; without it the deal is named."""
    deal_id: UUID | None = None
    """The deal whose next milestone without money is meant; without it the held funds are named."""
    funding: Literal[Funding.WALLET, Funding.CARD] = Funding.WALLET
    """Where the money comes from. A card pays by a deposit: the refusal names all that `startDeposit` needs."""

    @model_validator(mode="after")
    def names_one(self) -> Self:
        """Either of the two."""
        if (self.escrow_id is None) == (self.deal_id is None):
            raise ValueError("name either escrow_id or deal_id")
        return self
