"""Milestones that are paid by card: an ordinary deposit, and the transaction after it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import Database
from tests.factories.deals import (
    Market,
    act,
    act_row,
    findings,
    make_deal,
    make_market,
    pass_timers,
    status_of,
    value,
)
from tests.typing import Connection


def wallet_of(db: Connection, market: Market) -> tuple[int, int]:
    """What the brand has available, and what is held."""
    balance = "select available, held from wallets as w, app.wallet_balance(w.id) where w.brand_id = %s"
    found: tuple[int, int] = act_row(db, balance, market.brand)
    return found


def test_a_payment_by_card_ends_as_stripe_says(database: Database) -> None:
    """Processing and failed: Stripe's end of a payment counts as time."""
    with database.connect() as db:
        market = make_market(db, 0)
        escrow = make_deal(db, market, 10_000)[0]
        deposit = act(db, market.owner, "select app.begin_card_payment(%s)", escrow)
        assert status_of(db, escrow) == "payment_processing"
        act(db, None, "select app.close_deposit(%s, 'failed', 'card_declined')", deposit)
        assert act(db, None, "select app.settle_card_payments(now(), 500)") == 1
        assert status_of(db, escrow) == "failed"
        deposit = act(db, market.owner, "select app.begin_card_payment(%s)", escrow)
        act(db, None, "select app.credit_deposit(%s, 'pi_1', 11000, 'usd', null)", deposit)
        assert act(db, None, "select app.settle_card_payments(now(), 500)") == 1
        assert act(db, None, "select app.settle_card_payments(now(), 500)") == 0
        found = "select status, funding, stripe_payment_intent from escrows where id = %s"
        assert db.execute(found, (escrow,)).fetchone() == ("locked", "card", "pi_1")
        assert findings(db) == []


def test_a_card_payment_that_pays_a_debt_first_leaves_too_little(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        escrow = make_deal(db, market, 10_000)[0]
        deposit = act(db, market.owner, "select app.begin_card_payment(%s)", escrow)
        act(db, None, "select app.credit_deposit(%s, 'pi_1', 10999, 'usd', null)", deposit)
        act(db, None, "select app.settle_card_payments(now(), 500)")
        assert status_of(db, escrow) == "failed"
        assert wallet_of(db, market) == (10_999, 0), "what came stays in the wallet"


def test_a_payment_that_cannot_be_settled_holds_up_no_other(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        bad, good = (make_deal(db, market, 10_000)[0] for _ in range(2))
        for number, escrow in enumerate(sorted((bad, good)), start=1):
            deposit = act(db, market.owner, "select app.begin_card_payment(%s)", escrow)
            act(db, None, "select app.credit_deposit(%s, %s, 11000, 'usd', null)", deposit, f"pi_{number}")
        bad, good = sorted((bad, good))
        db.execute(
            "create function pg_temp.fail() returns trigger language plpgsql as $$ begin raise 'a fault'; end $$"
        )
        db.execute(
            "create trigger planted before update on escrows for each row"
            f" when (new.id = '{bad}' and new.status = 'locked') execute function pg_temp.fail()"
        )
        assert act(db, None, "select app.settle_card_payments(now(), 500)") == 1
        assert (status_of(db, bad), status_of(db, good)) == ("payment_processing", "locked")
        assert findings(db) == []


def test_a_success_after_the_cancellation_is_an_ordinary_deposit(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        escrow = make_deal(db, market, 10_000)[0]
        deposit = act(db, market.owner, "select app.begin_card_payment(%s)", escrow)
        act(db, None, "select app.close_deposit(%s, 'cancelled', 'abandoned')", deposit)
        act(db, None, "select app.settle_card_payments(now(), 500)")
        pass_timers(db, datetime.now(UTC) + timedelta(days=4))
        assert status_of(db, escrow) == "cancelled"
        act(db, None, "select app.credit_deposit(%s, 'pi_1', 11000, 'usd', null)", deposit)
        assert act(db, None, "select app.settle_card_payments(now(), 500)") == 0
        assert status_of(db, escrow) == "cancelled"
        assert findings(db) == []


@pytest.mark.parametrize("comes", [True, False])
def test_a_card_that_pays_for_what_is_off_ends_it(database: Database, comes: bool) -> None:
    """The second milestone is paid for before its turn, and the first one ends without its work meanwhile."""
    with database.connect() as db:
        market = make_market(db, 11_000)
        first, second = make_deal(db, market, 10_000, 5_000)
        deposit = act(db, market.owner, "select app.begin_card_payment(%s)", second)
        act(db, market.creator, "select app.refund_held(%s)", first)
        assert (status_of(db, first), status_of(db, second)) == ("refunded", "payment_processing")
        if comes:
            act(db, None, "select app.credit_deposit(%s, 'pi_1', 5500, 'usd', null)", deposit)
        else:
            act(db, None, "select app.close_deposit(%s, 'failed', 'card_declined')", deposit)
        assert act(db, None, "select app.settle_card_payments(now(), 500)") == 1
        assert status_of(db, second) == "cancelled"
        assert value(db, "select status from deals") == "cancelled"
        assert wallet_of(db, market) == (11_000 + 5_500 * comes, 0)
        assert findings(db) == []
