"""A copy of everything, and to be forgotten."""

from common.models.base import Page
from common.models.privacy import ErasureRequest, PersonalData
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from user_management.app import app
from user_management.privacy import repository
from user_management.privacy import service as privacy

TAGS = ["privacy"]


@app.get("/api/v1/users/me/export", tags=TAGS)
def export_me() -> PersonalData:
    """All that is held about the caller, as JSON."""
    return privacy.export(app.actor)


@app.post("/api/v1/users/me/erasure", status_code=202, tags=TAGS)
def request_erasure() -> ErasureRequest:
    """Ask to be forgotten: due after a day, in which it can be taken back; money records are kept."""
    with app.transaction() as tx:
        return app.once(tx, "erasure", ErasureRequest, lambda: privacy.request_erasure(tx))


@app.get("/api/v1/users/me/erasure", tags=TAGS)
def read_erasure() -> ErasureRequest:
    """The caller's newest request."""
    with app.transaction() as tx:
        return repository.find_own_request(tx)


@app.delete("/api/v1/users/me/erasure", tags=TAGS)
def cancel_erasure() -> ErasureRequest:
    """Take the request back."""
    with app.transaction() as tx:
        return privacy.cancel_erasure(tx)


@app.get("/api/v1/system/erasures", tags=TAGS)
def list_erasures(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[ErasureRequest]:
    """Everybody's requests with their receipts; administrators only."""
    with app.transaction() as tx:
        return privacy.list_requests(tx, cursor=cursor, limit=limit)
