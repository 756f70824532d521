"""The nightly job: aggregates that can be trusted, partitions ahead, nothing kept too long."""

from datetime import timedelta
from uuid import uuid4

import pytest

from common.user_agents.classes import classify
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.events import LambdaContext
from tests.factories.links import PHONE, make_link
from tests.factories.people import make_user
from tests.integration.tracking_redirect.events_of_days import BOT, TODAY, aggregates, noon, record
from tracking_redirect import schedule
from tracking_redirect.aggregation.service import aggregate_day


def test_a_visitor_counts_once_per_link_and_clock_hour(database: Database) -> None:
    with database.connect() as db:
        campaign = make_campaign(db)
        first, second = make_link(db, campaign), make_link(db, campaign)
        visitor = uuid4()
        record(db, first, at=noon(), visitor=visitor)
        record(db, first, at=noon(minutes=59), visitor=visitor)  # the same hour
        record(db, first, at=noon(minutes=60), visitor=visitor)  # the next one
        record(db, second, at=noon(), visitor=visitor)  # another link
        record(db, first, at=noon(), visitor=uuid4())  # somebody else
        record(db, first, at=noon(), agent=BOT)  # nobody
        record(db, first, at=noon(), kind="view")
        assert aggregate_day(TODAY) == 6
        assert aggregates(db) == [(None, 5, 4, 1, 0, 0)]


def test_the_same_day_again_gives_the_same_rows_and_late_events_are_added(database: Database) -> None:
    with database.connect() as db:
        campaign = make_campaign(db)
        creator = make_user(db)
        make_invitation(db, campaign, creator)
        code, creators_code = make_link(db, campaign), make_link(db, campaign, creator_user_id=creator)
        record(db, code, at=noon())
        aggregate_day(TODAY)
        before = db.execute("select * from tracking_aggregates").fetchall()
        aggregate_day(TODAY)
        assert db.execute("select * from tracking_aggregates").fetchall() == before
        record(db, creators_code, at=noon())
        record(db, code, at=noon())
        aggregate_day(TODAY)
        assert [row[1] for row in aggregates(db)] == [2, 1]
        db.execute("delete from tracking_events where creator_user_id is null")
        aggregate_day(TODAY)
        assert [row[1] for row in aggregates(db)] == [1], "what is gone does not stay counted"


def test_conversions_count_on_their_own_day(database: Database) -> None:
    with database.connect() as db:
        campaign = make_campaign(db)
        code = make_link(db, campaign)
        for order, at in (("a", noon()), ("b", noon()), ("c", noon(days=-1))):
            db.execute(
                "insert into conversions (campaign_id, brand_id, tracking_link_id, order_id, value, currency,"
                " converted_at) select campaign_id, brand_id, id, %s, 1250, 'usd', %s from tracking_links"
                " where short_code = %s", (order, at, code),
            )  # fmt: skip
        assert aggregate_day(TODAY) == 2
        assert aggregates(db) == [(None, 0, 0, 0, 2, 2500)]


def test_the_job_does_yesterday_and_late_days_once(database: Database) -> None:
    two_days_ago = TODAY - timedelta(days=2)
    with database.connect() as db:
        db.execute("select app.make_tracking_partitions(%s, 3)", (two_days_ago,))
        code = make_link(db, make_campaign(db))
        for day in (two_days_ago, TODAY - timedelta(days=1), TODAY):
            record(db, code, at=noon(day))
        db.execute("insert into tracking_late_days (day) values (%s)", (two_days_ago,))
    event = {"job": "tracking-aggregation", "scheduled_time": f"{TODAY}T02:00:00Z"}
    result = schedule.lambda_handler(event, LambdaContext())
    assert (result["status"], result["counts"]["days"], result["counts"]["events"]) == ("succeeded", 2, 2)
    assert schedule.lambda_handler(event, LambdaContext()) == {"status": "done"}
    with database.connect() as db:
        days = db.execute("select aggregate_date from tracking_aggregates order by 1").fetchall()
        assert days == [(two_days_ago,), (TODAY - timedelta(days=1),)]
        assert db.execute("select count(*) from tracking_late_days").fetchone() == (0,)


def test_partitions_are_made_ahead_and_day_91_is_dropped(database: Database) -> None:
    oldest_kept, too_old = TODAY - timedelta(days=90), TODAY - timedelta(days=91)
    with database.connect() as db:
        db.execute("select app.make_tracking_partitions(%s, 3)", (too_old,))
        db.execute(
            "insert into tracking_hash_keys values (%s, %s, %s)",
            (TODAY - timedelta(days=2), b"x" * 64, b"y" * 64),
        )
        db.execute(
            "insert into tracking_hash_keys values (%s, %s, %s)",
            (TODAY - timedelta(days=1), b"x" * 64, b"y" * 64),
        )
    schedule.lambda_handler(
        {"job": "tracking-aggregation", "scheduled_time": f"{TODAY}T02:00:00Z"}, LambdaContext()
    )
    with database.connect() as db:
        partitions = {
            name for (name,) in db.execute(
                "select inhrelid::regclass::text from pg_inherits where inhparent = 'tracking_events'::regclass"
            ).fetchall()
        }  # fmt: skip
        assert f"tracking_events_{too_old:%Y%m%d}" not in partitions
        assert f"tracking_events_{oldest_kept:%Y%m%d}" in partitions
        assert f"tracking_events_{TODAY + timedelta(days=29):%Y%m%d}" in partitions
        assert db.execute("select day from tracking_hash_keys").fetchall() == [(TODAY - timedelta(days=1),)]


def test_todays_partition_is_never_dropped(database: Database) -> None:
    with database.connect() as db:
        db.execute("select app.drop_tracking_partitions(%s)", (TODAY + timedelta(days=365),))
        record(db, make_link(db, make_campaign(db)), at=noon())


@pytest.mark.parametrize(
    ("agent", "device", "is_bot"),
    [
        (PHONE, "mobile", False),
        ("Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605 Safari/604.1", "tablet", False),
        ("Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 Chrome/119 Safari/537.36", "tablet", False),
        ("Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 Chrome/119 Mobile Safari", "mobile", False),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36", "desktop", False),
        (BOT, "bot", True), ("curl/8.0", "bot", True), ("python-requests/2.31", "bot", True), ("", "bot", True),
        ("facebookexternalhit/1.1", "bot", True), ("Mozilla/5.0 (Haiku; rv:60) Gecko Firefox/60.0", "unknown", False),
    ],
)  # fmt: skip
def test_user_agents_are_told_apart(agent: str, device: str, is_bot: bool) -> None:
    found = classify(agent)
    assert (found.device, found.is_bot) == (device, is_bot)
