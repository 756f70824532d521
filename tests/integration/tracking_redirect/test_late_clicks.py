"""Clicks that arrive while their day is aggregated: counted now or marked for the next night, never lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from common.database import transaction
from common.identity import SERVICE
from tests.concurrency import wait_until_blocked
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.links import PHONE, make_link
from tests.integration.tracking_redirect.events_of_days import TODAY, aggregates, noon
from tests.typing import Connection
from tracking_redirect.aggregation.service import aggregate_day
from tracking_redirect.visits.repository import store_visits

YESTERDAY = TODAY - timedelta(days=1)


def visit_of(db: Connection, code: str, at: datetime) -> str:
    """A message of the redirect, as the queue's worker stores it."""
    row = db.execute(
        "select json_build_array(json_build_object('id', uuidv7(), 'at', %s::timestamptz, 'type', 'click',"
        " 'link', id, 'campaign', campaign_id, 'brand', brand_id, 'creator', creator_user_id, 'agent', %s::text,"
        " 'referrer', ''))::text from tracking_links where short_code = %s", (at, PHONE, code),
    ).fetchone()  # fmt: skip
    assert row is not None
    return str(row[0])


@pytest.fixture
def late_code(database: Database) -> str:
    """The code of a link with one click of yesterday, which waits to be aggregated again."""
    with database.connect() as db:
        db.execute("select app.make_tracking_partitions(%s, 2)", (YESTERDAY,))
        code = make_link(db, make_campaign(db))
    store_late(database, code)
    return code


def store_late(database: Database, code: str) -> None:
    """The worker stores a click of yesterday."""
    with database.connect() as db:
        visit = visit_of(db, code, noon(YESTERDAY))
    with transaction(SERVICE) as tx:
        assert store_visits(tx, visit) == 1


def test_clicks_that_are_stored_while_their_day_is_aggregated_mark_it_again(
    database: Database, late_code: str
) -> None:
    with database.connect() as db, ThreadPoolExecutor() as pool:
        with database.connect() as aggregating, aggregating.transaction():
            counted = aggregating.execute("select app.aggregate_tracking_events(%s)", (YESTERDAY,)).fetchone()
            storing = pool.submit(store_late, database, late_code)
            wait_until_blocked(db)
        storing.result()
        assert counted == (1,)
        assert db.execute("select day from tracking_late_days").fetchall() == [(YESTERDAY,)]
        assert aggregate_day(YESTERDAY) == 2
        assert db.execute("select day from tracking_late_days").fetchall() == []


def test_an_aggregation_counts_the_batch_that_holds_its_days_mark(database: Database, late_code: str) -> None:
    with database.connect() as db, ThreadPoolExecutor() as pool:
        visit = visit_of(db, late_code, noon(YESTERDAY))
        with transaction(SERVICE) as storing:
            store_visits(storing, visit)
            aggregating = pool.submit(count_yesterday, database)
            wait_until_blocked(db)
        assert aggregating.result() == 2
        assert [row[1] for row in aggregates(db)] == [2]


def count_yesterday(database: Database) -> int:
    with database.connect() as db:
        row = db.execute("select app.aggregate_tracking_events(%s)", (YESTERDAY,)).fetchone()
    assert row is not None
    return int(row[0])
