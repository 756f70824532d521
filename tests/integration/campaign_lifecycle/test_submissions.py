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


def test_a_revision_is_reviewed_anew_and_every_review_is_kept(launched: LaunchedCampaign) -> None:
    launched.accept()
    submission = launched.submit()
    launched.brand.post(f"{submission}/reviews", decision="changes_requested", feedback="Rhymes!")
    assert launched.creator.get(submission)["status"] == "changes_requested"
    revised = launched.creator.post(f"{submission}/revisions", submission_type="text", description="Chimes")
    assert (revised["status"], revised["revision"], revised["description"]) == ("pending_review", 2, "Chimes")
    outdated = launched.brand.refused("POST", f"{submission}/reviews", decision="approved", revision=1)
    assert outdated == (409, "REVISION_OUTDATED")
    launched.brand.post(f"{submission}/reviews", decision="approved", revision=2)
    reviews = launched.creator.get(f"{submission}/reviews")["data"]
    assert launched.creator.pages(f"{submission}/reviews", limit="1") == [[review] for review in reviews]
    assert sorted((review["revision"], review["decision"]) for review in reviews) == [
        (1, "changes_requested"), (2, "approved"),
    ]  # fmt: skip
    assert launched.stranger.refused("GET", f"{submission}/reviews") == (404, "NOT_FOUND")


def test_submissions_are_listed_by_status_for_both_sides(launched: LaunchedCampaign) -> None:
    launched.accept()
    submission = launched.submit()
    for path in ("/submissions", f"{launched.campaign}/submissions"):
        for reader in (launched.creator, launched.brand):
            (found,) = reader.get(path, status="pending_review")["data"]
            assert f"/submissions/{found['id']}" == submission
            assert reader.get(path, status="approved")["data"] == []
    launched.brand.post(f"{submission}/reviews", decision="approved")
    assert [row["status"] for row in launched.creator.get("/submissions")["data"]] == ["approved"]
    assert launched.brand.get("/submissions", status="pending_review")["data"] == []
    assert launched.stranger.get("/submissions")["data"] == []
    assert launched.stranger.refused("GET", f"{launched.campaign}/submissions") == (404, "NOT_FOUND")
