"""The ledger itself: opened, folded, reversed and proved while others post."""

from uuid import uuid4

from payments.wallets import repository as wallets
from payments.withdrawals.service import begin_withdrawal
from tests.factories.ledger import account, post
from tests.factories.people import brand_of, make_user
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.purse import Purse, require_books
from tests.invariants import require_invariants


def a_wallet_is_opened_twice(db: Connection) -> Calls:
    owner = make_user(db, "brand")
    brand = brand_of(db, owner)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert value(db, "select count(*) from wallets where brand_id = %s and currency = 'eur'", brand) == 1
        assert (
            value(db, "select count(*) from ledger.accounts where brand_id = %s and currency = 'eur'", brand)
            == 1
        )

    open_it = as_user(owner, wallets.open_wallet, brand, None, "eur")
    return Calls(open_it, open_it, check)


def the_books_are_proved_while_money_moves(db: Connection) -> Calls:
    purse = Purse(db)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "ok"
        assert value(db, "select findings from ledger.reconciliations order by id desc limit 1") == []

    return Calls(
        as_service(statement("select app.reconcile()")),
        as_user(purse.owner, begin_withdrawal, purse.wallet, 4_000, None), check,
    )  # fmt: skip


def an_account_is_folded_while_others_post(db: Connection) -> Calls:
    purse = Purse(db)
    clearing = account(db, "stripe_clearing")
    revenue = account(db, "platform_revenue")

    def check(_: Outcomes) -> None:
        db.execute("select ledger.fold(%s), ledger.fold(%s)", (clearing, revenue))
        assert purse.available == 10_000
        assert value(db, "select count(*) from ledger.entries where account_version is null") == 0
        require_invariants(
            db, "books_add_up"
        )  # the posting is nobody's: the proof of the money would ask for its cause

    return Calls(
        as_service(statement("select app.fold_ledger({})"), 1_000),
        as_service(
            statement("select ledger.post('test', {}, array[{}, {}], array[-7, 7])"), uuid4().hex, clearing, revenue
        ), check,
    )  # fmt: skip


def an_account_is_folded_twice(db: Connection) -> Calls:
    for _ in range(3):
        Purse(db)
    fold = statement("select app.fold_ledger({})")

    def check(outcomes: Outcomes) -> None:
        assert all(isinstance(outcome, int) for outcome in outcomes)  # no refusal of what is append-only
        require_books(db)

    return Calls(as_service(fold, 1), as_service(fold, 1_000), check)


def a_posting_is_reversed_twice(db: Connection) -> Calls:
    purse = Purse(db)
    mine, clearing = account(db, "brand_available", brand_id=purse.brand), account(db, "stripe_clearing")
    original = post(db, (clearing, -500), (mine, 500))

    def check(outcomes: Outcomes) -> None:
        assert len(set(outcomes)) in (1, 2)
        assert purse.available == 10_000

    return Calls(
        as_service(statement("select ledger.reverse({})"), original),
        as_service(statement("select ledger.reverse({}, {})"), original, uuid4().hex), check,
    )  # fmt: skip
