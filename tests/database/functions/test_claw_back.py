"""app.claw_back: an earning taken back from the creator, with its share of the fee, to the brand."""

from uuid import UUID, uuid4

import pytest

from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.money import Deal, books, budgets, earn, let_hold_pass
from tests.typing import Connection


@pytest.fixture
def earning(db: Connection, deal: Deal) -> UUID:
    """An earning of 270.00 net and 30.00 fee, on hold."""
    return earn(db, deal, 30_000)


def test_net_and_fee_go_back_to_the_brand(db: Connection, deal: Deal, earning: UUID) -> None:
    clawback = call(db, "app.claw_back", earning, 9_000, "The post was deleted")
    assert books(db, deal) == {"wallet": 80_000, "reserved": 0, "creator": 18_000, "platform": 2_000}
    assert budgets(db, deal) == (0, 20_000)
    assert db.execute(
        "select kind, clawback_of, amount, gross_amount, fee_amount, currency, status, reason,"
        " available_at <= now() from earnings where id = %s", (clawback,)
    ).fetchone() == (
        "clawback", earning, -9_000, -10_000, -1_000, "usd", "pending", "The post was deleted", False,
    )  # fmt: skip


def test_it_is_due_when_what_it_is_taken_from_is(db: Connection, deal: Deal, earning: UUID) -> None:
    due = "select distinct available_at > now() from earnings where clawback_of = %s or id = %s"
    call(db, "app.claw_back", earning, 9_000, "on hold")
    assert db.execute(due, (earning, earning)).fetchall() == [(True,)]
    let_hold_pass(db, deal)
    call(db, "app.claw_back", earning, 9_000, "past it")
    assert db.execute(due, (earning, earning)).fetchall() == [(False,)]
    assert db.execute("select count(distinct available_at) from earnings").fetchone() == (1,)


def test_both_wallets_show_it_and_the_creator_is_told(db: Connection, deal: Deal, earning: UUID) -> None:
    clawback = call(db, "app.claw_back", earning, 9_000, "Why")
    assert db.execute(
        "select w.user_id is not null, t.transaction_type, t.status, t.amount, t.balance_effect, t.description"
        " from wallet_transactions as t inner join wallets as w on w.id = t.wallet_id"
        " where t.reference_id = any(%s) order by t.id", ([f"earning:{clawback}", f"clawback:{clawback}"],)
    ).fetchall() == [
        (True, "transfer", "completed", 9_000, -9_000, "Taken back: Why"),
        (False, "release", "completed", 10_000, 10_000, "Taken back from a creator: Why"),
    ]  # fmt: skip
    told = db.execute(
        "select user_id, message, metadata -> 'amount' from notifications where type = 'earning_clawed_back'"
    ).fetchall()
    assert told == [(deal.creator, "Why", 9_000)]


def test_the_shares_of_the_fee_add_up_to_the_fee(db: Connection, deal: Deal, earning: UUID) -> None:
    for amount in (1, 13_333, 7_777, 5_889):
        call(db, "app.claw_back", earning, amount, "bit by bit")
    assert books(db, deal) == {"wallet": 100_000, "reserved": 0, "creator": 0, "platform": 0}
    assert budgets(db, deal) == (0, 0)


@pytest.mark.parametrize(("amount", "left"), [(0, 17_000), (-1, 17_000), (17_001, 17_000)])
def test_no_more_is_taken_than_is_left_of_it(
    db: Connection, deal: Deal, earning: UUID, amount: int, left: int
) -> None:
    call(db, "app.claw_back", earning, 10_000, "first")
    refused = refusal(db, "app.claw_back", earning, amount, "second")
    assert refused == Refusal("IM006", None, {"amount": amount, "left": left})
    assert books(db, deal)["creator"] == 17_000


def test_only_what_was_earned_can_be_taken_back(db: Connection, earning: UUID) -> None:
    clawback = call(db, "app.claw_back", earning, 9_000, "first")
    for other in (clawback, uuid4()):
        assert refusal(db, "app.claw_back", other, 1, "why") == Refusal("IG003")
