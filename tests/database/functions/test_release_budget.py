"""app.release_budget: what is reserved and unspent, back to the wallet."""

from uuid import uuid4

import pytest

from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.money import Deal, books, budgets, make_deal, make_participant, make_submission
from tests.factories.people import make_user
from tests.typing import Connection


@pytest.mark.parametrize(("asked", "freed"), [(None, 700), (200, 200), (9_999, 700), (0, 0)])
def test_releasing_gives_back_what_is_unspent_and_no_more(
    db: Connection, asked: int | None, freed: int
) -> None:
    deal = make_deal(db)
    db.execute("select app.reserve_budget(%s, 1000)", (deal.participant,))
    db.execute("select app.spend_budget(%s, 300)", (make_submission(db, deal),))
    row = db.execute("select app.release_budget(%s, %s)", (deal.participant, asked)).fetchone()
    assert row == (freed,)
    assert books(db, deal)["wallet"] == 99_000 + freed
    assert budgets(db, deal) == (700 - freed, 300)


def test_releasing_where_nothing_is_reserved_gives_nothing(db: Connection) -> None:
    deal = make_deal(db)
    for amount in (None, 50):
        row = db.execute("select app.release_budget(%s, %s)", (deal.participant, amount)).fetchone()
        assert row == (0,)
    assert books(db, deal)["wallet"] == 100_000


def test_a_release_stands_in_its_table_in_the_wallet_and_in_the_ledger(db: Connection, deal: Deal) -> None:
    db.execute("select app.reserve_budget(%s, 1000)", (deal.participant,))
    assert [call(db, "app.release_budget", deal.participant, amount) for amount in (300, None, None)] == [
        300, 700, 0,
    ]  # fmt: skip
    reservation = db.execute(
        "select id, amount, spent, released from campaign_budget_reservations"
    ).fetchone()
    assert reservation is not None
    assert reservation[1:] == (1_000, 0, 1_000)
    assert db.execute(
        "select t.amount, t.balance_effect, t.status, t.reference_id, l.kind from wallet_transactions as t"
        " inner join ledger.transactions as l on l.id = t.ledger_transaction_id"
        " where t.transaction_type = 'release' order by t.id"
    ).fetchall() == [
        (300, 300, "completed", f"release:{reservation[0]}:300", "release"),
        (700, 700, "completed", f"release:{reservation[0]}:1000", "release"),
    ]


def test_less_than_nothing_is_not_released(db: Connection, deal: Deal) -> None:
    db.execute("select app.reserve_budget(%s, 1000)", (deal.participant,))
    assert refusal(db, "app.release_budget", deal.participant, -1) == Refusal("IM006", None, {"amount": -1})
    assert budgets(db, deal) == (1_000, 0)


def test_a_participant_that_does_not_exist_is_not_found(db: Connection) -> None:
    assert refusal(db, "app.release_budget", uuid4(), 5) == Refusal("IG003")


def test_another_participants_reservation_stays(db: Connection, deal: Deal) -> None:
    other = make_participant(db, deal.campaign, deal.brand, make_user(db))
    for participant in (deal.participant, other):
        db.execute("select app.reserve_budget(%s, 1000)", (participant,))
    assert call(db, "app.release_budget", other, None) == 1_000
    assert (books(db, deal)["reserved"], budgets(db, deal)) == (1_000, (1_000, 0))
