"""The job that closes conversations: twice, and where its time does not last."""

from datetime import UTC, datetime, timedelta

import pytest

from messaging import schedule
from messaging.closing import service
from tests.conftest import Database
from tests.factories.deals import act, make_market, offer, value
from tests.factories.events import LambdaContext

OPEN = "select count(*) from conversations where closed_at is null"


def declined(database: Database, how_many: int) -> None:
    """Offers that were declined, and one that waits."""
    with database.connect() as db:
        market = make_market(db, funds=0)
        for _ in range(how_many):
            act(db, market.creator, "select app.decline_offer(%s)", offer(db, market, 10_000))
        offer(db, market, 10_000)


def test_it_closes_what_is_over_for_thirty_days_once(database: Database) -> None:
    declined(database, 2)
    for days, closed in ((29, 0), (31, 2), (32, 0)):
        later = datetime.now(UTC) + timedelta(days=days)
        event = {"job": "conversations-closing", "scheduled_time": later.isoformat()}
        assert schedule.lambda_handler(event, LambdaContext())["counts"]["closed"] == closed
        assert schedule.lambda_handler(event, LambdaContext())["status"] == "done"
    with database.connect() as db:
        assert value(db, OPEN) == 1


def test_it_says_what_it_leaves_and_goes_on_from_the_front(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    declined(database, 3)
    monkeypatch.setattr(service, "LOT", 2)
    monkeypatch.setattr(LambdaContext, "get_remaining_time_in_millis", lambda _: 1)
    later = datetime.now(UTC) + timedelta(days=31)
    assert service.close_conversations(later, LambdaContext()) == {"looked_at": 2, "closed": 2, "left": 1}
    monkeypatch.undo()
    assert service.close_conversations(later, LambdaContext()) == {"looked_at": 2, "closed": 1, "left": 0}
