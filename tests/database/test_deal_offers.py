"""Direct offers: to whom, and with which terms."""

from datetime import timedelta

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.factories.card_disputes import let_time_pass
from tests.factories.deals import act, make_deal, make_market, offer, open_gig, value


@pytest.mark.parametrize("status", ["banned", "suspended"])
def test_who_is_barred_is_offered_nothing(database: Database, status: str) -> None:
    with database.connect() as db:
        market = make_market(db)
        offer(db, market, 10_000)
        db.execute("update auth.users set status = %s where id = %s", (status, market.creator))
        with pytest.raises(psycopg.Error) as error:
            offer(db, market, 10_000)
        assert error.value.sqlstate == "IG003"
        assert value(db, "select count(*) from deals") == 1


@pytest.mark.parametrize("status", ["banned", "suspended"])
def test_who_is_barred_after_they_applied_is_not_approved(database: Database, status: str) -> None:
    with database.connect() as db:
        market = make_market(db)
        gig = open_gig(db, market, mode="application")
        call = "select app.apply_to_gig(%s, 'Me!', 10000, '[]')"
        application = act(db, market.creator, call, gig)
        db.execute("update auth.users set status = %s where id = %s", (status, market.creator))
        with pytest.raises(psycopg.Error) as error:
            act(db, market.owner, "select app.answer_application(%s, 'approved')", application)
        assert error.value.sqlstate == "IG003"
        act(db, market.owner, "select app.answer_application(%s, 'rejected', 'other')", application)
        assert value(db, "select count(*) from deals") == 0


def test_work_begins_too_late_whatever_lapsed_before(database: Database) -> None:
    """A wish to cancel lapses on day four, the time to start on day seven; the job is late, and does neither."""
    with database.connect() as db:
        market = make_market(db)
        [escrow] = make_deal(db, market, 10_000)
        let_time_pass(db, timedelta(days=1))
        act(db, market.creator, "select app.cancel_escrow(%s)", escrow)
        let_time_pass(db, timedelta(days=7))
        with pytest.raises(psycopg.Error) as error:
            act(db, market.creator, "select app.start_work(%s)", escrow)
        assert error.value.sqlstate == "IK008"


@pytest.mark.parametrize(
    "terms",
    [
        {"review_hours": 23}, {"review_hours": 337}, {"review_hours": "soon"}, {"review_hours": 72.5},
        {"revision_limit": -1}, {"revision_limit": 11}, {"keep_live_days": 31}, {"keep_live_days": []},
    ],
)  # fmt: skip
def test_terms_that_no_timer_could_keep_are_not_offered(database: Database, terms: dict[str, object]) -> None:
    """Held money ends within 88 days, so the hours and days of the terms have bounds wherever they come from."""
    with database.connect() as db:
        market = make_market(db)
        with pytest.raises(psycopg.errors.CheckViolation) as error:
            offer(db, market, 10_000, terms=terms)
        assert error.value.diag.constraint_name == "deals_terms_are_in_range"


@pytest.mark.parametrize(
    "terms",
    [
        {"review_hours": 24, "revision_limit": 0, "keep_live_days": 0},
        {"review_hours": 336, "revision_limit": 10, "keep_live_days": 30},
        {"review_hours": None, "brief": "tea"},
    ],
)
def test_terms_at_their_bounds_and_none_are_offered(database: Database, terms: dict[str, object]) -> None:
    with database.connect() as db:
        market = make_market(db)
        assert value(
            db, "select terms @> %s from deals where id = %s", Jsonb(terms), offer(db, market, 1, terms=terms)
        )
