"""Totals of creators follow their accounts, and tokens stay with the service."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from uuid import UUID

import psycopg
import pytest

from tests.concurrency import wait_until_blocked
from tests.conftest import Database
from tests.factories.people import make_user
from tests.typing import Connection

TOKEN = b"\x00encrypted"
NOTHING: tuple[int, Decimal, list[str]] = (0, Decimal(0), [])


def connect(db: Connection, user: UUID, platform: str, followers: int, rate: str = "0.01") -> UUID:
    """A connected account, as the service would write it."""
    row = db.execute(
        "insert into social_accounts (user_id, platform, platform_user_id, username, follower_count,"
        " engagement_rate, access_token) values (%s, %s, %s, 'someone', %s, %s, %s) returning id",
        (user, platform, f"id-{platform}", followers, Decimal(rate), TOKEN),
    ).fetchone()
    assert row is not None
    account: UUID = row[0]
    return account


def totals(db: Connection, user: UUID) -> tuple[int, Decimal, list[str]]:
    row = db.execute(
        "select total_followers, best_engagement_rate, platforms from creator_profiles where user_id = %s",
        (user,),
    ).fetchone()
    assert row is not None
    return row[0], row[1], row[2]


def test_a_creator_has_a_profile_from_sign_up_and_a_brand_has_none(db: Connection) -> None:
    creator, brand = make_user(db, "creator", full_name="Carla"), make_user(db, "brand")
    rows = db.execute(
        "select user_id, display_name from creator_profiles where user_id = any(%s)", ([creator, brand],)
    ).fetchall()
    assert rows == [(creator, "Carla")]


def test_totals_follow_every_change_of_the_accounts(db: Connection) -> None:
    creator = make_user(db, "creator")
    assert totals(db, creator) == NOTHING
    video = connect(db, creator, "youtube", 500, "0.02")
    connect(db, creator, "instagram", 1000, "0.05")
    assert totals(db, creator) == (1500, Decimal("0.05"), ["instagram", "youtube"])
    db.execute("update social_accounts set follower_count = 700 where id = %s", (video,))
    assert totals(db, creator)[0] == 1700
    db.execute("update social_accounts set status = 'revoked', access_token = null where id = %s", (video,))
    assert totals(db, creator) == (1000, Decimal("0.05"), ["instagram"])
    db.execute("delete from social_accounts where user_id = %s", (creator,))
    assert totals(db, creator) == NOTHING


def test_two_syncs_of_one_creator_at_once_add_up(database: Database) -> None:
    with database.connect() as db:
        creator = make_user(db, "creator")
        connect(db, creator, "youtube", 1)
        connect(db, creator, "tiktok", 1)
    set_followers = "update social_accounts set follower_count = %s where user_id = %s and platform = %s"
    with database.connect(autocommit=False) as one, database.connect() as two, ThreadPoolExecutor(1) as pool:
        one.execute(set_followers, (100, creator, "youtube"))
        waiting = pool.submit(two.execute, set_followers, (10, creator, "tiktok"))
        with database.connect() as watcher:
            wait_until_blocked(watcher)
        one.commit()
        waiting.result(timeout=10)
    with database.connect() as db:
        assert totals(db, creator)[0] == 110


@pytest.mark.parametrize("role", ["authenticated", "admin"])
def test_nobody_but_the_service_reads_a_token(db: Connection, role: str) -> None:
    creator = make_user(db, "creator")
    connect(db, creator, "tiktok", 1)
    db.execute("select set_config('request.user_id', %s, false)", (str(creator),))
    db.execute(f"set role {role}")
    assert db.execute("select username from social_accounts").fetchall() == [("someone",)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute("select access_token from social_accounts")
    db.execute("set role service")
    assert db.execute("select access_token from social_accounts").fetchall() == [(TOKEN,)]
