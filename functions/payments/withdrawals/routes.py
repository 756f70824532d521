"""`/api/v1/wallets/{id}/withdrawals`, and refunds of one deposit."""

from uuid import UUID

from common.errors import NotConfigured, NotFound
from common.errors.limits import RequestsLimited
from common.errors.money import InsufficientFunds, NothingToRefund
from common.idempotency import ONCE
from common.limits import RateClass
from common.refusals import refuses
from payments.app import app
from payments.withdrawals.models import Withdrawals, WithdrawalStart
from payments.withdrawals.service import withdraw_funds

TAGS = ["wallets"]


@app.post(
    "/api/v1/wallets/<wallet_id>/withdrawals",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotConfigured, NotFound, InsufficientFunds, NothingToRefund, *ONCE),
)
@app.takes(RateClass.CREATE)
def withdraw_from_wallet(wallet_id: UUID, body: WithdrawalStart) -> Withdrawals:
    """Unspent money back to where it came from: refunds, the newest deposit first."""
    return withdraw_funds(app, wallet_id, body)


@app.post(
    "/api/v1/wallets/<wallet_id>/deposits/<deposit_id>/refunds",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotConfigured, NotFound, InsufficientFunds, NothingToRefund, *ONCE),
)
@app.takes(RateClass.CREATE)
def refund_deposit(wallet_id: UUID, deposit_id: UUID, body: WithdrawalStart) -> Withdrawals:
    """(Part of) one deposit back, as far as the wallet has it unspent."""
    return withdraw_funds(app, wallet_id, body, deposit_id)
