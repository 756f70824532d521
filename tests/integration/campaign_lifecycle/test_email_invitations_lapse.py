"""What no longer holds when somebody comes by an invitation, what waits, and what is forgotten."""

from time import monotonic

import pytest

from tests.actors import Person
from tests.conftest import Database
from tests.factories.accounts import mails
from tests.factories.campaigns import make_campaign
from tests.factories.people import make_member, make_user
from tests.integration.campaign_lifecycle.inviting_by_email import (
    STRANGER,
    TEMPLATE,
    ask,
    clock,
    received,
    refused,
    sign_up,
    status,
)
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


@pytest.mark.parametrize("end", ["cancel", "complete"])
def test_an_invitation_lapses_with_its_campaign(
    database: Database, launched: LaunchedCampaign, end: str
) -> None:
    path = ask(launched)
    launched.brand.post(f"{launched.campaign}/{end}")
    assert status(launched, path) == ("lapsed", "campaign_ended")
    assert mails(database, TEMPLATE) == []
    assert refused(launched) == (409, "CAMPAIGN_NOT_RUNNING")
    with database.connect() as db:
        assert received(sign_up(db)) == []


def test_a_pause_lets_people_wait_and_the_clock_invites_them_after_it(
    database: Database, launched: LaunchedCampaign
) -> None:
    path = ask(launched)
    launched.brand.post(f"{launched.campaign}/pause")
    assert refused(launched, "x@example.com") == (409, "CAMPAIGN_NOT_RUNNING")
    with database.connect() as db:
        person = sign_up(db)
    assert (received(person), status(launched, path)) == ([], ("pending", None))
    launched.brand.post(f"{launched.campaign}/resume")
    with database.connect() as db:
        db.execute("update email_invitations set expires_at = '2031-01-01'")
    assert clock()["email_invitations_taken_up"] == 1
    assert clock("2030-01-01T01:00:00Z")["email_invitations_taken_up"] == 0
    assert len(received(person)) == 1


def test_the_brands_own_people_are_not_its_creators(database: Database, launched: LaunchedCampaign) -> None:
    path = ask(launched)
    with database.connect() as db:
        member = make_member(db, launched.brand_id, "analyst")
        db.execute("update auth.users set email = %s where id = %s", (STRANGER, member))
    assert status(launched, path) == ("lapsed", "on_both_sides")


def test_who_is_invited_already_is_not_invited_twice(database: Database, launched: LaunchedCampaign) -> None:
    launched.invite()
    with database.connect() as db:
        db.execute("update auth.users set email = 'carla@example.com' where id = %s", (launched.creator.id,))
    assert status(launched, ask(launched, "carla@example.com")) == ("lapsed", "already_invited")
    assert len(received(launched.creator)) == 1


def test_what_can_no_longer_be_agreed_on_lapses(database: Database, launched: LaunchedCampaign) -> None:
    path = ask(launched)
    with database.connect() as db:
        db.execute("update campaign_deliverables set quantity = 1000, compensation_amount = 1000000000000")
        assert received(sign_up(db)) == []
    assert status(launched, path) == ("lapsed", "not_allowed")


def test_a_brand_whose_people_are_all_banned_invites_nobody(
    database: Database, launched: LaunchedCampaign
) -> None:
    paths = [ask(launched), ask(launched, "second@example.com")]
    with database.connect() as db:
        analyst = make_member(db, launched.brand_id, "analyst")
        admin = Person(make_user(db, "admin"))
        ban = "update auth.users set status = 'banned' where id = %s"
        db.execute(ban, (launched.brand.id,))
        assert admin.get(paths[0])["status"] == "pending", "somebody of the brand is left"
        db.execute(ban, (analyst,))
    for path in paths:
        shown = admin.get(path)
        assert (shown["status"], shown["lapse_reason"]) == ("lapsed", "brand_barred")
    assert mails(database, TEMPLATE) == []
    assert refused(launched, "third@example.com") == (403, "ACCOUNT_BANNED")
    with database.connect() as db:
        assert received(sign_up(db)) == []


