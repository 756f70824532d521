"""app.reserve_budget: from the brand's wallet to the campaign, for one participant."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.money import books, budgets, make_deal, make_participant
from tests.factories.people import make_user
from tests.typing import Connection


def test_reserving_moves_money_from_the_wallet_to_the_campaign(db: Connection) -> None:
    deal = make_deal(db)
    db.execute("select app.reserve_budget(%s, 60000)", (deal.participant,))
    assert books(db, deal) == {"wallet": 40_000, "reserved": 60_000, "creator": 0, "platform": 0}
    assert budgets(db, deal) == (60_000, 0)


def test_a_reservation_can_grow(db: Connection) -> None:
    deal = make_deal(db)
    first = db.execute("select app.reserve_budget(%s, 300)", (deal.participant,)).fetchone()
    assert db.execute("select app.reserve_budget(%s, 300)", (deal.participant,)).fetchone() == first
    assert books(db, deal)["reserved"] == 600


def test_a_short_wallet_refuses_and_nothing_changes(db: Connection) -> None:
    deal = make_deal(db, funds=100)
    with pytest.raises(psycopg.Error) as error:
        db.execute("select app.reserve_budget(%s, 101)", (deal.participant,))
    assert error.value.sqlstate == "IM001"
    assert (books(db, deal)["wallet"], budgets(db, deal)) == (100, (0, 0))


def test_a_short_budget_refuses_and_nothing_changes(db: Connection) -> None:
    deal = make_deal(db, budget=50)
    with pytest.raises(psycopg.errors.CheckViolation, match="campaign_budget_covers_commitments"):
        db.execute("select app.reserve_budget(%s, 51)", (deal.participant,))
    assert (books(db, deal)["wallet"], budgets(db, deal)) == (100_000, (0, 0))


def test_two_who_reserve_at_once_cannot_spend_the_same_money(database: Database, db: Connection) -> None:
    deal = make_deal(db, funds=1_000)
    others = [make_participant(db, deal.campaign, deal.brand, make_user(db)) for _ in range(8)]

    def reserve(participant: UUID) -> str:
        with database.connect() as connection:
            try:
                connection.execute("select app.reserve_budget(%s, 300)", (participant,))
            except psycopg.Error as error:
                return error.sqlstate or ""
        return "reserved"

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(reserve, others))
    assert answers == ["IM001"] * 5 + ["reserved"] * 3
    assert books(db, deal)["wallet"] == 100
