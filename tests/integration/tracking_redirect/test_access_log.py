"""A real server's log followed through the redirect: what we report is what a script counts on its own."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from tests.access_log.counting import LINKS, Hit, count, read
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import call, http_event
from tests.factories.links import make_link
from tracking_redirect import redirect
from tracking_redirect.aggregation.service import aggregate_day

NAME = Path("shared/data/access_log_4000.txt")
LOG = next((up / NAME for up in Path(__file__).resolve().parents if (up / NAME).exists()), None)
TODAY = datetime.now(UTC).date()


@pytest.mark.skipif(LOG is None, reason=f"the log is handed out beside the repository, in {NAME}")
def test_a_real_log_is_counted_as_a_script_counts_it(database: Database) -> None:
    assert LOG is not None
    hits = list(read(LOG))
    expected = count(hits)
    with database.connect() as db:
        campaign = make_campaign(db)
        codes = [make_link(db, campaign) for _ in range(LINKS)]
    clicks = [click(codes[hit.link], hit) for hit in hits]
    move_to_their_hours(database, clicks, hits)

    assert len(set(clicks)) == len(hits) == 4_000
    assert aggregate_day(TODAY) == expected.clicks
    with database.connect() as db:
        assert db.execute(
            "select sum(total_clicks)::int, sum(unique_clicks)::int from tracking_aggregates"
        ).fetchall() == [(expected.clicks, expected.uniques)]
        seen = db.execute(
            "select u.device, l.short_code, count(*) from tracking_events e join user_agents u using (user_agent)"
            " join tracking_links l on l.id = e.tracking_link_id group by 1, 2"
        ).fetchall()
    by_device = total(seen, lambda row: row[0])
    assert by_device.pop("bot") == expected.bots
    # Words against a library: they may disagree about a few programs that fetch pages, one click in a hundred.
    apart = (by_device - expected.devices).total() + (expected.devices - by_device).total()
    assert apart <= expected.clicks / 100
    people = [row for row in seen if row[0] != "bot"]
    assert total(people, lambda row: row[1]) == {codes[n]: c for n, c in expected.clicks_by_link.items()}
    # The coarse opinion and the libraries may differ on odd agents, not on a twentieth of the log.
    assert abs(expected.bots - expected.agents_that_look_automatic) < len(hits) / 20


def click(code: str, hit: Hit) -> UUID:
    """Follow the link as that line's visitor; the click's id."""
    event = http_event(
        "GET", f"/t/{code}", address=hit.address, user_agent=hit.agent, headers={"referer": hit.referrer}
    )
    answer = call(redirect.lambda_handler, {**event, "pathParameters": {"short_code": code}})
    assert answer.status == 302
    return UUID(answer.headers["location"].partition("aclid=")[2])


def move_to_their_hours(database: Database, clicks: list[UUID], hits: list[Hit]) -> None:
    """The redirect knows only now; the log's hours of the day are given to today's clicks afterwards."""
    with database.connect() as db:
        db.execute("create temporary table hours (id uuid primary key, hour integer)")
        with db.cursor().copy("copy hours from stdin") as copy:
            for click_id, hit in zip(clicks, hits, strict=True):
                copy.write_row((click_id, hit.hour))
        db.execute(
            "update tracking_events e set created_at = (%s::date + make_interval(hours => h.hour)) at time zone 'UTC'"
            " from hours h where h.id = e.id", (TODAY,),
        )  # fmt: skip


def total(rows: list[tuple[str, str, int]], key: Callable[[tuple[str, str, int]], str]) -> Counter[str]:
    """Clicks summed by `key`."""
    result: Counter[str] = Counter()
    for row in rows:
        result[key(row)] += row[2]
    return result