def test_a_ban_that_nobody_noticed_is_noticed_when_somebody_comes(
    database: Database, launched: LaunchedCampaign
) -> None:
    path = ask(launched)
    with database.connect() as db:
        admin = Person(make_user(db, "admin"))
        db.execute("alter table auth.users disable trigger end_invitations_of_barred")
        db.execute("update auth.users set status = 'banned' where id = %s", (launched.brand.id,))
        assert received(sign_up(db)) == []
    assert admin.get(path)["lapse_reason"] == "brand_barred"


def test_a_brand_that_its_last_member_leaves_invites_nobody(database: Database) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand")
        path = f"/campaigns/{make_campaign(db, owner)}/email-invitations"
        sent = Person(owner).post(path, email=STRANGER)
        db.execute("update brand_memberships set status = 'removed' where user_id = %s", (owner,))
        admin = Person(make_user(db, "admin"))
    assert admin.get(f"/email-invitations/{sent['id']}")["lapse_reason"] == "brand_barred"


def test_a_suspension_lets_people_wait(database: Database, launched: LaunchedCampaign) -> None:
    ask(launched)
    with database.connect() as db:
        db.execute("update auth.users set status = 'suspended' where id = %s", (launched.brand.id,))
        assert refused(launched, "third@example.com") == (403, "ACCOUNT_SUSPENDED")
        person = sign_up(db)
        assert received(person) == []
        db.execute("update auth.users set status = 'active' where id = %s", (launched.brand.id,))
        db.execute("update email_invitations set expires_at = '2031-01-01'")
    assert clock()["email_invitations_taken_up"] == 1
    assert len(received(person)) == 1


def test_the_clock_ends_what_nobody_came_by_and_forgets_it(
    database: Database, launched: LaunchedCampaign
) -> None:
    path = ask(launched)
    with database.connect() as db:
        db.execute("update email_invitations set created_at = '2020-01-01', expires_at = '2020-01-02'")
    assert clock("2020-01-03T00:00:00Z")["email_invitations_expired"] == 1
    assert status(launched, path) == ("expired", None)
    with database.connect() as db:
        assert received(sign_up(db)) == []
    assert clock("2030-01-01T01:00:00Z")["email_invitations_purged"] == 1
    assert launched.brand.refused("GET", path) == (404, "NOT_FOUND")


def test_a_fault_keeps_nobody_from_signing_up(database: Database, launched: LaunchedCampaign) -> None:
    """A campaign that somebody is changing at this moment: the hourly job takes it up."""
    path = ask(launched)
    campaign = launched.campaign.rpartition("/")[2]
    with database.connect(autocommit=False) as busy, database.connect() as db:
        busy.execute("select from campaigns where id = %s for update", (campaign,))
        db.execute("set lock_timeout = '5s'")
        began = monotonic()
        person = sign_up(db)
        assert monotonic() - began < 3, "nobody waits so long for a page"
        busy.rollback()
        assert (received(person), status(launched, path)) == ([], ("pending", None))
        db.execute("update email_invitations set expires_at = '2031-01-01'")
    assert clock()["email_invitations_taken_up"] == 1
    assert len(received(person)) == 1


@pytest.mark.parametrize("address", [STRANGER, "moved@example.com"])
def test_who_is_erased_takes_their_address_along(
    database: Database, launched: LaunchedCampaign, address: str
) -> None:
    ask(launched)
    with database.connect() as db:
        person = sign_up(db)
        db.execute("select app.change_email(%s, %s)", (person.id, address))
        request = db.execute(
            "insert into erasure_requests (user_id, due_at) values (%s, now()) returning id", (person.id,)
        )
        assert db.execute("select app.erase_user(%s)", request.fetchone()).fetchone() == ("done",)
        for table in ("email_invitations", "audit_logs", "outbox"):
            rows = str(db.execute(f"select to_jsonb(t) from {table} as t").fetchall()).replace(
                "erasure_receipt", ""
            )
            assert table == "outbox" or STRANGER not in rows, table
