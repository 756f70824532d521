"""The edge function `matching-intelligence`: what is no request."""

from typing import Any

import pytest

from matching import api
from tests.factories.events import call, http_event
from tests.integration.matching.target_campaign import EDGE, TargetCampaign


@pytest.mark.parametrize(
    "body",
    [{}, {"campaign_id": "x"}, {"campaign_id": None}, *({"limit": limit} for limit in (0, -1, 101, "5", 1.5, None)),
     {"action": "match"}],
)  # fmt: skip
def test_a_malformed_request_is_422(target: TargetCampaign, body: dict[str, Any]) -> None:
    whole = body if "campaign_id" in body or not body else {"campaign_id": str(target.campaign), **body}
    answer = call(api.lambda_handler, http_event("POST", EDGE, user=target.owner, body=whole))
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")
