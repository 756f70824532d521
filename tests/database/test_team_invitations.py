"""The limits of invitations hold when two brands, or two people of one brand, invite in the same moment."""

import json
from concurrent.futures import Future, ThreadPoolExecutor
from uuid import UUID

import psycopg
import pytest

from tests.concurrency import wait_until_blocked
from tests.conftest import Database
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

STRANGER = "stranger@example.com"
MOST_OPEN, MOST_TO_AN_ADDRESS = 50, 5


def fill(db: Connection, brand: UUID, count: int, to: str | None = None) -> None:
    """Invitations that went out before: open ones, each to another address, or revoked ones, all `to` one."""
    db.execute(
        "insert into team_invitations (brand_id, email, role, token_hash, expires_at, revoked_at)"
        " select %(brand)s, coalesce(%(to)s, n || '@example.com'), 'analyst', sha256(uuidv7()::text::bytea),"
        "  now() + interval '7 days', case when %(to)s::text is not null then now() end"
        " from generate_series(1, %(count)s) as n",
        {"brand": brand, "to": to, "count": count},
    )


def invite(db: Connection, owner: UUID, brand: UUID, email: str) -> str:
    """In the transaction of `db`; `invited` or the SQLSTATE."""
    try:
        db.execute("select app.begin_request(%s)", (json.dumps({"sub": str(owner)}),))
        db.execute("select app.invite_to_team(%s, %s, 'analyst')", (brand, email))
    except psycopg.Error as error:
        db.rollback()
        return error.sqlstate or "?"
    return "invited"


def race(database: Database, first: tuple[UUID, UUID, str], second: tuple[UUID, UUID, str], end: str) -> str:
    """`first` has invited but its transaction is open while `second` invites; what `second` hears after its end."""
    with (
        database.connect("api_login", autocommit=False) as one,
        database.connect("api_login", autocommit=False) as two,
        ThreadPoolExecutor(1) as pool,
    ):
        assert invite(one, *first) == "invited"
        waiting: Future[str] = pool.submit(invite, two, *second)
        with database.connect() as watcher:
            wait_until_blocked(watcher)
        one.execute(end)
        heard = waiting.result(timeout=10)
        two.commit()
    return heard


@pytest.mark.parametrize(("end", "heard"), [("commit", "IU011"), ("rollback", "invited")])
def test_the_last_place_of_a_brand_is_taken_once(database: Database, end: str, heard: str) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand")
        brand = brand_of(db, owner)
        fill(db, brand, MOST_OPEN - 1)
        first, second = (owner, brand, "one@example.com"), (owner, brand, "two@example.com")
        assert race(database, first, second, end) == heard
        assert db.execute("select count(*) from team_invitations").fetchone() == (MOST_OPEN,)


@pytest.mark.parametrize(("end", "heard"), [("commit", "IU012"), ("rollback", "invited")])
def test_the_last_invitation_of_an_address_goes_to_one_brand(
    database: Database, end: str, heard: str
) -> None:
    with database.connect() as db:
        owners = make_user(db, "brand"), make_user(db, "brand")
        first, second = ((owner, brand_of(db, owner), STRANGER) for owner in owners)
        fill(db, brand_of(db, make_user(db, "brand")), MOST_TO_AN_ADDRESS - 1, to=STRANGER)
        assert race(database, first, second, end) == heard
        assert db.execute("select count(*) from team_invitations").fetchone() == (MOST_TO_AN_ADDRESS,)


def test_brands_that_invite_different_addresses_do_not_wait_for_each_other(database: Database) -> None:
    with database.connect() as db:
        one, two = make_user(db, "brand"), make_user(db, "brand")
        brands = brand_of(db, one), brand_of(db, two)
    with database.connect("api_login", autocommit=False) as first, database.connect("api_login") as second:
        assert invite(first, one, brands[0], "one@example.com") == "invited"
        second.autocommit = False
        second.execute("set local lock_timeout = '2s'")
        assert invite(second, two, brands[1], "two@example.com") == "invited"
