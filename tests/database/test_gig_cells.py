"""The cells by which matching finds gigs say what open gigs ask for, whatever happened to gig, brand and people."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.deals import Market, act, make_gig, make_market, open_gig, value
from tests.factories.people import make_member
from tests.typing import Connection

CELLS = (
    "select gig_id, category, platform_bits, followers_min, followers_max, category_keys, countries, regions,"
    " languages, takes_until, is_shown from gig_cells order by gig_id, category"
)


@pytest.fixture
def db(database: Database) -> Connection:
    return database.connect()


@pytest.fixture
def market(db: Connection) -> Market:
    return make_market(db, 100_000)


def cells(db: Connection, gig: UUID) -> list[str]:
    """The categories under which a gig is found."""
    found = db.execute("select category from gig_cells where gig_id = %s and is_shown order by 1", (gig,))
    return [row[0] for row in found.fetchall()]


def rounds(db: Connection) -> None:
    """The job's pass."""
    with acting_as(db, None):
        db.execute("select app.run_gig_timers(now(), 500)")


def test_only_an_open_gig_has_cells_one_for_each_category_and_one_for_all(
    db: Connection, market: Market
) -> None:
    gig = make_gig(db, market, mode="application", category="Food & Drinks", countries=["DE", "AT", "JP"])
    assert cells(db, gig) == []
    act(db, market.owner, "select app.open_gig(%s)", gig)
    assert cells(db, gig) == ["", "cooking", "drinks", "food"]
    assert value(db, "select regions from gig_cells where gig_id = %s limit 1", gig) == [
        "Eastern Asia", "Western Europe",
    ]  # fmt: skip
    act(db, market.owner, "select app.pause_gig(%s)", gig)
    assert cells(db, gig) == []
    act(db, market.owner, "select app.open_gig(%s)", gig)
    db.execute("update gigs set category = null where id = %s", (gig,))
    assert cells(db, gig) == [" "]
    act(db, market.owner, "select app.end_gig(%s, '')", gig)
    assert cells(db, gig) == []


def test_cells_that_triggers_kept_are_those_that_are_made_anew(db: Connection, market: Market) -> None:
    for category in ("food", None, "Sports with a ball", "*"):
        gig = open_gig(
            db, market, mode="application", category=category, platforms=["tiktok"], languages=["de"]
        )
        db.execute(
            "update gigs set followers_min = 5, followers_max = 9, applications_close_at = now() + interval '1 hour'"
            " where id = %s", (gig,),
        )  # fmt: skip
    open_gig(db, market)
    kept = db.execute(CELLS).fetchall()
    assert len(kept) == 8
    db.execute("delete from gig_cells")
    db.execute("select app.place_gigs(array(select id from gigs))")
    assert db.execute(CELLS).fetchall() == kept


def test_what_did_not_change_is_not_written_again(db: Connection, market: Market) -> None:
    gig = open_gig(db, market, mode="application", category="food")
    stamps = "select ctid, xmin from gig_cells order by 1"
    before = db.execute(stamps).fetchall()
    db.execute("update gigs set category = 'Food ' where id = %s", (gig,))
    make_member(db, market.brand, "analyst")
    assert db.execute(stamps).fetchall() == before
    db.execute("update gigs set followers_min = 1 where id = %s", (gig,))
    assert db.execute(stamps).fetchall() != before


def test_the_job_brings_cells_that_are_missing_and_takes_those_that_are_over(
    db: Connection, market: Market
) -> None:
    """Gigs of before there were cells, and what a release without the triggers did."""
    opened, closed = (open_gig(db, market, mode="application", category="food") for _ in range(2))
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        db.execute("delete from gig_cells where gig_id = %s", (opened,))
        db.execute("update gigs set status = 'paused' where id = %s", (closed,))
    assert (cells(db, opened), cells(db, closed)) == ([], ["", "food"])
    rounds(db)
    assert (cells(db, opened), cells(db, closed)) == (["", "food"], [])


def test_the_job_goes_on_until_every_gig_has_its_cells(db: Connection, market: Market) -> None:
    gigs = [open_gig(db, market, mode="application") for _ in range(2)]
    db.execute("delete from gig_cells")
    more = "select more_due from app.run_gig_timers(now(), 1)"
    assert [value(db, more) for _ in range(3)] == [True, True, False]
    assert all(cells(db, gig) for gig in gigs)


def test_the_largest_gig_has_room_in_the_index(db: Connection, market: Market) -> None:
    countries = value(
        db, "select array_agg(a || b) from unnest(string_to_array('A,B,C', ',')) as a,"
        " unnest(string_to_array('A,B,C,D,E,F,G,H,I,J,K,L,M,N,O,P,Q,R,S,T', ',')) as b",
    )  # fmt: skip
    spread = "".join(chr(0x1F300 + 7 * number) for number in range(100))
    gig = open_gig(
        db, market, mode="application", category=spread, countries=countries,
        languages=[code.lower() for code in countries], platforms=["instagram", "tiktok"] * 100,
        followers_min=10**18, followers_max=10**18,
    )  # fmt: skip
    assert cells(db, gig) == ["", spread]


def test_who_bars_the_last_of_a_brand_and_who_opens_a_gig_do_not_miss_each_other(
    database: Database, db: Connection, market: Market
) -> None:
    gig = make_gig(db, market, mode="application")
    with database.connect(autocommit=False) as opener:
        opener.execute("select 1")  # so that it is not committed when its owner is done
        with acting_as(opener, market.owner):
            opener.execute("select app.open_gig(%s)", (gig,))

        def ban() -> None:
            with database.connect() as other:
                other.execute("update auth.users set status = 'suspended' where id = %s", (market.owner,))

        with ThreadPoolExecutor(1) as pool:
            banned = pool.submit(ban)
            wait_for_a_waiting_backend(db)
            opener.commit()
            banned.result()
    assert value(db, "select status from gigs where id = %s", gig) == "open"
    assert cells(db, gig) == []


def wait_for_a_waiting_backend(db: Connection) -> None:
    """Until somebody waits for a lock."""
    for _ in range(5_000):
        if value(
            db,
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        ):
            return
    raise AssertionError("nobody waits")
