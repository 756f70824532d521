"""Figures follow what happens to an order: on the day that it was, as the next night counts them, to the unit."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.events import Answer
from tests.factories.links import ask
from tests.integration.tracking_redirect.events_of_days import TODAY
from tests.integration.tracking_redirect.orders import change, click, move, order, report
from tracking_redirect.aggregation.service import aggregate_day, run_nightly


def figures(owner: UUID, campaign: UUID, days_ago: int = 0) -> tuple[int, ...]:
    """Conversions and their value, of the campaign and of its only day, after the night that comes back to it."""
    day = TODAY - timedelta(days=days_ago)
    if days_ago:
        run_nightly(datetime.now(UTC))
    else:
        aggregate_day(day)
    whole = ask("GET", f"campaigns/{campaign}/performance", owner).body
    span = {"from": str(day), "to": str(day)}
    (daily,) = ask("GET", f"campaigns/{campaign}/performance/daily", owner, query=span).body["data"]
    assert (daily["conversions"], daily["conversion_value"]) == (
        whole["total_conversions"], whole["conversion_value"],
    )  # fmt: skip
    return whole["total_conversions"], whole["conversion_value"]


@pytest.mark.parametrize("days", [0, 1, 40])
def test_figures_follow_each_change(
    database: Database, owner: UUID, campaign: UUID, sold: Answer, days: int
) -> None:
    with database.connect() as db:
        move(db, days)
        assert figures(owner, campaign, days) == (1, 4_999)
        change(owner, campaign, "refund", "r-1", value=999)
        marked = db.execute("select day from tracking_late_days").fetchall()
        assert marked == ([(TODAY - timedelta(days=days),)] if days else []), "the night comes back to it"
        assert figures(owner, campaign, days) == (1, 4_000)
        change(owner, campaign, "correct", "c-1", value=1_999)
        assert figures(owner, campaign, days) == (1, 1_000)
        change(owner, campaign, "refund", "r-2")
        assert figures(owner, campaign, days) == (0, 0), "what is all given back was no conversion"
        change(owner, campaign, "correct", "c-2", value=2_000)
        assert figures(owner, campaign, days) == (1, 1)


def test_figures_of_others_stay(
    database: Database, owner: UUID, campaign: UUID, code: str, sold: Answer
) -> None:
    report(owner, order(click(code), order_id="order-2", value=1))
    change(owner, campaign, "refund", "r")
    assert figures(owner, campaign) == (1, 1)
