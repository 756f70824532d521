"""An agent who asks to be forgotten is owed nothing and owes nothing, whatever state their commissions are in."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.database.paid_agents import earned, paid, prepared
from tests.database.sql_functions import call
from tests.factories.commissions import make_earning_agent, make_paid_agent, owe, take_back
from tests.factories.money import make_deal
from tests.factories.people import make_erasure_request
from tests.typing import Connection

UNSETTLED = ["unsettled_money"]


@pytest.fixture
def db(shared_database: Database) -> Iterator[Connection]:
    """The superuser; what it writes is gone afterwards."""
    with shared_database.connect() as connection, connection.transaction(force_rollback=True):
        yield connection


@pytest.fixture
def agent(db: Connection) -> UUID:
    """An agent who can be paid."""
    return make_paid_agent(db)


@pytest.mark.parametrize("currency", ["usd", "eur"])
@pytest.mark.parametrize("state", ["pending", "available", "held"])
def test_commissions_that_are_owed_stand_in_the_way(
    db: Connection, agent: UUID, state: str, currency: str
) -> None:
    assert call(db, "app.erasure_obstacles", agent) == []
    owe(db, agent, 5_000, currency=currency, days=3 if state == "pending" else -1)
    db.execute("update commissions set status = %s where status <> %s", (state, state))
    assert call(db, "app.erasure_obstacles", agent) == UNSETTLED
    assert call(db, "app.erase_user", make_erasure_request(db, agent)) == "refused"


def test_commissions_on_their_way_stand_in_it_until_they_are_paid(db: Connection, agent: UUID) -> None:
    commission = owe(db, agent, 5_000)
    prepared(db)
    assert call(db, "app.erasure_obstacles", agent) == UNSETTLED
    db.execute("select app.settle_payout(id, 'tr_1') from payouts")
    assert call(db, "app.erasure_obstacles", agent) == []
    take_back(db, commission, 1_000)
    assert call(db, "app.erasure_obstacles", agent) == UNSETTLED, "who owes stays, too"


def test_what_was_taken_back_wholly_is_nothing(db: Connection, agent: UUID) -> None:
    take_back(db, owe(db, agent, 5_000), 5_000)
    assert call(db, "app.erasure_obstacles", agent) == []


@pytest.mark.parametrize(("taken", "obstacles"), [(5_000, []), (4_999, UNSETTLED), (5_001, UNSETTLED)])
def test_what_is_owed_as_creator_and_as_agent_is_one_sum(
    db: Connection, taken: int, obstacles: list[str]
) -> None:
    """No run pays out nothing: earnings that equal what is owed of commissions would stand for ever."""
    deal = make_deal(db)
    both = make_earning_agent(db, deal)
    commission = owe(db, both, 6_000)
    paid(db, both, "tr_1")
    take_back(db, commission, taken)
    earned(db, deal, 5_000)
    assert [one for one in call(db, "app.erasure_obstacles", both) if one == "unsettled_money"] == obstacles


def test_commissions_in_two_currencies_are_not_summed(db: Connection, agent: UUID) -> None:
    commission = owe(db, agent, 5_000)
    paid(db, agent, "tr_1")
    take_back(db, commission, 5_000)
    owe(db, agent, 5_000, currency="eur")
    assert call(db, "app.erasure_obstacles", agent) == UNSETTLED
