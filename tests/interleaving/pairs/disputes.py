"""What Stripe takes or gives back without asking us is booked once."""

from uuid import uuid4

from payments.disputes import service as disputes
from payments.withdrawals.service import begin_withdrawal
from tests.factories.ledger import account, balance
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.purse import Purse, require_books


def a_dispute_opens_while_the_money_is_withdrawn(db: Connection) -> Calls:
    purse = Purse(db)
    dispute = f"dp_{uuid4().hex}"

    def check(outcomes: Outcomes) -> None:
        withdrawn = outcomes[1] == "ok"
        assert purse.available == 0
        debt = balance(db, account(db, "disputes", brand_id=purse.brand))
        assert debt == (-10_000 if withdrawn else 0)
        require_books(db)

    return Calls(
        as_service(disputes.apply_dispute, dispute, purse.intent, "needs_response", 10_000),
        as_user(purse.owner, begin_withdrawal, purse.wallet, 10_000, None), check,
    )  # fmt: skip


def a_dispute_is_opened_twice(db: Connection) -> Calls:
    purse = Purse(db)
    open_it = as_service(disputes.apply_dispute, f"dp_{uuid4().hex}", purse.intent, "needs_response", 4_000)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        assert purse.available == 6_000
        require_books(db)

    return Calls(open_it, open_it, check)


def a_dispute_is_won_twice(db: Connection) -> Calls:
    purse = Purse(db)
    dispute = f"dp_{uuid4().hex}"
    value(db, "select app.open_dispute(%s, %s, 4000)", purse.intent, dispute)
    win = as_service(disputes.apply_dispute, dispute, purse.intent, "won", 4_000)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        assert purse.available == 10_000
        require_books(db)

    return Calls(win, win, check)


def a_dispute_opens_while_a_deposit_arrives(db: Connection) -> Calls:
    purse = Purse(db)
    purse.withdrawal(10_000)
    deposit = value(
        db, "insert into wallet_transactions (wallet_id, transaction_type, amount, currency)"
        " values (%s, 'deposit', 3000, 'usd') returning id", purse.wallet,
    )  # fmt: skip

    def check(outcomes: Outcomes) -> None:
        assert outcomes == (1, 1)
        assert purse.available == 0
        assert balance(db, account(db, "disputes", brand_id=purse.brand)) == -7_000
        require_books(db)

    return Calls(
        as_service(disputes.apply_dispute, f"dp_{uuid4().hex}", purse.intent, "needs_response", 10_000),
        as_service(statement("select app.credit_deposit({}, {}, 3000, 'usd', 'ch_1')"), deposit, f"pi_{uuid4().hex}"),
        check,
    )  # fmt: skip
