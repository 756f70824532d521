"""A creator is paid once."""

from uuid import uuid4

from common.adapters.payments import stub_accounts
from common.adapters.payments.port import BankPayout
from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_store import select_bodies
from common.identity import Actor
from payments.connect import repository as connect
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
        """One that was called failed too early is paid all the same."""
        assert outcomes[0] is True
        assert payable(db, deal) == 0
        assert value(db, "select status from payouts where id = %s", payout) == "paid"
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

    def onboard(country: str) -> None:
        start_onboarding(actor, country)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        email = value(db, "select email from auth.users where id = %s", creator)
        assert len(select_bodies("account", "email", email)) == 1
        assert (
            value(db, "select count(distinct stripe_account_id) from wallets where user_id = %s", creator)
            == 1
        )

    return Calls(lambda: onboard("DE"), lambda: onboard("FR"), check)


def a_creator_opens_another_account_while_its_end_is_told(db: Connection) -> Calls:
    deal, _ = make_earner(db)
    gone = account_of(db, deal)
    stub_accounts.close_account(gone)
    actor = Actor("user", deal.creator)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        open_ones = "select stripe_account_id from connected_accounts where user_id = %s and status = 'open'"
        assert value(db, open_ones, deal.creator) not in (None, gone)
        assert account_of(db, deal) == value(db, open_ones, deal.creator)

    def onboard() -> None:
        start_onboarding(actor, "DE")

    return Calls(onboard, as_service(connect.hold_payee, gone, "account_closed"), check)


def two_creators_get_one_account(db: Connection) -> Calls:
    account = f"acct_{uuid4().hex}"
    creators = [make_user(db), make_user(db)]

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["1", "CONNECTED_ACCOUNT_TAKEN"]
        owners = "select count(distinct user_id) from wallets where stripe_account_id = %s"
        assert value(db, owners, account) == 1

    first, second = (
        as_service(connect.set_connected_account, creator, account, enabled=True, reason=None)
        for creator in creators
    )
    return Calls(first, second, check)


def a_payee_is_held_while_stripe_calls_the_account_fine(db: Connection) -> Calls:
    """Whichever comes last: a refusal outlives a word that changes nothing."""
    deal, _ = make_earner(db)
    account = account_of(db, deal)

    def check(_: Outcomes) -> None:
        assert value(db, "select payouts_enabled from wallets where user_id = %s", deal.creator) is False
        told = "select count(*) from notifications where user_id = %s and type = 'payout_on_hold'"
        assert value(db, told, deal.creator) == 1

    return Calls(
        as_service(connect.hold_payee, account, "restricted"),
        as_service(connect.set_connected_account, None, account, enabled=True, reason=None), check,
    )  # fmt: skip


def a_payee_is_held_twice(db: Connection) -> Calls:
    deal, _ = make_earner(db)
    hold = as_service(connect.hold_payee, account_of(db, deal), "restricted")

    def check(outcomes: Outcomes) -> None:
        assert outcomes == (True, True)
        told = "select count(*) from notifications where user_id = %s and type = 'payout_on_hold'"
        assert value(db, told, deal.creator) == 1

    return Calls(hold, hold, check)


def a_bank_payout_is_told_by_its_event_and_by_the_timer(db: Connection) -> Calls:
    deal, _ = make_earner(db)
    payout = BankPayout(f"po_{uuid4().hex}", account_of(db, deal), 5_000, "usd", "paid")
    note = as_service(connect.note_bank_payout, payout)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        told = "select count(*) from notifications where user_id = %s and type = 'bank_payout'"
        assert value(db, told, deal.creator) == 1

    return Calls(note, note, check)


def a_payout_that_was_given_up_is_found_while_a_run_pays_again(db: Connection) -> Calls:
    deal, payout = make_payout(db)
    value(db, "select app.fail_payout(%s, 'no transfer was made')", payout)
    # Its transfer is at Stripe all the same.
    transfer = StubPaymentAdapter().create_transfer(
        payout, NET, "usd", account_of(db, deal), value(db, "select idempotency_key from payouts where id = %s", payout)
    ).id  # fmt: skip

    def check(_: Outcomes) -> None:
        paid = transfers_of(db, deal)
        assert payable(db, deal) == NET - sum(paid), "what was paid twice is owed back"
        assert value(db, "select status from payouts where id = %s", payout) == "paid"
        require_books(db)

    return Calls(
        as_service(payouts.settle_payout, payout, transfer), lambda: str(run_payouts(LATER)), check
    )  # fmt: skip


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
