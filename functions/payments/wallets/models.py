"""Bodies and answers of wallets. Amounts are minor units."""

from typing import Literal
from uuid import UUID

from common.models.base import Input, Output
from common.money import WalletCurrency


class CreateWallet(Input):
    """Edge action: open (or find) the caller's wallet in a currency."""

    action: Literal["create-wallet"]
    currency: WalletCurrency = "usd"
    brand_id: UUID | None = None


class WalletBalance(Output):
    """What one wallet holds (see `Wallet`)."""

    wallet_id: UUID
    currency: str
    available: int
    reserved: int
    pending: int
    debt: int


class WalletBalances(Output):
    """The caller's wallets, a balance per currency."""

    balances: list[WalletBalance]
