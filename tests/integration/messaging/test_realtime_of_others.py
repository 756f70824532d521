"""Notifications, deals and campaigns are told too: to whom they concern, in few rows."""

from uuid import UUID

import pytest

from common import queues
from marketplace import api as marketplace
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.deals import act, make_deal, make_market, offer
from tests.factories.events import call, http_event
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.messaging.hearing import Hearing
from tests.typing import Connection


def test_a_notification_is_heard_by_whose_inbox_it_is_in(db: Connection, hearing: Hearing) -> None:
    user, other = make_user(db), make_user(db)
    row = db.execute(
        "select app.notify(%s, 'payments', 'payment.received', 'Paid', 'You were paid.')", (user,)
    ).fetchone()
    assert row is not None
    hearing.run()
    assert hearing.heard(user) == [{
        "v": 1, "type": "notification.created", "notification_id": str(row[0]), "category": "payments",
        "notification_type": "payment.received", "title": "Paid",
    }]  # fmt: skip
    assert hearing.heard(other) == []


def test_a_statement_that_tells_many_is_a_row_for_a_hundred_and_one_event_each(
    db: Connection, hearing: Hearing
) -> None:
    users = [make_user(db) for _ in range(150)]
    db.execute(
        "insert into notifications (user_id, category, type, title, message)"
        " select u, 'system', 'x', n::text, 'x' from unnest(%s::uuid[]) as u, generate_series(1, 3) as n",
        (users,),
    )
    assert len(hearing.hints()) == 2
    hearing.run()
    assert all([event["title"] for event in hearing.heard(user)] == ["3"] for user in users)


def test_a_statement_that_tells_nobody_writes_nothing(db: Connection, hearing: Hearing) -> None:
    db.execute(
        "insert into notifications (user_id, category, type, title, message)"
        " select id, 'system', 'x', 'x', 'x' from auth.users where false"
    )
    assert hearing.hints() == []


def test_both_sides_of_a_deal_hear_of_its_steps_and_nobody_else(db: Connection, hearing: Hearing) -> None:
    market, rival = make_market(db), make_market(db)
    analyst = make_member(db, market.brand, "analyst")
    hearing.forget()
    deal = offer(db, market, 10_000)
    hearing.run()
    for user in (market.creator, market.owner, analyst):
        assert hearing.heard(user, "deal.status")[0] == {
            "v": 1, "type": "deal.status", "deal_id": str(deal), "status": "offered",
        }  # fmt: skip
    for user in (rival.creator, rival.owner):
        assert hearing.heard(user) == []


def test_a_milestone_that_takes_a_step_is_named(db: Connection, hearing: Hearing) -> None:
    market = make_market(db)
    [escrow] = make_deal(db, market, 10_000)
    hearing.run()
    hearing.forget()
    act(db, market.creator, "select app.start_work(%s)", escrow)
    hearing.run()
    [heard] = hearing.heard(market.creator, "deal.status")
    assert (heard["status"], heard["escrow_id"], heard["escrow_status"]) == (
        "active",
        str(escrow),
        "work_in_progress",
    )
    assert hearing.heard(market.owner, "deal.status") == [heard]


def test_a_step_of_a_deal_wakes_the_worker_and_a_look_or_a_refusal_does_not(
    db: Connection, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(queues, "wake", woken.append)
    market = make_market(db)
    path = f"/api/v1/deals/{offer(db, market, 10_000)}"

    def ask(method: str, path: str, user: UUID) -> int:
        return call(marketplace.lambda_handler, http_event(method, path, user=user)).status

    assert ask("GET", path, market.creator) == 200
    assert ask("POST", f"{path}/decline", make_user(db)) == 404
    assert woken == []
    assert ask("POST", f"{path}/decline", market.creator) == 200
    assert woken == [queues.REALTIME, queues.REWARDS]


def test_a_campaign_tells_its_brand_and_who_takes_part(db: Connection, hearing: Hearing) -> None:
    owner, part, former, stranger = make_user(db, "brand"), make_user(db), make_user(db), make_user(db)
    analyst = make_member(db, brand_of(db, owner), "analyst")
    campaign = make_campaign(db, owner, status="active")
    for creator, status in ((part, "active"), (former, "inactive")):
        invitation = make_invitation(db, campaign, creator)
        db.execute(
            "insert into campaign_participants (campaign_id, brand_id, creator_user_id, invitation_id, status)"
            " select campaign_id, brand_id, creator_user_id, id, %s from campaign_invitations where id = %s",
            (status, invitation),
        )
    hearing.forget()
    db.execute("update campaigns set status = 'paused' where id = %s", (campaign,))
    hearing.run()
    for user in (owner, analyst, part):
        assert hearing.heard(user, "campaign.status") == [
            {"v": 1, "type": "campaign.status", "campaign_id": str(campaign), "status": "paused"}
        ]
    for user in (former, stranger):
        assert hearing.heard(user, "campaign.status") == []


def test_campaigns_that_change_in_one_statement_are_one_row_each(db: Connection, hearing: Hearing) -> None:
    owner = make_user(db, "brand")
    campaigns: list[UUID] = [make_campaign(db, owner, status="active") for _ in range(30)]
    hearing.forget()
    db.execute("update campaigns set status = 'paused' where id = any(%s)", (campaigns,))
    rows = [payload for payload, _, _ in hearing.hints() if payload["type"] == "campaign.status"]
    assert sorted(row["campaign_id"] for row in rows) == sorted(str(campaign) for campaign in campaigns)
    hearing.forget()
    db.execute("update campaigns set name = 'Another'")
    assert hearing.hints() == []
