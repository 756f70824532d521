"""Invitations: who invites, who answers, and what an answer needs."""

from uuid import UUID, uuid4

import pytest

from campaign_lifecycle.invitations import service
from common.database import transaction
from common.errors.campaigns import BudgetExhausted
from common.errors.money import InsufficientFunds
from common.identity import Actor
from tests.actors import Person
from tests.factories.people import make_member, make_user
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


def test_what_deliverables_pay_together_is_held_to_the_limit_of_amounts(launched: LaunchedCampaign) -> None:
    launched.brand.post(
        f"{launched.campaign}/deliverables",
        deliverable_type="tweet",
        quantity=1000,
        compensation_amount=10**12,
    )
    body = {"creator_user_id": str(launched.creator.id)}
    refused = launched.brand.refused("POST", f"{launched.campaign}/invitations", **body)
    assert refused == (422, "AMOUNT_TOO_LARGE")
    many = launched.brand.post(f"{launched.campaign}/invitations/bulk", invitations=[body])
    assert [result["code"] for result in many["results"]] == ["AMOUNT_TOO_LARGE"]
    agreed = launched.brand.post(f"{launched.campaign}/invitations", **body, agreed_amount=10**12)
    assert agreed["agreed_amount"] == 10**12


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


def test_a_brand_is_told_once_a_day_that_an_invitation_cannot_be_accepted(launched: LaunchedCampaign) -> None:
    path = launched.invite()
    with launched.database.connect() as db:
        rival = Person(make_user(db, "creator"))
        db.execute("update campaign_invitations set agreed_amount = 50001")
    for _ in range(3):
        assert launched.creator.refused("POST", f"{path}/accept") == (402, "INSUFFICIENT_FUNDS")
    assert launched.told(launched.brand, "budget_low") == 1
    asked = {"creator_user_id": str(rival.id), "agreed_amount": 50_001}
    other = launched.brand.post(f"{launched.campaign}/invitations", **asked)["id"]
    assert rival.refused("POST", f"/invitations/{other}/accept") == (402, "INSUFFICIENT_FUNDS")
    assert launched.told(launched.brand, "budget_low") == 2
    with launched.database.connect() as db:
        causes = db.execute(
            "select caused_by from notifications where type = 'budget_low' order by id"
        ).fetchall()
        assert causes == [(launched.creator.id,), (rival.id,)]
        db.execute("update notifications set deduplication_key = deduplication_key || ' of yesterday'")
    assert launched.creator.refused("POST", f"{path}/accept") == (402, "INSUFFICIENT_FUNDS")
    assert launched.told(launched.brand, "budget_low") == 3


def test_a_caller_catches_a_short_wallet_and_a_short_budget_by_their_names(
    launched: LaunchedCampaign,
) -> None:
    invitation = launched.brand.post(
        f"{launched.campaign}/invitations", creator_user_id=str(launched.creator.id), agreed_amount=50_001
    )
    creator = Actor("user", launched.creator.id)
    with pytest.raises(InsufficientFunds), transaction(creator) as tx:
        service.accept(tx, UUID(invitation["id"]))
    launched.brand.patch(launched.campaign, budget_total=50_000)
    with pytest.raises(BudgetExhausted), transaction(creator) as tx:
        service.accept(tx, UUID(invitation["id"]))


def test_a_brand_withdraws_what_nobody_has_answered_and_invites_again(launched: LaunchedCampaign) -> None:
    path = launched.invite()
    offer = launched.creator.post(f"{path}/negotiations", amount=20_000)["id"]
    withdrawn = launched.brand.post(f"{path}/withdraw")
    assert (withdrawn["status"], withdrawn["responded_at"]) == ("withdrawn", None)
    assert withdrawn["withdrawn_at"] is not None
    assert launched.creator.refused("POST", f"{path}/accept") == (409, "INVITATION_TRANSITION_FORBIDDEN")
    assert launched.brand.refused("POST", f"/negotiations/{offer}/accept")[0] == 409
    offers = launched.brand.get(f"{path}/negotiations")["data"]
    assert [(one["status"], one["answered_at"] is not None) for one in offers] == [("withdrawn", True)]
    assert launched.told(launched.creator, "invitation_withdrawn") == 1
    assert launched.creator.get(path)["status"] == "withdrawn"
    assert (
        launched.creator.refused("GET", launched.campaign.replace("campaigns", "campaign-briefs"))[0] == 404
    )
    assert launched.available() == 50_000
    again = launched.invite()
    assert launched.creator.post(f"{again}/accept")["status"] == "active"


