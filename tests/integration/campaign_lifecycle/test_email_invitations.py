"""Invitations to an address: they become invitations of the campaign when a creator has shown that it is theirs."""

import pytest

from campaign_lifecycle import api
from campaign_lifecycle.schedule import lambda_handler
from tests.actors import Person
from tests.conftest import Database
from tests.factories.accounts import mails
from tests.factories.campaigns import make_campaign
from tests.factories.events import call, http_event
from tests.factories.people import make_member, make_user
from tests.integration.campaign_lifecycle.inviting_by_email import (
    STRANGER,
    TEMPLATE,
    ask,
    confirm,
    last_token,
    received,
    refused,
    sign_up,
)
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign

HOUR = "2030-01-01T00:00:00Z"


def clock(as_of: str = HOUR) -> dict[str, int]:
    counts: dict[str, int] = lambda_handler(
        {"job": "campaign-transitions", "scheduled_time": as_of, "as_of": as_of}, None
    )["counts"]
    return counts


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


def test_the_token_finds_what_the_sign_up_took_up(database: Database, launched: LaunchedCampaign) -> None:
    ask(launched)
    token = last_token(database)
    with database.connect() as db:
        person, thief = sign_up(db), sign_up(db, "thief@example.com")
    (invitation,) = received(person)
    found = person.post("/email-invitations/redeem", token=token)
    assert (found["status"], found["invitation_id"]) == ("invited", invitation["id"])
    assert person.post("/email-invitations/redeem", token=token) == found
    assert len(received(person)) == 1
    for who in (thief, launched.brand):
        assert who.refused("POST", "/email-invitations/redeem", token=token) == (
            403,
            "EMAIL_INVITATION_FOR_ANOTHER",
        )
    for wrong in ("guessed", token[:-1], token.upper()):
        assert person.refused("POST", "/email-invitations/redeem", token=wrong) == (
            404,
            "EMAIL_INVITATION_INVALID",
        )
    for shapeless in ("", "x" * 201, None, 7, "\ud800"):
        assert person.refused("POST", "/email-invitations/redeem", token=shapeless)[0] == 422


@pytest.mark.parametrize("end", ["withdrawn", "expired", "replaced"])
def test_a_dead_token_opens_nothing(database: Database, launched: LaunchedCampaign, end: str) -> None:
    path = ask(launched)
    token = last_token(database)
    if end == "withdrawn":
        launched.brand.post(f"{path}/withdraw")
    elif end == "replaced":
        ask(launched, agreed_amount=7)
        assert launched.brand.get(path)["status"] == "withdrawn"
    else:
        with database.connect() as db:
            db.execute(
                "update email_invitations set created_at = now() - interval '15 days', expires_at = now()"
            )
    with database.connect() as db:
        person = sign_up(db)
    assert person.refused("POST", "/email-invitations/redeem", token=token) == (
        404,
        "EMAIL_INVITATION_INVALID",
    )
    assert [one["agreed_amount"] for one in received(person)] == ([7] if end == "replaced" else [])


def test_it_is_withdrawn_with_its_mail_while_nobody_has_come(
    database: Database, launched: LaunchedCampaign
) -> None:
    path = ask(launched)
    withdrawn = launched.brand.post(f"{path}/withdraw")
    assert (withdrawn["status"], withdrawn["ended_at"] is not None) == ("withdrawn", True)
    assert mails(database, TEMPLATE) == []
    gone = (409, "EMAIL_INVITATION_TRANSITION_FORBIDDEN")
    assert launched.brand.refused("POST", f"{path}/withdraw") == gone
    again = ask(launched)
    with database.connect() as db:
        sign_up(db)
    assert launched.brand.refused("POST", f"{again}/withdraw") == gone, "that is an invitation now"


def test_who_may_ask_see_and_withdraw(database: Database, launched: LaunchedCampaign) -> None:
    path, where = ask(launched), f"{launched.campaign}/email-invitations"
    with database.connect() as db:
        analyst = Person(make_member(db, launched.brand_id, "analyst"))
        manager = Person(make_member(db, launched.brand_id, "campaign_manager"))
        admin = Person(make_user(db, "admin"))
        email = db.execute("select email from auth.users where id = %s", (launched.creator.id,)).fetchall()[
            0
        ][0]
    assert [one["email"] for one in analyst.get(where)["data"]] == [STRANGER]
    assert analyst.refused("POST", where, email="x@example.com") == (403, "FORBIDDEN")
    assert analyst.refused("POST", f"{path}/withdraw") == (403, "FORBIDDEN")
    ask(launched, email)
    (invitation,) = received(launched.creator)
    assert launched.creator.refused("GET", where) == (404, "NOT_FOUND"), "not even of their own campaign"
    assert invitation["campaign_id"] in launched.campaign
    for who in (launched.creator, launched.stranger):
        for method, at in (("GET", where), ("GET", path), ("POST", where), ("POST", f"{path}/withdraw")):
            body = {"email": "x@example.com"} if (method, at) == ("POST", where) else {}
            assert who.refused(method, at, **body) == (404, "NOT_FOUND"), (method, at)
    assert call_without_account(where) == 403
    assert admin.get(path)["email"] == STRANGER
    assert manager.post(f"{path}/withdraw")["status"] == "withdrawn"


def call_without_account(path: str) -> int:
    event = http_event("POST", f"/api/v1{path}", body={"email": "x@example.com"})
    return call(api.lambda_handler, event).status


@pytest.mark.parametrize(
    "draft",
    [
        {"email": "no address"}, {"email": ""}, {"email": None}, {"email": "a@b"},
        {"email": "x" * 310 + "@example.com"},
        {"email": "a@example.com\nBcc: all@example.com"}, {"email": ["a@example.com"]}, {"agreed_amount": -1},
        {"agreed_amount": 1.5}, {"agreed_amount": 10**12 + 1}, {"message": "x" * 5_001}, {"terms": "x" * 20_001},
        {"message": "zero\0byte"}, {"expires_at": "2089-01-01T00:00:00Z"}, {"invited_by": "me"},
    ],
    ids=lambda draft: ascii(draft)[:40],
)  # fmt: skip
def test_what_does_not_fit_is_refused(
    database: Database, launched: LaunchedCampaign, draft: dict[str, object]
) -> None:
    body = {"email": STRANGER} | draft
    assert launched.brand.refused("POST", f"{launched.campaign}/email-invitations", **body)[0] == 422
    assert mails(database, TEMPLATE) == []


def test_one_key_sends_one_mail(database: Database, launched: LaunchedCampaign) -> None:
    event = http_event(
        "POST", f"/api/v1{launched.campaign}/email-invitations", user=launched.brand.id, body={"email": STRANGER},
        headers={"idempotency-key": "1"},
    )  # fmt: skip
    first, again = call(api.lambda_handler, event), call(api.lambda_handler, event)
    assert (first.status, first.body) == (201, again.body)
    assert len(mails(database, TEMPLATE)) == 1


def test_invitations_come_page_by_page(launched: LaunchedCampaign) -> None:
    for number in range(5):
        ask(launched, f"{number}@example.com")
    pages = launched.brand.pages(f"{launched.campaign}/email-invitations", limit="2")
    assert [one["email"] for page in pages for one in page] == [f"{n}@example.com" for n in (4, 3, 2, 1, 0)]
