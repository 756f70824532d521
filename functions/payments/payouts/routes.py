"""`/api/v1/earnings`, `/api/v1/payouts`, `/api/v1/connect`, `/api/v1/reconciliations`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.models.base import Page
from common.models.money import Earning, EarningStatus, Payout, PayoutStatus, Reconciliation
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from payments.app import app
from payments.connect.service import connect_status, start_onboarding
from payments.payouts import repository, service
from payments.reconciliation import service as reconciliation
from payments.wallets.models import ClawbackStart, ConnectStatus, OnboardingLink, OnboardingStart

TAGS = ["payouts"]


@app.get("/api/v1/earnings", tags=TAGS)
def list_earnings(
    status: Annotated[EarningStatus | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Earning]:
    """The caller's earnings, newest first; administrators see all."""
    with app.transaction() as tx:
        return service.list_earnings(tx, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/earnings/<earning_id>", tags=TAGS)
def read_earning(earning_id: UUID) -> Earning:
    """One earning."""
    with app.transaction() as tx:
        return repository.find_earning(tx, earning_id)


@app.post("/api/v1/earnings/<earning_id>/clawbacks", status_code=201, tags=TAGS)
def claw_back(earning_id: UUID, body: ClawbackStart) -> Earning:
    """Take back (part of) an earning as a negative one; administrators only."""
    with app.transaction() as tx:
        return app.once(tx, body, Earning, lambda: service.claw_back(tx, earning_id, body))


@app.get("/api/v1/payouts", tags=TAGS)
def list_payouts(
    status: Annotated[PayoutStatus | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Payout]:
    """The caller's payouts, newest first; administrators see all."""
    with app.transaction() as tx:
        return service.list_payouts(tx, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/payouts/<payout_id>", tags=TAGS)
def read_payout(payout_id: UUID) -> Payout:
    """One payout."""
    with app.transaction() as tx:
        return repository.find_payout(tx, payout_id)


@app.post("/api/v1/connect/onboarding", status_code=201, tags=TAGS)
def onboard(body: OnboardingStart) -> OnboardingLink:
    """A link to Stripe's onboarding for the calling creator; single use."""
    return start_onboarding(app.actor, body.country)


@app.get("/api/v1/connect/status", tags=TAGS)
def read_connect_status() -> ConnectStatus:
    """Whether the calling creator can be paid, and what is missing."""
    return connect_status(app.actor)


@app.get("/api/v1/reconciliations", tags=TAGS)
def list_reconciliations(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Reconciliation]:
    """Proofs of the books, newest first; administrators only."""
    with app.transaction() as tx:
        return reconciliation.list_reports(tx, cursor=cursor, limit=limit)


@app.post("/api/v1/reconciliations", status_code=201, tags=TAGS)
def reconcile() -> Reconciliation:
    """Prove the books now; administrators only."""
    with app.transaction() as tx:
        return app.once(tx, None, Reconciliation, lambda: reconciliation.reconcile_now(tx))
