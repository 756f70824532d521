"""Whichever way a search goes, it finds exactly those whom its filters let through, and reads little for it."""

import random
from collections.abc import Iterator
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.directory import fill_directory, make_listed
from tests.factories.people import make_user
from tests.typing import Connection

CREATORS = 20_000
PAGE = 5
ORDERS: dict[str, LiteralString] = {
    "followers": "p.total_followers desc, p.user_id desc",
    "engagement": "p.best_engagement_rate desc, p.user_id desc",
    "newest": "p.created_at desc, p.user_id desc",
    "name": "left(array_to_string(app.name_words(p.display_name), ' '), 24) collate \"C\", p.user_id",
}
SCAN: LiteralString = """
select p.user_id from creator_profiles as p
where (%(search)s::text is null or (
    select bool_and(exists (
      select from unnest(app.name_words(p.display_name)) as w (word) where starts_with(w.word, s.word)
    )) from unnest(app.name_words(%(search)s)) as s (word)
  ))
  and (%(platform)s::text[] is null or p.platforms && %(platform)s)
  and (%(category)s::text[] is null or app.category_keys(p.categories) && app.category_keys(%(category)s))
  and (%(country)s::text[] is null or p.country_code = any(%(country)s))
  and (%(language)s::text[] is null or p.languages && %(language)s)
  and (%(followers_min)s::bigint is null or p.total_followers >= %(followers_min)s)
  and (%(followers_max)s::bigint is null or p.total_followers <= %(followers_max)s)
  and (%(engagement_min)s::numeric is null or p.best_engagement_rate >= %(engagement_min)s)
  and (%(rate_max)s::bigint is null or exists (
    select from creator_rates as r where r.user_id = p.user_id and r.deliverable_type = %(rate_type)s
      and r.currency = %(rate_currency)s and r.amount <= %(rate_max)s
  ))
"""
NOTHING: dict[str, Any] = dict.fromkeys(
    ("search", "platform", "category", "country", "language", "followers_min", "followers_max", "engagement_min",
     "rate_type", "rate_currency", "rate_max")
)  # fmt: skip


@pytest.fixture(scope="module")
def db(shared_database: Database) -> Iterator[Connection]:
    """A connection of the superuser to twenty thousand creators."""
    with shared_database.connect() as connection:
        fill_directory(connection, CREATORS)
        yield connection


@pytest.fixture(scope="module")
def brand(db: Connection) -> UUID:
    return make_user(db, "brand")


def page(
    db: Connection, asked: dict[str, Any], sort: str, after: tuple[str, UUID] | None = None
) -> list[Any]:
    """A page of a search: key and creator."""
    key, creator = after or (None, None)
    return db.execute(
        "select sort_key, user_id from app.find_creators(%s, %s, %s, %s, %s) order by place",
        (Jsonb(asked), sort, key, creator, PAGE),
    ).fetchall()


def drawn(dice: random.Random) -> dict[str, Any]:
    """Filters as brands set them, one or a few of them, some of which nobody meets."""
    low = dice.choice([0, 100, 10_000, 1_000_000])
    rate = {"rate_type": "instagram_post", "rate_currency": dice.choice(["usd", "usd", "eur"]),
            "rate_max": dice.choice([100, 128, 5_000, 200_000])}  # fmt: skip
    every: list[dict[str, Any]] = [
        {"search": dice.choice(["a", "an", "anna", "anna b", "b7", "zoe", "юл", "田", "nobody"])},
        {"platform": dice.sample(["instagram", "tiktok", "linkedin"], dice.choice([1, 2]))},
        {
            "category": dice.sample(
                ["food", "wine", "beauty", "knitting", "Food & Drinks"], dice.choice([1, 1, 3])
            )
        },
        {"country": dice.sample(["US", "DE", "JP", "IS", "LI"], dice.choice([1, 2]))},
        {"language": dice.sample(["en", "ja", "is", "tlh"], dice.choice([1, 2]))},
        {"followers_min": low, "followers_max": dice.choice([None, low * 10])},
        {"engagement_min": dice.choice(["0.01", "0.1", "0.3"])},
        rate,
    ]
    chosen = dice.sample(every, dice.choice([0, 1, 2, 3, 3, 4, 5]))
    return NOTHING | {name: value for one in chosen for name, value in one.items()}


@pytest.mark.parametrize("sort", ORDERS)
def test_a_search_finds_what_a_scan_finds_page_by_page(db: Connection, brand: UUID, sort: str) -> None:
    dice = random.Random(f"directory {sort}")
    few = many = 0
    for _ in range(40):
        asked = drawn(dice)
        expected = [
            row[0] for row in db.execute(f"{SCAN} order by {ORDERS[sort]} limit 16", asked).fetchall()
        ]
        with acting_as(db, brand):
            found: list[Any] = []
            while len(found) % PAGE == 0 and len(found) < 15:
                rows = page(db, asked, sort, (found[-1][0], found[-1][1]) if found else None)
                found += rows
                if not rows:
                    break
        assert [creator for _, creator in found] == expected[: len(found)], asked
        assert len(found) == min(len(expected), 15), asked
        few, many = few + (0 < len(expected) < 15), many + (len(expected) > 15)
    assert min(few, many) >= 2, "the dice must draw searches of both kinds"


def blocks_read(
    db: Connection, asked: dict[str, Any], sort: str, after: tuple[str, UUID] | None = None
) -> int:
    """Blocks that a search reads, whatever it calls."""
    key, creator = after or (None, None)
    row = db.execute(
        "explain (analyze, buffers, format json) select * from app.find_creators(%s, %s, %s, %s, 21)",
        (Jsonb(asked), sort, key, creator),
    ).fetchone()
    assert row is not None
    return int(row[0][0]["Plan"]["Shared Hit Blocks"] + row[0][0]["Plan"]["Shared Read Blocks"])


