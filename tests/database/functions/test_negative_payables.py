"""app.negative_payables: since when agents owe us."""

from tests.actors import acting_as
from tests.database.paid_agents import paid
from tests.database.sql_functions import Refusal, refusal, rows
from tests.factories.commissions import make_paid_agent, owe, take_back
from tests.typing import Connection


def test_it_counts_from_the_booking_that_left_it_below_zero(db: Connection) -> None:
    agent = make_paid_agent(db)
    first, second = owe(db, agent, 5_000), owe(db, agent, 4_000)
    paid(db, agent, "tr_1")
    take_back(db, first, 3_000)
    below = db.execute("select max(created_at) from ledger.entries where amount = -3000").fetchone()
    assert below is not None
    take_back(db, second, 1_000)
    with acting_as(db, None):
        [(who, _, currency, balance, as_agent, since)] = rows(db, "app.negative_payables", "-1 second", 10)
    assert (who, currency, balance, as_agent, since) == (agent, "usd", -4_000, -4_000, below[0])
    with acting_as(db, None):
        assert rows(db, "app.negative_payables", "1 day", 10) == []
        assert rows(db, "app.negative_payables", "-1 second", 10, since, agent, "usd") == []
        assert len(rows(db, "app.negative_payables", "-1 second", 10, since, agent, "eur")) == 1
    with acting_as(db, agent):
        assert refusal(db, "app.negative_payables", "1 day", 10) == Refusal("42501")
