"""A profile that changes moves its cells to where counting them anew would put them, and writes no more than that."""

import random

import pytest

from tests.conftest import Database
from tests.factories.matching import make_creators
from tests.typing import Connection

CELLS = (
    "select user_id, category, platform_set, country_code, region, city_key, band, engagement_points, followers,"
    " platform_bits, category_keys, merit, engagement_is_known, recount_at from creator_cells order by 1, 2, 3"
)
CATEGORIES = ("food", "Food & Drinks", "travel", " FOOD ", "gaming", "nobody does this")


def cells(db: Connection) -> list[tuple[object, ...]]:
    return db.execute(CELLS).fetchall()


@pytest.mark.parametrize("seed", range(3))
def test_a_moved_creator_stands_where_a_counted_one_would(database: Database, seed: int) -> None:
    dice = random.Random(seed)
    with database.connect() as db:
        make_creators(db, 60)
        people = [row[0] for row in db.execute("select user_id from creator_profiles order by 1").fetchall()]
        before = cells(db)
        for _ in range(200):
            db.execute(
                "update creator_profiles set categories = coalesce(%(categories)s, categories), city = %(city)s,"
                " country_code = %(country)s, availability = %(availability)s where user_id = %(user)s",
                {
                    "user": dice.choice(people), "city": dice.choice([None, "Berlin", " Köln "]),
                    "categories": dice.choice([None, dice.sample(CATEGORIES, dice.randrange(4))]),
                    "country": dice.choice([None, "DE", "FR", "JP"]),
                    "availability": dice.choice(["open", "open", "limited", "closed"]),
                },
            )  # fmt: skip
        moved = cells(db)
        assert moved != before
        db.execute("delete from creator_cells")
        db.execute("select app.place_creators(%s)", (people,))
        assert cells(db) == moved


def test_what_matching_does_not_read_moves_nothing(database: Database) -> None:
    with database.connect() as db:
        make_creators(db, 20)
        before = db.execute("select ctid, xmin from creator_cells order by 1").fetchall()
        db.execute(
            "update creator_profiles set headline = 'New', languages = '{de}', availability ="
            " case availability when 'open' then 'limited' else availability end, categories = categories,"
            " country_code = country_code, city = city"
        )
        assert db.execute("select ctid, xmin from creator_cells order by 1").fetchall() == before
        db.execute("update creator_profiles set city = 'Rom'")
        assert db.execute("select ctid, xmin from creator_cells order by 1").fetchall() != before
