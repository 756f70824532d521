"""A copy of everything about a person, and of nobody else."""

from typing import LiteralString
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.factories.accounts import EMAIL, send, sign_in, sign_up
from tests.factories.agents import make_agent
from tests.factories.deal_fees import FEE, make_referred, pay_deal
from tests.factories.deals import act
from tests.factories.limits import limit
from tests.factories.money import make_deal, make_submission
from tests.factories.people import make_user
from tests.factories.referrals import make_referral
from user_management.exports.repository import EXPORTS
from user_management.exports.scope import NOT_ABOUT_THEM

ERASURE = "/api/v1/users/me/erasure"


@pytest.fixture
def creator(database: Database, provider: None) -> UUID:
    return UUID(sign_up(role="creator").body["user_id"])


ABOUT_PEOPLE: LiteralString = """
select case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end
from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema')
  and (
    exists (
      select from pg_attribute as a
      where a.attrelid = c.oid and not a.attisdropped and a.attname ~ '(^|_)user_id$'
    ) or exists (
      select from pg_constraint as k where k.conrelid = c.oid and k.contype = 'f' and (
        k.confrelid = 'auth.users'::regclass or exists (
          select from pg_attribute as a
          where a.attrelid = k.confrelid and not a.attisdropped and a.attname = 'user_id'
        )
      )
    )
  )
"""
"""Tables that name a user, by a foreign key or only by a column, and those that refer to what one user owns."""


def test_every_table_that_refers_to_people_is_exported_or_says_why_not(shared_database: Database) -> None:
    with shared_database.connect() as db:
        found = {table for (table,) in db.execute(ABOUT_PEOPLE).fetchall()}
    assert found - EXPORTS.keys() - NOT_ABOUT_THEM.keys() == set()
    assert not EXPORTS.keys() & NOT_ABOUT_THEM.keys()
    assert found >= NOT_ABOUT_THEM.keys()


def test_an_export_holds_all_about_the_person_and_nothing_of_others(
    database: Database, creator: UUID
) -> None:
    sign_in()
    with database.connect() as db:
        other = make_user(db, "creator", email="other@example.com", full_name="Somebody Else")
        db.execute("select app.notify(%s, 'system', 'hello', 'Hi', 'A message', '{}')", (creator,))
        db.execute("select app.notify(%s, 'system', 'hello', 'Hi', 'Not yours', '{}')", (other,))
        for address in (EMAIL, "other@example.com"):
            db.execute("insert into notification_unsubscribes values (%s, 'bounced')", (address,))
    answer = send("GET", "/api/v1/users/me/export", user=creator)
    assert answer.status == 200
    data = answer.body["data"]
    assert data.keys() == EXPORTS.keys()
    assert data["users"][0]["email"] == EMAIL
    assert data["user_roles"][0]["role"] == "creator"
    assert [n["message"] for n in data["notifications"]] == ["A message"]
    assert [one["email"] for one in data["notification_unsubscribes"]] == [EMAIL]
    assert len(data["local_identity.refresh_token_families"]) == 1
    for foreign in ("other@example.com", "Somebody Else", "Not yours", str(other), "argon2"):
        assert foreign not in str(answer.body)
    with database.connect() as db:
        assert db.execute("select user_id from audit_logs where action = 'users.export'").fetchone() == (
            creator,
        )


def test_an_export_holds_what_was_read_from_platforms_about_the_person_alone(
    database: Database, creator: UUID
) -> None:
    with database.connect() as db:
        other = make_user(db, "creator", email="other@example.com")
        for user, name in ((creator, "mine"), (other, "foreign")):
            keys = db.execute(
                "insert into social_accounts (user_id, platform, platform_user_id, username)"
                " values (%s, 'tiktok', %s, %s) returning id, user_id",
                (user, name, name),
            ).fetchone()
            assert keys is not None
            db.execute(
                "insert into content_posts (social_account_id, user_id, platform_post_id, caption)"
                " values (%s, %s, '1', %s)",
                (*keys, f"{name} caption"),
            )
            db.execute(
                "insert into audience_metrics (social_account_id, user_id, metric_date, countries)"
                " values (%s, %s, '2026-11-01', %s)",
                (*keys, Jsonb({name: 1})),
            )
    data = send("GET", "/api/v1/users/me/export", user=creator).body["data"]
    assert [post["caption"] for post in data["content_posts"]] == ["mine caption"]
    assert [day["countries"] for day in data["audience_metrics"]] == [{"mine": 1}]


