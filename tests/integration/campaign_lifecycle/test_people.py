"""Invitations, participants, submissions, messages and briefs through the handler: what each may do, every refusal."""

from uuid import UUID, uuid4

import pytest

from campaign_lifecycle import api
from campaign_lifecycle.invitations import service
from common.database import transaction
from common.errors.campaigns import BudgetExhausted
from common.errors.money import InsufficientFunds
from common.identity import Actor
from tests.factories.events import call, http_event
from tests.factories.people import make_member
from tests.integration.campaign_lifecycle.client import Person, in_process
from tests.integration.campaign_lifecycle.stage import Stage


def test_a_bulk_invitation_reports_each_result(stage: Stage) -> None:
    body = [
        {"creator_user_id": str(user)}
        for user in (stage.creator.id, stage.creator.id, uuid4(), stage.stranger.id)
    ]
    answer = stage.brand.post(f"{stage.campaign}/invitations/bulk", invitations=body)
    assert (answer["invited"], answer["refused"]) == (1, 3)
    assert [r["code"] for r in answer["results"]] == [
        None, "INVITATION_PENDING", "NOT_A_CREATOR", "NOT_A_CREATOR",
    ]  # fmt: skip
    assert stage.told(stage.creator, "invitation_sent") == 1
    too_many = [{"creator_user_id": str(uuid4())}] * 101
    assert stage.brand.refused("POST", f"{stage.campaign}/invitations/bulk", invitations=too_many)[0] == 422


def test_who_may_invite_and_who_may_answer(stage: Stage) -> None:
    path = stage.invite()
    with stage.database.connect() as db:
        analyst = Person(make_member(db, stage.brand_id, "analyst"))
    other = {"creator_user_id": str(stage.creator.id)}
    assert analyst.refused("POST", f"{stage.campaign}/invitations", **other) == (403, "FORBIDDEN")
    assert stage.creator.refused("POST", f"{stage.campaign}/invitations", **other) == (403, "FORBIDDEN")
    assert stage.stranger.refused("POST", f"{stage.campaign}/invitations", **other) == (404, "NOT_FOUND")
    assert stage.stranger.refused("GET", path) == (404, "NOT_FOUND")
    assert stage.stranger.refused("POST", f"{path}/accept") == (404, "NOT_FOUND")
    assert stage.brand.refused("POST", f"{path}/accept") == (403, "FORBIDDEN")
    assert stage.creator.get(path)["status"] == "pending"


def test_a_declined_invitation_is_answered_for_good(stage: Stage) -> None:
    path = stage.invite()
    assert stage.creator.post(f"{path}/decline", reason="No time")["decline_reason"] == "No time"
    assert stage.creator.refused("POST", f"{path}/accept") == (409, "INVITATION_TRANSITION_FORBIDDEN")
    assert stage.told(stage.brand, "invitation_declined") == 1
    assert stage.invite() != path


def test_a_short_wallet_leaves_the_invitation_pending_and_the_brand_is_told(stage: Stage) -> None:
    invitation = stage.brand.post(
        f"{stage.campaign}/invitations", creator_user_id=str(stage.creator.id), agreed_amount=50_001
    )
    path = f"/invitations/{invitation['id']}"
    assert stage.creator.refused("POST", f"{path}/accept") == (402, "INSUFFICIENT_FUNDS")
    assert stage.creator.get(path)["status"] == "pending"
    assert (stage.available(), stage.told(stage.brand, "budget_low")) == (50_000, 1)


def test_a_caller_catches_a_short_wallet_and_a_short_budget_by_their_names(stage: Stage) -> None:
    invitation = stage.brand.post(
        f"{stage.campaign}/invitations", creator_user_id=str(stage.creator.id), agreed_amount=50_001
    )
    with pytest.raises(InsufficientFunds), transaction(Actor("user", stage.creator.id)) as tx:
        service.accept(tx, UUID(invitation["id"]))
    stage.brand.patch(stage.campaign, budget_total=50_000)
    with pytest.raises(BudgetExhausted), transaction(Actor("user", stage.creator.id)) as tx:
        service.accept(tx, UUID(invitation["id"]))


def test_a_removed_participant_gives_the_money_back_and_what_waits_is_rejected(stage: Stage) -> None:
    participant = stage.accept()
    submission = stage.submit()
    assert stage.available() == 40_000
    assert stage.creator.refused("POST", f"{participant}/remove") == (403, "FORBIDDEN")
    assert stage.stranger.refused("POST", f"{participant}/remove") == (404, "NOT_FOUND")
    assert stage.brand.post(f"{participant}/remove", reason="Enough")["status"] == "inactive"
    assert stage.available() == 50_000
    assert stage.creator.get(submission)["status"] == "rejected"
    assert stage.brand.refused("POST", f"{participant}/remove") == (409, "PARTICIPANT_NOT_ACTIVE")


@pytest.mark.parametrize("end", ["cancel", "complete"])
def test_the_answer_to_the_end_of_a_campaign_knows_what_was_released(stage: Stage, end: str) -> None:
    stage.accept()
    assert stage.brand.get(stage.campaign)["budget_reserved"] == 10_000
    answer = stage.brand.post(f"{stage.campaign}/{end}")
    assert answer["budget_reserved"] == 0
    assert answer == stage.brand.get(stage.campaign)


