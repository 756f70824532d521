"""Who takes part: removed with what is unspent, completed with the last approval."""

from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


def test_a_removed_participant_gives_the_money_back_and_what_waits_is_rejected(
    launched: LaunchedCampaign,
) -> None:
    participant = launched.accept()
    submission = launched.submit()
    assert launched.available() == 40_000
    assert launched.creator.refused("POST", f"{participant}/remove") == (403, "FORBIDDEN")
    assert launched.stranger.refused("POST", f"{participant}/remove") == (404, "NOT_FOUND")
    assert launched.brand.post(f"{participant}/remove", reason="Enough")["status"] == "inactive"
    assert launched.available() == 50_000
    assert launched.creator.get(submission)["status"] == "rejected"
    assert launched.brand.refused("POST", f"{participant}/remove") == (409, "PARTICIPANT_NOT_ACTIVE")


def test_the_last_approval_completes_the_participant(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    launched.brand.post(f"{launched.submit()}/reviews", decision="approved")
    assert launched.creator.get(participant)["status"] == "completed"
