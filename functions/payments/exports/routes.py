"""`/api/v1/wallets/{id}/exports`."""

from uuid import UUID

from common.errors import NotFound
from common.errors.exports import ExportPending
from common.errors.limits import RequestsLimited
from common.exports import wake_exporter
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.exports import Export, ExportKind
from common.refusals import refuses
from payments.app import app
from payments.exports import service
from payments.exports.models import StatementExport

TAGS = ["wallets"]


@app.post(
    "/api/v1/wallets/<wallet_id>/exports",
    status_code=202,
    tags=TAGS,
    responses=refuses(NotFound, ExportPending, RequestsLimited, *ONCE),
)
@app.takes(RateClass.EXPORT)
def request_wallet_statement(wallet_id: UUID, body: StatementExport) -> Export:
    """The statement of a span as a file, however long it is; `GET /api/v1/exports/{id}` says when."""
    with app.transaction() as tx:
        export = app.once(tx, body, Export, lambda: service.request_statement(tx, wallet_id, body))
    wake_exporter(ExportKind.STATEMENT)
    return export
