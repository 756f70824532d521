"""Connected accounts as their doors see them: requests, callbacks, and what lies sealed in the rows."""

from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from common.adapters import vault
from social_connect import api
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event

EDGE = "/functions/v1/social-connect"


def edge(action: str, *, user: UUID | None = None, service: bool = False, **fields: object) -> Answer:
    """An edge action."""
    body = {"action": action, **fields}
    return call(api.lambda_handler, http_event("POST", EDGE, user=user, service=service, body=body))


def request(method: str, path: str, *, user: UUID | None = None, service: bool = False,
            query: dict[str, str] | None = None) -> Answer:  # fmt: skip
    """A request to a resource under /api/v1/social."""
    event = http_event(method, f"/api/v1/social{path}", user=user, service=service, query=query)
    return call(api.lambda_handler, event)


def pages(path: str, user: UUID, limit: int, **query: str) -> list[dict[str, Any]]:
    """All rows of a list, asked for page by page."""
    rows: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        answer = request("GET", path, user=user, query={"limit": str(limit), **query, **cursor})
        assert answer.status == 200, answer.body
        assert len(answer.body["data"]) <= limit
        rows += answer.body["data"]
        if answer.body["next_cursor"] is None:
            return rows
        cursor = {"cursor": answer.body["next_cursor"]}


def authorize(user: UUID, platform: str) -> str:
    """Begin a round trip; its state."""
    answer = request("GET", f"/{platform}/authorize", user=user)
    assert answer.status == 200, answer.body
    return parse_qs(urlsplit(str(answer.body["url"])).query)["state"][0]


def open_callback(platform: str, **query: str | list[str]) -> dict[str, str]:
    """What the platform's redirect brings; what the front end then finds in its address."""
    answer = call(api.lambda_handler, http_event("GET", f"/oauth/{platform}/callback", query=query))
    assert answer.status == 303, answer.body
    target = urlsplit(answer.headers["location"])
    assert (
        f"{target.scheme}://{target.netloc}{target.path}" == "http://127.0.0.1:3000/settings/social-accounts"
    )
    return {name: values[0] for name, values in parse_qs(target.query).items()}


def take_ticket(user: UUID, platform: str, code: str) -> str:
    """Away and back; what the front end was given to finish with."""
    return open_callback(platform, state=authorize(user, platform), code=code)["ticket"]


def redeem(user: UUID | None, ticket: str) -> Answer:
    """What the front end asks for with the person's token."""
    return edge("connect-platform", user=user, ticket=ticket)


def come_back(user: UUID, platform: str, code: str) -> Answer:
    """A whole round trip by the callback, however it ends."""
    return redeem(user, take_ticket(user, platform, code))


def connect(user: UUID, platform: str, code: str) -> dict[str, Any]:
    """A whole round trip by the callback that ends well; the account."""
    answer = come_back(user, platform, code)
    assert answer.status == 200, answer.body
    account: dict[str, Any] = answer.body
    return account


def tokens_of(database: Database, account_id: str) -> tuple[str | None, str | None]:
    """What lies sealed in the account's row."""
    with database.connect() as db:
        row = db.execute(
            "select access_token, refresh_token from social_accounts where id = %s", (account_id,)
        ).fetchone()
    assert row is not None
    access, refresh = (vault.open(UUID(account_id), value) if value else None for value in row)
    return access, refresh
