"""`/api/v1/users/me/erasure`, `/api/v1/system/erasures`."""

from common.errors import NotFound
from common.errors.accounts import ErasureObstructed
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.privacy import ErasureRequest
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.erasures import repository, service

TAGS = ["privacy"]


@app.post(
    "/api/v1/users/me/erasure",
    status_code=202,
    tags=TAGS,
    responses=refuses(RequestsLimited, ErasureObstructed, *ONCE),
)
@app.takes(RateClass.MAIL)
def request_erasure() -> ErasureRequest:
    """Request to be forgotten

    For whoever is signed in. It is due after a day, in which `cancelErasure` takes it back; personal data is removed
    then, and money records are kept without a name. What a brand has not approved by then is rejected, and earns
    nothing. What stands in the way is told (409).
    """
    with app.transaction() as tx:
        return app.once(tx, "erasure", ErasureRequest, lambda: service.request_erasure(tx))


@app.get("/api/v1/users/me/erasure", tags=TAGS, responses=refuses(NotFound))
def read_erasure() -> ErasureRequest:
    """Read one's request to be forgotten

    For whoever is signed in: the newest one; 404 where there was none.
    """
    with app.read() as tx:
        return repository.find_own_request(tx)


@app.delete("/api/v1/users/me/erasure", tags=TAGS, responses=refuses(NotFound))
def cancel_erasure() -> ErasureRequest:
    """Cancel one's request to be forgotten

    For whoever is signed in, as long as it is open.
    """
    with app.transaction() as tx:
        return service.cancel_erasure(tx)


@app.get("/api/v1/system/erasures", tags=TAGS, responses=refuses(CursorInvalid))
def list_erasures(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[ErasureRequest]:
    """List requests to be forgotten

    For administrators: everybody's, with what was removed or why it was refused.
    """
    with app.read() as tx:
        return service.list_requests(tx, cursor=cursor, limit=limit)
