"""What Stripe takes or gives back without asking us is booked once."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from common.adapters.payments.port import Dispute
from payments.disputes.service import apply_dispute
from payments.withdrawals.service import begin_withdrawal
from tests.factories.ledger import account, balance
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.purse import Purse, require_books
from tests.interleaving.scheduler import Call


def tells_dispute(
    intent: str, amount: int, status: str = "needs_response", dispute: str | None = None,
    asked_at: datetime | None = None,
) -> Call:  # fmt: skip
    """A worker books a dispute (a new one where none is named) over `amount` minor units."""
    told = Dispute(dispute or f"dp_{uuid4().hex}", status, amount, intent)
    return as_service(apply_dispute, told, asked_at or datetime.now(UTC))


def a_dispute_opens_while_the_money_is_withdrawn(db: Connection) -> Calls:
    purse = Purse(db)

    def check(outcomes: Outcomes) -> None:
        withdrawn = outcomes[1] == "ok"
        assert purse.available == 0
        debt = balance(db, account(db, "disputes", brand_id=purse.brand))
        assert debt == (-10_000 if withdrawn else 0)
        require_books(db)

    return Calls(
        tells_dispute(purse.intent, 10_000),
        as_user(purse.owner, begin_withdrawal, purse.wallet, 10_000, None), check,
    )  # fmt: skip


def a_dispute_is_opened_twice(db: Connection) -> Calls:
    purse = Purse(db)
    open_it = tells_dispute(purse.intent, 4_000)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        assert purse.available == 6_000
        require_books(db)

    return Calls(open_it, open_it, check)


def a_dispute_is_won_twice(db: Connection) -> Calls:
    purse = Purse(db)
    dispute = f"dp_{uuid4().hex}"
    tells_dispute(purse.intent, 4_000, dispute=dispute)()
    win = tells_dispute(purse.intent, 4_000, "won", dispute)

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
        tells_dispute(purse.intent, 10_000),
        as_service(statement("select app.credit_deposit({}, {}, 3000, 'usd', 'ch_1')"), deposit, f"pi_{uuid4().hex}"),
        check,
    )  # fmt: skip


def a_dispute_is_won_while_its_older_answer_is_booked(db: Connection) -> Calls:
    purse = Purse(db)
    dispute, now = f"dp_{uuid4().hex}", datetime.now(UTC)

    def check(_: Outcomes) -> None:
        assert purse.available == 10_000
        require_books(db)

    return Calls(
        tells_dispute(purse.intent, 4_000, "won", dispute, now + timedelta(seconds=1)),
        tells_dispute(purse.intent, 4_000, "needs_response", dispute, now), check,
    )  # fmt: skip


def the_amount_of_a_dispute_is_told_twice_while_it_changes(db: Connection) -> Calls:
    purse = Purse(db)
    dispute, now = f"dp_{uuid4().hex}", datetime.now(UTC)
    tells_dispute(purse.intent, 4_000, "needs_response", dispute, now)()

    def check(_: Outcomes) -> None:
        assert purse.available == 8_000
        require_books(db)

    return Calls(
        tells_dispute(purse.intent, 2_000, "lost", dispute, now + timedelta(seconds=2)),
        tells_dispute(purse.intent, 6_000, "under_review", dispute, now + timedelta(seconds=1)), check,
    )  # fmt: skip
