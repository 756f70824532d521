"""A creator who asks to be paid is paid once, and what is owed."""

from payments.earnings import service as earnings
from payments.earnings.models import ClawbackStart
from payments.payouts import repository as payouts
from payments.withdrawals.ask import begin
from payments.withdrawals.models import Withdraw
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, as_user, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.earner import LATER, NET, make_earner, payable
from tests.interleaving.pairs.purse import require_books

DOLLARS = Withdraw(currency="usd")


def a_creator_asks_while_a_run_pays(db: Connection) -> Calls:
    deal, _ = make_earner(db)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] in ("BELOW_PAYOUT_MINIMUM", "ok")
        assert value(
            db, "select array_agg(amount) from payouts where creator_user_id = %s", deal.creator
        ) == [NET]
        assert payable(db, deal) == 0
        require_books(db)

    ask = as_user(deal.creator, begin, DOLLARS)
    return Calls(as_service(payouts.prepare_payouts, LATER), ask, check)


def a_creator_asks_twice(db: Connection) -> Calls:
    deal, _ = make_earner(db)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["BELOW_PAYOUT_MINIMUM", "ok"]
        assert value(
            db, "select array_agg(amount) from payouts where creator_user_id = %s", deal.creator
        ) == [NET]
        assert payable(db, deal) == 0
        require_books(db)

    ask = as_user(deal.creator, begin, DOLLARS)
    return Calls(ask, ask, check)


def an_earning_is_taken_back_while_its_creator_asks_for_it(db: Connection) -> Calls:
    deal, earning = make_earner(db)
    admin = make_user(db, "admin")

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        paid = value(db, "select amount from payouts where creator_user_id = %s", deal.creator)
        assert paid in (NET, NET - 4_000)
        assert payable(db, deal) == NET - 4_000 - paid
        require_books(db)

    return Calls(
        as_user(admin, earnings.claw_back, earning, ClawbackStart(amount=4_000, reason="Fraud")),
        as_user(deal.creator, begin, DOLLARS), check,
    )  # fmt: skip
