"""`/api/v1/reconciliations`."""

from common.errors import NotFound
from common.idempotency import ONCE
from common.models.base import Page
from common.models.reconciliations import Reconciliation
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from payments.app import app
from payments.reconciliation import service

TAGS = ["payouts"]


@app.get("/api/v1/reconciliations", tags=TAGS, responses=refuses(CursorInvalid))
def list_reconciliations(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Reconciliation]:
    """List the proofs of the books

    For administrators and the machine client. Each is clean, or lists what does not agree.
    """
    with app.read() as tx:
        return service.list_reports(tx, cursor=cursor, limit=limit)


@app.post("/api/v1/reconciliations", status_code=201, tags=TAGS, responses=refuses(NotFound, *ONCE))
def reconcile_books() -> Reconciliation:
    """Prove the books now

    For administrators and the machine client. The nightly job does the same, after it has fetched what Stripe told us
    and we missed.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Reconciliation, lambda: service.reconcile_now(tx))
