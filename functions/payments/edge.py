"""The edge function `payments`."""

from typing import Annotated, Literal
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Body, Query

from common.errors.accounts import BrandRequired
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.money import Wallet
from common.refusals import refuses
from payments.app import app
from payments.deposits.models import ConfirmDeposit, DepositConfirmed, DepositFunds, DepositStarted
from payments.deposits.service import DEPOSIT_REFUSALS, confirm_deposit, deposit_funds
from payments.errors import NoWallet
from payments.payouts.models import PayoutRun, ProcessEligiblePayouts
from payments.payouts.service import process_payouts
from payments.wallets import service
from payments.wallets.models import CreateWallet, WalletBalances
from payments.wallets.service import OwnWallet

TAGS = ["edge"]
PaymentsAction = Annotated[
    CreateWallet | DepositFunds | ConfirmDeposit | ProcessEligiblePayouts, Body(discriminator="action")
]


@app.post(
    "/functions/v1/payments",
    tags=TAGS,
    responses=refuses(RequestsLimited, BrandRequired, NoWallet, *DEPOSIT_REFUSALS, *ONCE),
)
@app.takes(RateClass.CREATE)
def call_payments(body: PaymentsAction) -> Wallet | DepositStarted | DepositConfirmed | PayoutRun:
    """Open a wallet, make a deposit, or run the payouts

    For brand admins, creators and agents; `process-eligible-payouts` is for administrators and the machine client.

    - `create-wallet` opens (or finds) the caller's wallet in a currency.
    - `deposit-funds` starts a deposit, as `startDeposit`.
    - `confirm-deposit` asks Stripe what became of a deposit, and books that.
    - `process-eligible-payouts` pays what is past its hold; the answer says whom it passed over, and why.
    """
    match body:
        case CreateWallet():
            return _create_wallet(body)
        case DepositFunds():
            return deposit_funds(app, body, OwnWallet(body.brand_id, body.currency))
        case ConfirmDeposit():
            return confirm_deposit(app.actor, body.payment_intent_id)
        case ProcessEligiblePayouts():
            return process_payouts(app, body)


@app.get("/functions/v1/payments", tags=TAGS, responses=refuses(BrandRequired, NoWallet))
def ask_payments(
    action: Annotated[Literal["get-wallet-balance"], Query(description="What to do.")],  # noqa: ARG001 - validated, there is only one
    brand_id: Annotated[
        UUID | None, Query(description="Whose wallets: needed by members of several brands only.")
    ] = None,
) -> WalletBalances:
    """Read what one's wallets hold

    For members of a brand, creators and agents. The only action is `get-wallet-balance`: available, reserved and
    pending, per currency.
    """
    with app.read() as tx:
        return service.balances(tx, brand_id)


def _create_wallet(body: CreateWallet) -> Wallet:
    with app.transaction() as tx:
        return app.once(tx, body, Wallet, lambda: service.open_wallet(tx, body.brand_id, body.currency))
