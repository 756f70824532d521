"""No function that moves money takes NULL for an answer: each argument, one by one, is refused or means something."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.architecture.sources import ROOT
from tests.conftest import Database
from tests.database.catalog import names
from tests.factories.ledger import account
from tests.factories.money import (
    Deal,
    connect_account,
    earn,
    let_hold_pass,
    make_deal,
    make_participant,
    make_payout,
    make_submission,
)
from tests.factories.wallets import BrandWallet, begin_deposit, pay_deposit, withdraw
from tests.typing import Connection

DEPOSIT = "(select t from wallet_transactions as t where t.id = %(deposit)s)"
WALLET = "(select w from wallets as w where w.id = %(wallet)s)"
DISPUTE = "(select d from disputes as d where d.id = 'dp_1')"
PAYOUT = "(select p from payouts as p where p.id = %(payout)s)"
PAID = "(select p from payouts as p where p.id = %(paid)s)"
FROM_TO = "array[%(clearing)s::uuid, %(available)s::uuid]"
CALLS: dict[str, tuple[str, ...]] = {
    "app.advance_payout": (PAYOUT, "100", "%(posted)s"),
    "app.begin_deposit": ("%(wallet)s", "100"),
    "app.begin_withdrawal": ("%(wallet)s", "100", "%(deposit)s"),
    "app.book_balance_transactions": ("'[]'",),
    "app.book_dispute": ("%(intent)s", "'dp_2'", "'lost'", "100", "now()"),
    "app.claw_back": ("%(earning)s", "100", "'why'"),
    "app.close_deposit": ("%(waiting)s", "'failed'", "'why'"),
    "app.count_refunds": ("%(deposit)s",),
    "app.cover_payout": (PAYOUT,),
    "app.credit_deposit": ("%(waiting)s", "'pi_new'", "100", "'usd'", "'ch_1'"),
    "app.fail_payout": ("%(payout)s", "'why'"),
    "app.fail_refund": ("%(withdrawal)s", "'why'"),
    "app.fail_refund_at_stripe": ("%(intent)s", "'re_2'", "100", "'why'"),
    "app.give_back": (DISPUTE, "100", "'dp_1:1'", "true"),
    "app.lend_shortfall": (WALLET, "1000000", "'why'"),
    "app.make_payouts": ("%(batch)s", "now()", "gen_random_uuid()", "'usd'"),
    "app.note_stripe_reference": ("%(waiting)s", "'pi_new'"),
    "app.owe_commissions_again": (PAID, "100", "%(posted)s"),
    "app.owe_earnings_again": (PAID, "100", "%(posted)s"),
    "app.post_payouts": ("%(batch)s",),
    "app.prepare_payouts": ("now()",),
    "app.recall_payouts": ("gen_random_uuid()",),
    "app.record_refund_at_stripe": ("%(intent)s", "'re_2'", "100"),
    "app.record_wallet_transaction": (
        "%(wallet)s", "'transfer'", "100", "0", "'usd'", "'test:1'", "%(posted)s", "'why'", "%(deposit)s", "'{}'",
    ),
    "app.release_budget": ("%(participant)s", "100"),
    "app.reserve_budget": ("%(participant)s", "100"),
    "app.return_transfer": ("'tr_1'", "100"),
    "app.review_payout": ("%(payout)s", "'why'"),
    "app.settle_debt": ("%(available)s", "gen_random_uuid()"),
    "app.settle_payout": ("%(payout)s", "'tr_2'"),
    "app.settle_refund": ("%(withdrawal)s", "'re_2'"),
    "app.spend_budget": ("%(submission)s", "100"),
    "app.take_back": (DEPOSIT, "'dispute'", "'reservation'", "'dp_2'", "100"),
    "app.withdraw_earnings": ("'usd'", "9000"),
    "app.withdraw_unspent": ("%(wallet)s", "100"),
    "ledger.post": ("'test'", "'key'", FROM_TO, "array[-100, 100]", "'why'", "'{}'", "%(posted)s"),
    "ledger.post_nonzero": ("'test'", "'key'", FROM_TO, "array[-100, 100]"),
    "ledger.post_transfers": (
        "'test'", "array['key']", "array[%(clearing)s::uuid]", "array[%(available)s::uuid]", "array[100]",
    ),
    "ledger.reverse": ("%(posted)s", "'key'"),
}  # fmt: skip
"""What is accepted: an expression for each argument."""
MEANS_SOMETHING: dict[str, str] = {
    "app.begin_withdrawal.deposit_id": "of whichever deposits",
    "app.credit_deposit.charge_id": "the payment has none",
    "app.make_payouts.payee": "a run, and not one who asks",
    "app.make_payouts.payee_currency": "a run, and not one who asks",
    "app.record_wallet_transaction.reference_id": "nobody else names it",
    "app.record_wallet_transaction.relates_to": "it stands alone",
    "app.release_budget.amount": "all that is left",
    "app.withdraw_earnings.amount": "all that is past its hold",
    "app.withdraw_unspent.amount": "all that can go back",
    "ledger.post.reverses": "it reverses nothing",
    "ledger.reverse.idempotency_key": "the one that all reversals of it have",
}
MOVES_NOTHING: dict[str, str] = {
    "app.announce_earnings": "tells people",
    "app.begin_account": "says where, not how much",
    "app.begin_deposit_cancellation": "notes a wish",
    "app.claim_payout": "counts an attempt",
    "app.claim_payouts": "counts attempts",
    "app.compare_balances": "keeps what Stripe said",
    "app.fold_ledger": "fills in chains",
    "app.hold_payee": "says where, not how much",
    "app.lift_refusal": "says where, not how much",
    "app.lock_money_wallet": "locks",
    "app.name_account": "says where, not how much",
    "app.note_bank_payout": "keeps what Stripe said",
    "app.note_dispute": "tells people",
    "app.note_fraud_warning": "tells people",
    "app.note_skipped_payouts": "tells people",
    "app.note_payout_accounts": "says where, not how much",
    "app.notify_about_deposit": "tells people",
    "app.open_wallet": "opens a wallet",
    "app.payable_moves": "says what is to be moved",
    "app.purge_stripe_events": "forgets events",
    "app.reconcile": "has no arguments",
    "app.refuse_account": "says where, not how much",
    "app.remind_of_evidence": "tells people",
    "app.retry_stripe_event": "makes an event due",
    "app.set_connected_account": "says where, not how much",
    "app.set_low_balance": "says when to tell people",
    "app.set_payout_schedule": "says when, not how much",
    "app.share_account": "says where, not how much",
    "app.tell_failed_payout": "tells people",
    "app.wallet_of": "opens a wallet",
    "ledger.account": "opens an account",
    "ledger.fold": "fills in a chain",
}
CASES = [(function, place) for function, arguments in CALLS.items() for place in range(len(arguments))]


@pytest.fixture(scope="module")
def world(shared_database: Database) -> Iterator[tuple[Connection, dict[str, Any]]]:
    """A superuser, taken for the brand's owner, and ids of one of everything that money is moved by."""
    with shared_database.connect() as db, db.transaction(force_rollback=True):
        deal = make_deal(db, funds=200_000)
        wallet_id = db.execute("select app.wallet_of(%s, null, 'usd')", (deal.brand,)).fetchone()
        assert wallet_id is not None
        wallet = BrandWallet(wallet_id[0], deal.brand, deal.owner, "usd")
        paid = make_payout(db, deal)
        db.execute("select app.settle_payout(%s, 'tr_1')", (paid,))
        db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (deal.creator,))
        ids: dict[str, Any] = {
            "wallet": wallet.id, "paid": paid, "payout": make_payout(db, deal), "earning": earn(db, deal, 10_000),
            "submission": make_submission(db, deal), "participant": deal.participant,
            "clearing": account(db, "stripe_clearing"),
            "available": account(db, "brand_available", brand_id=deal.brand),
        }  # fmt: skip
        db.execute("select app.reserve_budget(%s, 5000)", (deal.participant,))
        deposit = pay_deposit(db, wallet, 10_000)
        ids |= {"deposit": deposit.id, "intent": deposit.intent, "waiting": begin_deposit(db, wallet)}
        [ids["withdrawal"]] = withdraw(db, wallet, 500)
        db.execute("select app.book_dispute(%s, 'dp_1', 'needs_response', 1000, now())", (deposit.intent,))
        posted = db.execute("select id from ledger.transactions where kind = 'dispute'").fetchone()
        batch = db.execute("insert into payout_batches (as_of) values (now()) returning id").fetchone()
        assert posted is not None
        assert batch is not None
        ids |= {"posted": posted[0], "batch": batch[0]}
        _let_earn(db, deal.owner)
        db.execute("select app.begin_request(%s)", (Jsonb({"sub": str(deal.owner)}),))
        db.execute("set local role none")
        yield db, ids


