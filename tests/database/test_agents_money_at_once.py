"""What happens to an agent's money while a run of payouts takes it."""

import threading
from uuid import UUID

from tests.concurrency import wait_until_blocked
from tests.conftest import Database
from tests.database.paid_agents import assert_books_agree, payout_of
from tests.database.sql_functions import call
from tests.factories.commissions import make_paid_agent, owe, payables, take_back
from tests.factories.deals import value
from tests.factories.fraud import status_of


def test_the_rest_goes_back_while_a_run_takes_what_went_back_before(database: Database) -> None:
    with database.connect() as db, database.connect() as run:
        agent = make_paid_agent(db)
        commission, other = owe(db, agent, 1_000), owe(db, agent, 5_000)
        first = take_back(db, commission, 400)
        # The schedule lets only the other one be paid, less what was taken back at once.
        db.execute(
            "update commissions set available_at = now() + interval '9 days' where id = %s", (commission,)
        )
        rest = threading.Thread(target=_take_back, args=(database, commission, 600))
        with run.transaction():
            call(run, "app.prepare_payouts", value(run, "select now()"))
            rest.start()
            wait_until_blocked(db)
        rest.join(30)
        assert status_of(db, first, other) == ["available", "available"]
        assert value(db, "select count(*) from commissions where status = 'reversed'") == 0
        assert call(db, "app.settle_payout", payout_of(db, agent), "tr_1") is True
        assert payables(db, agent) == {"creator": 0, "agent": 400, "transit": 0}
        assert_books_agree(db)


def _take_back(database: Database, commission: UUID, amount: int) -> None:
    with database.connect() as db, db.transaction():
        take_back(db, commission, amount)
