"""What time it is for somebody, and when their night ends, on clocks that jump."""

import pytest
from psycopg.errors import CheckViolation

from tests.factories.people import make_user
from tests.factories.waiting import lives_in
from tests.typing import Connection


@pytest.mark.parametrize(
    ("time_zone", "at", "morning"),
    [
        ("UTC", "2025-06-02 22:00:00+00", "2025-06-03 08:00:00+00"),
        ("UTC", "2025-06-03 07:59:59.999999+00", "2025-06-03 08:00:00+00"),
        ("UTC", "2025-06-02 21:59:59.999999+00", None),
        ("UTC", "2025-06-02 08:00:00+00", None),
        # Half hours.
        ("Asia/Kolkata", "2025-06-02 16:30:00+00", "2025-06-03 02:30:00+00"),
        ("Asia/Kolkata", "2025-06-02 16:29:00+00", None),
        ("Asia/Kathmandu", "2025-06-02 16:15:00+00", "2025-06-03 02:15:00+00"),
        # The hour that is missing, and the one that comes twice, in the night between.
        ("America/St_Johns", "2026-03-08 01:30:00+00", "2026-03-08 10:30:00+00"),
        ("America/St_Johns", "2025-11-02 00:30:00+00", "2025-11-02 11:30:00+00"),
        ("Europe/Berlin", "2026-03-28 21:00:00+00", "2026-03-29 06:00:00+00"),
        ("Europe/Berlin", "2025-10-25 20:00:00+00", "2025-10-26 07:00:00+00"),
        # Half an hour of it.
        ("Australia/Lord_Howe", "2026-04-04 12:00:00+00", "2026-04-04 21:30:00+00"),
        ("Australia/Lord_Howe", "2026-10-03 12:30:00+00", "2026-10-03 21:00:00+00"),
        # Midnight does not exist that day, or comes twice.
        ("Asia/Beirut", "2026-03-28 20:00:00+00", "2026-03-29 05:00:00+00"),
        ("America/Havana", "2025-11-02 04:30:00+00", "2025-11-02 13:00:00+00"),
        # Samoa had no 30 December 2011.
        ("Pacific/Apia", "2011-12-30 08:00:00+00", "2011-12-30 18:00:00+00"),
        # Beyond a date line.
        ("Pacific/Kiritimati", "2025-06-02 09:00:00+00", "2025-06-02 18:00:00+00"),
        ("Pacific/Pago_Pago", "2025-06-02 09:00:00+00", "2025-06-02 19:00:00+00"),
    ],
)  # fmt: skip
def test_the_night_ends_at_eight_where_the_reader_is(
    db: Connection, time_zone: str, at: str, morning: str | None
) -> None:
    row = db.execute(
        "select app.is_quiet(%(at)s, %(zone)s), case when app.is_quiet(%(at)s, %(zone)s)"
        " then app.next_morning(%(at)s, %(zone)s) end is not distinct from %(morning)s::timestamptz",
        {"at": at, "zone": time_zone, "morning": morning},
    ).fetchone()
    assert row == (morning is not None, True)


@pytest.mark.parametrize(
    "time_zone", ["Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia"]
)
def test_every_morning_is_eight_o_clock_and_lies_ahead_by_a_day_at_most(
    db: Connection, time_zone: str
) -> None:
    wrong = db.execute(
        "select at from generate_series('2011-01-01'::timestamptz, '2012-12-31', '37 minutes') as at"
        " cross join lateral app.next_morning(at, %(zone)s) as morning"
        " where (morning at time zone %(zone)s)::time <> '08:00'"
        " or morning not between at + interval '1 microsecond' and at + interval '25 hours'",
        {"zone": time_zone},
    ).fetchall()
    assert wrong == []


@pytest.mark.parametrize(
    ("account", "profile", "country", "zone"),
    [
        ("Asia/Kolkata", "Europe/Paris", "US", "Asia/Kolkata"), (None, "Europe/Paris", "US", "Europe/Paris"),
        (None, None, "US", "America/New_York"), (None, None, "NP", "Asia/Kathmandu"), (None, None, "AQ", "UTC"),
        (None, None, None, "UTC"),
    ],
)  # fmt: skip
def test_the_time_zone_is_what_the_person_said_else_that_of_their_country(
    db: Connection, account: str | None, profile: str | None, country: str | None, zone: str
) -> None:
    user = make_user(db)
    lives_in(db, user, account)
    db.execute(
        "update creator_profiles set time_zone = %s, country_code = %s where user_id = %s",
        (profile, country, user),
    )
    assert db.execute("select app.time_zone_of(%s)", (user,)).fetchone() == (zone,)


def test_somebody_of_a_brand_and_nobody_live_in_utc(db: Connection) -> None:
    assert db.execute("select app.time_zone_of(%s)", (make_user(db, "brand"),)).fetchone() == ("UTC",)
    assert db.execute("select app.time_zone_of(null)").fetchone() == ("UTC",)


def test_every_country_where_people_live_has_a_time_zone_that_is_one(db: Connection) -> None:
    rows = db.execute(
        "select code, app.usual_time_zone(code), app.region_of(code) from ("
        " select chr(65 + a) || chr(65 + b) from generate_series(0, 25) as a, generate_series(0, 25) as b) as c (code)"
    ).fetchall()
    known = {code: zone for code, zone, _ in rows if zone}
    assert len(known) == 247
    assert {code for code, _, region in rows if region} - known.keys() == {"AQ", "BV", "HM"}
    assert db.execute(
        "select zone from unnest(%s::text[]) as zone where not app.is_time_zone(zone)", (list(known.values()),)
    ).fetchall() == []  # fmt: skip


@pytest.mark.parametrize(
    "zone", ["CET", "EST5EDT", "UTC+3", "Mars/Phobos", "", " ", "europe/berlin", "Europe/Berlin\n"]
)
def test_what_is_no_place_is_no_time_zone(db: Connection, zone: str) -> None:
    with pytest.raises(CheckViolation, match="user_profiles_time_zone_is_known"):
        lives_in(db, make_user(db), zone)
