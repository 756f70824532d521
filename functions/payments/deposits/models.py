"""Bodies and answers of deposits. Amounts are minor units."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from common.models.base import Input, Output
from common.models.money import WalletTransactionStatus
from common.money import GivenWalletCurrency

DepositAmount = Annotated[int, Field(ge=50, le=99_999_999, strict=True)]
"""Stripe's limits of one charge, in minor units."""


class DepositFunds(Input):
    """Edge action: begin a deposit; pay it with the client secret."""

    action: Literal["deposit-funds"]
    amount: DepositAmount
    currency: GivenWalletCurrency = "usd"
    brand_id: UUID | None = None
    """The brand whose wallet it goes to; needed by members of several brands only."""


class ConfirmDeposit(Input):
    """Edge action: ask Stripe whether a deposit was paid."""

    action: Literal["confirm-deposit"]
    payment_intent_id: Annotated[str, StringConstraints(pattern=r"^pi_[A-Za-z0-9_]{1,250}$")]


class DepositStart(Input):
    """A deposit into a wallet; with `escrow_id`, by card for one milestone of a deal."""

    amount: DepositAmount
    escrow_id: UUID | None = None
    """The held funds that it pays: exactly their total. They are locked once the money has come."""


class DepositBegun(Output):
    """A deposit that has been written down."""

    transaction_id: UUID


class DepositStarted(Output):
    """What the front end needs to collect the payment."""

    transaction_id: UUID
    payment_intent_id: str
    client_secret: str | None
    """Pays the deposit, with Stripe's library; keep it from logs."""
    amount: int
    currency: str
    status: str
    """Stripe's word for how the payment stands, as `requires_payment_method`."""


class DepositConfirmed(Output):
    """What Stripe says about a deposit; `status` is the wallet transaction's."""

    transaction_id: UUID
    payment_intent_id: str
    payment_intent_status: str
    """Stripe's word for how the payment stands, as `succeeded`."""
    status: WalletTransactionStatus
    amount: int
    currency: str
    failure_reason: str | None


class DepositCancellation(Input):
    """Nothing but the deposit in the path; the request that an `Idempotency-Key` stands for."""

    deposit_id: UUID


class DepositCancelled(Output):
    """A deposit that was called off; `pending` where its money is on its way and Stripe does not let go of it."""

    transaction_id: UUID
    status: WalletTransactionStatus
    amount: int
    currency: str
    failure_reason: str | None
