"""The edge action `process-transitions`: who may ask for a pass of the hourly clock."""

from typing import Any
from uuid import UUID

from campaign_lifecycle import api
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import Answer, call, http_event
from tests.factories.people import make_user


def status_of(database: Database, campaign: UUID) -> str:
    with database.connect() as db:
        row = db.execute("select status from campaigns where id = %s", (campaign,)).fetchone()
    assert row is not None
    return str(row[0])


def edge(**event: Any) -> Answer:
    body = {"action": "process-transitions"}
    return call(
        api.lambda_handler, http_event("POST", "/functions/v1/campaign-lifecycle", body=body, **event)
    )


def test_administrators_and_the_service_may_ask_for_a_pass(database: Database) -> None:
    with database.connect() as db:
        admin, brand = make_user(db, "admin"), make_user(db, "brand")
        campaign = make_campaign(db, brand, timeline_start="2020-01-01")
    assert edge(user=brand).body["code"] == "FORBIDDEN"
    assert status_of(database, campaign) == "draft"
    assert edge(user=admin).body == {
        "activated": 1, "completed": 0, "paused": 0, "expired_invitations": 0, "errors": 0, "more_due": False,
    }  # fmt: skip
    assert edge(service=True).status == 200
