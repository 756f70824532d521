"""Stripe's balance beside the books: fees are booked, and whatever differs is found the same night."""

from datetime import UTC, datetime
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest

from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_balance import DISPUTE_FEE, fee_of
from common.adapters.payments.stub_store import select_bodies
from payments import schedule
from payments.balance.service import BalanceDoesNotAgree
from payments.events.service import handle_due_events
from payments.payouts.service import run_payouts
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.ledger import account, balance, fund_brand
from tests.factories.money import earn, make_deal
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    deposit,
    pay,
    request,
    stub_events,
    withdraw,
)
from tests.factories.payouts import LATER, connect
from tests.factories.people import brand_of, make_user

DAY_LATER: LiteralString = "update wallet_transactions set completed_at = completed_at - interval '2 days'"


def compare() -> Any:
    """What the nightly job counted."""
    event = {"job": "payments-balance", "scheduled_time": datetime.now(UTC).isoformat()}
    return schedule.lambda_handler(event, LambdaContext())["counts"]


def held(database: Database, purpose: str) -> int:
    with database.connect() as db:
        return balance(db, account(db, purpose))


def pay_creator(database: Database, owner: UUID) -> None:
    """540.00 of what is in the owner's wallet, earned by a creator and sent to them."""
    with database.connect() as db:
        deal = make_deal(db, funds=0, owner=owner)
        earn(db, deal, 60_000)
    connect(deal.creator)
    assert run_payouts(LATER)["paid"] == 1


def let_a_day_pass(database: Database) -> None:
    """As if all that is booked and read so far had been two days ago; the comparison was just now."""
    with database.connect() as db, db.transaction():
        db.execute("set local session_replication_role = replica")
        db.execute(DAY_LATER)
        db.execute("update payouts set updated_at = updated_at - interval '2 days'")
        db.execute("update stripe_balance_transactions set occurred_at = occurred_at - interval '2 days'")


def findings(admin: UUID) -> dict[str, tuple[int, int]]:
    """What the proof finds now: expected and found by rule."""
    report = request("POST", "/reconciliations", user=admin).body
    return {one["check"]: (one["expected"], one["found"]) for one in report["findings"]}


def test_what_stripe_keeps_is_booked_once_and_the_clearing_account_is_its_balance(
    database: Database, owner: UUID, admin: UUID
) -> None:
    pay(owner, 10_000)
    pay(owner, 5_000)
    assert compare() == {"movements": 2, "currencies": 1}
    kept = fee_of(10_000) + fee_of(5_000)
    assert held(database, "stripe_fees") == -kept
    assert (
        -held(database, "stripe_clearing") == 15_000 - kept == payment_adapter().get_balances()[0].available
    )
    assert compare() == {"movements": 0, "currencies": 1}
    assert held(database, "stripe_fees") == -kept
    [report] = request("POST", "/reconciliations", user=admin).body["balances"]
    assert (report["currency"], report["at_stripe"], report["in_books"]) == (
        "usd",
        15_000 - kept,
        15_000 - kept,
    )
    assert (report["in_transit"], report["difference"]) == (0, 0)
    assert findings(admin) == {}


def test_refunds_disputes_transfers_and_the_way_back_agree(
    database: Database, owner: UUID, admin: UUID
) -> None:
    stub = StubPaymentAdapter()
    intent, lost = pay(owner, 80_000), pay(owner, 20_000)
    withdraw(owner, 3_000)
    dispute = stub.open_dispute(lost, 20_000)
    stub.refund_in_dashboard(intent, 1_000)
    pay_creator(database, owner)
    transfer = select_bodies("transfer", None, None)[0]["id"]
    stub.reverse_transfer(transfer, 4_000)
    for event in stub_events():
        deliver(event)
    handle_due_events()
    compare()
    let_a_day_pass(database)
    stub.close_dispute(dispute.id, "won")
    deliver(stub_events("charge.dispute.closed")[-1])
    handle_due_events()
    compare()
    assert held(database, "stripe_fees") == -fee_of(80_000) - fee_of(20_000) - DISPUTE_FEE
    let_a_day_pass(database)
    assert findings(admin) == {}


def test_what_is_not_booked_yet_is_in_transit(database: Database, owner: UUID, admin: UUID) -> None:
    StubPaymentAdapter().play_payer(deposit(owner, 5_000))
    compare()
    with database.connect() as db:
        assert db.execute("select in_books, in_transit, difference from stripe_balances").fetchall() == [
            (-fee_of(5_000), 5_000, 0)
        ]
    let_a_day_pass(database)
    with pytest.raises(BalanceDoesNotAgree):
        compare()
    assert findings(admin) == {
        "payment moved at Stripe what was booked": (5_000, 0),
        "clearing account equals the balance at Stripe": (-fee_of(5_000), 5_000 - fee_of(5_000)),
    }