@pytest.mark.parametrize(
    ("asked", "sort", "most"),
    [
        ({}, "followers", 120),
        ({"search": "nobody"}, "newest", 40),
        ({"category": ["nosuch"]}, "engagement", 40),
        ({"country": ["LI"]}, "name", 40),
        ({"followers_min": 10**12}, "newest", 40),
        ({"category": ["wine"], "country": ["IS"]}, "newest", 120),
        ({"engagement_min": "0.3"}, "followers", 150),
        ({"category": ["food"], "language": ["is"]}, "newest", 250),
        ({"search": "a", "language": ["is"]}, "followers", 250),
        (
            {
                "platform": ["tiktok"],
                "language": ["de"],
                "rate_type": "instagram_post",
                "rate_currency": "eur",
                "rate_max": 200_000,
            },
            "followers",
            350,
        ),
        ({"search": " ".join(["nobody"] + ["a"] * 40)}, "name", 40),
    ],
    ids=str,
)
def test_no_search_reads_the_directory(
    db: Connection, brand: UUID, asked: dict[str, Any], sort: str, most: int
) -> None:
    row = db.execute("select pg_relation_size('creator_directory') / 8192").fetchone()
    assert row is not None
    assert row[0] > 500, "or there would be nothing to be spared"
    with acting_as(db, brand):
        blocks_read(db, asked, sort)  # what a first call reads of the catalog
        first = blocks_read(db, asked, sort)
        rows = page(db, asked, sort)
        following = blocks_read(db, asked, sort, (rows[-1][0], rows[-1][1])) if len(rows) == PAGE else 0
    assert first <= most
    assert following <= most


def test_the_rates_of_others_are_not_read(db: Connection) -> None:
    """The planner takes EXISTS for a set that it gathers first, of a million rates."""
    asked = {"rate_type": "instagram_post", "rate_currency": "usd", "rate_max": 200_000}
    proof = db.execute(
        "select app.directory_proof(jsonb_populate_record(null::app.creator_filters, %s), false)",
        (Jsonb(asked),),
    ).fetchone()
    assert proof is not None
    plan = db.execute(f"explain select from creator_directory as d where {proof[0]}".encode()).fetchall()
    text = "\n".join(line for (line,) in plan)
    assert "creator_rates_pkey" in text
    assert "hashed" not in text


@pytest.mark.parametrize("sort", ORDERS)
def test_the_last_page_costs_what_the_first_does(db: Connection, brand: UUID, sort: str) -> None:
    key = {"followers": "followers", "engagement": "engagement", "newest": "joined_at", "name": "name_key"}[
        sort
    ]
    way = "asc" if sort == "name" else "desc"
    row = db.execute(
        f"select d.{key}::text, d.user_id from creator_directory as d order by d.{key} {way}, d.user_id {way}"
        f" offset {CREATORS - 30} limit 1".encode()
    ).fetchone()
    assert row is not None
    with acting_as(db, brand):
        assert len(page(db, {}, sort, (row[0], row[1]))) == PAGE
        blocks_read(db, {}, sort, (row[0], row[1]))
        assert blocks_read(db, {}, sort, (row[0], row[1])) <= 120


def test_each_word_of_a_long_name_counts(database: Database) -> None:
    with database.connect() as db:
        someone = make_listed(db, "Ana Maria de la Cruz Obregón")
        owner = make_user(db, "brand")
        with acting_as(db, owner):
            for search in ("obregon cruz maria ana de la", "la la o c m d a an ana", "an m d l c obreg"):
                assert [row[1] for row in page(db, {"search": search}, "name")] == [someone], search
            for search in ("obregon cruz maria ana de lo", "obregon cruz maria ana x", "a b c d m o"):
                assert page(db, {"search": search}, "name") == [], search


def test_the_planner_uses_the_words_of_the_directory(db: Connection) -> None:
    with db.transaction():
        db.execute("set local role app_internal")
        plan = "\n".join(
            row[0] for row in db.execute(
                "explain select from creator_directory as d where d.terms @@ '''c:wine'' & ''n:IS'''::tsquery"
            ).fetchall()
        )  # fmt: skip
    assert "creator_directory_by_terms" in plan


@pytest.mark.parametrize(
    "arguments",
    ["'luck', null, null, 5", "null, null, null, 5", "'name', 'a', null, 5", "'name', null, gen_random_uuid(), 5",
     "'name', null, null, 0", "'name', null, null, 102", "'name', null, null, null",
     "'followers', 'many', gen_random_uuid(), 5"],
)  # fmt: skip
def test_no_other_order_or_page_is_told(db: Connection, brand: UUID, arguments: LiteralString) -> None:
    with pytest.raises(psycopg.DataError), acting_as(db, brand):
        db.execute(f"select app.find_creators('{{}}', {arguments})")


@pytest.mark.parametrize(
    "hostile", ["a' or true --", "a\\' | 'w:a", "'); drop table creator_directory; --", "$1"]
)
def test_nothing_that_is_searched_is_a_statement(db: Connection, brand: UUID, hostile: str) -> None:
    with acting_as(db, brand):
        for name in ("country", "language", "category", "platform"):
            assert page(db, {name: [hostile]}, "followers") == []
        page(db, {"search": hostile}, "followers")
        assert page(db, {"rate_type": hostile, "rate_currency": hostile, "rate_max": 10**12}, "name") == []
        assert page(db, {}, "name", (hostile, UUID(int=1))) is not None
