"""Whatever changes of a creator, and in whatever order: the directory holds what it would hold from the beginning."""

import random
import threading
from typing import Any, LiteralString
from uuid import UUID

import pytest

from database_migrations.folder import database_directory
from tests.conftest import Database
from tests.factories.directory import make_listed
from tests.typing import Connection

SAME: LiteralString = """
select d.user_id is not null as is_listed, (
  d.name_key, d.followers, d.engagement, d.joined_at, d.country_code, d.platform_bits, d.category_bits, d.language_bits,
  d.rate_bits, d.terms
) is not distinct from (
  e.name_key, e.followers, e.engagement, e.joined_at, e.country_code, e.platform_bits, e.category_bits, e.language_bits,
  e.rate_bits, e.terms
) as is_same
from creator_profiles as p
cross join lateral app.directory_entry(p) as e
left join creator_directory as d on d.user_id = p.user_id
where p.user_id = %s
"""
COMPARED_BEFORE: LiteralString = """
select coalesce(array_agg(distinct t.term order by t.term), '{}')
from (
  select btrim(regexp_replace(
    regexp_replace(replace(lower(c.name), '-', ' '), '\\s+', ' ', 'g'), ' ?& ?| (and|\\+) ', ' & ', 'g'
  )) as key
  from unnest(%s::text[]) as c (name)
) as k
cross join unnest(app.category_terms(k.key)) as t (term)
where k.key <> ''
"""
VALUES: dict[str, list[Any]] = {
    "display_name": ["Anna", "anna", "Zoë Straße", "田中 花子", "O'Neil-Smith", "!!!", "a b a"],
    "categories": [[], ["food"], ["Food & Drinks", "food"], ["wine", "Tech"], ["w:anna", "n:DE", "l:en"]],
    "languages": [[], ["en"], ["de", "en"], ["EN", "fil"]],
    "country_code": [None, "DE", "US"],
    "total_followers": [0, 1_234, 10**9],
    "best_engagement_rate": ["0", "0.0456", "0.9"],
    "platforms": [[], ["instagram"], ["tiktok", "youtube"]],
    "headline": ["", "Hello"],
}


def is_as_from_the_beginning(db: Connection, creator: UUID) -> bool:
    """Of somebody who is listed."""
    row = db.execute(SAME, (creator,)).fetchone()
    assert row is not None
    assert row[0]
    return bool(row[1])


