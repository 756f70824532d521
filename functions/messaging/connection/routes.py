"""`/api/v1/realtime/connection`."""

from common.adapters.identity.refusals import SessionEnded
from common.errors import NotConfigured
from common.refusals import refuses
from messaging.app import app
from messaging.connection import service
from messaging.connection.models import RealtimeConnection

TAGS = ["realtime"]


@app.get("/api/v1/realtime/connection", tags=TAGS, responses=refuses(SessionEnded, NotConfigured))
def read_realtime_connection() -> RealtimeConnection:
    """Read how to connect.

    For whoever is signed in: where the push service is, and the name of one's own channel, which nobody else learns.
    It changes when a sign-in of the person ends, by a new password and by a new address: ask again then, whenever the
    access token is refreshed, and after `subscribe_error`.
    """
    session = app.session
    with app.read() as tx:
        return service.read_connection(tx, session)
