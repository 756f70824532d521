"""The edge function: `process-transitions`, a pass of the hourly clock; and what is no action of it."""

from typing import Any
from uuid import UUID

import pytest

from campaign_lifecycle import api
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import Answer, call, http_event

EDGE = "/functions/v1/campaign-lifecycle"


def edge(**event: Any) -> Answer:
    return call(
        api.lambda_handler, http_event("POST", EDGE, **({"body": {"action": "process-transitions"}} | event))
    )


def test_administrators_and_the_service_may_ask_for_a_pass(
    database: Database, admin: UUID, owner: UUID
) -> None:
    status = "select status from campaigns where id = %s"
    with database.connect() as db:
        campaign = make_campaign(db, owner, timeline_start="2020-01-01")
        assert edge(user=owner).body["code"] == "FORBIDDEN"
        assert db.execute(status, (campaign,)).fetchone() == ("draft",)
        assert edge(user=admin).body == {
            "activated": 1, "completed": 0, "paused": 0, "expired_invitations": 0, "errors": 0, "more_due": False,
        }  # fmt: skip
        assert db.execute(status, (campaign,)).fetchone() == ("active",)
    assert edge(service=True).status == 200


@pytest.mark.parametrize(
    "body", [{}, {"action": "launch"}, {"action": "process-transitions", "now": "2099-01-01"}]
)
def test_a_malformed_action_is_422_and_moves_nothing(
    database: Database, admin: UUID, body: dict[str, str]
) -> None:
    with database.connect() as db:
        make_campaign(db, timeline_start="2020-01-01")
        answer = edge(user=admin, body=body)
        assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")
        assert db.execute("select status from campaigns").fetchall() == [("draft",)]
