"""A copy of everything, and to be forgotten."""

from common.models.base import Page
from common.models.privacy import ErasureRequest, PersonalData
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from user_management.app import app
from user_management.privacy import repository, service

TAGS = ["privacy"]


@app.get("/api/v1/users/me/export", tags=TAGS)
def export_me() -> PersonalData:
    """All that is held about the caller, as JSON."""
    return service.export(app.actor)


@app.post("/api/v1/users/me/erasure", status_code=202, tags=TAGS)
def request_erasure() -> ErasureRequest:
    """Ask to be forgotten: due after a day, in which it can be taken back; money records are kept."""
    with app.transaction() as tx:
        return app.once(tx, "erasure", ErasureRequest, lambda: service.request_erasure(tx))


@app.get("/api/v1/users/me/erasure", tags=TAGS)
def read_erasure() -> ErasureRequest:
    """The caller's newest request."""
    with app.transaction() as tx:
        return repository.find_own_request(tx)


@app.delete("/api/v1/users/me/erasure", tags=TAGS)
def cancel_erasure() -> ErasureRequest:
    """Take the request back."""
    with app.transaction() as tx:
        return service.cancel_erasure(tx)


@app.get("/api/v1/system/erasures", tags=TAGS)
def list_erasures(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[ErasureRequest]:
    """Everybody's requests with their receipts; administrators only."""
    with app.transaction() as tx:
        return service.list_requests(tx, cursor=cursor, limit=limit)
