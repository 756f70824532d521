"""Bodies of reward programs. Amounts are minor units."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from common.models.addresses import PublicAddress
from common.models.base import Input, Moment, Output, left_out
from common.models.lines import Line
from common.money import GivenWalletCurrency, PositiveAmount

ClaimDays = Annotated[int, Field(ge=1, le=730, strict=True)]


class NewRewardProgram(Input):
    """A program to be made, as a draft without a budget."""

    brand_id: UUID | None = None
    """The brand whose program it is; needed by members of several brands only. An administrator who names none makes
    one of the platform.
    """
    name: Line
    currency: GivenWalletCurrency | None = None
    """What its rewards and its budget are in; null: it grants points and badges alone."""
    starts_at: Moment | None = None
    """From when on it grants, once it is active; null: at once."""
    ends_at: Moment | None = None
    """When it ends by itself; null: when somebody ends it."""
    claim_days: ClaimDays = 90
    """How many days people have to claim what they were granted; then it is in the budget again."""
    terms_url: PublicAddress | None = None
    """Where its terms stand, for those whom it rewards."""


class RewardProgramChange(Input):
    """What may change of a program: all of a draft, and of one that was activated what is not promised yet."""

    name: Line = left_out()
    currency: GivenWalletCurrency | None = None
    """Of a draft that has no budget."""
    starts_at: Moment | None = None
    """Of a draft."""
    ends_at: Moment | None = None
    """When it ends by itself; null: when somebody ends it."""
    claim_days: ClaimDays = left_out()
    """Days for what is granted from now on."""
    terms_url: PublicAddress | None = None
    """Where its terms stand; null: nowhere."""


class ProgramFunding(Input):
    """Money for a program."""

    amount: PositiveAmount
    """In minor units of the program's currency."""


class ProgramEnded(Output):
    """What ending a program gave back at once, in minor units; what may still be claimed comes back when it expires."""

    program_id: UUID
    """The program."""
    returned_amount: int
    """What went back to the wallet, or to the platform's revenue."""
    currency: str | None
    """null: it had no budget."""
