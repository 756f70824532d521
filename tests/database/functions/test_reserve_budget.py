"""app.reserve_budget: from the brand's wallet to the campaign, for one participant."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.conftest import Database
from tests.database.sql_functions import call, refusal
from tests.factories.money import Deal, books, budgets, make_deal, make_participant
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
    with pytest.raises(psycopg.Error) as error, db.transaction():
        db.execute("select app.reserve_budget(%s, 101)", (deal.participant,))
    assert error.value.sqlstate == "IM001"
    assert (books(db, deal)["wallet"], budgets(db, deal)) == (100, (0, 0))


def test_a_short_budget_refuses_and_nothing_changes(db: Connection) -> None:
    deal = make_deal(db, budget=50)
    with (
        pytest.raises(psycopg.errors.CheckViolation, match="campaign_budget_covers_commitments"),
        db.transaction(),
    ):
        db.execute("select app.reserve_budget(%s, 51)", (deal.participant,))
    assert (books(db, deal)["wallet"], budgets(db, deal)) == (100_000, (0, 0))


def test_two_who_reserve_at_once_cannot_spend_the_same_money(database: Database) -> None:
    with database.connect() as db:
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
    with database.connect() as db:
        assert books(db, deal)["wallet"] == 100


@pytest.mark.parametrize("amount", [None, 0, -1])
def test_a_reservation_is_positive(db: Connection, deal: Deal, amount: int | None) -> None:
    assert refusal(db, "app.reserve_budget", deal.participant, amount).sqlstate == "IM006"
    assert budgets(db, deal) == (0, 0)


def test_a_reservation_stands_in_its_table_in_the_wallet_and_in_the_ledger(
    db: Connection, deal: Deal
) -> None:
    first = call(db, "app.reserve_budget", deal.participant, 300)
    call(db, "app.reserve_budget", deal.participant, 200)
    assert db.execute(
        "select id, campaign_id, brand_id, amount, spent, released, currency from campaign_budget_reservations"
    ).fetchall() == [(first, deal.campaign, deal.brand, 500, 0, 0, "usd")]
    assert db.execute(
        "select amount, balance_effect, reference_id, description from wallet_transactions"
        " where transaction_type = 'reservation' order by id"
    ).fetchall() == [
        (300, -300, f"reservation:{first}:300", "Reserved for Summer"),
        (200, -200, f"reservation:{first}:500", "Reserved for Summer"),
    ]
    assert db.execute("select count(*) from ledger.transactions where kind = 'reservation'").fetchone() == (
        2,
    )


def test_a_participant_that_does_not_exist_is_not_found(db: Connection) -> None:
    assert refusal(db, "app.reserve_budget", uuid4(), 5).sqlstate == "IG003"