def _let_earn(db: Connection, user: UUID) -> None:
    """90.00 past their hold, from another brand, and an account at Stripe."""
    other = make_deal(db)
    participant = make_participant(db, other.campaign, other.brand, user)
    deal = Deal(other.owner, other.brand, other.campaign, user, participant)
    earn(db, deal, 10_000)
    let_hold_pass(db, deal)
    connect_account(db, user)


def call(
    world: tuple[Connection, dict[str, Any]], function: str, nothing_at: int | None = None
) -> str | None:
    """The SQLSTATE by which the call is refused, NULL standing for one argument; None where it is accepted."""
    db, ids = world
    arguments = list(CALLS[function])
    if nothing_at is not None:
        arguments[nothing_at] = f"null::{types_of(db, function)[nothing_at]}"
    try:
        with db.transaction(force_rollback=True):
            db.execute(f"select * from {function}({', '.join(arguments)})".encode(), ids)
    except psycopg.Error as error:
        return error.sqlstate
    return None


def types_of(db: Connection, function: str) -> list[str]:
    row = db.execute(
        "select array(select format_type(t, null) from unnest(p.proargtypes) as t) from pg_proc as p"
        " where p.oid = %s::regproc", (function,)
    ).fetchone()  # fmt: skip
    assert row is not None
    types: list[str] = row[0]
    return types


