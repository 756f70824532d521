"""How often addresses are invited, what no longer holds when somebody comes, and two things of one moment."""

from uuid import UUID

import pytest

from common.database import transaction
from common.identity import SERVICE
from notifications.delivery import repository as delivery
from tests.actors import Person
from tests.concurrency import Step, call_at_once, run_at_once
from tests.conftest import Database
from tests.factories.accounts import mails
from tests.factories.campaigns import make_campaign
from tests.factories.people import make_member, make_user
from tests.integration.campaign_lifecycle.inviting_by_email import (
    STRANGER,
    TEMPLATE,
    ask,
    received,
    refused,
    status,
)
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign
from tests.typing import Connection

MOST = 100
SIGN_UP = (
    'insert into auth.users (email, app_metadata, confirmed_at) values (%s, \'{"role": "creator"}\', now())'
)
TOO_MANY = (429, "TOO_MANY_INVITATIONS")
NOT_NOW = (429, "ADDRESS_NOT_INVITABLE")


def fill(
    db: Connection, campaign: UUID | str, number: int, email: str | None = None, **columns: object
) -> None:
    """So many invitations of a campaign, to addresses of their own unless one is named."""
    db.execute(
        "insert into email_invitations (campaign_id, brand_id, email, invited_by, token_hash, expires_at, created_at,"
        " status, ended_at) select c.id, c.brand_id, coalesce(%(email)s, gen_random_uuid() || '@example.com'),"
        " coalesce(%(by)s, c.created_by), sha256(gen_random_uuid()::text::bytea), now() + interval '1 day',"
        " now() - %(ago)s::interval, %(status)s, case when %(status)s <> 'pending' then now() end"
        " from campaigns as c, generate_series(1, %(number)s) where c.id = %(campaign)s",
        {"campaign": campaign, "number": number, "email": email, "by": None, "ago": "1 minute", "status": "pending"}
        | columns,
    )  # fmt: skip


def test_a_brand_has_so_many_open_and_sends_so_many_a_day(
    database: Database, launched: LaunchedCampaign
) -> None:
    campaign = launched.campaign.rpartition("/")[2]
    with database.connect() as db:
        fill(db, campaign, MOST, ago="2 days")
        assert refused(launched) == TOO_MANY
        db.execute("update email_invitations set status = 'withdrawn', ended_at = now() where id = (select id from"
                   " email_invitations limit 1)")  # fmt: skip
    ask(launched)
    with database.connect() as db:
        db.execute("delete from email_invitations")
        fill(db, campaign, MOST, status="withdrawn")
    assert refused(launched) == TOO_MANY, "a place that is free again is not enough"
    with database.connect() as db:
        db.execute("update email_invitations set created_at = created_at - interval '1 day'")
    ask(launched)


def test_more_brands_do_not_let_a_person_mail_more(database: Database, launched: LaunchedCampaign) -> None:
    with database.connect() as db:
        fill(db, make_campaign(db), MOST, by=launched.brand.id)
    assert refused(launched) == TOO_MANY


def test_an_address_is_mailed_only_so_often(database: Database, launched: LaunchedCampaign) -> None:
    ask(launched)
    ask(launched)
    assert refused(launched) == NOT_NOW
    assert [one["status"] for one in launched.brand.get(f"{launched.campaign}/email-invitations")["data"]] == [
        "pending", "withdrawn",
    ]  # fmt: skip
    assert len(mails(database, TEMPLATE)) == 1, "what was replaced before it went out does not go out"
    with database.connect() as db:
        for _ in range(5):
            fill(db, make_campaign(db), 1, "often@example.com")
    assert refused(launched, "often@example.com") == NOT_NOW


def test_its_mail_counts_for_who_asked(database: Database, launched: LaunchedCampaign) -> None:
    ask(launched)
    with database.connect() as db:
        db.execute("update rate_classes set rate = 1, burst = 1 where key = 'notification' and per = 'cause'")
        message = db.execute(
            "select id, payload from outbox where payload ->> 'template' = %s", (TEMPLATE,)
        ).fetchone()
        assert message is not None
        again = db.execute(
            "insert into outbox (topic, payload) select topic, payload from outbox where id = %s returning id",
            (message[0],),
        ).fetchone()
    assert again is not None
    with transaction(SERVICE) as tx:
        assert delivery.admit_mails(tx, [message[0], again[0]]) == {again[0]}


def test_two_who_invite_one_address_at_once_send_one_mail(
    database: Database, launched: LaunchedCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.connect() as db:
        second = Person(make_member(db, launched.brand_id, "campaign_manager"))
    path = f"{launched.campaign}/email-invitations"
    call_at_once(monkeypatch, [
        lambda who=who: who.post(path, email=STRANGER) for who in (launched.brand, second)  # type: ignore[misc]
    ])  # fmt: skip
    waiting = launched.brand.get(path)["data"]
    assert sorted(one["status"] for one in waiting) == ["pending", "withdrawn"]
    assert len(mails(database, TEMPLATE)) == 1


def test_two_brands_that_invite_one_address_at_once_share_its_limit(
    database: Database, launched: LaunchedCampaign
) -> None:
    with database.connect() as db:
        for _ in range(4):
            fill(db, make_campaign(db), 1, STRANGER)
        other = make_user(db, "brand")
        theirs = make_campaign(db, other)
    statement = "select app.invite_by_email(%s, %s, 1, '', '')"
    ours = launched.campaign.rpartition("/")[2]
    steps: list[Step] = [
        (str(launched.brand.id), statement, (ours, STRANGER)), (str(other), statement, (theirs, STRANGER)),
    ]  # fmt: skip
    assert sorted(run_at_once(database, *steps)) == ["IU012", "ok"]


def test_a_sign_up_at_the_moment_of_a_withdrawal_is_invited_or_not(
    database: Database, launched: LaunchedCampaign
) -> None:
    for number in range(5):
        email = f"{number}@example.com"
        path = ask(launched, email)
        steps: list[Step] = [
            (str(launched.brand.id), "select app.withdraw_email_invitation(%s)", (path.rpartition("/")[2],)),
            ("service", SIGN_UP, (email,)),
        ]  # fmt: skip
        withdrawn, came = run_at_once(database, *steps)
        assert came == "ok"
        with database.connect() as db:
            person = db.execute("select id from auth.users where email = %s", (email,)).fetchall()[0][0]
        assert len(received(Person(person))) == (withdrawn == "IC070")
        assert status(launched, path)[0] == ("withdrawn" if withdrawn == "ok" else "invited")
