"""app.search_gigs answers what a scan of all gigs does, on each page, whichever way it goes."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.deals import Market, make_market
from tests.typing import Connection

GIGS = 9_000
SEARCHES: dict[str, dict[str, object]] = {
    "a rare word": {"words": "rare7"},
    "a word that nobody wrote": {"words": "nowhere"},
    "a common word": {"words": "tea"},
    "many have it, but none of the newest": {"words": "old"},
    "two words": {"words": "old tea"},
    "filters": {"platform": "tiktok", "country": "DE", "mode": "claim"},
    "filters that few meet": {"category": "music", "country": "IS", "platform": "youtube", "words": "tea"},
    "prices": {"price_from": 900, "price_to": 1_000},
    "words and prices": {"words": "tea", "price_from": 150, "price_to": 160},
    "prices that nobody offers": {"price_from": 600, "price_to": 300},
    "nothing": {},
}
NAMES = ("words", "category", "platform", "country", "mode", "price_from", "price_to")
SCAN = (
    "select id, price_max from gigs where status = 'open' and ends_at > now()"
    " and (%(words)s::text is null or (select bool_and((' ' || lower(title || ' ' || description) || ' ') like"
    "  '%% ' || w || ' %%') from unnest(string_to_array(%(words)s, ' ')) as w))"
    " and (%(category)s::text is null or category = %(category)s)"
    " and (%(platform)s::text is null or platforms = '{}' or %(platform)s = any(platforms))"
    " and (%(country)s::text is null or countries = '{}' or %(country)s = any(countries))"
    " and (%(mode)s::text is null or mode = %(mode)s)"
    " and (%(price_from)s::bigint is null or price_max >= %(price_from)s)"
    " and (%(price_to)s::bigint is null or price_min <= %(price_to)s)"
)


@pytest.fixture(scope="module")
def market(shared_database: Database) -> Iterator[tuple[Connection, Market]]:
    """More gigs than a search reaches at first, of each status, some of which end before anybody closes them."""
    with shared_database.connect() as db, db.transaction(force_rollback=True):
        made = make_market(db, 0)
        db.execute("set local session_replication_role = replica")
        db.execute(
            "insert into gigs (brand_id, created_by, mode, title, description, category, currency, price_min,"
            " price_max, platforms, countries, status, opened_at, ends_at, closed_at, close_reason)"
            " select %(brand)s, %(owner)s, case when h %% 3 = 0 then 'claim' else 'application' end,"
            " case when h %% 2 = 0 then 'A post about tea' else 'A film of bread' end,"
            " 'Words and rare' || n %% 500 || case when n < %(rows)s / 2 then ' old' else '' end || ' end',"
            " (array['food', 'music', 'sport', null])[1 + h / 7 %% 4], 'usd', 100 + h %% 1000, 200 + h %% 1000,"
            " case h / 3 %% 7 when 0 then '{}' when 1 then '{tiktok}' when 2 then '{youtube}'"
            " else '{instagram,tiktok}' end::text[],"
            " case h / 5 %% 11 when 0 then '{}' when 1 then '{DE,AT}' when 2 then '{IS}' else '{US}' end::text[],"
            " case when h %% 10 < 8 then 'open' else 'closed' end, now() - interval '2 days',"
            " now() + case when n %% 20 = 0 then interval '-1 hour' else interval '30 days' end,"
            " case when h %% 10 >= 8 then now() end, case when h %% 10 >= 8 then 'closed' end"
            " from (select n, abs(hashint4(n)) / 11 as h from generate_series(1, %(rows)s) as n) as g",
            {"brand": made.brand, "owner": made.owner, "rows": GIGS},
        )
        db.execute("set local session_replication_role = origin")
        db.execute("analyze gigs")
        yield db, made


def pages(db: Connection, market: Market, given: dict[str, object], size: int) -> list[tuple[Any, ...]]:
    """The rows of all pages, each asked for behind the last row of the one before."""
    found: list[tuple[Any, ...]] = []
    with acting_as(db, market.creator):
        while True:
            last = found[-1] if found else (None, None)
            page = db.execute(
                "select id, price_max from app.search_gigs(%(words)s, %(category)s, %(platform)s, %(country)s,"
                " %(mode)s, %(price_from)s, %(price_to)s, %(by_price)s, %(price)s, %(id)s, %(size)s)",
                given | {"id": last[0], "price": last[1], "size": size},
            ).fetchall()
            found += page
            if len(page) < size:
                return found


@pytest.mark.parametrize("by_price", [False, True])
@pytest.mark.parametrize("what", SEARCHES)
def test_a_search_finds_what_a_scan_finds(
    market: tuple[Connection, Market], what: str, by_price: bool
) -> None:
    db, people = market
    given = dict.fromkeys(NAMES) | {"by_price": by_price} | SEARCHES[what]
    order = "price_max desc, id desc" if by_price else "id desc"
    expected = db.execute(f"{SCAN} order by {order}".encode(), given).fetchall()
    assert pages(db, people, given, 700) == expected
    assert pages(db, people, given, 4_001) == expected


def test_the_searches_go_each_of_the_three_ways(market: tuple[Connection, Market]) -> None:
    """Else the comparison above would not say much."""
    db, _ = market
    counted = "select count(*) from gigs where status = 'open' and search @@ app.gig_query(%s, null, null, null, null)"
    newest = (
        "select count(*) from (select search from gigs where status = 'open' order by id desc limit 2000) as g"
        " where search @@ app.gig_query(%s, null, null, null, null)"
    )
    facts = {
        word: [db.execute(query, (word,)).fetchone() for query in (counted, newest)]
        for word in ("rare7", "tea", "old")
    }
    assert 0 < (facts["rare7"][0] or (0,))[0] < 2_000
    assert (facts["tea"][1] or (0,))[0] > 700
    assert (facts["old"][0] or (0,))[0] > 2_000
    assert facts["old"][1] == (0,)
