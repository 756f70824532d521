"""The brief: a campaign as invited creators see it."""

from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


def test_creators_read_a_brief_without_budgets(launched: LaunchedCampaign) -> None:
    launched.invite()
    brief = launched.creator.get(f"/campaign-briefs/{launched.campaign.rsplit('/', 1)[1]}")
    assert brief["name"] == "Summer"
    assert not any("budget" in name for name in brief)
    assert launched.creator.refused("GET", launched.campaign) == (404, "NOT_FOUND")
    assert [b["id"] for b in launched.creator.get("/campaign-briefs")["data"]] == [brief["id"]]
