"""The aggregation of a day against the plain GROUP BY with count(distinct) over a hexadecimal text hash; a report.

Limits (issue 6): at most 0.9 × the plain statement; memory bounded (work_mem, then disk); 90 days of a campaign in
milliseconds. `EVENTS` (environment) sets the day's size; the issue's is 5,000,000.
"""

import os
import statistics
import time
from datetime import UTC, date, datetime, timedelta

import psycopg

from benchmarks.events_of_a_day import CAMPAIGNS, LINKS, make_day, make_links
from benchmarks.report import Row
from common import database as runtime
from local.postgres import Cluster
from tests.typing import Connection

EVENTS = int(os.environ.get("EVENTS", "5000000"))
ROUNDS = 2
DAYS_OF_A_REPORT = 90

PLAIN = """
select campaign_id, creator_user_id, sum(clicks), sum(uniques) from (
  select campaign_id, creator_user_id, tracking_link_id, extract(hour from created_at at time zone 'UTC') as hour,
    count(*) filter (where event_type = 'click') as clicks,
    count(distinct visitor) filter (where event_type = 'click') as uniques
  from bench_plain
  where user_agent not in (select user_agent from user_agents where is_bot)
  group by 1, 2, 3, 4
) as hourly group by 1, 2
"""


def run(cluster: Cluster) -> list[Row]:
    """Seconds of both, taking turns; the milliseconds of a report."""
    from tracking_redirect.aggregation.service import aggregate_day

    day = datetime.now(UTC).date() - timedelta(days=1)
    os.environ["DATABASE_URL"] = cluster.url("jobs_login")
    runtime.close()
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        _make_day(db, day)
        ours, plain = [], []
        counted = aggregate_day(day)  # the first time user agents are classified
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            assert aggregate_day(day) == counted == EVENTS
            ours.append(time.perf_counter() - begin)
            begin = time.perf_counter()
            expected = db.execute(PLAIN).fetchall()
            plain.append(time.perf_counter() - begin)
        found = db.execute(
            "select campaign_id, sum(total_clicks), sum(unique_clicks) from tracking_aggregates group by 1"
        ).fetchall()
        assert sorted(found) == sorted((row[0], row[2], row[3]) for row in expected), "the same figures"
        spilled = db.execute(
            "select temp_bytes from pg_stat_database where datname = current_database()"
        ).fetchone()
        report = _report(db)
    runtime.close()
    assert spilled is not None
    return [
        (f"aggregation of {EVENTS:,} events", f"{min(ours):.1f} s",
         f"plain GROUP BY, text hash: {min(plain):.1f} s; limit 0.9×", f"{min(ours) / min(plain):.2f}×"),
        ("its memory", "work_mem × nodes", f"{spilled[0] / 2**30:.1f} GiB sorted on disk by all runs", "–"),
        (f"report of a campaign of {LINKS // CAMPAIGNS} links over {DAYS_OF_A_REPORT} days and today, p50",
         f"{report:.2f} ms", "–", "–"),
    ]  # fmt: skip


def _make_day(db: Connection, day: date) -> None:
    make_links(db)
    make_day(db, day, EVENTS)
    # What others store: 64 hexadecimal characters a visitor, everything else alike.
    db.execute(
        "create table bench_plain as select campaign_id, creator_user_id, tracking_link_id, event_type, user_agent,"
        " referrer, created_at, encode(sha256(uuid_send(visitor_ip_hash)), 'hex') as visitor from tracking_events"
    )
    db.execute("vacuum analyze")


def _report(db: Connection) -> float:
    """Median milliseconds of the summary of a campaign with 90 days of aggregates."""
    db.execute(
        "insert into tracking_aggregates (campaign_id, brand_id, tracking_link_id, aggregate_date, total_clicks,"
        " unique_clicks) select a.campaign_id, a.brand_id, a.tracking_link_id, a.aggregate_date - n, 1000, 700"
        " from tracking_aggregates as a, generate_series(1, %s) as n", (DAYS_OF_A_REPORT - 1,),
    )  # fmt: skip
    db.execute("analyze tracking_aggregates")
    row = db.execute("select campaign_id from tracking_aggregates limit 1").fetchone()
    assert row is not None
    times = []
    for _ in range(200):
        begin = time.perf_counter()
        db.execute("select * from app.get_campaign_performance_summary(%s)", (row[0],)).fetchone()
        times.append((time.perf_counter() - begin) * 1_000)
    return statistics.median(times)