def test_submissions_stay_within_what_was_asked(stage: Stage) -> None:
    stage.accept()
    body = {"deliverable_id": stage.deliverable, "submission_type": "text", "description": "A poem"}
    path = f"{stage.campaign}/submissions"
    assert stage.creator.refused("POST", path, **body, unit=2)[0] == 422
    assert stage.creator.refused("POST", path, **{**body, "deliverable_id": str(uuid4())})[0] == 404
    assert stage.creator.refused("POST", path, **{**body, "submission_type": "url"})[0] == 422
    assert (
        stage.creator.refused(
            "POST", path, **{**body, "submission_type": "file", "file_path": "submissions/x/y"}
        )[0]
        == 422
    )
    assert stage.brand.refused("POST", path, **body) == (403, "FORBIDDEN")
    assert stage.stranger.refused("POST", path, **body) == (404, "NOT_FOUND")
    submission = stage.submit()
    assert stage.creator.refused("POST", path, **body) == (409, "ALREADY_SUBMITTED")
    assert stage.creator.refused("POST", f"{submission}/reviews", decision="approved") == (403, "FORBIDDEN")
    assert stage.brand.refused("POST", f"{submission}/reviews", decision="rejected")[0] == 422
    assert stage.creator.refused("POST", f"{submission}/revisions", submission_type="text", description="B") == (
        409, "SUBMISSION_TRANSITION_FORBIDDEN",
    )  # fmt: skip


def test_the_last_approval_completes_the_participant(stage: Stage) -> None:
    participant = stage.accept()
    stage.brand.post(f"{stage.submit()}/reviews", decision="approved")
    assert stage.creator.get(participant)["status"] == "completed"


def test_messages_are_read_by_the_other_side(stage: Stage) -> None:
    participant = stage.accept()
    stage.creator.post(f"{participant}/messages", body="Hello")
    stage.creator.post(f"{participant}/messages", body="Anybody there?")
    assert [row["unread"] for row in stage.brand.get("/participants/messages/unread")["data"]] == [2]
    assert stage.creator.post(f"{participant}/messages/read")["read"] == 0
    assert stage.brand.post(f"{participant}/messages/read")["read"] == 2
    assert stage.brand.get("/participants/messages/unread")["data"] == []
    assert [m["body"] for m in stage.creator.get(f"{participant}/messages")["data"]] == [
        "Anybody there?",
        "Hello",
    ]
    assert stage.stranger.refused("GET", f"{participant}/messages") == (404, "NOT_FOUND")
    assert stage.stranger.refused("POST", f"{participant}/messages", body="Hi") == (404, "NOT_FOUND")


def test_the_machine_client_has_no_side_whose_messages_it_could_read(stage: Stage) -> None:
    participant = stage.accept()
    stage.creator.post(f"{participant}/messages", body="Hello")
    answer = call(api.lambda_handler, http_event("POST", f"/api/v1{participant}/messages/read", service=True))
    assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN")
    assert stage.brand.post(f"{participant}/messages/read")["read"] == 1


def test_who_was_removed_reads_the_conversation_and_writes_no_more(stage: Stage) -> None:
    participant = stage.accept()
    stage.creator.post(f"{participant}/messages", body="Hello")
    stage.brand.post(f"{participant}/remove", reason="Enough")
    assert stage.creator.refused("POST", f"{participant}/messages", body="Why?") == (403, "FORBIDDEN")
    stage.brand.post(f"{participant}/messages", body="Sorry.")
    assert [m["body"] for m in stage.creator.get(f"{participant}/messages")["data"]] == ["Sorry.", "Hello"]
    assert stage.creator.post(f"{participant}/messages/read")["read"] == 1


def test_who_has_done_everything_still_writes(stage: Stage) -> None:
    participant = stage.accept()
    stage.brand.post(f"{stage.submit()}/reviews", decision="approved")
    assert stage.creator.get(participant)["status"] == "completed"
    assert stage.creator.post(f"{participant}/messages", body="Thank you")["from_creator"]


def test_creators_read_a_brief_without_budgets(stage: Stage) -> None:
    stage.invite()
    brief = stage.creator.get(f"/campaign-briefs/{stage.campaign.rsplit('/', 1)[1]}")
    assert brief["name"] == "Summer"
    assert not any("budget" in name for name in brief)
    assert stage.creator.refused("GET", stage.campaign) == (404, "NOT_FOUND")
    assert [b["id"] for b in stage.creator.get("/campaign-briefs")["data"]] == [brief["id"]]


def test_a_duplicate_is_a_draft_with_the_same_deliverables(stage: Stage) -> None:
    copy = stage.brand.post(f"{stage.campaign}/duplicate")
    assert (copy["status"], copy["timeline_end"]) == ("draft", None)
    deliverables = stage.brand.get(f"/campaigns/{copy['id']}/deliverables")["data"]
    assert [d["compensation_amount"] for d in deliverables] == [10_000]


def test_a_campaign_that_is_not_ready_is_not_launched(stage: Stage) -> None:
    empty = stage.brand.post("/campaigns", name="Empty", timeline_end="2020-01-01", currency="eur")["id"]
    answer = in_process("POST", f"/api/v1/campaigns/{empty}/launch", user=stage.brand.id)
    assert (answer.status, answer.body["code"]) == (409, "CAMPAIGN_NOT_READY")
    assert {problem["code"] for problem in answer.body["details"]} == {
        "NO_DELIVERABLES", "TIMELINE_OVER", "NO_WALLET_IN_CURRENCY",
    }  # fmt: skip


def test_the_report_is_a_line_per_participant(stage: Stage) -> None:
    stage.accept()
    stage.brand.post(f"{stage.submit()}/reviews", decision="approved")
    answer = in_process("GET", f"/api/v1{stage.campaign}/report", user=stage.brand.id)
    header, line = answer.body.split()
    assert header.startswith("creator_user_id,status,joined_at,agreed,spent")
    assert line.split(",")[3:5] == ["100.00", "100.00"]
    assert stage.creator.refused("GET", f"{stage.campaign}/report") == (404, "NOT_FOUND")
