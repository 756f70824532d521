"""A step of a campaign that was taken already is 200 and changes nothing."""

from typing import Any
from uuid import UUID

import pytest

from campaign_lifecycle.api import lambda_handler
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from tests.factories.people import make_user

PATH = "/api/v1/campaigns"


def send(method: str, path: str, **event: Any) -> Answer:
    return call(lambda_handler, http_event(method, path, **event))


@pytest.fixture
def brand(database: Database) -> UUID:
    with database.connect() as db:
        return make_user(db, "brand")


def create_ready(user: UUID) -> Answer:
    """A draft that can be launched."""
    created = send("POST", PATH, user=user, body={"name": "Summer"})
    path = f"{PATH}/{created.body['id']}/deliverables"
    assert send("POST", path, user=user, body={"deliverable_type": "tweet"}).status == 201
    return created


@pytest.mark.parametrize("last", ["complete", "cancel"])
def test_a_step_that_was_taken_already_leaves_the_campaign_alone(brand: UUID, last: str) -> None:
    path = f"{PATH}/{create_ready(brand).body['id']}"
    for step in ("launch", "pause", "resume", last):
        once = send("POST", f"{path}/{step}", user=brand)
        again = send("POST", f"{path}/{step}", user=brand)
        assert (once.status, again.status, again.body) == (200, 200, once.body), step
        assert send("GET", path, user=brand).body["updated_at"] == once.body["updated_at"], step
    assert len(send("GET", f"{path}/history", user=brand).body["data"]) == 4
