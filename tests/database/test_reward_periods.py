"""A day is one of the zone of the person, or the trigger, at the time of the fact: streaks, weeks, rolling windows."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.database.test_reward_engine import IN_EUROS, counted, do, levels
from tests.factories.people import make_user
from tests.factories.rewards import make_program, make_trigger
from tests.typing import Connection

STREAK: dict[str, object] = {"count": {"what": "streak_days"}, "time_zone": "user"}


def person_in(db: Connection, zone: str) -> UUID:
    person = make_user(db)
    db.execute("update user_profiles set time_zone = %s where id = %s", (zone, person))
    return person


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def last(day: str, hour: int = 12) -> datetime:
    """The last such day of a year (`02-25`) that is a week ago: facts of more than 400 days ago are none."""
    now = datetime.now(UTC)
    here = datetime.fromisoformat(f"{now.year}-{day} {hour:02}:00").replace(tzinfo=UTC)
    return here if here < now - timedelta(days=7) else here.replace(year=now.year - 1)


@pytest.mark.parametrize(
    ("window", "zone", "moment", "period"),
    [
        ("day", "Pacific/Kiritimati", "2026-06-14 10:00", "2026-06-15"),
        ("day", "Pacific/Kiritimati", "2026-06-14 09:59", "2026-06-14"),
        ("day", "Pacific/Honolulu", "2026-06-15 09:59", "2026-06-14"),
        ("day", "Pacific/Honolulu", "2026-06-15 10:00", "2026-06-15"),
        ("day", "Europe/Berlin", "2026-03-28 23:00", "2026-03-29"),  # 23 hours long
        ("day", "Europe/Berlin", "2026-03-29 21:59", "2026-03-29"),
        ("day", "Europe/Berlin", "2026-03-29 22:00", "2026-03-30"),
        ("day", "America/New_York", "2026-11-01 04:00", "2026-11-01"),  # 25 hours long
        ("day", "America/New_York", "2026-11-02 04:59", "2026-11-01"),
        ("day", "America/New_York", "2026-11-02 05:00", "2026-11-02"),
        ("week", "UTC", "2026-12-31 12:00", "2026-W53"),
        ("week", "UTC", "2027-01-03 23:59", "2026-W53"),
        ("week", "Pacific/Kiritimati", "2027-01-03 23:59", "2027-W01"),
        ("week", "UTC", "2025-12-29 00:00", "2026-W01"),
        ("month", "Pacific/Honolulu", "2026-03-01 09:59", "2026-02"),
        ("month", "Pacific/Kiritimati", "2026-02-28 10:00", "2026-03"),
        ("rolling:7d", "UTC", "2026-02-28 10:00", "2026-02-28"),
        ("lifetime", "UTC", "2026-02-28 10:00", "all"),
    ],
)
def test_a_period_is_one_of_the_zone(
    db: Connection, window: str, zone: str, moment: str, period: str
) -> None:
    row = db.execute("select app.period_key(%s, %s, %s, '{}')", (window, zone, at(moment))).fetchone()
    assert row == (period,)


def test_a_campaign_is_a_period_of_its_own(db: Connection) -> None:
    statement = "select app.period_key('campaign', 'UTC', now(), %s::jsonb)"
    for data, period in (
        ('{"campaign_id": "x"}', "x"),
        ("{}", None),
        (f'{{"campaign_id": "{"x" * 65}"}}', None),
    ):
        assert db.execute(statement, (data,)).fetchone() == (period,)


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Honolulu"]
)
@pytest.mark.parametrize("first", ["03-06", "03-27", "10-23", "10-30"])
def test_a_streak_is_one_of_days_however_long_they_are(db: Connection, zone: str, first: str) -> None:
    person = person_in(db, zone)
    make_trigger(db, make_program(db), definition=STREAK | {"levels": [5]})
    for day in range(5):
        row = db.execute(
            "select (%s::date + %s + time '00:30') at time zone %s", (last(first).date(), day, zone)
        ).fetchone()  # half past midnight there, which DST may skip for nobody
        assert row is not None
        do(db, person, at=row[0])
        do(db, person, at=row[0])
    assert counted(db, person) == {"all": 5}
    assert levels(db, person) == [("all", 5)]


def test_disorder_breaks_no_streak_and_a_reversal_does(db: Connection) -> None:
    person, begin = person_in(db, "UTC"), last("02-25")
    make_trigger(db, make_program(db), definition=STREAK | {"levels": [5]})
    for day in (4, 0, 2, 3):
        do(db, person, at=begin + timedelta(days=day), reference=str(day))
    assert counted(db, person) == {"all": 3}
    do(db, person, at=begin + timedelta(days=1), reference="1")
    assert counted(db, person) == {"all": 5}
    do(db, person, "deal.released.reversed", reference="3")
    assert counted(db, person) == {"all": 3}
    statuses = db.execute("select status from reward_awards where user_id = %s", (person,)).fetchall()
    assert statuses == [("revoked",)], "whichever fact has caused it"


def test_a_move_takes_no_day_back(db: Connection) -> None:
    person = person_in(db, "Pacific/Honolulu")
    make_trigger(db, make_program(db), definition=STREAK | {"levels": [9]})
    do(db, person, at=last("06-15", 5), reference="a")
    db.execute("update user_profiles set time_zone = 'Pacific/Kiritimati' where id = %s", (person,))
    do(db, person, at=last("06-15", 5), reference="b")
    assert counted(db, person) == {"all": 2}
    do(db, person, "deal.released.reversed", reference="a")
    assert db.execute("select member from reward_counter_members").fetchall() == [
        (f"{last('06-15'):%Y-%m-%d}",)
    ]


def test_a_rolling_window_goes_over_the_end_of_a_month_whatever_comes_first(db: Connection) -> None:
    definition: dict[str, Any] = {
        "count": {"what": "sum", "field": "price"}, "where": IN_EUROS, "window": "rolling:3d", "time_zone": "UTC",
        "levels": [30],
    }  # fmt: skip
    make_trigger(db, make_program(db), definition=definition)
    days = [last("02-26") + timedelta(days=day) for day in range(5)]
    early, late, apart = (person_in(db, "UTC") for _ in range(3))
    assert [do(db, early, at=day, price=10, currency="eur") for day in days] == [0, 0, 1, 0, 0]
    assert [do(db, late, at=days[n], price=10, currency="eur") for n in (4, 2, 3)] == [0, 0, 1]
    assert [do(db, apart, at=days[n], price=14, currency="eur") for n in (0, 1, 3, 4)] == [0, 0, 0, 0]
    assert levels(db, early) == levels(db, late) == [("all", 30)]


def test_a_rolling_window_is_not_a_day_longer_than_it_says(db: Connection) -> None:
    definition: dict[str, Any] = {"window": "rolling:3d", "time_zone": "UTC", "levels": [2]}
    make_trigger(db, make_program(db), definition=definition)
    begin = last("02-26")
    apart, within, late = (person_in(db, "UTC") for _ in range(3))
    assert [do(db, apart, at=begin + timedelta(days=day)) for day in (0, 3, 6)] == [0, 0, 0]
    assert [do(db, within, at=begin + timedelta(days=day)) for day in (0, 2)] == [0, 1]
    assert [do(db, late, at=begin + timedelta(days=day)) for day in (3, 0)] == [0, 0]
