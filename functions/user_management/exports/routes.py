"""`/api/v1/users/me/export`, `/api/v1/users/me/exports`, `/api/v1/exports`."""

from uuid import UUID

from common.errors import NotFound
from common.errors.exports import ExportPending
from common.errors.limits import RequestsLimited
from common.exports import wake_exporter
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.exports import Export, ExportKind
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.exports import service
from user_management.exports.models import ExportWithLink, PersonalData

TAGS = ["privacy"]


@app.get("/api/v1/users/me/export", tags=TAGS, responses=refuses(RequestsLimited))
@app.takes(RateClass.EXPORT)
def read_personal_data() -> PersonalData:
    """All that is held about the caller, as JSON, where it fits into one answer; else 422 `ANSWER_TOO_LARGE`."""
    return service.export(app.actor)


@app.post(
    "/api/v1/users/me/exports",
    status_code=202,
    tags=TAGS,
    responses=refuses(ExportPending, RequestsLimited, *ONCE),
)
@app.takes(RateClass.EXPORT)
def request_personal_data() -> Export:
    """A file of all that is held about the caller, however much it is; `GET /api/v1/exports/{id}` says when."""
    with app.transaction() as tx:
        export = app.once(tx, "personal data", Export, lambda: service.request_personal_data(tx))
    wake_exporter(ExportKind.PERSONAL_DATA)
    return export


@app.get("/api/v1/exports", tags=TAGS, responses=refuses(CursorInvalid))
def list_exports(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Export]:
    """The caller's exports of the last seven days, of every kind, newest first."""
    with app.transaction() as tx:
        return service.list_exports(tx, cursor=cursor, limit=limit)


@app.get("/api/v1/exports/<export_id>", tags=TAGS, responses=refuses(NotFound))
def read_export(export_id: UUID) -> ExportWithLink:
    """How an export stands, with an address of the file, good for five minutes, where it is ready."""
    with app.transaction() as tx:
        return service.read_export(tx, export_id)