def change(db: Connection, dice: random.Random, creator: UUID) -> None:
    """Some columns of the profile, or a rate."""
    if dice.random() < 0.2:
        db.execute("delete from creator_rates where user_id = %s", (creator,))
        if dice.random() < 0.7:
            db.execute(
                "insert into creator_rates (user_id, deliverable_type, currency, amount)"
                " values (%s, 'tweet', %s, %s)",
                (creator, dice.choice(["usd", "eur"]), dice.choice([100, 5_000, 70_000])),
            )
        return
    columns = dice.sample([*VALUES], dice.choice([1, 1, 2, 3, len(VALUES)]))
    given = {column: dice.choice(VALUES[column]) for column in columns}
    sets = ", ".join(f"{column} = %({column})s" for column in given)
    db.execute(
        f"update creator_profiles set {sets} where user_id = %(id)s".encode(), {**given, "id": creator}
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_directory_follows_every_change(database: Database, seed: int) -> None:
    dice = random.Random(seed)
    with database.connect() as db:
        creator = make_listed(db, "Anna", rates={("tweet", "usd"): 1_000})
        for _ in range(60):
            with db.transaction():
                for _ in range(dice.choice([1, 1, 3])):
                    change(db, dice, creator)
            assert is_as_from_the_beginning(db, creator)


@pytest.mark.parametrize("column", [*VALUES])
def test_each_part_is_followed_alone(database: Database, column: str) -> None:
    with database.connect() as db:
        creator = make_listed(
            db,
            "Zoë B",
            categories=["wine"],
            languages=["de"],
            country_code="DE",
            rates={("tweet", "usd"): 1_000},
        )
        for value in VALUES[column]:
            db.execute(
                f"update creator_profiles set {column} = %s where user_id = %s".encode(), (value, creator)
            )
            assert is_as_from_the_beginning(db, creator)


def test_new_figures_leave_the_words_as_they_are(database: Database) -> None:
    with database.connect() as db:
        creator = make_listed(db, "Zoë")
        db.execute("update creator_directory set terms = terms || '''x:planted'''::tsvector")
        db.execute("update creator_profiles set total_followers = 7 where user_id = %s", (creator,))
        words = "select followers, terms @@ '''x:planted'''::tsquery from creator_directory"
        assert db.execute(words).fetchone() == (7, True)


def test_who_is_barred_stays_out_whatever_they_change(database: Database) -> None:
    with database.connect() as db:
        creator = make_listed(db, "Zoë", categories=["wine"])
        db.execute("update auth.users set status = 'banned' where id = %s", (creator,))
        db.execute("update creator_profiles set categories = '{food}', total_followers = 9")
        assert db.execute("select from creator_directory").fetchall() == []
        db.execute("update auth.users set status = 'active' where id = %s", (creator,))
        assert is_as_from_the_beginning(db, creator)


@pytest.mark.parametrize("first", ["rate", "status", "profile"])
def test_two_changes_of_one_moment_are_both_in_the_directory(database: Database, first: str) -> None:
    steps: dict[str, LiteralString] = {
        "profile": "update creator_profiles set categories = '{food}', country_code = 'US' where user_id = %s",
        "rate": "insert into creator_rates (user_id, deliverable_type, currency, amount) select %s, 'tweet', 'eur', 9",
        "status": "update auth.users set status = 'active' where id = %s",
    }
    second = "profile" if first != "profile" else "rate"
    with database.connect() as db:
        creator = make_listed(db, "Zoë", categories=["wine"], country_code="DE")
        if first == "status":
            db.execute("update auth.users set status = 'suspended' where id = %s", (creator,))

    def run_second() -> None:
        with database.connect() as other:
            other.execute(steps[second], (creator,))

    with database.connect(autocommit=False) as db:
        db.execute(steps[first], (creator,))
        late = threading.Thread(target=run_second)
        late.start()
        late.join(0.5)
        assert late.is_alive()  # it waits for the profile
        db.commit()
        late.join(20)
        assert is_as_from_the_beginning(db, creator)


@pytest.mark.parametrize(
    "labels",
    [None, [], [None], ["", " ", "-"], ["Food & Drinks", "food", "FOOD"], ["sci-fi", "Science and Technology", "b"],
     ["video  games", "a+b", "a + b", "a&b", "z", "é", "E"], ["food", None, "wine"]],
    ids=str,
)  # fmt: skip
def test_categories_are_compared_as_before(database: Database, labels: list[str | None] | None) -> None:
    with database.connect() as db:
        before = db.execute(COMPARED_BEFORE, (labels,)).fetchone()
        assert db.execute("select app.category_keys(%s::text[])", (labels,)).fetchone() == before


@pytest.mark.parametrize(
    "given", [None, [], [None], ["instagram", None, "youtube", "fax"], ["tiktok", "tiktok"]], ids=str
)
def test_sets_are_the_bits_that_they_were(database: Database, given: list[str | None] | None) -> None:
    with database.connect() as db:
        before = db.execute(
            "select coalesce(bit_or(1::bigint << (get_byte(sha256(convert_to(k.key, 'UTF8')), 0) & 63)), 0),"
            " coalesce(bit_or(1 << (array_position('{instagram,tiktok,twitter,linkedin,youtube}', k.key) - 1)), 0)"
            " from unnest(%s::text[]) as k (key)",
            (given,),
        ).fetchone()
        both = "select app.hashed_bits(%(given)s::text[]), app.platform_bits(%(given)s::text[])"
        assert db.execute(both, {"given": given}).fetchone() == before


def test_who_was_here_before_the_directory_is_listed_as_by_a_change(database: Database) -> None:
    migration = (database_directory() / "migrations" / "20261206000200_creator_directory.sql").read_text()
    first, last = "alter table creator_directory no force", "alter table creator_directory force"
    filling = migration[migration.rindex(first) : migration.index(";", migration.rindex(last)) + 1]
    kept: LiteralString = (
        "select name_key, followers, engagement, joined_at, country_code, platform_bits, category_bits,"
        " language_bits, rate_bits, terms::text from creator_directory where user_id = %s"
    )
    with database.connect(autocommit=False) as db:
        someone = make_listed(
            db, "Zoë Straße", 1_234, "0.0456", categories=["Food & Drinks"], languages=["de", "EN"],
            country_code="DE", rates={("tweet", "usd"): 1_000, ("tweet", "eur"): 70_000},
        )  # fmt: skip
        by_change = db.execute(kept, (someone,)).fetchone()
        db.execute("delete from creator_directory")
        db.execute("set local role app_owner")
        db.execute(filling.encode())
        db.execute("set local role none")
        assert db.execute(kept, (someone,)).fetchone() == by_change
        assert by_change is not None
