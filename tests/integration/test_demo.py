"""The demo data: it loads, once, and every corner of the house has something to show."""

from local.demo import load
from local.demo_story import STATES
from tests.conftest import Database


def test_the_story_shows_every_state_and_the_books_are_right(database: Database) -> None:
    load(database.url())
    with database.connect() as db:

        def values(query: str) -> list[object]:
            return [row[0] for row in db.execute(query).fetchall()]

        assert set(values("select distinct status from campaigns")) == set(STATES)
        assert {"pending", "accepted", "declined"} <= set(
            values("select distinct status from campaign_invitations")
        )
        assert set(values("select distinct status from creator_submissions")) >= {
            "pending_review", "approved", "changes_requested",
        }  # fmt: skip
        assert values("select count(*) from user_roles where role = 'creator'") == [30]
        assert values("select count(*) from brand_profiles") == [5]
        [days] = values("select count(distinct created_at::date) from tracking_events")
        assert days == 90
        assert values("select coalesce(sum(amount), 0) from ledger.entries") == [0]
        [spent] = values("select sum(budget_spent) from campaigns")
        assert spent == sum(row[0] for row in db.execute("select gross_amount from earnings").fetchall())
        before = values("select count(*) from tracking_events")
    load(database.url())
    with database.connect() as db:
        assert db.execute("select count(*) from tracking_events").fetchone() == (before[0],)
