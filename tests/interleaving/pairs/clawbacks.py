"""An earning is taken back once, whatever else is spent or paid."""

from payments.earnings import service as earnings
from payments.earnings.models import ClawbackStart
from payments.payouts.service import run_payouts
from tests.factories.money import make_submission
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.earner import (
    GROSS,
    LATER,
    NET,
    make_earner,
    payable,
    transfers_of,
)
from tests.interleaving.pairs.purse import require_books


def an_earning_is_taken_back_twice(db: Connection) -> Calls:
    deal, earning = make_earner(db, connected=False)
    admin = make_user(db, "admin")
    take = as_user(admin, earnings.claw_back, earning, ClawbackStart(amount=NET, reason="Fraud"))

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["AMOUNT_OUT_OF_RANGE", "ok"]
        assert payable(db, deal) == 0
        require_books(db)

    return Calls(take, take, check)


def an_earning_is_taken_back_while_it_is_paid(db: Connection) -> Calls:
    deal, earning = make_earner(db)
    admin = make_user(db, "admin")

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert payable(db, deal) == (-4_000 if transfers_of(db, deal) == [NET] else 0)
        assert transfers_of(db, deal) in ([NET], [NET - 4_000])
        require_books(db)

    return Calls(
        as_user(admin, earnings.claw_back, earning, ClawbackStart(amount=4_000, reason="Fraud")),
        lambda: str(run_payouts(LATER)), check,
    )  # fmt: skip


def an_earning_is_taken_back_while_more_is_earned(db: Connection) -> Calls:
    deal, earning = make_earner(db, connected=False)
    admin = make_user(db, "admin")
    value(db, "select app.reserve_budget(%s, %s)", deal.participant, GROSS)
    work = make_submission(db, deal, "approved")

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert value(db, "select budget_spent from campaigns where id = %s", deal.campaign) == GROSS
        require_books(db)

    return Calls(
        as_user(admin, earnings.claw_back, earning, ClawbackStart(amount=NET, reason="Fraud")),
        as_service(statement("select app.spend_budget({}, {})"), work, GROSS), check,
    )  # fmt: skip
