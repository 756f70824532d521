"""The money contract: reserve, spend, release, in the books of wallet, campaign and ledger alike."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.ledger import account, balance
from tests.factories.money import Deal, earn, make_deal, make_participant, make_submission
from tests.factories.people import make_user
from tests.typing import Connection


def books(db: Connection, deal: Deal) -> dict[str, int]:
    """What each account of the deal holds, in minor units."""
    return {
        "wallet": balance(db, account(db, "brand_available", brand_id=deal.brand)),
        "reserved": balance(
            db, account(db, "campaign_reserved", brand_id=deal.brand, campaign_id=deal.campaign)
        ),
        "creator": balance(db, account(db, "creator_payable", user_id=deal.creator)),
        "platform": balance(db, account(db, "platform_revenue")),
    }


def budgets(db: Connection, deal: Deal) -> tuple[int, int]:
    row = db.execute(
        "select budget_reserved, budget_spent from campaigns where id = %s", (deal.campaign,)
    ).fetchone()
    assert row is not None
    return row[0], row[1]


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


def test_spending_pays_the_creator_net_and_the_platform_its_fee(db: Connection) -> None:
    deal = make_deal(db)
    earning = earn(db, deal, 60_000)
    assert books(db, deal) == {"wallet": 40_000, "reserved": 0, "creator": 54_000, "platform": 6_000}
    assert budgets(db, deal) == (0, 60_000)
    row = db.execute(
        "select amount, gross_amount, fee_amount, status, available_at - created_at = '7 days' from earnings"
        " where id = %s", (earning,)
    ).fetchone()  # fmt: skip
    assert row == (54_000, 60_000, 6_000, "pending", True)


@pytest.mark.parametrize(("gross", "fee"), [(1, 0), (4, 0), (5, 1), (14, 1), (15, 2), (995, 100)])
def test_the_fee_is_rounded_half_up(db: Connection, gross: int, fee: int) -> None:
    deal = make_deal(db)
    earn(db, deal, gross)
    assert (books(db, deal)["platform"], books(db, deal)["creator"]) == (fee, gross - fee)


def test_a_submission_is_paid_once(db: Connection) -> None:
    deal = make_deal(db)
    db.execute("select app.reserve_budget(%s, 1000)", (deal.participant,))
    submission = make_submission(db, deal)
    db.execute("select app.spend_budget(%s, 500)", (submission,))
    with pytest.raises(psycopg.errors.UniqueViolation, match="earning_pays_a_submission_once"):
        db.execute("select app.spend_budget(%s, 500)", (submission,))
    assert books(db, deal)["reserved"] == 500


def test_no_more_is_spent_than_is_reserved(db: Connection) -> None:
    deal = make_deal(db)
    db.execute("select app.reserve_budget(%s, 1000)", (deal.participant,))
    other = make_participant(db, deal.campaign, deal.brand, make_user(db))
    db.execute("select app.reserve_budget(%s, 1000)", (other,))
    with pytest.raises(psycopg.Error) as error:  # the campaign's account would cover it, the promise does not
        db.execute("select app.spend_budget(%s, 1001)", (make_submission(db, deal),))
    assert error.value.sqlstate == "IM007"


def test_unpaid_work_earns_nothing(db: Connection) -> None:
    deal = make_deal(db)
    row = db.execute("select app.spend_budget(%s, 0)", (make_submission(db, deal),)).fetchone()
    assert row == (None,)


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


def test_an_unknown_participant_is_not_found(db: Connection) -> None:
    for call in ("app.reserve_budget(%s, 5)", "app.release_budget(%s)", "app.spend_budget(%s, 5)"):
        with pytest.raises(psycopg.Error) as error:
            db.execute(f"select {call}", (uuid4(),))
        assert error.value.sqlstate == "IG003"


def test_the_wallet_statement_explains_the_balance(db: Connection) -> None:
    deal = make_deal(db)
    earn(db, deal, 60_000)
    db.execute("select app.reserve_budget(%s, 500)", (deal.participant,))
    db.execute("select app.release_budget(%s, null)", (deal.participant,))
    rows = db.execute(
        "select t.transaction_type, t.balance_effect from wallet_transactions as t"
        " inner join wallets as w on w.id = t.wallet_id where w.brand_id = %s order by t.id", (deal.brand,)
    ).fetchall()  # fmt: skip
    assert rows == [
        ("deposit", 100_000), ("reservation", -60_000), ("transfer", 0), ("reservation", -500), ("release", 500)
    ]  # fmt: skip
    assert sum(row[1] for row in rows) == books(db, deal)["wallet"]


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


@pytest.mark.parametrize("role", ["anon", "authenticated", "admin", "service"])
def test_only_the_engine_moves_budgets(db: Connection, role: str) -> None:
    deal = make_deal(db)
    for call in ("app.reserve_budget(%s, 5)", "app.release_budget(%s)", "app.spend_budget(%s, 5)"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
            db.execute("select set_config('role', %s, true)", (role,))
            db.execute(f"select {call}", (deal.participant,))
