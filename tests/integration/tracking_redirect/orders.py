"""Orders as a brand or its shop reports them, through the doors."""

import json
from datetime import timedelta
from uuid import UUID

from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from tests.factories.links import PHONE
from tests.integration.tracking_redirect.events_of_days import TODAY, noon
from tests.typing import Connection
from tracking_redirect import api, redirect
from tracking_redirect.conversions.service import signature_of


def click(code: str) -> str:
    event = {**http_event("GET", f"/t/{code}", user_agent=PHONE), "pathParameters": {"short_code": code}}
    location = call(redirect.lambda_handler, event).headers["location"]
    return location.partition("aclid=")[2]


def order(click_id: str, **changes: object) -> dict[str, object]:
    return {"click_id": click_id, "order_id": "order-1", "value": 4_999, "currency": "usd", **changes}


def report(user: UUID, body: dict[str, object]) -> Answer:
    return call(api.lambda_handler, http_event("POST", "/api/v1/conversions", user=user, body=body))


def signed(code: str, body: dict[str, object], signature: str) -> Answer:
    event = http_event(
        "POST",
        f"/api/v1/conversions/{code}",
        raw_body=json.dumps(body).encode(),
        query={"signature": signature},
    )
    return call(api.lambda_handler, event)


def report_signed(code: str, key: str, body: dict[str, object]) -> Answer:
    """As a shop does that has that key."""
    return signed(code, body, signature_of(key, json.dumps(body).encode()))


def key_of(user: UUID, link_id: str) -> Answer:
    return call(
        api.lambda_handler, http_event("GET", f"/api/v1/tracking-links/{link_id}/conversion-key", user=user)
    )


def link_id_of(database: Database, code: str) -> str:
    with database.connect() as db:
        row = db.execute("select id from tracking_links where short_code = %s", (code,)).fetchone()
    assert row is not None
    return str(row[0])


def change(user: UUID, campaign: UUID, action: str, reference: str, **more: object) -> Answer:
    """A correction or refund of that order, by the brand."""
    body = {"action": action, "campaign_id": str(campaign), "order_id": "order-1", "reference": reference,
            "currency": "usd", **more}  # fmt: skip
    return report(user, body)


def move(db: Connection, days: int) -> None:
    """The order was that many days ago, and the night knows it."""
    db.execute("update conversions set converted_at = %s", (noon(TODAY - timedelta(days=days)),))
    db.execute("select app.mark_late_day(converted_at) from conversions")
