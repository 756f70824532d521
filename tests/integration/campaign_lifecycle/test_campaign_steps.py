"""Launching, ending and duplicating a campaign."""

import pytest

from tests.actors import in_process
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


@pytest.mark.parametrize("end", ["cancel", "complete"])
def test_the_answer_to_the_end_of_a_campaign_knows_what_was_released(
    launched: LaunchedCampaign, end: str
) -> None:
    launched.accept()
    assert launched.brand.get(launched.campaign)["budget_reserved"] == 10_000
    answer = launched.brand.post(f"{launched.campaign}/{end}")
    assert answer["budget_reserved"] == 0
    assert answer == launched.brand.get(launched.campaign)


def test_a_duplicate_is_a_draft_with_the_same_deliverables(launched: LaunchedCampaign) -> None:
    copy = launched.brand.post(f"{launched.campaign}/duplicate")
    assert (copy["status"], copy["timeline_end"]) == ("draft", None)
    deliverables = launched.brand.get(f"/campaigns/{copy['id']}/deliverables")["data"]
    assert [d["compensation_amount"] for d in deliverables] == [10_000]


def test_a_campaign_that_is_not_ready_is_not_launched(launched: LaunchedCampaign) -> None:
    empty = launched.brand.post("/campaigns", name="Empty", timeline_end="2020-01-01", currency="eur")["id"]
    answer = in_process("POST", f"/api/v1/campaigns/{empty}/launch", user=launched.brand.id)
    assert (answer.status, answer.body["code"]) == (409, "CAMPAIGN_NOT_READY")
    assert {problem["code"] for problem in answer.body["details"]} == {
        "NO_DELIVERABLES", "TIMELINE_OVER", "NO_WALLET_IN_CURRENCY",
    }  # fmt: skip
