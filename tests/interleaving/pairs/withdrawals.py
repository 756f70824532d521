"""Money goes back once, and never more of it than there is."""

from uuid import uuid4

from common.adapters.payments.stub import StubPaymentAdapter
from common.database import Transaction, transaction
from common.identity import SERVICE, Actor
from payments.deposits.service import confirm_deposit
from payments.refunds import repository as refunds
from payments.withdrawals.repository import begin_withdrawal as write_down
from payments.withdrawals.service import begin_withdrawal, finish_withdrawals, send_refunds
from tests.factories.ledger import account, balance, fund_brand
from tests.factories.money import make_deal
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.deposits import unpaid_deposit
from tests.interleaving.pairs.purse import Purse, require_books


def everything_is_withdrawn_twice(db: Connection) -> Calls:
    purse = Purse(db)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["INSUFFICIENT_FUNDS", "ok"] or sorted(map(str, outcomes)) == [
            "NOTHING_TO_REFUND", "ok",
        ]  # fmt: skip
        assert purse.available == 0
        assert purse.lines("withdrawal") == [(10_000, "pending")]
        require_books(db)

    withdraw = as_user(purse.owner, begin_withdrawal, purse.wallet, 10_000, None)
    return Calls(withdraw, withdraw, check)


def a_wallet_is_withdrawn_while_its_deposit_is_refunded(db: Connection) -> Calls:
    purse = Purse(db)
    fund_brand(db, purse.brand, 10_000)

    def check(outcomes: Outcomes) -> None:
        assert set(outcomes) <= {"ok", "INSUFFICIENT_FUNDS", "NOTHING_TO_REFUND"}
        sent = sum(amount for amount, _ in purse.lines("withdrawal"))
        assert sent == 15_000 * (outcomes[0] == "ok") + 10_000 * (outcomes[1] == "ok")
        assert purse.available == 20_000 - sent
        assert value(db, "select bool_and(refunded_amount <= amount) from wallet_transactions where wallet_id = %s",
                     purse.wallet)  # fmt: skip
        require_books(db)

    return Calls(
        as_user(purse.owner, begin_withdrawal, purse.wallet, 15_000, None),
        as_user(purse.owner, begin_withdrawal, purse.wallet, 10_000, purse.deposit), check,
    )  # fmt: skip


def a_deposit_is_refunded_twice(db: Connection) -> Calls:
    purse = Purse(db)
    fund_brand(db, purse.brand, 10_000)
    refund = as_user(purse.owner, begin_withdrawal, purse.wallet, 6_000, purse.deposit)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["NOTHING_TO_REFUND", "ok"]
        assert purse.available == 14_000
        require_books(db)

    return Calls(refund, refund, check)


def a_wallet_is_withdrawn_while_its_money_is_reserved(db: Connection) -> Calls:
    deal = make_deal(db, funds=10_000)
    wallet = value(db, "select app.wallet_of(%s, null, 'usd')", deal.brand)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes))[0] == "INSUFFICIENT_FUNDS"
        assert balance(db, account(db, "brand_available", brand_id=deal.brand)) == 0
        require_books(db)

    return Calls(
        as_user(deal.owner, begin_withdrawal, wallet, 10_000, None),
        as_service(statement("select app.reserve_budget({}, {})"), deal.participant, 10_000), check,
    )  # fmt: skip


def a_refund_settles_and_fails(db: Connection) -> Calls:
    purse = Purse(db)
    withdrawal = purse.withdrawal(10_000)
    refund = f"re_{uuid4().hex}"

    def check(_: Outcomes) -> None:
        assert purse.available == 10_000  # it failed, be it before or after the word that it went well
        assert value(db, "select refunded_amount from wallet_transactions where id = %s", purse.deposit) == 0
        require_books(db)

    return Calls(
        as_service(refunds.settle_refund, withdrawal, refund),
        as_service(refunds.fail_refund, withdrawal, "no"),
        check,
    )


def a_refund_settles_twice(db: Connection) -> Calls:
    purse = Purse(db)
    settle = as_service(refunds.settle_refund, purse.withdrawal(10_000), f"re_{uuid4().hex}")

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        assert purse.lines("withdrawal") == [(10_000, "completed")]
        require_books(db)

    return Calls(settle, settle, check)


def a_refund_fails_twice(db: Connection) -> Calls:
    purse = Purse(db)
    fail = as_service(refunds.fail_refund, purse.withdrawal(10_000), "no")

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        assert purse.available == 10_000
        require_books(db)

    return Calls(fail, fail, check)


