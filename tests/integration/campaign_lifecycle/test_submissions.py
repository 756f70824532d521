"""Content that creators hand in and brands review."""

from uuid import uuid4

from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


def test_submissions_stay_within_what_was_asked(launched: LaunchedCampaign) -> None:
    launched.accept()
    body = {"deliverable_id": launched.deliverable, "submission_type": "text", "description": "A poem"}
    path = f"{launched.campaign}/submissions"
    assert launched.creator.refused("POST", path, **body, unit=2)[0] == 422
    assert launched.creator.refused("POST", path, **{**body, "deliverable_id": str(uuid4())})[0] == 404
    assert launched.creator.refused("POST", path, **{**body, "submission_type": "url"})[0] == 422
    assert (
        launched.creator.refused(
            "POST", path, **{**body, "submission_type": "file", "file_path": "submissions/x/y"}
        )[0]
        == 422
    )
    assert launched.brand.refused("POST", path, **body) == (403, "FORBIDDEN")
    assert launched.stranger.refused("POST", path, **body) == (404, "NOT_FOUND")
    submission = launched.submit()
    assert launched.creator.refused("POST", path, **body) == (409, "ALREADY_SUBMITTED")
    assert launched.creator.refused("POST", f"{submission}/reviews", decision="approved") == (
        403,
        "FORBIDDEN",
    )
    assert launched.brand.refused("POST", f"{submission}/reviews", decision="rejected")[0] == 422
    assert launched.creator.refused("POST", f"{submission}/revisions", submission_type="text", description="B") == (
        409, "SUBMISSION_TRANSITION_FORBIDDEN",
    )  # fmt: skip
