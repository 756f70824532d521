"""A creator is paid once."""

from uuid import uuid4

from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_store import select_bodies
from common.identity import Actor
from payments.connect.service import start_onboarding
from payments.payouts import repository as payouts
from payments.payouts.service import run_payouts, send_payouts
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.earner import (
    LATER,
    NET,
    account_of,
    make_earner,
    make_payout,
    payable,
    transfers_of,
)
from tests.interleaving.pairs.purse import require_books


def two_runs_pay_one_earning(db: Connection) -> Calls:
    deal, _ = make_earner(db)

    def check(_: Outcomes) -> None:
        assert transfers_of(db, deal) == [NET]
        assert payable(db, deal) == 0
        require_books(db)

    return Calls(lambda: str(run_payouts(LATER)), lambda: str(run_payouts(LATER)), check)


def two_workers_send_one_payout(db: Connection) -> Calls:
    deal, payout = make_payout(db)

    def check(_: Outcomes) -> None:
        assert transfers_of(db, deal) == [NET]
        assert value(db, "select (status, attempts)::text from payouts where id = %s", payout) == "(paid,1)"
        require_books(db)

    return Calls(send_payouts, send_payouts, check)


def a_payout_settles_and_fails(db: Connection) -> Calls:
    deal, payout = make_payout(db)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        assert payable(db, deal) == (0 if outcomes[0] else NET)
        require_books(db)

    return Calls(
        as_service(payouts.settle_payout, payout, f"tr_{uuid4().hex}"),
        as_service(payouts.fail_payout, payout, "account_closed"), check,
    )  # fmt: skip


def a_payout_settles_twice(db: Connection) -> Calls:
    _, payout = make_payout(db)
    settle = as_service(payouts.settle_payout, payout, f"tr_{uuid4().hex}")

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        require_books(db)

    return Calls(settle, settle, check)


def a_payout_settles_while_it_is_called_unclear(db: Connection) -> Calls:
    _, payout = make_payout(db)

    def check(_: Outcomes) -> None:
        assert value(db, "select status from payouts where id = %s", payout) == "paid"
        require_books(db)

    return Calls(
        as_service(payouts.settle_payout, payout, f"tr_{uuid4().hex}"),
        as_service(payouts.review_payout, payout, "no answer"), check,
    )  # fmt: skip


def a_reversal_is_told_twice_with_growing_totals(db: Connection) -> Calls:
    deal, payout = make_payout(db)
    transfer = f"tr_{uuid4().hex}"
    value(db, "select app.settle_payout(%s, %s)", payout, transfer)

    def check(_: Outcomes) -> None:
        assert payable(db, deal) == 7_000
        require_books(db)

    return Calls(
        as_service(payouts.return_transfer, transfer, 3_000),
        as_service(payouts.return_transfer, transfer, 7_000),
        check,
    )


def a_creator_is_onboarded_twice(db: Connection) -> Calls:
    creator = make_user(db)
    actor = Actor("user", creator)

    def onboard() -> None:
        start_onboarding(actor, "DE")

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        email = value(db, "select email from auth.users where id = %s", creator)
        assert len(select_bodies("account", "email", email)) == 1
        assert (
            value(db, "select count(distinct stripe_account_id) from wallets where user_id = %s", creator)
            == 1
        )

    return Calls(onboard, onboard, check)


def a_transfer_is_reversed_while_its_payout_settles(db: Connection) -> Calls:
    deal, payout = make_payout(db)
    transfer = StubPaymentAdapter().create_transfer(
        payout, NET, "usd", account_of(db, deal), value(db, "select idempotency_key from payouts where id = %s", payout)
    ).id  # fmt: skip

    def check(_: Outcomes) -> None:
        assert value(db, "select status from payouts where id = %s", payout) == "paid"
        require_books(db)

    return Calls(
        as_service(payouts.settle_payout, payout, transfer),
        as_service(payouts.return_transfer, transfer, NET),
        check,
    )