def a_settled_refund_fails_twice(db: Connection) -> Calls:
    purse = Purse(db)
    withdrawal = purse.withdrawal(10_000)
    value(db, "select app.settle_refund(%s, %s)", withdrawal, f"re_{uuid4().hex}")
    fail = as_service(refunds.fail_refund, withdrawal, "account closed")

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        assert purse.available == 10_000
        require_books(db)

    return Calls(fail, fail, check)


def a_refund_fails_while_more_is_withdrawn(db: Connection) -> Calls:
    purse = Purse(db)
    withdrawal = purse.withdrawal(6_000)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "ok"
        assert purse.available == 6_000
        assert (
            value(db, "select refunded_amount from wallet_transactions where id = %s", purse.deposit) == 4_000
        )
        require_books(db)

    return Calls(
        as_service(refunds.fail_refund, withdrawal, "no"),
        as_user(purse.owner, begin_withdrawal, purse.wallet, 4_000, None), check,
    )  # fmt: skip


def a_refund_settles_while_more_is_withdrawn(db: Connection) -> Calls:
    purse = Purse(db)
    withdrawal = purse.withdrawal(6_000)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == (1, "ok")
        assert purse.available == 0
        require_books(db)

    return Calls(
        as_service(refunds.settle_refund, withdrawal, f"re_{uuid4().hex}"),
        as_user(purse.owner, begin_withdrawal, purse.wallet, 4_000, None), check,
    )  # fmt: skip


def a_refund_settles_while_another_of_its_deposit_fails(db: Connection) -> Calls:
    purse = Purse(db)
    settled, failed = purse.withdrawal(6_000), purse.withdrawal(4_000)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == (1, 1)
        assert purse.available == 4_000
        assert (
            value(db, "select refunded_amount from wallet_transactions where id = %s", purse.deposit) == 6_000
        )
        require_books(db)

    return Calls(
        as_service(refunds.settle_refund, settled, f"re_{uuid4().hex}"),
        as_service(refunds.fail_refund, failed, "no"), check,
    )  # fmt: skip


def refunds_of_one_payment_are_applied_while_more_is_withdrawn(db: Connection) -> Calls:
    purse = Purse(db)
    settled, failed = purse.withdrawal(3_000), purse.withdrawal(2_000)

    def apply(tx: Transaction) -> None:
        refunds.settle_refund(tx, settled, f"re_{uuid4().hex}")
        refunds.fail_refund(tx, failed, "no")

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert purse.available == 2_000
        require_books(db)

    return Calls(as_service(apply), as_user(purse.owner, begin_withdrawal, purse.wallet, 5_000, None), check)


def two_workers_send_one_refund(db: Connection) -> Calls:
    owner, deposit, intent = unpaid_deposit(db)
    confirm_deposit(Actor("user", owner), intent)
    wallet = value(db, "select wallet_id from wallet_transactions where id = %s", deposit)
    with transaction(SERVICE) as tx:
        (written,) = write_down(tx, wallet, 10_000, None)
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        db.execute("update wallet_transactions set updated_at = now() - interval '1 hour' where id = %s",
                   (written.withdrawal_id,))  # fmt: skip

    def check(_: Outcomes) -> None:
        assert [refund.amount for refund in StubPaymentAdapter().list_refunds(intent)] == [10_000]
        assert (
            value(db, "select status from wallet_transactions where id = %s", written.withdrawal_id)
            == "completed"
        )
        require_books(db)

    return Calls(lambda: send_refunds([written.withdrawal_id]), lambda: str(finish_withdrawals()), check)


def a_refund_at_stripe_is_told_twice(db: Connection) -> Calls:
    purse = Purse(db)
    tell = as_service(refunds.record_refund_at_stripe, purse.intent, f"re_{uuid4().hex}", 4_000)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        assert purse.available == 6_000
        require_books(db)

    return Calls(tell, tell, check)


def a_refund_at_stripe_is_told_while_it_fails(db: Connection) -> Calls:
    purse = Purse(db)
    refund = f"re_{uuid4().hex}"

    def check(_: Outcomes) -> None:
        assert purse.available == 10_000
        require_books(db)

    return Calls(
        as_service(refunds.record_refund_at_stripe, purse.intent, refund, 4_000),
        as_service(refunds.fail_refund_at_stripe, purse.intent, refund, 4_000, "account closed"), check,
    )  # fmt: skip
