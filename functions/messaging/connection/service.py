"""Use cases of connections."""

from common.adapters.identity.refusals import SessionEnded
from common.adapters.realtime.choice import HTTP_DOMAIN, SOCKET_DOMAIN
from common.database import Transaction
from common.errors import NotConfigured
from common.identity import Session
from common.settings import optional
from messaging.connection import repository
from messaging.connection.models import RealtimeConnection

NAMESPACE = "users"
SOCKET_PATH = "/event/realtime"


def read_connection(tx: Transaction, session: Session) -> RealtimeConnection:
    """For this sign-in. Raises `NotConfigured` where there is no push service, `SessionEnded`."""
    http_domain, socket_domain = _domain(HTTP_DOMAIN), _domain(SOCKET_DOMAIN)
    key = repository.find_channel_key(tx, session.id)
    if key is None:
        raise SessionEnded
    return RealtimeConnection(
        endpoint=f"wss://{socket_domain}{SOCKET_PATH}",
        http_domain=http_domain,
        channel=f"/{NAMESPACE}/{session.user_id}/{key}",
    )


def _domain(name: str) -> str:
    if (found := optional(name)) is None:
        raise NotConfigured(details=[{"missing": f"{name} is missing."}])
    return found
