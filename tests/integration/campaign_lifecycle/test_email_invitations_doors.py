"""The doors of invitations by e-mail: who is let in, what they refuse, what a token opens."""

import pytest

from campaign_lifecycle import api
from tests.actors import Person
from tests.conftest import Database
from tests.factories.accounts import mails
from tests.factories.events import call, http_event
from tests.factories.people import make_member, make_user
from tests.integration.campaign_lifecycle.inviting_by_email import (
    STRANGER,
    TEMPLATE,
    ask,
    last_token,
    received,
    sign_up,
)
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


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
    guessed = person.refused("POST", "/email-invitations/redeem", token="0" * 64)
    assert guessed == (404, "EMAIL_INVITATION_INVALID")
    for shapeless in (
        "",
        "guessed",
        token[:-1],
        token.upper(),
        f"{token}\n",
        "x" * 10_000,
        None,
        7,
        "\ud800",
    ):
        assert person.refused("POST", "/email-invitations/redeem", token=shapeless)[0] == 422


def test_a_token_takes_up_what_a_sign_up_left_for_that_address_only(
    database: Database, launched: LaunchedCampaign
) -> None:
    path = ask(launched)
    token = last_token(database)
    with database.connect() as db:
        thief = sign_up(db, "thief@example.com")
        db.execute("alter table auth.users disable trigger take_up_email_invitations")
        person, unconfirmed = sign_up(db), sign_up(db, "x@example.com", confirmed=False)
    for who in (thief, unconfirmed):
        refused_as = who.refused("POST", "/email-invitations/redeem", token=token)
        assert refused_as == (403, "EMAIL_INVITATION_FOR_ANOTHER")
    assert launched.brand.get(path)["status"] == "pending"
    redeemed = person.post("/email-invitations/redeem", token=token)
    assert (redeemed["status"], len(received(person)), received(thief)) == ("invited", 1, [])


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