def test_a_refund_under_way_may_take_longer_than_a_day(database: Database, owner: UUID, admin: UUID) -> None:
    pay(owner, 90_000)
    withdraw(owner, 10_922)
    compare()
    let_a_day_pass(database)
    compare()
    assert findings(admin) == {}


FORGED: dict[str, tuple[LiteralString, str]] = {
    "a deposit with its wallet line": (
        ("select app.credit_deposit(t.id, t.reference_id, 7000, 'usd', 'ch_1') from wallet_transactions as t"
        " where status = 'pending'"),
        "payment moved at Stripe what was booked",
    ),
    "another payment on a deposit": (
        "update wallet_transactions set reference_id = 'pi_other' where amount = 70000",
        "payment moved at Stripe what was booked",
    ),
    "the payments of two deposits swapped": (
        ("update wallet_transactions set reference_id = 'swapped:' || reference_id where amount = 10000;"
        " update wallet_transactions as t set reference_id = b.origin_id from stripe_balance_transactions as b"
        " where b.amount = t.amount and b.subject_id <> t.id and t.reference_id like 'swapped:%'"),
        "payment at Stripe is that of its row",
    ),
    "a payout to somebody else": (
        "update payouts set stripe_account_id = 'acct_thief'", "payment at Stripe is that of its row",
    ),
    "fees moved to where nobody looks": (
        ("select ledger.post('stripe_fee', 'forged', array[f.id, b.id], array[1, -1]) from ledger.accounts as f,"
        " (select ledger.account('platform_bank', 'usd') as id) as b where f.purpose = 'stripe_fees'"),
        "Stripe's fees equal what it kept",
    ),
    "money taken to a bank of one's own": (
        ("select ledger.post('bank_transfer', 'forged', array[f.id, b.id], array[1, -1]) from ledger.accounts as f,"
        " (select ledger.account('platform_bank', 'usd') as id) as b where f.purpose = 'stripe_clearing'"),
        "the platform's bank equals what went there",
    ),
    "a comparison that nobody makes": (
        "update stripe_balances set created_at = created_at - interval '3 days'",
        "balance at Stripe is compared every day",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_what_the_database_alone_cannot_show_is_found_at_stripe(
    database: Database, owner: UUID, admin: UUID, what: str
) -> None:
    pay(owner, 10_000)
    pay(owner, 10_000)
    deposit(owner, 7_000)
    pay(owner, 70_000)
    pay_creator(database, owner)
    compare()
    let_a_day_pass(database)
    statement, rule = FORGED[what]
    with database.connect() as db:
        assert rule not in findings(admin)
        db.execute("set session_replication_role = replica")
        assert db.execute(statement).rowcount >= 1
        db.execute(DAY_LATER)
    assert rule in findings(admin)


def test_our_own_bank_and_fees_of_stripes_own_are_booked(
    database: Database, owner: UUID, admin: UUID
) -> None:
    pay(owner, 10_000)
    StubPaymentAdapter().pay_out_to_bank(4_000)
    compare()
    assert held(database, "platform_bank") == -4_000
    assert -held(database, "stripe_clearing") == 6_000 - fee_of(10_000)
    assert findings(admin) == {}


def test_money_that_came_from_nowhere_stops_the_job_after_the_comparison_is_kept(
    database: Database, owner: UUID
) -> None:
    pay(owner, 10_000)
    compare()
    with database.connect() as db:
        clearing, fees = account(db, "stripe_clearing"), account(db, "platform_revenue")
        db.execute("select ledger.post('test', 'x', array[%s, %s]::uuid[], array[-9, 9])", (clearing, fees))
    with pytest.raises(BalanceDoesNotAgree, match="-9 usd"):
        compare()
    with database.connect() as db:
        kept = db.execute("select difference from stripe_balances order by id").fetchall()
        status = db.execute("select status from job_runs order by scheduled_at desc limit 1").fetchone()
    assert [difference for (difference,) in kept] == [0, -9, -9, -9]
    assert status == ("failed",)


def test_what_was_read_cannot_be_rewritten(database: Database, owner: UUID) -> None:
    pay(owner, 10_000)
    compare()
    for table in ("stripe_balance_transactions", "stripe_balances"):
        with database.connect() as db, pytest.raises(psycopg.Error) as refused:
            db.execute(f"delete from {table}".encode())
        assert refused.value.sqlstate == "IG001"


def test_nothing_is_asked_where_payments_are_off(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("payments.balance.service.payments_mode", lambda: ("off", "no key"))
    assert compare() == {}


def test_a_wallet_that_stripe_never_saw_is_excused_for_a_day(
    database: Database, owner: UUID, admin: UUID
) -> None:
    with database.connect() as db:
        fund_brand(db, brand_of(db, make_user(db, "brand")), 5_000)
    compare()
    assert_books_are_clean(database)
    let_a_day_pass(database)
    assert findings(admin) == {"payment moved at Stripe what was booked": (0, 5_000)}
