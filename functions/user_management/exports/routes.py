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
    """Read all that is held about oneself

    For whoever is signed in, where it fits into one answer; else it is refused (422), and `requestPersonalData` makes
    a file.
    """
    return service.export(app.actor)


@app.post(
    "/api/v1/users/me/exports",
    status_code=202,
    tags=TAGS,
    responses=refuses(ExportPending, RequestsLimited, *ONCE),
)
@app.takes(RateClass.EXPORT)
def request_personal_data() -> Export:
    """Request all that is held about oneself as a file

    For whoever is signed in, however much it is; `readExport` says when it is ready, and where. One such file at a
    time.
    """
    with app.transaction() as tx:
        export = app.once(tx, "personal data", Export, lambda: service.request_personal_data(tx))
    wake_exporter(ExportKind.PERSONAL_DATA)
    return export


@app.get("/api/v1/exports", tags=TAGS, responses=refuses(CursorInvalid))
def list_exports(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Export]:
    """List the files that one has asked for

    For whoever is signed in: their own of the last seven days, of every kind.
    """
    with app.read() as tx:
        return service.list_exports(tx, cursor=cursor, limit=limit)


@app.get("/api/v1/exports/<export_id>", tags=TAGS, responses=refuses(NotFound))
def read_export(export_id: UUID) -> ExportWithLink:
    """Read how a file stands

    For whoever asked for it. Once it is ready, the answer has an address to download it, good for five minutes.
    """
    with app.read() as tx:
        return service.read_export(tx, export_id)
