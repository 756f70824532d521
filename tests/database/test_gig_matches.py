"""app.match_gigs answers what judging every open gig does, page by page, whoever looks and whatever is asked."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.gig_matches import make_gigs
from tests.factories.matching import make_creators
from tests.factories.people import brand_of, make_user
from tests.gig_reference import GigReference, Judged
from tests.typing import Connection

CREATORS = 400
GIGS = 1_500
PAGE = "select gig_id, fits, points from app.match_gigs(%(fits)s, %(points)s, %(id)s, %(size)s)"


@pytest.fixture(scope="module")
def db(shared_database: Database) -> Iterator[Connection]:
    """Creators who differ little, gigs that ask for what they have, of three brands; one of them is barred."""
    with shared_database.connect() as connection:
        make_creators(connection, CREATORS)
        connection.execute(
            "update creator_profiles set languages ="
            " (array['{}', '{de}', '{en,fr}', '{is}'])[1 + abs(hashtext(user_id::text)) % 4]::text[]"
        )
        owners = [make_user(connection, "brand") for _ in range(3)]
        make_gigs(connection, GIGS, [brand_of(connection, owner) for owner in owners])
        connection.execute("update auth.users set status = 'banned' where id = %s", (owners[0],))
        connection.execute("analyze")
        yield connection


@pytest.fixture(scope="module")
def reference(db: Connection) -> GigReference:
    return GigReference(db)


def seekers(db: Connection) -> list[UUID]:
    """Who is closed, who has nothing, who has much, and others."""
    found = db.execute(
        "(select user_id from creator_profiles where availability = 'closed' limit 3)"
        " union (select user_id from creator_profiles where platforms = '{}' limit 2)"
        " union (select user_id from creator_profiles order by total_followers desc limit 3)"
        " union (select user_id from creator_profiles where total_followers in (1000, 10000, 12345) limit 4)"
        " union (select p.user_id from creator_profiles as p inner join social_accounts as a on a.user_id = p.user_id"
        "  where a.status = 'expired' and a.last_synced_at < now() - interval '31 days' limit 3)"
        " union (select user_id from creator_profiles order by hashtext(user_id::text) limit 12)"
    ).fetchall()
    return [row[0] for row in found]


def pages(db: Connection, user: UUID, size: int) -> list[Judged]:
    """All that a creator is shown, each page asked for behind the last row of the one before."""
    found: list[Judged] = []
    with acting_as(db, user):
        while True:
            last = found[-1] if found else Judged(None, None, None)  # type: ignore[arg-type]
            given = {"fits": last.fits, "points": last.points, "id": last.gig_id, "size": size}
            page = [Judged(*row) for row in db.execute(PAGE, given).fetchall()]
            found += page
            if len(page) < size:
                return found


def test_the_steps_find_what_judging_every_gig_finds_page_by_page(
    db: Connection, reference: GigReference
) -> None:
    counts = []
    for number, user in enumerate(seekers(db)):
        expected = reference.for_creator(user)
        for size in (3_000,) if number % 3 else (3_000, 50):
            assert pages(db, user, size) == expected, (user, size)
        counts.append(sum(one.fits for one in expected))
    assert min(counts) < 50 < max(counts), "some have a page of eligible gigs, others have not"


def test_the_parts_add_up_and_what_is_missing_is_what_keeps_from_being_eligible(db: Connection) -> None:
    for user in seekers(db)[:8]:
        with acting_as(db, user):
            rows = db.execute("select * from app.match_gigs(null, null, null, 3000)").fetchall()
        for row in rows:
            _, fits, points, score, *parts, _, missing = row
            assert sum(parts) == score == Decimal(points) / 100, row
            assert fits == (missing == []), row


def test_the_best_creators_for_a_gig_are_those_of_asking_everybody(
    db: Connection, reference: GigReference
) -> None:
    """The same score as the creators see."""
    asked = db.execute(
        "select g.id, g.created_by, g.category, g.followers_min, g.followers_max, g.platforms, g.countries, g.languages"
        " from gigs as g inner join auth.users as u on u.id = g.created_by and u.status = 'active'"
        " order by hashtext(g.id::text) limit 40"
    ).fetchall()
    names = (
        "id",
        "owner",
        "category",
        "followers_min",
        "followers_max",
        "platforms",
        "countries",
        "languages",
    )
    for row in asked:
        gig = dict(zip(names, row, strict=True))
        with acting_as(db, gig["owner"]):
            found = db.execute(
                "select creator_user_id, (score * 100)::integer from app.match_influencers(%s, null, 30) order by rank",
                (gig["id"],),
            ).fetchall()
        assert found == [(one.user_id, one.points) for one in reference.best_for(gig, 30)], gig
