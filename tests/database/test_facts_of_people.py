"""Signing in, a whole profile, a connected account: once a day, in a role, at a platform, however often it happens."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.deals import value
from tests.factories.people import brand_of, make_sign_in, make_user
from tests.factories.rewards import facts_of
from tests.typing import Connection

TOKEN = (
    "insert into local_identity.refresh_tokens (token_hash, family_id, expires_at, created_at)"
    " values (%s, %s, now() + interval '1 day', coalesce(%s, now()))"
)


def refresh(db: Connection, sign_in: UUID, at: datetime | None = None) -> None:
    """A token of a sign-in, as the first one and each refresh store it, now or at a moment."""
    db.execute(TOKEN, (uuid4().bytes * 2, sign_in, at))


def days(db: Connection, person: UUID) -> list[tuple[str, str]]:
    """The days on which somebody was there, and as whom."""
    return [(reference, data["role"]) for _, reference, data in facts_of(db, person, "login.day")]


def today(db: Connection, zone: str) -> str:
    return str(value(db, "select (now() at time zone %s)::date::text", zone))


def live_in(db: Connection, person: UUID, zone: str) -> None:
    db.execute("update user_profiles set time_zone = %s where id = %s", (zone, person))


@pytest.mark.parametrize(
    "zone", ["Pacific/Kiritimati", "Pacific/Honolulu", "Europe/Berlin", "America/St_Johns"]
)
def test_the_first_sign_in_of_a_day_where_they_live_is_a_fact(db: Connection, zone: str) -> None:
    person = make_user(db)
    live_in(db, person, zone)
    sign_in = make_sign_in(db, person)
    assert days(db, person) == [], "a sign-in without a token is none yet"
    for _ in range(3):
        refresh(db, sign_in)
    refresh(db, make_sign_in(db, person))
    assert days(db, person) == [(today(db, zone), "creator")]


def test_another_day_is_another_fact_and_a_day_is_not_lived_twice(db: Connection) -> None:
    person = make_user(db)
    live_in(db, person, "Pacific/Kiritimati")
    sign_in = make_sign_in(db, person)
    refresh(db, sign_in)
    live_in(db, person, "Pacific/Honolulu")  # a day behind, or two
    refresh(db, sign_in)
    assert days(db, person) == [(today(db, "Pacific/Kiritimati"), "creator")]
    db.execute("update fact_marks set day = day - 5")
    refresh(db, sign_in)
    assert len(days(db, person)) == 2


def last_clock_change(month: int) -> datetime:
    """The last midnight (UTC) of a last Sunday of March or October, when Europe changes its clocks."""
    day = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
    while (day.month, day.weekday()) != (month, 6) or (day + timedelta(days=7)).month == month:
        day -= timedelta(days=1)
    return day


@pytest.mark.parametrize(("month", "begins", "ends"), [(3, -1, 22), (10, -2, 23)])
def test_a_day_on_which_clocks_change_is_one_day_of_23_or_25_hours(
    db: Connection, month: int, begins: int, ends: int
) -> None:
    person = make_user(db)
    live_in(db, person, "Europe/Berlin")
    sign_in, sunday = make_sign_in(db, person), last_clock_change(month)
    minute = timedelta(minutes=1)
    first, last = sunday + timedelta(hours=begins), sunday + timedelta(hours=ends)
    for at in (first - minute, first, first + minute, last - minute, last, first):  # the last one comes late
        refresh(db, sign_in, at)
    told = [sunday.date() + timedelta(days=ahead) for ahead in (-1, 0, 1)]
    assert days(db, person) == [(str(day), "creator") for day in told]
    moments = db.execute("select at from reward_facts where type = 'login.day' order by at").fetchall()
    assert moments == [(first - minute,), (first,), (last,)]


@pytest.mark.parametrize("role", ["creator", "brand", "agent"])
def test_people_are_there_in_their_role_and_an_administrator_alone_in_none(db: Connection, role: str) -> None:
    person, admin = make_user(db, role), make_user(db, "admin")
    db.execute("delete from user_roles where user_id = %s and role <> 'admin'", (admin,))
    for user in (person, admin):
        refresh(db, make_sign_in(db, user))
    assert ([said for _, said in days(db, person)], days(db, admin)) == ([role], [])


def test_two_sign_ins_at_the_same_moment_are_one_day(database: Database) -> None:
    with database.connect() as db, database.connect(autocommit=False) as first:
        person = make_user(db)
        refresh(first, make_sign_in(first, person))
        held = make_sign_in(db, person)
        second = threading.Thread(target=refresh, args=(db, held))
        second.start()
        second.join(0.5)
        assert second.is_alive(), "it waits for the first"
        first.commit()
        second.join(20)
        assert len(days(db, person)) == 1


def test_a_sign_in_that_comes_to_nothing_leaves_the_day_to_the_next(database: Database) -> None:
    with database.connect() as db, database.connect(autocommit=False) as first:
        person = make_user(db)
        refresh(first, make_sign_in(first, person))
        first.rollback()
        refresh(db, make_sign_in(db, person))
        assert len(days(db, person)) == 1


def whole(db: Connection, person: UUID) -> list[str]:
    return [data["role"] for _, _, data in facts_of(db, person, "profile.completed")]


def test_a_creator_who_says_what_they_do_and_where_has_a_whole_profile_once(db: Connection) -> None:
    person = make_user(db)
    update = "update creator_profiles set categories = %s, country_code = %s where user_id = %s"
    for categories, country, times in [
        (["food"], None, 0),
        ([], "DE", 0),
        (["food"], "DE", 1),
        ([], "DE", 1),
        (["food"], "FR", 1),
    ]:
        db.execute(update, (categories, country, person))
        assert whole(db, person) == ["creator"] * times
    db.execute("delete from reward_facts")
    db.execute(update, (["food"], "DE", person))
    assert whole(db, person) == [], "also when the fact is long forgotten"


def test_a_brand_that_says_who_it_is_has_a_whole_profile_for_its_owner(db: Connection) -> None:
    owner = make_user(db, "brand")
    brand = brand_of(db, owner)
    for column, said in [
        ("description", "Tea."),
        ("website", "https://tea-house.com/"),
        ("industry", "food"),
    ]:
        assert whole(db, owner) == []
        db.execute(f"update brand_profiles set {column} = %s where id = %s".encode(), (said, brand))
    assert whole(db, owner) == ["brand"]


def test_an_agent_who_has_an_address_of_their_own_has_a_whole_profile(db: Connection) -> None:
    agent = make_agent(db)
    db.execute("update agent_profiles set display_name = 'Ada' where user_id = %s", (agent,))
    assert whole(db, agent) == []
    db.execute("update agent_profiles set slug = 'ada-lovelace' where user_id = %s", (agent,))
    db.execute("update agent_profiles set slug = 'ada-l' where user_id = %s", (agent,))
    assert whole(db, agent) == ["agent"]


def connect(db: Connection, person: UUID, platform: str = "instagram", followers: int = 0) -> UUID:
    made: UUID = value(
        db,
        "insert into social_accounts (user_id, platform, platform_user_id, username, follower_count)"
        " values (%s, %s, %s, 'ada', %s) returning id",
        person, platform, str(uuid4()), followers,
    )  # fmt: skip
    return made


def set_status(db: Connection, account: UUID, status: str) -> None:
    db.execute("update social_accounts set status = %s where id = %s", (status, account))


def test_an_account_that_is_connected_is_a_fact_and_taken_back_when_it_is_let_go(db: Connection) -> None:
    person = make_user(db)
    account = connect(db, person, followers=7)
    for status in ("expired", "connected", "error", "connected"):
        set_status(db, account, status)
    said = {"role": "creator", "platform": "instagram", "followers": 7}
    assert facts_of(db, person) == [("social.connected", "instagram", said)]
    set_status(db, account, "revoked")
    set_status(db, account, "connected")
    db.execute("delete from social_accounts where id = %s", (account,))
    connect(db, person)
    names = [name for name, _, _ in facts_of(db, person, "social%")]
    assert names == ["social.connected", "social.connected.reversed"] * 2 + ["social.connected"]


def milestones(db: Connection, person: UUID) -> list[tuple[str, int]]:
    return [(data["platform"], data["followers"]) for _, _, data in facts_of(db, person, "followers%")]


def test_each_power_of_ten_of_followers_is_reached_once_at_a_platform(db: Connection) -> None:
    person = make_user(db)
    account = connect(db, person, followers=99)
    assert milestones(db, person) == []
    for followers in (100, 99, 100, 999, 1_000, 12_345, 3, 99_999):
        db.execute("update social_accounts set follower_count = %s where id = %s", (followers, account))
    reached = [("instagram", 100), ("instagram", 1_000), ("instagram", 10_000)]
    assert milestones(db, person) == reached
    set_status(db, account, "revoked")
    db.execute("delete from social_accounts")
    connect(db, person, followers=20_000)
    assert milestones(db, person) == reached
    connect(db, person, "tiktok", followers=1_000)
    assert milestones(db, person) == [*reached, ("tiktok", 100), ("tiktok", 1_000)]


def test_followers_of_an_account_that_was_let_go_count_when_it_is_back(db: Connection) -> None:
    person = make_user(db)
    account = connect(db, person)
    set_status(db, account, "revoked")
    db.execute("update social_accounts set follower_count = 500 where id = %s", (account,))
    assert milestones(db, person) == []
    set_status(db, account, "connected")
    assert milestones(db, person) == [("instagram", 100)]


def test_the_largest_number_of_followers_is_counted_to_its_end(db: Connection) -> None:
    person = make_user(db)
    connect(db, person, followers=2**63 - 1)
    assert milestones(db, person)[-1] == ("instagram", 10**15)
