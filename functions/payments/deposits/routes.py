"""`/api/v1/wallets/{id}/deposits`."""

from uuid import UUID

from common.adapters.payments.port import PaymentRefused, PaymentUnclear
from common.errors import NotConfigured, NotFound
from common.errors.deals import EscrowFrozen, StepNotAllowed
from common.errors.limits import RequestsLimited
from common.errors.money import PaymentMismatch, WalletTransactionTransitionForbidden
from common.idempotency import ONCE
from common.limits import RateClass
from common.refusals import refuses
from payments.app import app
from payments.deposits import cancel
from payments.deposits.models import DepositCancelled, DepositStart, DepositStarted
from payments.deposits.service import DEPOSIT_REFUSALS, deposit_funds
from payments.errors import WalletMismatch

TAGS = ["wallets"]


@app.post(
    "/api/v1/wallets/<wallet_id>/deposits",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited, StepNotAllowed, EscrowFrozen, WalletMismatch, *DEPOSIT_REFUSALS, *ONCE
    ),
)
@app.takes(RateClass.CREATE)
def start_deposit(wallet_id: UUID, body: DepositStart) -> DepositStarted:
    """Start a deposit into a wallet

    For brand admins. Pay the answer's `client_secret` with Stripe's library in the browser; the money is there once
    Stripe says so, by its webhook or when the edge action `confirm-deposit` asks. What nobody touches for a day is
    called off. With `escrow_id` it pays for a milestone, whose money is held once it has come.
    """
    return deposit_funds(app, body, wallet_id)


@app.post(
    "/api/v1/wallets/<wallet_id>/deposits/<deposit_id>/cancel",
    tags=TAGS,
    responses=refuses(
        NotFound, NotConfigured, WalletTransactionTransitionForbidden, PaymentRefused, PaymentMismatch,
        PaymentUnclear, *ONCE,
    ),
)  # fmt: skip
def cancel_deposit(wallet_id: UUID, deposit_id: UUID) -> DepositCancelled:
    """Cancel a deposit that is not paid

    For brand admins. Stripe decides between the payer and whoever cancels: where the payer was faster it is refused
    (409), and where money is on its way the deposit stays `pending`.
    """
    return cancel.cancel_deposit(app, wallet_id, deposit_id)
