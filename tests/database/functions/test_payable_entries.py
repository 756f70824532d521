"""app.payable_entries: the bookings of a person's wallet, of what they earned and of what they brought."""

from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.database.paid_agents import earned, paid
from tests.database.sql_functions import call, rows
from tests.factories.agents import make_agent
from tests.factories.commissions import make_earning_agent, owe, take_back
from tests.factories.deals import finish_deal, make_market
from tests.factories.money import Deal
from tests.factories.referrals import refer
from tests.typing import Connection

FOUND = (
    "select e.place, e.amount, e.balance from wallets as w cross join lateral app.payable_entries(w) as e"
    " where w.user_id = %s and w.currency = 'usd' order by e.place"
)


@pytest.fixture
def both(db: Connection, deal: Deal) -> UUID:
    """The deal's creator, who is an agent as well, and was paid; then something came back, and some was taken back."""
    both = make_earning_agent(db, deal)
    earned(db, deal, 9_000)
    commission = owe(db, both, 1_000)
    paid(db, both, "tr_1")
    call(db, "app.return_transfer", "tr_1", 10)
    take_back(db, commission, 600)
    return both


BOOKINGS = [(1, 9_000, 9_000), (2, 1_000, 10_000), (3, -10_000, 0), (4, 10, 10), (5, -600, -590)]


def test_a_payout_of_both_is_one_booking_and_folding_changes_nothing(db: Connection, both: UUID) -> None:
    assert db.execute(FOUND, (both,)).fetchall() == BOOKINGS
    db.execute("select app.fold_ledger(1)")
    assert db.execute(FOUND, (both,)).fetchall() == BOOKINGS


def test_their_statement_tells_them_in_words_and_no_brand_of_a_commission(db: Connection, both: UUID) -> None:
    wallet = call(db, "app.wallet_of", None, both, "usd")
    with acting_as(db, both):
        told = rows(db, "app.wallet_bookings", wallet, 0, 100, 100)
        parties = rows(db, "app.wallet_parties", wallet, [row[2] for row in told])
        position = rows(db, "app.wallet_position", wallet, "infinity")
    assert [(row[0], row[6], row[7]) for row in told] == BOOKINGS
    assert [(row[5], row[9], row[10]) for row in told] == [
        (told[0][5], 10_000, 1_000), ("Commission", None, None), ("Payout", None, None),
        ("A transfer came back", None, None), ("Commission taken back", None, None),
    ]  # fmt: skip
    assert {row[0] for row in parties} == {told[0][2], told[3][2]}, "of the earning, and of what came back"
    assert position == [(5, -590, 0)]
    with acting_as(db, both):
        between = rows(db, "app.wallet_position", wallet, told[2][1])
    assert between == [(2, 10_000, 0)], "a booking is before a moment wholly or not at all"


def test_a_payout_that_was_made_after_all_is_one_line(db: Connection, deal: Deal, both: UUID) -> None:
    earned(db, deal, 5_000)
    first = paid_but_lost(db, both)
    paid(db, both, "tr_2")
    call(db, "app.settle_payout", first, "tr_3")
    wallet = call(db, "app.wallet_of", None, both, "usd")
    with acting_as(db, both):
        told = rows(db, "app.wallet_bookings", wallet, 0, 100, 100)
    assert len({row[0] for row in told}) == len(told)


def paid_but_lost(db: Connection, user: UUID) -> UUID:
    """A payout that we gave up."""
    batch = call(db, "app.prepare_payouts", "2999-01-01")
    row = db.execute(
        "select id from payouts where batch_id = %s and creator_user_id = %s", (batch, user)
    ).fetchone()
    assert row is not None
    call(db, "app.fail_payout", row[0], "no transfer was made")
    lost: UUID = row[0]
    return lost


def test_a_brands_wallet_has_none(db: Connection, deal: Deal) -> None:
    found = (
        "select count(*) from wallets as w cross join lateral app.payable_entries(w) where w.brand_id = %s"
    )
    assert db.execute(found, (deal.brand,)).fetchone() == (0,)


def test_whose_deal_a_commission_came_from_is_not_told(db: Connection) -> None:
    """One posting pays creator and agent: the wallet of each names its own side."""
    agent, market = make_agent(db), make_market(db)
    refer(db, agent, market.creator)
    finish_deal(db, market, 50_000)
    shown = {}
    for user in (agent, market.creator):
        wallet = call(db, "app.wallet_of", None, user, "usd")
        with acting_as(db, user):
            told = rows(db, "app.wallet_bookings", wallet, 0, 100, 100)
            shown[user] = rows(db, "app.wallet_parties", wallet, [row[2] for row in told])
        assert len(told) == 1
    assert shown[agent] == []
    assert [row[2] for row in shown[market.creator]] == [market.brand]