def test_every_function_of_money_that_writes_is_called_here(world: tuple[Connection, dict[str, Any]]) -> None:
    db, _ = world
    files = [
        path.stem
        for domain in ("money", "ledger")
        for path in (ROOT / "database/functions" / domain).glob("*.sql")
    ]
    writing = names(
        db, "select p.pronamespace::regnamespace || '.' || p.proname from pg_proc as p where p.proname = any(%s)"
        " and p.pronamespace::regnamespace::text in ('app', 'ledger') and p.provolatile = 'v'"
        " and p.prorettype <> 'trigger'::regtype and p.pronargs > 0", files,
    )  # fmt: skip
    assert set(writing) == set(CALLS) | set(MOVES_NOTHING) - {"app.reconcile"}


@pytest.mark.parametrize("function", CALLS)
def test_the_call_itself_is_accepted(world: tuple[Connection, dict[str, Any]], function: str) -> None:
    assert call(world, function) is None


@pytest.mark.parametrize(("function", "place"), CASES)
def test_null_is_refused_or_means_something(
    world: tuple[Connection, dict[str, Any]], function: str, place: int
) -> None:
    row = (
        world[0]
        .execute("select proargnames[%s] from pg_proc where oid = %s::regproc", (place + 1, function))
        .fetchone()
    )
    assert row is not None
    meaning = MEANS_SOMETHING.get(f"{function}.{row[0]}")
    assert (call(world, function, place) is None) is (meaning is not None), row[0]
