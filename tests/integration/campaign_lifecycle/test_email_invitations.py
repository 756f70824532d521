"""Invitations to an address: they become invitations of the campaign when a creator has shown that it is theirs."""

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
    confirm,
    last_token,
    received,
    refused,
    sign_up,
)
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


def test_who_signs_up_as_a_creator_is_invited(database: Database, launched: LaunchedCampaign) -> None:
    path = ask(
        launched, "New@Example.com", agreed_amount=20_000, message="We like your posts", terms="One reel"
    )
    (mail,) = mails(database, TEMPLATE)
    assert (mail["to"], mail["campaign_name"], mail["days"]) == (STRANGER, "Summer", 14)
    assert "We like your posts" not in str(mail), "strangers have not asked for the brand's words"
    shown = launched.brand.get(path)
    assert (shown["status"], shown["email"], shown["invitation_id"]) == ("pending", STRANGER, None)
    assert mail["token"] not in str(shown)
    with database.connect() as db:
        person = sign_up(db)
        stored = db.execute("select count(*) from email_invitations where encode(token_hash, 'hex') = %s",
                            (mail["token"],)).fetchone()  # fmt: skip
    assert stored == (0,)
    (invitation,) = received(person)
    assert (invitation["status"], invitation["agreed_amount"]) == ("pending", 20_000)
    assert (invitation["message"], invitation["terms"]) == ("We like your posts", "One reel")
    assert invitation["invited_by"] == str(launched.brand.id)
    shown = launched.brand.get(path)
    assert (shown["status"], shown["invitation_id"]) == ("invited", invitation["id"])
    assert launched.told(person, "invitation_sent") == 1
    assert person.post(f"/invitations/{invitation['id']}/accept")["status"] == "active"


def test_without_an_amount_it_is_what_the_deliverables_pay_when_somebody_comes(
    database: Database, launched: LaunchedCampaign
) -> None:
    ask(launched)
    launched.brand.post(
        f"{launched.campaign}/deliverables", deliverable_type="tweet", compensation_amount=500
    )
    with database.connect() as db:
        (invitation,) = received(sign_up(db))
    assert invitation["agreed_amount"] == 10_500


def test_it_waits_for_the_address_to_be_confirmed(database: Database, launched: LaunchedCampaign) -> None:
    path = ask(launched)
    with database.connect() as db:
        person = sign_up(db, confirmed=False)
        assert (received(person), launched.brand.get(path)["status"]) == ([], "pending")
        confirm(db, person.id)
    assert len(received(person)) == 1


def test_a_change_of_address_brings_what_waits_for_it(database: Database, launched: LaunchedCampaign) -> None:
    ask(launched)
    with database.connect() as db:
        db.execute("update auth.users set email = %s where id = %s", (STRANGER, launched.creator.id))
    assert len(received(launched.creator)) == 1


def test_who_signs_up_as_a_brand_is_no_creator(database: Database, launched: LaunchedCampaign) -> None:
    path = ask(launched)
    with database.connect() as db:
        person = sign_up(db, role="brand")
    assert received(person) == []
    assert launched.brand.get(path)["status"] == "pending", "as if there were no account"
    assert person.refused("POST", "/email-invitations/redeem", token=last_token(database)) == (
        422,
        "NOT_A_CREATOR",
    )


def test_several_campaigns_and_brands_wait_for_one_person(
    database: Database, launched: LaunchedCampaign
) -> None:
    with database.connect() as db:
        other = Person(make_user(db, "brand"))
        theirs = make_campaign(db, other.id, name="Winter")
        second = make_campaign(db, launched.brand.id, name="Autumn")
    ask(launched)
    launched.brand.post(f"/campaigns/{second}/email-invitations", email=STRANGER)
    other.post(f"/campaigns/{theirs}/email-invitations", email=STRANGER)
    with database.connect() as db:
        person = sign_up(db)
    assert {one["campaign_id"] for one in received(person)} == {
        launched.campaign.rpartition("/")[2], str(theirs), str(second),
    }  # fmt: skip


def test_a_creator_who_is_here_is_invited_at_once_and_the_answer_does_not_say_so(
    database: Database, launched: LaunchedCampaign
) -> None:
    with database.connect() as db:
        make_user(db, "creator", email="here@example.com")
        make_user(db, "brand", email="a-brand@example.com")
        here = Person(
            db.execute("select id from auth.users where email = 'here@example.com'").fetchall()[0][0]
        )
    answers = [
        launched.brand.post(f"{launched.campaign}/email-invitations", email=email)
        for email in ("here@example.com", "a-brand@example.com", "nobody@example.com")
    ]
    own = {"id", "email", "expires_at"}
    told = [{name: value for name, value in one.items() if name not in own} for one in answers]
    assert told[0] == told[1] == told[2]
    assert [one["to"] for one in mails(database, TEMPLATE)] == ["a-brand@example.com", "nobody@example.com"]
    (invitation,) = received(here)
    assert invitation["campaign_id"] == launched.campaign.rpartition("/")[2]
    assert launched.told(here, "invitation_sent") == 1
    waiting = launched.brand.get(f"{launched.campaign}/email-invitations", status="pending")["data"]
    assert [one["email"] for one in waiting] == ["nobody@example.com", "a-brand@example.com"]


@pytest.mark.parametrize("reason", ["unsubscribed", "bounced", "complained"])
def test_an_address_that_wants_no_mail_gets_none_and_nobody_is_told(
    database: Database, launched: LaunchedCampaign, reason: str
) -> None:
    with database.connect() as db:
        db.execute("insert into notification_unsubscribes values (%s, %s)", (STRANGER, reason))
    path = ask(launched)
    assert mails(database, TEMPLATE) == []
    assert launched.brand.get(path)["status"] == "pending"
    with database.connect() as db:
        assert len(received(sign_up(db))) == 1, "who comes by themselves is invited all the same"


def test_a_banned_persons_address_gets_no_mail(database: Database, launched: LaunchedCampaign) -> None:
    with database.connect() as db:
        banned = make_user(db, "creator", email=STRANGER)
        db.execute("update auth.users set status = 'banned' where id = %s", (banned,))
    path = ask(launched)
    assert mails(database, TEMPLATE) == []
    assert launched.brand.get(path)["status"] == "pending"
    assert clock()["email_invitations_taken_up"] == 0


def test_a_member_of_the_brand_is_not_invited(database: Database, launched: LaunchedCampaign) -> None:
    with database.connect() as db:
        member = make_member(db, launched.brand_id, "analyst")
        db.execute("update auth.users set email = 'member@example.com' where id = %s", (member,))
        db.execute("update auth.users set email = 'owner@example.com' where id = %s", (launched.brand.id,))
    for email in ("member@example.com", "Owner@Example.com"):
        assert refused(launched, email) == (409, "ON_BOTH_SIDES")
    assert mails(database, TEMPLATE) == []
