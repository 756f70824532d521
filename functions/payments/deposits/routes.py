"""`/api/v1/wallets/{id}/deposits`."""

from uuid import UUID

from common.adapters.payments.port import PaymentRefused, PaymentUnclear
from common.errors import NotConfigured, NotFound
from common.errors.limits import RequestsLimited
from common.errors.money import PaymentMismatch, WalletTransactionTransitionForbidden
from common.idempotency import ONCE
from common.limits import RateClass
from common.refusals import refuses
from payments.app import app
from payments.deposits import cancel
from payments.deposits.models import DepositCancelled, DepositStart, DepositStarted
from payments.deposits.service import DEPOSIT_REFUSALS, deposit_funds

TAGS = ["wallets"]


@app.post(
    "/api/v1/wallets/<wallet_id>/deposits",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, *DEPOSIT_REFUSALS, *ONCE),
)
@app.takes(RateClass.CREATE)
def start_deposit(wallet_id: UUID, body: DepositStart) -> DepositStarted:
    """Begin a deposit; pay it with the client secret."""
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
    """Call off a deposit that is not paid; 409 where the payer was faster."""
    return cancel.cancel_deposit(app, wallet_id, deposit_id)
