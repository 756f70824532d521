"""How often addresses are invited, what no longer holds when somebody comes, and two things of one moment."""

from uuid import UUID

import pytest

from campaign_lifecycle.schedule import lambda_handler
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
    sign_up,
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


def status(launched: LaunchedCampaign, path: str) -> tuple[str, str | None]:
    shown = launched.brand.get(path)
    return shown["status"], shown["lapse_reason"]


def clock(as_of: str = "2030-01-01T00:00:00Z") -> dict[str, int]:
    event = {"job": "campaign-transitions", "scheduled_time": as_of, "as_of": as_of}
    counts: dict[str, int] = lambda_handler(event, None)["counts"]
    return counts


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
        person = sign_up(db)
        busy.rollback()
        assert (received(person), status(launched, path)) == ([], ("pending", None))
        db.execute("update email_invitations set expires_at = '2031-01-01'")
    assert clock()["email_invitations_taken_up"] == 1
    assert len(received(person)) == 1


def test_who_is_erased_takes_their_address_along(database: Database, launched: LaunchedCampaign) -> None:
    ask(launched)
    with database.connect() as db:
        person = sign_up(db)
        request = db.execute(
            "insert into erasure_requests (user_id, due_at) values (%s, now()) returning id", (person.id,)
        )
        assert db.execute("select app.erase_user(%s)", request.fetchone()).fetchone() == ("done",)
        for table in ("email_invitations", "audit_logs", "outbox"):
            rows = str(db.execute(f"select to_jsonb(t) from {table} as t").fetchall()).replace(
                "erasure_receipt", ""
            )
            assert table == "outbox" or STRANGER not in rows, table


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