def test_an_export_holds_the_tracked_posts_of_the_person_alone(database: Database) -> None:
    with database.connect() as db:
        deals = [make_deal(db, funds=1_000), make_deal(db, funds=1_000)]
        for number, deal in enumerate(deals):
            db.execute(
                "insert into campaign_content_tracking (submission_id, campaign_id, brand_id, creator_user_id,"
                " platform, platform_post_id, url) select id, campaign_id, brand_id, creator_user_id, 'twitter',"
                " %s, 'https://x.com/' from creator_submissions where id = %s",
                (str(number), make_submission(db, deal)),
            )
    data = send("GET", "/api/v1/users/me/export", user=deals[1].creator).body["data"]
    assert [post["platform_post_id"] for post in data["campaign_content_tracking"]] == ["1"]


def test_an_export_tells_who_brought_somebody_and_an_agent_only_how_many_came_in_which_month(
    database: Database, creator: UUID
) -> None:
    with database.connect() as db:
        agent = make_agent(db, full_name="Ada Agent")
        for person in (creator, make_user(db)):
            make_referral(db, agent, person, attributed_at="2026-11-21 12:00+00")
    (told,) = send("GET", "/api/v1/users/me/export", user=creator).body["data"]["referrals"]
    assert (told["agent_name"], told["source"], told["referred_user_id"]) == (
        "Ada Agent",
        "code",
        str(creator),
    )
    assert str(agent) not in str(told)
    brought = send("GET", "/api/v1/users/me/export", user=agent).body["data"]["referrals"]
    assert [row | {"id": ""} for row in brought] == [
        {"id": "", "month": "2026-11-01", "status": "active"}
    ] * 2
    assert str(creator) not in str(brought)


def test_an_export_shows_no_tokens_of_platforms(database: Database, creator: UUID) -> None:
    with database.connect() as db:
        columns = {c for (c,) in db.execute(
            "select attname from pg_attribute where attrelid = 'social_accounts'::regclass and attnum > 0"
        ).fetchall()}  # fmt: skip
    assert {"access_token", "refresh_token"} <= columns, "the export leaves out columns by these names"


def test_neither_a_stranger_nor_the_service_gets_an_export(creator: UUID) -> None:
    assert send("GET", "/api/v1/users/me/export", user=creator).status == 200
    assert send("GET", "/api/v1/users/me/export").status == 403
    assert send("GET", "/api/v1/users/me/export", service=True).status == 403
    assert send("POST", ERASURE).status == 403
    assert send("POST", ERASURE, service=True).status == 403


def test_files_are_asked_for_so_often_a_failed_wish_included(database: Database, creator: UUID) -> None:
    limit(database, "export", 2)
    asked = [send("POST", "/api/v1/users/me/exports", user=creator) for _ in range(3)]
    assert [answer.status for answer in asked] == [202, 409, 429]


def test_an_agent_has_commissions_without_a_word_of_the_deals(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        escrow = pay_deal(db, make_referred(db, agent, None))
        rows = db.execute(EXPORTS["commissions"].encode(), {"user": agent}).fetchall()
        ((commission,),) = rows
        assert (commission["amount"], commission["side"]) == (FEE, "brand")
        assert str(escrow) not in str(rows)
        assert db.execute(EXPORTS["commissions"].encode(), {"user": make_agent(db)}).fetchall() == []


def test_what_followed_from_somebodys_act_elsewhere_is_not_theirs_to_take_along(database: Database) -> None:
    """A brand that approves work books commissions, and has rules look at the deal: of others, all of it."""
    with database.connect() as db:
        agents = [make_agent(db), make_agent(db)]
        market = make_referred(db, agents[0], agents[1])
        db.execute("update auth.users set created_at = now()")  # who just came is looked at
        pay_deal(db, market)
        kinds = "select array_agg(distinct resource_type::text) from audit_logs where user_id = %s"
        acted = db.execute(kinds, (market.owner,)).fetchone()
        assert acted is not None
        assert {"commissions", "fraud_groups", "referrals"} <= {*acted[0]}
        told = [row for (row,) in db.execute(EXPORTS["audit_logs"].encode(), {"user": market.owner})]
        assert "earnings" in {row["resource_type"] for row in told}
        assert not {"commissions", "fraud_groups", "referrals"} & {row["resource_type"] for row in told}
        assert not any(str(agent) in str(told) for agent in agents)


def test_an_administrator_takes_along_what_they_decided_about_referrals(database: Database) -> None:
    with database.connect() as db:
        agent, person, boss = make_agent(db), make_user(db), make_user(db, "admin")
        act(db, boss, "select app.reassign_referral(%s, %s, 'Both say so.')", person, agent)
        told = [row for (row,) in db.execute(EXPORTS["audit_logs"].encode(), {"user": boss})]
    assert [row["action"] for row in told] == ["referrals.reassign"]
