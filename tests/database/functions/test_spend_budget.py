"""app.spend_budget: from the campaign to the creator, and the fee to the platform."""

import psycopg
import pytest

from tests.factories.money import books, budgets, earn, make_deal, make_participant, make_submission
from tests.factories.people import make_user
from tests.typing import Connection


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
