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


def test_a_creator_leaves_with_what_is_earned_and_without_the_rest(launched: LaunchedCampaign) -> None:
    with launched.database.connect() as db:
        db.execute("update campaign_deliverables set quantity = 4, compensation_amount = 2500")
        db.execute("update brand_profiles set website = 'https://shop.example.com/'")
    participant = launched.accept()
    paid = launched.submit()
    launched.brand.post(f"{paid}/reviews", decision="approved")
    waiting = launched.submit(unit=2)
    returned = launched.submit(unit=3)
    launched.brand.post(f"{returned}/reviews", decision="changes_requested", feedback="Rhymes!")
    assert launched.available() == 40_000
    left = launched.creator.post(f"{participant}/leave", reason="I move away")
    assert (left["status"], left["removal_reason"]) == ("inactive", "I move away")
    assert left["left_at"] is not None
    assert left["tracking_link"] is not None
    assert launched.available() == 47_500
    assert [launched.creator.get(one)["status"] for one in (paid, waiting, returned)] == [
        "approved", "rejected", "rejected",
    ]  # fmt: skip
    seen = launched.brand.get(launched.campaign)
    assert (seen["budget_reserved"], seen["budget_spent"]) == (0, 2_500)
    assert launched.earned() == [2_250]
    assert launched.told(launched.brand, "participant_left") == 1
    assert launched.brand.refused("POST", f"{waiting}/reviews", decision="approved") == (
        409, "SUBMISSION_TRANSITION_FORBIDDEN",
    )  # fmt: skip


def test_only_the_creator_leaves_and_only_once(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    assert launched.brand.refused("POST", f"{participant}/leave") == (403, "FORBIDDEN")
    assert launched.stranger.refused("POST", f"{participant}/leave") == (404, "NOT_FOUND")
    launched.brand.post(f"{launched.campaign}/pause")
    assert launched.creator.post(f"{participant}/leave")["status"] == "inactive"
    assert launched.creator.refused("POST", f"{participant}/leave") == (409, "PARTICIPANT_NOT_ACTIVE")
    assert launched.brand.refused("POST", f"{participant}/remove") == (409, "PARTICIPANT_NOT_ACTIVE")
    assert launched.brand.get(participant)["left_at"] is not None
