"""app.spend_budget: from the campaign to the creator, and the fee to the platform."""

from uuid import uuid4

import psycopg
import pytest

from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.money import Deal, books, budgets, earn, make_deal, make_participant, make_submission
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
    with (
        pytest.raises(psycopg.errors.UniqueViolation, match="earning_pays_a_submission_once"),
        db.transaction(),
    ):
        db.execute("select app.spend_budget(%s, 500)", (submission,))
    assert books(db, deal)["reserved"] == 500


def test_no_more_is_spent_than_is_reserved(db: Connection) -> None:
    deal = make_deal(db)
    db.execute("select app.reserve_budget(%s, 1000)", (deal.participant,))
    other = make_participant(db, deal.campaign, deal.brand, make_user(db))
    db.execute("select app.reserve_budget(%s, 1000)", (other,))
    with (
        pytest.raises(psycopg.Error) as error,
        db.transaction(),
    ):  # the campaign's account would cover it, the promise does not
        db.execute("select app.spend_budget(%s, 1001)", (make_submission(db, deal),))
    assert error.value.sqlstate == "IM007"


def test_unpaid_work_earns_nothing(db: Connection) -> None:
    deal = make_deal(db)
    row = db.execute("select app.spend_budget(%s, 0)", (make_submission(db, deal),)).fetchone()
    assert row == (None,)


def test_both_wallets_show_it_and_the_hold_and_the_fee_are_those_in_force(db: Connection, deal: Deal) -> None:
    db.execute("insert into admin_settings (key, value) values ('platform_fee_basis_points', '2500'),"
               " ('payout_hold_days', '3')")  # fmt: skip
    db.execute("select app.reserve_budget(%s, 1000)", (deal.participant,))
    submission = make_submission(db, deal)
    earning = call(db, "app.spend_budget", submission, 1_000)
    assert books(db, deal) == {"wallet": 99_000, "reserved": 0, "creator": 750, "platform": 250}
    assert db.execute(
        "select creator_user_id, campaign_id, brand_id, submission_id, kind, currency,"
        " available_at - created_at = '3 days' from earnings where id = %s", (earning,)
    ).fetchone() == (deal.creator, deal.campaign, deal.brand, submission, "earned", "usd", True)  # fmt: skip
    assert db.execute(
        "select reference_id, amount, balance_effect, status from wallet_transactions"
        " where transaction_type = 'transfer' order by id"
    ).fetchall() == [
        (f"submission:{submission}", 1_000, 0, "completed"), (f"earning:{earning}", 750, 750, "completed"),
    ]  # fmt: skip
    assert db.execute("select amount, spent from campaign_budget_reservations").fetchall() == [(1_000, 1_000)]


@pytest.mark.parametrize("gross", [None, -1])
def test_what_is_spent_is_an_amount(db: Connection, deal: Deal, gross: int | None) -> None:
    db.execute("select app.reserve_budget(%s, 1000)", (deal.participant,))
    assert refusal(db, "app.spend_budget", make_submission(db, deal), gross).sqlstate == "IM006"
    assert db.execute("select from earnings").fetchall() == []


def test_what_is_released_is_not_spent(db: Connection, deal: Deal) -> None:
    db.execute("select app.reserve_budget(%s, 1000)", (deal.participant,))
    db.execute("select app.release_budget(%s, 400)", (deal.participant,))
    refused = refusal(db, "app.spend_budget", make_submission(db, deal), 601)
    assert refused == Refusal("IM007", None, {"reserved": 600, "needed": 601})


def test_a_submission_that_does_not_exist_is_not_found(db: Connection) -> None:
    assert refusal(db, "app.spend_budget", uuid4(), 5) == Refusal("IG003")
