"""How tests ask whether somebody may listen: through the handler, with its own login."""

from typing import Any
from uuid import UUID

from messaging import socket
from tests.logins import own_login
from tests.typing import Connection

REFUSED = "SubscriptionRefused"


def key_of(db: Connection, user: UUID) -> str:
    row = db.execute("select key from realtime_channels where user_id = %s", (user,)).fetchone()
    assert row is not None
    key: str = row[0]
    return key


def channel_of(db: Connection, user: UUID) -> str:
    return f"/users/{user}/{key_of(db, user)}"


def answer(event: dict[str, Any]) -> dict[str, str] | None:
    with own_login(socket.lambda_handler):
        return socket.lambda_handler(event, object())


def refusal(event: dict[str, Any]) -> str:
    said = answer(event)
    assert said is not None, "null lets them listen"
    return said["error"].partition(" - ")[0]
