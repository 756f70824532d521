"""The edge function `payments`."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Body, Query

from common.adapters.payments.choice import payment_adapter
from common.errors.accounts import BrandRequired
from common.idempotency import ONCE
from common.models.money import Wallet
from common.refusals import refuses
from payments.app import app
from payments.deposits import repository as deposits
from payments.deposits.models import (
    ConfirmDeposit,
    DepositBegun,
    DepositConfirmed,
    DepositFunds,
    DepositStarted,
)
from payments.deposits.service import DEPOSIT_REFUSALS, confirm_deposit, start_deposit
from payments.errors import NoWallet
from payments.payouts.models import PayoutBatch, PayoutRun, ProcessEligiblePayouts
from payments.payouts.service import EDGE_MAKES, describe_run, prepare_payouts, send_payouts
from payments.wallets import repository as wallets
from payments.wallets import service
from payments.wallets.models import CreateWallet, WalletBalances

TAGS = ["edge"]
PaymentsAction = Annotated[
    CreateWallet | DepositFunds | ConfirmDeposit | ProcessEligiblePayouts, Body(discriminator="action")
]


@app.post(
    "/functions/v1/payments", tags=TAGS, responses=refuses(BrandRequired, NoWallet, *DEPOSIT_REFUSALS, *ONCE)
)
def payments(body: PaymentsAction) -> Wallet | DepositStarted | DepositConfirmed | PayoutRun:
    """`create-wallet`, `deposit-funds`, `confirm-deposit`, `process-eligible-payouts`."""
    match body:
        case CreateWallet():
            return _create_wallet(body)
        case DepositFunds():
            return _deposit_funds(body)
        case ConfirmDeposit():
            return confirm_deposit(app.actor, body.payment_intent_id)
        case ProcessEligiblePayouts():
            return _process_payouts(body)


@app.get("/functions/v1/payments", tags=TAGS, responses=refuses(BrandRequired, NoWallet))
def payments_query(
    action: Annotated[Literal["get-wallet-balance"], Query()],  # noqa: ARG001 - validated, there is only one
    brand_id: Annotated[UUID | None, Query()] = None,
) -> WalletBalances:
    """`get-wallet-balance`: available, reserved, pending per currency."""
    with app.transaction() as tx:
        return service.balances(tx, brand_id)


def _create_wallet(body: CreateWallet) -> Wallet:
    with app.transaction() as tx:
        return app.once(tx, body, Wallet, lambda: service.open_wallet(tx, body.brand_id, body.currency))


def _deposit_funds(body: DepositFunds) -> DepositStarted:
    payment_adapter()  # where payments are off, nothing is begun
    with app.transaction() as tx:

        def begin() -> DepositBegun:
            wallet_id = wallets.open_wallet(tx, *service.owner_of(tx, body.brand_id), body.currency)
            return DepositBegun(transaction_id=deposits.begin_deposit(tx, wallet_id, body.amount))

        begun = app.once(tx, body, DepositBegun, begin)
    return start_deposit(app.actor, begun.transaction_id)


def _process_payouts(body: ProcessEligiblePayouts) -> PayoutRun:
    payment_adapter()
    with app.transaction() as tx:
        batch = app.once(tx, body, PayoutBatch, lambda: prepare_payouts(tx, datetime.now(UTC)))
    send_payouts(EDGE_MAKES)
    with app.transaction() as tx:
        return describe_run(tx, batch.batch_id)
