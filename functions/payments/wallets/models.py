"""Bodies and answers that only this capability's routes use. Amounts are minor units."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Body
from pydantic import Field, StringConstraints

from common.models.base import Input, Output
from common.models.money import (
    Payout,
    SkippedPayout,
    WalletTransaction,
    WalletTransactionStatus,
)
from common.money import PositiveAmount

DepositCurrency = Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"]
"""What a wallet can be filled with: settled by Stripe in the account's own balance."""

DepositAmount = Annotated[int, Field(ge=50, le=99_999_999, strict=True)]
"""Stripe's limits of one charge, in minor units."""

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class CreateWallet(Input):
    """Edge action: open (or find) the caller's wallet in a currency."""

    action: Literal["create-wallet"]
    currency: DepositCurrency = "usd"
    brand_id: UUID | None = None


class DepositFunds(Input):
    """Edge action: begin a deposit; pay it with the client secret."""

    action: Literal["deposit-funds"]
    amount: DepositAmount
    currency: DepositCurrency = "usd"
    brand_id: UUID | None = None


class ConfirmDeposit(Input):
    """Edge action: ask Stripe whether a deposit was paid."""

    action: Literal["confirm-deposit"]
    payment_intent_id: Annotated[str, StringConstraints(pattern=r"^pi_[A-Za-z0-9_]{1,250}$")]


class ProcessEligiblePayouts(Input):
    """Edge action: pay what is past its hold; service and administrators only."""

    action: Literal["process-eligible-payouts"]


PaymentsAction = Annotated[
    CreateWallet | DepositFunds | ConfirmDeposit | ProcessEligiblePayouts, Body(discriminator="action")
]


class DepositStart(Input):
    """A deposit into a wallet."""

    amount: DepositAmount


class DepositBegun(Output):
    """A deposit that has been written down."""

    transaction_id: UUID


class DepositStarted(Output):
    """What the front end needs to collect the payment."""

    transaction_id: UUID
    payment_intent_id: str
    client_secret: str | None
    amount: int
    currency: str
    status: str


class DepositConfirmed(Output):
    """What Stripe says about a deposit; `status` is the wallet transaction's."""

    transaction_id: UUID
    payment_intent_id: str
    payment_intent_status: str
    status: WalletTransactionStatus
    amount: int
    currency: str
    failure_reason: str | None


class WalletBalance(Output):
    """What one wallet holds (see `Wallet`)."""

    wallet_id: UUID
    currency: str
    available: int
    reserved: int
    pending: int


class WalletBalances(Output):
    """The caller's wallets, a balance per currency."""

    balances: list[WalletBalance]


class WithdrawalStart(Input):
    """Unspent money back to where it came from, the newest deposit first."""

    amount: PositiveAmount


class WithdrawalsBegun(Output):
    """Refunds that have been written down, one per deposit."""

    withdrawal_ids: list[UUID]


class Withdrawals(Output):
    """The refunds that a withdrawal was split into, one per deposit."""

    data: list[WalletTransaction]


class PayoutBatch(Output):
    """A run that has been written down."""

    batch_id: UUID


class PayoutRun(Output):
    """What a run paid, and whom it passed over and why. `more_due`: the rest follows within minutes."""

    batch_id: UUID
    payouts: list[Payout]
    skipped: list[SkippedPayout]
    more_due: bool


class ClawbackStart(Input):
    """Take back (part of) an earning; net, as the creator earned it."""

    amount: PositiveAmount
    reason: Reason


class OnboardingStart(Input):
    """Where the creator lives: ISO 3166-1 alpha-2. Cannot be changed later."""

    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = "US"


class OnboardingLink(Output):
    """Single use and short-lived: open it at once, never store it."""

    url: str
    expires_at: datetime | None


class ConnectStatus(Output):
    """Whether a creator can be paid, and what is missing."""

    connected: bool
    payouts_enabled: bool
    blocked_reason: str | None
    skipped_reason: str | None
