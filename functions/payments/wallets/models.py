"""Bodies and answers of wallets. Amounts are minor units."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from common.models.base import Input, Output
from common.models.brands import BrandCard
from common.models.money import Booking
from common.money import GivenWalletCurrency


class CreateWallet(Input):
    """Edge action: open (or find) the caller's wallet in a currency."""

    action: Literal["create-wallet"]
    currency: GivenWalletCurrency = "usd"
    brand_id: UUID | None = None
    """The brand whose wallet it is; needed by members of several brands only."""


class WalletBalance(Output):
    """What one wallet holds (see `Wallet`)."""

    wallet_id: UUID
    currency: str
    available: int
    reserved: int
    pending: int
    debt: int
    held: int
    """What is held for gigs and deals: of a brand with the fees, of a creator the prices."""


class WalletBalances(Output):
    """The caller's wallets, a balance per currency."""

    balances: list[WalletBalance]


class OwnBalance(Output):
    """What one of the caller's wallets holds, or one of a brand of theirs, in one currency."""

    wallet_id: UUID
    brand_id: UUID | None
    """The brand whose it is; null: the caller's own."""
    brand: BrandCard | None
    """The brand whose it is; null: the caller's own."""
    currency: str
    available: int
    """What can be spent; of a creator or agent, what is past its hold. Minor units, as all amounts here."""
    reserved: int
    """What a brand has promised to campaigns; of anybody else 0."""
    held: int
    """What is held for gigs and deals: of a brand with the fees, of a creator the prices."""
    pending: int
    """Deposits that are not paid yet; of a creator or agent, what is on hold."""
    in_transit: int
    """Withdrawals that Stripe has not completed yet; of a creator or agent, payouts on their way."""
    debt: int
    """What a brand owes, which is paid before anything is available."""


class OwnBalances(Output):
    """All that the caller has, and the brands of theirs."""

    balances: list[OwnBalance]


class Statement(Output):
    """A wallet's bookings in a time span, oldest first, one page of them, from the opening to the closing balance.

    `final`: nothing can be booked into the span any more; every later answer about it is the same, but for the names
    of people and brands, which are those of today.
    """

    wallet_id: UUID
    currency: str
    since: datetime | None
    until: datetime | None
    as_of: datetime
    final: bool
    """Whether nothing can be booked into the span any more."""
    opening_balance: int
    """What was available before the first booking, in minor units."""
    opening_debt: int
    """What the brand owed before the first booking, in minor units."""
    closing_balance: int
    """What was available after the last booking, in minor units."""
    closing_debt: int
    """What the brand owed after the last booking, in minor units."""
    data: list[Booking]
    next_cursor: str | None
