"""Who pays and who is paid are two people: nobody comes to stand on both sides of a campaign, whichever came first."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import psycopg
import pytest

from tests.actors import Person
from tests.concurrency import wait_until_blocked
from tests.conftest import Database
from tests.factories.people import make_member, make_user
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign
from tests.typing import Connection

BOTH_SIDES = (409, "ON_BOTH_SIDES")
JOIN = (
    "insert into brand_memberships (brand_id, user_id) values (%s, %s)"
    " on conflict on constraint brand_memberships_pkey do update set status = 'active'"
)


def join(db: Connection, brand: UUID, user: UUID) -> str:
    """What becomes of a membership: `ok` or the SQLSTATE."""
    try:
        with db.transaction():
            db.execute(JOIN, (brand, user))
    except psycopg.Error as error:
        return error.sqlstate or "?"
    return "ok"


def stand_on_both_sides(database: Database, brand: UUID, user: UUID) -> None:
    """As in a database from before the rule."""
    with database.connect() as db, db.transaction():
        db.execute("alter table brand_memberships disable trigger guard_two_sides")
        assert join(db, brand, user) == "ok"
        db.execute("insert into brand_user_roles values (%s, %s, 'campaign_manager')", (brand, user))
        db.execute("alter table brand_memberships enable trigger guard_two_sides")


@pytest.mark.parametrize("role", ["campaign_manager", "analyst", "brand_admin"])
def test_no_member_of_the_brand_is_invited(launched: LaunchedCampaign, role: str) -> None:
    with launched.database.connect() as db:
        member = Person(make_member(db, launched.brand_id, role))
    inviter = launched.brand if role == "analyst" else member
    asked = {"creator_user_id": str(member.id), "agreed_amount": 900}
    assert inviter.refused("POST", f"{launched.campaign}/invitations", **asked) == BOTH_SIDES
    result = inviter.post(f"{launched.campaign}/invitations/bulk", invitations=[asked])["results"][0]
    assert (result["invited"], result["code"]) == (False, "ON_BOTH_SIDES")


def test_an_administrator_does_not_invite_themselves(launched: LaunchedCampaign) -> None:
    with launched.database.connect() as db:
        admin = Person(make_user(db, "admin"))
    invited = admin.refused("POST", f"{launched.campaign}/invitations", creator_user_id=str(admin.id))
    assert invited == BOTH_SIDES


def test_who_is_invited_or_takes_part_joins_no_team_until_they_are_removed(
    launched: LaunchedCampaign,
) -> None:
    creator, brand = launched.creator, launched.brand_id
    invitation = launched.invite()
    with launched.database.connect() as db:
        assert join(db, brand, creator.id) == "IC020"
        participant = creator.post(f"{invitation}/accept")["id"]
        assert join(db, brand, creator.id) == "IC020"
        launched.brand.post(f"/participants/{participant}/remove", reason="Late")
        assert join(db, brand, creator.id) == "ok"


def test_whose_work_waits_for_a_review_joins_no_team_though_the_campaign_is_over(
    launched: LaunchedCampaign,
) -> None:
    launched.accept()
    submission = launched.submit()
    launched.brand.post(f"{launched.campaign}/cancel")
    with launched.database.connect() as db:
        assert join(db, launched.brand_id, launched.creator.id) == "IC020"
        launched.brand.post(f"{submission}/reviews", decision="approved")
        assert join(db, launched.brand_id, launched.creator.id) == "ok"


def test_who_declined_may_join_and_then_is_not_invited_again(launched: LaunchedCampaign) -> None:
    launched.creator.post(f"{launched.invite()}/decline")
    with launched.database.connect() as db:
        assert join(db, launched.brand_id, launched.creator.id) == "ok"
        again = launched.brand.refused(
            "POST", f"{launched.campaign}/invitations", creator_user_id=str(launched.creator.id)
        )
        assert again == BOTH_SIDES
        leave = "update brand_memberships set status = 'removed' where user_id = %s"
        db.execute(leave, (launched.creator.id,))
        launched.invite()
        # A membership that is taken up again is one that is made.
        assert join(db, launched.brand_id, launched.creator.id) == "IC020"


def test_who_stood_on_both_sides_already_neither_accepts_nor_reviews(launched: LaunchedCampaign) -> None:
    invitation = launched.invite()
    stand_on_both_sides(launched.database, launched.brand_id, launched.creator.id)
    assert launched.creator.refused("POST", f"{invitation}/accept") == BOTH_SIDES
    assert launched.available() == 50_000


def test_nobody_reviews_their_own_work(launched: LaunchedCampaign) -> None:
    launched.accept()
    submission = launched.submit()
    stand_on_both_sides(launched.database, launched.brand_id, launched.creator.id)
    for decision in ("approved", "rejected", "changes_requested"):
        review = {"decision": decision, "feedback": "Mine"}
        assert launched.creator.refused("POST", f"{submission}/reviews", **review) == BOTH_SIDES
    launched.brand.post(f"{submission}/reviews", decision="approved")


@pytest.mark.parametrize(("end", "heard"), [("commit", "IC020"), ("rollback", "ok")])
def test_a_membership_waits_for_an_invitation_of_the_same_moment(
    launched: LaunchedCampaign, end: str, heard: str
) -> None:
    campaign = launched.campaign.removeprefix("/campaigns/")
    with (
        launched.database.connect("api_login", autocommit=False) as inviting,
        launched.database.connect() as joining,
        ThreadPoolExecutor(1) as pool,
    ):
        inviting.execute("select app.begin_request(%s)", (json.dumps({"sub": str(launched.brand.id)}),))
        inviting.execute(
            "select app.invite_creator(%s, %s, 1, '', '', null)", (campaign, launched.creator.id)
        )
        waiting = pool.submit(join, joining, launched.brand_id, launched.creator.id)
        with launched.database.connect() as watcher:
            wait_until_blocked(watcher)
        inviting.execute(end)
        assert waiting.result(timeout=10) == heard
