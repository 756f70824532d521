"""Who takes part no more keeps what was agreed, and sees nothing that the brand does afterwards."""

from typing import Any

import pytest

from tests.actors import Person
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


def seen(creator: Person, campaign: str) -> Any:
    brief = creator.get(campaign.replace("/campaigns/", "/campaign-briefs/"))
    listed = creator.get("/campaign-briefs")["data"]
    return brief, listed, creator.get(f"{campaign}/deliverables")["data"]


@pytest.mark.parametrize("end", ["removal", "cancellation"])
def test_a_former_participant_reads_what_was_agreed_and_nothing_later(
    launched: LaunchedCampaign, end: str
) -> None:
    campaign, creator = launched.campaign, launched.creator
    participant = launched.accept()
    launched.brand.patch(campaign, brand_guidelines="Agreed", category="beauty")
    if end == "removal":
        launched.brand.post(f"{participant}/remove", reason="Late")
    else:
        launched.brand.post(f"{campaign}/cancel")
    before = seen(creator, campaign)
    assert before[0]["brand_guidelines"] == "Agreed"
    assert [one["id"] for one in before[2]] == [launched.deliverable]
    launched.brand.patch(campaign, brand_guidelines="CONFIDENTIAL", name="Later", description="Later")
    launched.brand.patch(f"{campaign}/deliverables/{launched.deliverable}", description="CONFIDENTIAL")
    assert seen(creator, campaign) == before
    assert launched.brand.get(campaign)["brand_guidelines"] == "CONFIDENTIAL"
    assert launched.brand.get(f"{campaign}/deliverables")["data"][0]["description"] == "CONFIDENTIAL"


def test_a_former_participant_sees_and_answers_no_survey(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    question = {"kind": "nps", "prompt": "Again?"}
    survey = launched.brand.post(f"{launched.campaign}/surveys", title="How was it?", questions=[question])
    path = f"/surveys/{survey['survey']['id']}"
    launched.brand.post(f"{path}/open")
    answers = [{"question_id": launched.creator.get(path)["questions"][0]["id"], "answer": 1}]
    launched.brand.post(f"{participant}/remove", reason="Late")
    assert launched.creator.refused("GET", path) == (404, "NOT_FOUND")
    assert launched.creator.refused("POST", f"{path}/responses", answers=answers) == (404, "NOT_FOUND")
    assert launched.creator.get(f"{launched.campaign}/surveys")["data"] == []


def test_another_former_participant_reads_nothing_of_it(launched: LaunchedCampaign) -> None:
    launched.brand.post(f"{launched.accept()}/remove", reason="Late")
    brief = launched.campaign.replace("/campaigns/", "/campaign-briefs/")
    assert launched.stranger.refused("GET", brief) == (404, "NOT_FOUND")
    assert launched.stranger.refused("GET", f"{launched.campaign}/deliverables") == (404, "NOT_FOUND")
