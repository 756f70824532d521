"""How much there may be: open gigs of a brand at once, and what a brand that owes money may begin."""

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.deals import act, make_deal, make_gig, make_market, open_gig, status_of, value
from tests.factories.ledger import account, balance, fund_brand, post


def test_two_hundred_gigs_of_a_brand_are_open_at_once(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        db.execute("set session_replication_role = replica")
        db.execute(
            "insert into gigs (brand_id, created_by, mode, title, currency, status, opened_at, ends_at, price_min,"
            " price_max) select %s, %s, 'application', 'Gig ' || n, 'usd', case n %% 2 when 0 then 'open' else 'paused'"
            " end, now(), now() + interval '1 day', 1, 9 from generate_series(1, 200) as n",
            (market.brand, market.owner),
        )
        db.execute("update gigs set created_at = now() - interval '2 days'")
        db.execute("set session_replication_role = origin")
        one_more = make_gig(db, market, mode="application", budget=None)
        with pytest.raises(psycopg.Error) as error:
            act(db, market.owner, "select app.open_gig(%s)", one_more)
        assert error.value.sqlstate == "IK009"
        closed = value(db, "select id from gigs where status = 'paused' limit 1")
        act(db, market.owner, "select app.end_gig(%s)", closed)
        act(db, market.owner, "select app.open_gig(%s)", one_more)
        assert value(db, "select count(*) from gigs where status in ('open', 'paused')") == 200
        open_gig(db, make_market(db), mode="application", budget=None)


def test_a_brand_that_owes_money_begins_nothing_before_it_is_paid(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        escrow = make_deal(db, market, 1_000)[0]
        gig = make_gig(db, market, budget=1_000, slots=1)
        disputes = account(db, "disputes", brand_id=market.brand)
        post(db, (account(db, "stripe_clearing"), 4_000), (disputes, -4_000))
        fund_brand(db, market.brand, 5_099)
        assert balance(db, disputes) == 0, "what comes pays the debt first"
        for begun in (("select app.pay_escrow(%s)", escrow), ("select app.open_gig(%s)", gig)):
            with pytest.raises(psycopg.Error) as error:
                act(db, market.owner, *begun)
            assert error.value.sqlstate == "IM001", begun
        assert status_of(db, escrow) == "pending_payment"
        fund_brand(db, market.brand, 1)
        act(db, market.owner, "select app.pay_escrow(%s)", escrow)
        assert status_of(db, escrow) == "locked"