def test_who_withdraws_an_invitation(launched: LaunchedCampaign) -> None:
    path = f"{launched.invite()}/withdraw"
    with launched.database.connect() as db:
        analyst = Person(make_member(db, launched.brand_id, "analyst"))
        manager = Person(make_member(db, launched.brand_id, "campaign_manager"))
    assert analyst.refused("POST", path) == (403, "FORBIDDEN")
    assert launched.creator.refused("POST", path) == (403, "FORBIDDEN")
    assert launched.stranger.refused("POST", path) == (404, "NOT_FOUND")
    assert launched.brand.refused("POST", f"/invitations/{uuid4()}/withdraw") == (404, "NOT_FOUND")
    assert manager.post(path)["status"] == "withdrawn"


def test_an_invitation_whose_time_is_over_is_withdrawn_before_the_job_marks_it(
    launched: LaunchedCampaign,
) -> None:
    path = launched.invite()
    launched.brand.post(f"{launched.campaign}/pause")
    with launched.database.connect() as db:
        db.execute("update campaign_invitations set invited_at = '2026-01-01', expires_at = '2026-01-02'")
    assert launched.creator.refused("POST", f"{path}/decline") == (409, "INVITATION_EXPIRED")
    assert launched.brand.post(f"{path}/withdraw")["status"] == "withdrawn"
    launched.brand.post(f"{launched.campaign}/resume")
    assert launched.invite() != path


@pytest.mark.parametrize("basis_points", [1_000, 1_234, 0])
def test_what_is_announced_as_net_is_what_is_earned(launched: LaunchedCampaign, basis_points: int) -> None:
    with launched.database.connect() as db:
        db.execute("update campaign_deliverables set quantity = 3, compensation_amount = 3335")
        db.execute("insert into admin_settings (key, value) values ('platform_fee_basis_points', to_jsonb(%s::int))",
                   (basis_points,))  # fmt: skip
    path = launched.invite()
    offer = launched.creator.post(f"{path}/negotiations", amount=10_007)
    answers = [offer, launched.brand.post(f"/negotiations/{offer['id']}/accept")]
    for person in (launched.creator, launched.brand):
        answers += [
            person.get(path),
            person.get("/invitations")["data"][0],
            person.get(f"{path}/negotiations")["data"][0],
        ]
    answers.append(launched.creator.post(f"{path}/accept"))
    participant = f"/participants/{answers[-1]['id']}"
    for unit in (1, 2, 3):
        launched.brand.post(f"{launched.submit(unit)}/reviews", decision="approved")
    answers += [launched.brand.get(participant), launched.creator.get("/participants")["data"][0]]
    assert {answer["net_amount"] for answer in answers} == {sum(launched.earned())}
    assert {answer["fee_basis_points"] for answer in answers} == {basis_points}


def test_who_takes_part_no_more_is_told_the_same_as_the_brand(launched: LaunchedCampaign) -> None:
    with launched.database.connect() as db:
        db.execute("update campaign_deliverables set quantity = 1000, compensation_amount = 15")
    participant = launched.accept()
    assert launched.brand.get(participant)["net_amount"] == 13_000  # 2 of each 15, not 1.5
    launched.brand.post(f"{participant}/remove")
    assert (
        launched.creator.get(participant)["net_amount"]
        == launched.brand.get(participant)["net_amount"]
        == 13_000
    )
