"""Invitations, participants, submissions, messages and briefs through the handler: what each may do, every refusal."""

from uuid import uuid4

import pytest

from campaign_lifecycle import api
from tests.actors import Person, in_process
from tests.factories.events import call, http_event
from tests.factories.people import make_member
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


def test_a_bulk_invitation_reports_each_result(launched: LaunchedCampaign) -> None:
    body = [
        {"creator_user_id": str(user)}
        for user in (launched.creator.id, launched.creator.id, uuid4(), launched.stranger.id)
    ]
    answer = launched.brand.post(f"{launched.campaign}/invitations/bulk", invitations=body)
    assert (answer["invited"], answer["refused"]) == (1, 3)
    assert [r["code"] for r in answer["results"]] == [
        None, "INVITATION_PENDING", "NOT_A_CREATOR", "NOT_A_CREATOR",
    ]  # fmt: skip
    assert launched.told(launched.creator, "invitation_sent") == 1
    too_many = [{"creator_user_id": str(uuid4())}] * 101
    assert (
        launched.brand.refused("POST", f"{launched.campaign}/invitations/bulk", invitations=too_many)[0]
        == 422
    )


def test_who_may_invite_and_who_may_answer(launched: LaunchedCampaign) -> None:
    path = launched.invite()
    with launched.database.connect() as db:
        analyst = Person(make_member(db, launched.brand_id, "analyst"))
    other = {"creator_user_id": str(launched.creator.id)}
    assert analyst.refused("POST", f"{launched.campaign}/invitations", **other) == (403, "FORBIDDEN")
    assert launched.creator.refused("POST", f"{launched.campaign}/invitations", **other) == (403, "FORBIDDEN")
    assert launched.stranger.refused("POST", f"{launched.campaign}/invitations", **other) == (
        404,
        "NOT_FOUND",
    )
    assert launched.stranger.refused("GET", path) == (404, "NOT_FOUND")
    assert launched.stranger.refused("POST", f"{path}/accept") == (404, "NOT_FOUND")
    assert launched.brand.refused("POST", f"{path}/accept") == (403, "FORBIDDEN")
    assert launched.creator.get(path)["status"] == "pending"


def test_a_declined_invitation_is_answered_for_good(launched: LaunchedCampaign) -> None:
    path = launched.invite()
    assert launched.creator.post(f"{path}/decline", reason="No time")["decline_reason"] == "No time"
    assert launched.creator.refused("POST", f"{path}/accept") == (409, "INVITATION_TRANSITION_FORBIDDEN")
    assert launched.told(launched.brand, "invitation_declined") == 1
    assert launched.invite() != path


def test_a_short_wallet_leaves_the_invitation_pending_and_the_brand_is_told(
    launched: LaunchedCampaign,
) -> None:
    invitation = launched.brand.post(
        f"{launched.campaign}/invitations", creator_user_id=str(launched.creator.id), agreed_amount=50_001
    )
    path = f"/invitations/{invitation['id']}"
    assert launched.creator.refused("POST", f"{path}/accept") == (402, "INSUFFICIENT_FUNDS")
    assert launched.creator.get(path)["status"] == "pending"
    assert (launched.available(), launched.told(launched.brand, "budget_low")) == (50_000, 1)


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


@pytest.mark.parametrize("end", ["cancel", "complete"])
def test_the_answer_to_the_end_of_a_campaign_knows_what_was_released(
    launched: LaunchedCampaign, end: str
) -> None:
    launched.accept()
    assert launched.brand.get(launched.campaign)["budget_reserved"] == 10_000
    answer = launched.brand.post(f"{launched.campaign}/{end}")
    assert answer["budget_reserved"] == 0
    assert answer == launched.brand.get(launched.campaign)


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


def test_the_last_approval_completes_the_participant(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    launched.brand.post(f"{launched.submit()}/reviews", decision="approved")
    assert launched.creator.get(participant)["status"] == "completed"


def test_messages_are_read_by_the_other_side(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    launched.creator.post(f"{participant}/messages", body="Hello")
    launched.creator.post(f"{participant}/messages", body="Anybody there?")
    assert [row["unread"] for row in launched.brand.get("/participants/messages/unread")["data"]] == [2]
    assert launched.creator.post(f"{participant}/messages/read")["read"] == 0
    assert launched.brand.post(f"{participant}/messages/read")["read"] == 2
    assert launched.brand.get("/participants/messages/unread")["data"] == []
    assert [m["body"] for m in launched.creator.get(f"{participant}/messages")["data"]] == [
        "Anybody there?",
        "Hello",
    ]
    assert launched.stranger.refused("GET", f"{participant}/messages") == (404, "NOT_FOUND")
    assert launched.stranger.refused("POST", f"{participant}/messages", body="Hi") == (404, "NOT_FOUND")


def test_the_machine_client_has_no_side_whose_messages_it_could_read(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    launched.creator.post(f"{participant}/messages", body="Hello")
    answer = call(api.lambda_handler, http_event("POST", f"/api/v1{participant}/messages/read", service=True))
    assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN")
    assert launched.brand.post(f"{participant}/messages/read")["read"] == 1


def test_who_was_removed_reads_the_conversation_and_writes_no_more(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    launched.creator.post(f"{participant}/messages", body="Hello")
    launched.brand.post(f"{participant}/remove", reason="Enough")
    assert launched.creator.refused("POST", f"{participant}/messages", body="Why?") == (403, "FORBIDDEN")
    launched.brand.post(f"{participant}/messages", body="Sorry.")
    assert [m["body"] for m in launched.creator.get(f"{participant}/messages")["data"]] == ["Sorry.", "Hello"]
    assert launched.creator.post(f"{participant}/messages/read")["read"] == 1


def test_who_has_done_everything_still_writes(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    launched.brand.post(f"{launched.submit()}/reviews", decision="approved")
    assert launched.creator.get(participant)["status"] == "completed"
    assert launched.creator.post(f"{participant}/messages", body="Thank you")["from_creator"]


def test_creators_read_a_brief_without_budgets(launched: LaunchedCampaign) -> None:
    launched.invite()
    brief = launched.creator.get(f"/campaign-briefs/{launched.campaign.rsplit('/', 1)[1]}")
    assert brief["name"] == "Summer"
    assert not any("budget" in name for name in brief)
    assert launched.creator.refused("GET", launched.campaign) == (404, "NOT_FOUND")
    assert [b["id"] for b in launched.creator.get("/campaign-briefs")["data"]] == [brief["id"]]


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


def test_the_report_is_a_line_per_participant(launched: LaunchedCampaign) -> None:
    launched.accept()
    launched.brand.post(f"{launched.submit()}/reviews", decision="approved")
    answer = in_process("GET", f"/api/v1{launched.campaign}/report", user=launched.brand.id)
    header, line = answer.body.split()
    assert header.startswith("creator_user_id,status,joined_at,agreed,spent")
    assert line.split(",")[3:5] == ["100.00", "100.00"]
    assert launched.creator.refused("GET", f"{launched.campaign}/report") == (404, "NOT_FOUND")
