"""`/api/v1/activations/{activation_id}/sheets`."""

from uuid import UUID

from activations.app import app
from activations.code_sheets import service
from activations.code_sheets.models import CodeSheet
from common.errors import NotFound
from common.errors.exports import ExportPending
from common.errors.limits import RequestsLimited
from common.exports import wake_exporter
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.exports import Export
from common.refusals import refuses


@app.post(
    "/api/v1/activations/<activation_id>/sheets",
    status_code=202,
    tags=["activation codes"],
    responses=refuses(NotFound, ExportPending, RequestsLimited, *ONCE),
)
@app.takes(RateClass.EXPORT)
def request_code_sheet(activation_id: UUID, body: CodeSheet) -> Export:
    """Request a sheet of an activation's codes

    For members of its brand: all codes that work, to be printed and cut, or as pictures for whoever sets the type.
    `readExport` says when it is ready, and where.
    """
    with app.transaction() as tx:
        export = app.once(tx, body, Export, lambda: service.request_sheet(tx, activation_id, body))
    wake_exporter(export.kind)
    return export
