"""A thousandth of the days of `make bench ARGS=tracking_growth`: ten times the events, hour by hour, to the unit."""

from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.events_of_a_day import CAMPAIGNS, make_day, make_links
from tests.conftest import Database
from tracking_redirect.aggregation import service

YESTERDAY = datetime.now(UTC).date() - timedelta(days=1)
PLAIN = """
select campaign_id, count(*) filter (where event_type = 'click'), count(distinct (tracking_link_id, visitor_ip_hash,
  date_trunc('hour', created_at))) filter (where event_type = 'click'), count(*) filter (where event_type = 'view')
from tracking_events group by 1 order by 1
"""


@pytest.mark.parametrize("events", [5_000, 50_000])
def test_a_day_is_counted_to_the_unit_however_busy_it_was(database: Database, events: int) -> None:
    with database.connect() as db:
        make_links(db)
        make_day(db, YESTERDAY, events)
        assert service.aggregate_day(YESTERDAY) == events
        aggregated = db.execute(
            "select campaign_id, sum(total_clicks)::int, sum(unique_clicks)::int, sum(total_views)::int"
            " from tracking_aggregates where aggregate_date = %s group by 1 order by 1", (YESTERDAY,),
        ).fetchall()  # fmt: skip
        assert aggregated == db.execute(PLAIN).fetchall()
        assert len(aggregated) == CAMPAIGNS
        assert db.execute("select visits from tracking_days where day = %s", (YESTERDAY,)).fetchone() == (
            events,
        )
