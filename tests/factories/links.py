"""Tracking links: inserted as the superuser, or made, asked about and followed through their doors."""

from typing import Any
from uuid import UUID, uuid4

from tests.factories.events import Answer, call, http_event
from tests.typing import Connection
from tracking_redirect import api, redirect

BASE = "https://go.example.org/t"
"""Where short links begin in tests that ask for it (`base_url`)."""
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Mobile/15E148 Safari/604.1"


def make_link(db: Connection, campaign: UUID, **columns: object) -> str:
    """A link of `campaign`; its short code. `columns` override the defaults."""
    row = db.execute("select brand_id from campaigns where id = %s", (campaign,)).fetchone()
    assert row is not None
    values: dict[str, object] = {
        "campaign_id": campaign, "brand_id": row[0], "short_code": f"c{uuid4().hex[:8]}",
        "destination_url": "https://shop.example.com/",
    } | columns  # fmt: skip
    end = values.pop("expires_at", None)
    names = ", ".join(values)
    marks = ", ".join(f"%({name})s" for name in values)
    db.execute(f"insert into tracking_links ({names}) values ({marks})", values)
    if end:  # afterwards: no link is made that ended already
        db.execute(
            "update tracking_links set expires_at = %s where short_code = %s", (end, values["short_code"])
        )
    return str(values["short_code"])


def ask(method: str, path: str, user: UUID, **event: Any) -> Answer:
    """A request to a resource under /api/v1."""
    return call(api.lambda_handler, http_event(method, f"/api/v1/{path}", user=user, **event))


def generate(
    user: UUID, campaign: object, destination: object = "https://shop.example.com/", **more: object
) -> Answer:
    """The edge action `generate`."""
    body = {"action": "generate", "campaign_id": str(campaign), "destination_url": destination, **more}
    return call(api.lambda_handler, http_event("POST", "/functions/v1/tracking-links", user=user, body=body))


def visit(code: str, suffix: str = "", **event: Any) -> Answer:
    """Somebody with a telephone follows the link."""
    built = http_event("GET", f"/t/{code}{suffix}", user_agent=PHONE, **event)
    return call(redirect.lambda_handler, {**built, "pathParameters": {"short_code": code}})
