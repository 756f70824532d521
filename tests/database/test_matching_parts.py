"""The four parts of a score by hand, and the index of creators after whatever happens to them."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from common.models.platform import Platform
from tests.conftest import Database
from tests.factories.people import make_user
from tests.typing import Connection

CELLS = (
    "select user_id, category, country_code, region, city_key, band, engagement_points, followers, platform_bits,"
    " category_keys, platform_set, merit, recount_at from creator_cells order by user_id, category, platform_set"
)

LABELS = {
    "Accessories & Jewellery", "Adult content", "Animals & Pets", "Animation", "ASMR", "Autos & Vehicles", "Beauty",
    "Business & Careers", "Cars & Motorbikes", "Cinema & Actors/actresses", "Clothing & Outfits",
    "Comics & sketches", "Computers & Gadgets", "Crypto", "Daily vlogs", "Design/art", "DIY & Life Hacks",
    "Education", "Extreme Sports & Outdoor activity", "Family", "Fashion", "Finance & Economics", "Fitness",
    "Fitness & Gym", "Food & Cooking", "Food & Drinks", "Health & Self Help", "Humor", "Humor & Fun & Happiness",
    "Kids & Toys", "Lifestyle", "Literature & Journalism", "Luxury", "Machinery & Technologies",
    "Management & Marketing", "Mobile & electronics", "Modeling", "Movies", "Music", "Music & Dance", "Mystery",
    "Nature & landscapes", "News & Politics", "NFT", "Photography", "Racing Sports", "Science",
    "Science & Technology", "Shopping & Retail", "Shows", "Sports", "Sports with a ball", "Sweets & Bakery",
    "Swimming", "Tennis", "Toys", "Trainers & Coaches", "Travel", "Video games", "Water sports", "Winter sports",
    "Yoga",
}  # fmt: skip
"""What public rankings call creators: the 50 labels of September 2022, and what the same list has in other months."""
WITHOUT_FAMILY = {"Adult content"}


@pytest.fixture(scope="module")
def shared(shared_database: Database) -> Iterator[Connection]:
    with shared_database.connect() as connection:
        yield connection


@pytest.mark.parametrize(
    ("followers", "minimum", "maximum", "points"),
    [(5_000, 1_000, 10_000, 4_000), (1_000, 1_000, 10_000, 4_000), (10_000, 1_000, 10_000, 4_000),
     (10_001, 1_000, 10_000, 4_000), (20_000, 1_000, 10_000, 2_796), (100_000, 1_000, 10_000, 0),
     (10**12, 1_000, 10_000, 0), (500, 1_000, 10_000, 2_796), (100, 1_000, 10_000, 0), (0, 1_000, 10_000, 0),
     (0, None, None, 4_000), (5, None, 0, 1_204), (0, 0, 0, 4_000), (7, 1, None, 4_000)],
)  # fmt: skip
def test_followers(
    shared: Connection, followers: int, minimum: int | None, maximum: int | None, points: int
) -> None:
    found = shared.execute("select app.follower_points(%s, %s, %s)", (followers, minimum, maximum)).fetchone()
    assert found == (points,)


@pytest.mark.parametrize(
    ("platform", "followers", "rate", "points"),
    [("instagram", 2_000, 0.05, 1_500), ("instagram", 2_000_000, 0.05, 2_344), ("instagram", 20_000_000, 0.0162, 2_250),
     ("tiktok", 30_000_000, 0.0139, 1_500), ("youtube", 5_000_000, 0.000407, 1_500),
     ("instagram", 2_000_000, 9, 3_000), ("tiktok", 9_999, 0.06, 750), ("tiktok", 10_000, 0.06, 900),
     ("youtube", 5, 0, 0), ("linkedin", 600_000, 0.015, 1_500), ("twitter", 100_000, 0.002, 750)],
)  # fmt: skip
def test_engagement(shared: Connection, platform: str, followers: int, rate: float, points: int) -> None:
    found = shared.execute(
        "select app.engagement_points(%s, %s, %s::numeric)", (platform, followers, rate)
    ).fetchone()
    assert found == (points,)


def test_a_rate_never_means_less_for_more_followers(shared: Connection) -> None:
    rising = shared.execute(
        "select p, f from unnest(%s::text[]) as p, unnest('{0,9999,99999,499999,999999,19999999}'::bigint[]) as f"
        " where app.usual_engagement(p, f + 1) > app.usual_engagement(p, f)",
        (list(Platform),),
    ).fetchall()
    assert rising == []


@pytest.mark.parametrize(
    ("categories", "listed", "points"),
    [(["Food "], ["food"], 2_000), (["cooking"], ["food"], 1_000), (["gaming"], ["food"], 0), ([], ["food"], 0),
     ([], [], 2_000), (["gaming", "wine"], ["FOOD"], 1_000), (["cooking", "food"], ["food"], 2_000)],
)  # fmt: skip
def test_categories(shared: Connection, categories: list[str], listed: list[str], points: int) -> None:
    found = shared.execute(
        "select app.category_points(app.category_keys(%(has)s::text[]), app.category_keys(%(listed)s::text[]),"
        " app.related_categories(app.category_keys(%(listed)s::text[])))",
        {"has": categories, "listed": listed},
    ).fetchone()
    assert found == (points,)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("food and cooking", "Food & Cooking"), ("Food&Cooking", "Food & Cooking"), ("food + cooking", "Food & Cooking"),
     (" Food  &  Cooking ", "Food & Cooking"), ("Music And Dance", "Music & Dance"), ("videogames", "Video games"),
     ("Video-Games", "gaming"), ("e-sports", "Esports"), ("Make-up", "makeup"), ("skin care", "Skincare"),
     ("self-help", "Self help"), ("films", "Film"), ("sand", "Sand"), ("candles", "Candles")],
)  # fmt: skip
def test_a_category_may_be_written_in_many_ways(shared: Connection, written: str, meant: str) -> None:
    row = shared.execute(
        "select app.category_keys(array[%s]), app.category_keys(array[%s])", (written, meant)
    ).fetchone()
    assert row is not None
    assert row[0] == row[1] != []


def test_what_names_nothing_is_no_category(shared: Connection) -> None:
    assert shared.execute("select app.category_keys(array['-', ' - ', ' ', ''])").fetchall() == [([],)]


@pytest.mark.parametrize(
    ("asked", "listed", "related"),
    [("Sports", {"football", "racing sports"}, {"fitness"}), ("soccer", {"football", "ball sports"}, {"racing sports"}),
     ("Sports with a ball", {"football", "basketball"}, {"racing sports", "sports"}), ("Toys", {"toys"}, {"kids"})],
)  # fmt: skip
def test_kinds_of_a_category_are_listed_and_its_family_is_related(
    shared: Connection, asked: str, listed: set[str], related: set[str]
) -> None:
    (found,) = shared.execute(
        "select app.listed_categories(k), app.related_categories(k) from app.category_keys(array[%s]) as k",
        (asked,),
    ).fetchall()
    assert listed <= set(found[0])
    assert related <= set(found[1])
    assert "toys" in found[0] or "education" not in found[1]


@pytest.mark.parametrize("label", sorted(LABELS))
def test_every_label_of_the_rankings_has_a_family_or_is_known_to_have_none(
    shared: Connection, label: str
) -> None:
    (found,) = shared.execute(
        "select cardinality(app.related_categories(app.category_keys(array[%s]))) > 0", (label,)
    ).fetchall()
    assert found[0] is (label not in WITHOUT_FAMILY)


@pytest.mark.parametrize(
    ("country", "city", "spots", "points"),
    [("DE", None, ["DE"], 1_000), ("AT", None, ["DE"], 500), ("US", None, ["DE"], 0), (None, None, ["DE"], 0),
     (None, None, [], 1_000), ("DE", "berlin", ["DE/berlin"], 1_000), ("DE", "münchen", ["DE/berlin"], 500),
     ("DE", None, ["DE/berlin"], 500), ("US", "berlin", ["DE/berlin"], 0), ("FR", "x", ["US", "FR/x"], 1_000)],
)  # fmt: skip
def test_locations(
    shared: Connection, country: str | None, city: str | None, spots: list[str], points: int
) -> None:
    found = shared.execute(
        "select app.location_points(%(country)s, %(city)s, app.region_of(%(country)s), %(spots)s,"
        " array(select app.region_of(left(s, 2)) from unnest(%(spots)s::text[]) as s))",
        {"country": country, "city": city, "spots": spots},
    ).fetchone()
    assert found == (points,)


def test_every_country_has_its_region_and_nothing_else_has(shared: Connection) -> None:
    """249 of ISO 3166-1 and Kosovo, in the 22 sub-regions of M49 and Antarctica."""
    counted = shared.execute(
        "select count(r), count(distinct r) from (select app.region_of(chr(a) || chr(b)) as r"
        " from generate_series(65, 90) as a, generate_series(65, 90) as b) as t"
    ).fetchone()
    assert counted == (250, 23)
    assert shared.execute(
        "select app.region_of('de'), app.region_of(''), app.region_of(null)"
    ).fetchone() == (
        None,
        None,
        None,
    )


def test_bands_begin_where_the_last_one_ends(shared: Connection) -> None:
    edges = shared.execute("select app.follower_band_edges()").fetchone()
    assert edges is not None
    assert edges[0] == sorted(set(edges[0]))
    assert edges[0][0] == 1


def cells_of(db: Connection, user: UUID) -> list[tuple[str, str | None, int, int, int]]:
    """Of all platforms together."""
    return db.execute(
        "select category, city_key, followers, engagement_points, platform_bits from creator_cells"
        " where user_id = %s and platform_set = 0 order by category",
        (user,),
    ).fetchall()


def test_the_index_follows_profile_accounts_status_and_role(db: Connection) -> None:
    user = make_user(db)
    assert cells_of(db, user) == [("", None, 0, 0, 0)]
    db.execute(
        "update creator_profiles set categories = '{Food,FOOD,travel}', city = ' Köln ', country_code = 'DE'"
        " where user_id = %s",
        (user,),
    )
    assert cells_of(db, user) == [(key, "köln", 0, 0, 0) for key in ("", "food", "travel")]
    for platform, followers, rate in (("tiktok", 1_000, 0.06), ("linkedin", 500, 0.08)):
        db.execute(
            "insert into social_accounts (user_id, platform, platform_user_id, username, follower_count,"
            " engagement_rate) values (%(user)s, %(platform)s, %(user)s, 'x', %(followers)s, %(rate)s)",
            {"user": user, "platform": platform, "followers": followers, "rate": rate},
        )
    assert cells_of(db, user)[0] == ("", "köln", 1_500, 3_000, 10)
    # The best rate stays the same; what it is worth does not.
    db.execute("update social_accounts set engagement_rate = 0.08 where platform = 'tiktok'")
    db.execute("update social_accounts set engagement_rate = 0.001 where platform = 'linkedin'")
    assert cells_of(db, user)[0] == ("", "köln", 1_500, 1_000, 10)
    db.execute("delete from social_accounts where platform = 'tiktok'")
    assert cells_of(db, user)[0] == ("", "köln", 500, 38, 8)
    for out, back in (
        (
            "update auth.users set status = 'banned' where id = %s",
            "update auth.users set status = 'active' where id = %s",
        ),
        (
            "delete from user_roles where user_id = %s",
            "insert into user_roles (user_id, role) values (%s, 'creator')",
        ),
    ):
        before = cells_of(db, user)
        db.execute(out, (user,))
        assert cells_of(db, user) == []
        db.execute(back, (user,))
        assert cells_of(db, user) == before
    db.execute("update creator_profiles set categories = '{}' where user_id = %s", (user,))
    assert len(cells_of(db, user)) == 1


def test_a_ban_while_a_profile_changes_takes_the_creator_out(db: Connection, database: Database) -> None:
    user = make_user(db)
    with database.connect(autocommit=False) as first, database.connect(autocommit=False) as second:
        first.execute("update auth.users set status = 'banned' where id = %s", (user,))
        second.execute("set local lock_timeout = '1ms'")
        with pytest.raises(Exception, match="lock timeout"):
            second.execute("update creator_profiles set categories = '{food}' where user_id = %s", (user,))
        second.rollback()
        first.commit()
        second.execute("update creator_profiles set categories = '{food}' where user_id = %s", (user,))
        second.commit()
    assert cells_of(db, user) == []


def test_bringing_up_to_date_what_is_changes_nothing(db: Connection) -> None:
    for _ in range(3):
        make_user(db)
    before = db.execute(CELLS).fetchall()
    assert len(before) == 3
    stamps = db.execute("select xmin, user_id from creator_cells order by user_id").fetchall()
    db.execute("select app.place_creators(array(select user_id from creator_profiles))")
    assert db.execute(CELLS).fetchall() == before
    assert db.execute("select xmin, user_id from creator_cells order by user_id").fetchall() == stamps
