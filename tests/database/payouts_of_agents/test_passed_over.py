"""Who waits for a payout of commissions: by an obstacle, a ban, a hold, a schedule or by their own word."""

from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.database.paid_agents import (
    assert_books_agree,
    earned,
    paid,
    passed_over,
    payout_of,
    prepared,
)
from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.commissions import (
    commission_rows,
    owe,
    payables,
    take_back,
)
from tests.factories.money import Deal
from tests.typing import Connection


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("update wallets set stripe_account_id = null, payouts_enabled = false where user_id = %s",
         "NO_CONNECTED_ACCOUNT"),
        ("update wallets set payouts_enabled = false where user_id = %s", "ACCOUNT_NOT_READY"),
        ("update auth.users set status = 'banned' where id = %s", "USER_BLOCKED"),
        ("update agent_profiles set status = 'banned' where user_id = %s", "USER_BLOCKED"),
    ],
)  # fmt: skip
def test_an_agent_who_is_passed_over_keeps_what_is_owed(
    db: Connection, agent: UUID, statement: str, reason: str
) -> None:
    owe(db, agent, 5_000)
    db.execute(statement.encode(), (agent,))
    assert prepared(db) == []
    assert passed_over(db, agent) == [(5_000, reason)]
    assert commission_rows(db, agent) == [("earned", 5_000, "pending", False)]
    assert payables(db, agent)["agent"] == 5_000


def test_a_banned_agents_commissions_wait_and_their_earnings_do_not(
    db: Connection, deal: Deal, both: UUID
) -> None:
    commission = owe(db, both, 6_000)
    earned(db, deal, 9_000)
    db.execute("update agent_profiles set status = 'banned' where user_id = %s", (both,))
    assert prepared(db) == [(9_000, 0, "usd")]
    assert passed_over(db, both) == []
    call(db, "app.settle_payout", payout_of(db, both), "tr_1")
    take_back(db, commission, 6_000)
    take_back(db, owe(db, both, 2_000), 1_000)
    earned(db, deal, 9_000)
    assert prepared(db) == [(9_000, 0, "usd")]
    assert_books_agree(db)


def test_what_a_banned_agent_owes_is_netted_all_the_same(db: Connection, deal: Deal, both: UUID) -> None:
    commission = owe(db, both, 6_000)
    paid(db, both, "tr_1")
    take_back(db, commission, 1_000)
    earned(db, deal, 9_000)
    db.execute("update agent_profiles set status = 'banned' where user_id = %s", (both,))
    assert prepared(db) == [(8_000, -1_000, "usd")]


def test_held_commissions_stay_out(db: Connection, agent: UUID) -> None:
    held = owe(db, agent, 5_000)
    owe(db, agent, 2_000)
    db.execute("update commissions set status = 'held' where id = %s", (held,))
    assert prepared(db) == [(2_000, 2_000, "usd")]
    assert_books_agree(db)
    db.execute("update commissions set status = 'available' where id = %s", (held,))
    assert prepared(db) == [(5_000, 5_000, "usd")]


def test_an_agent_withdraws_what_is_past_its_hold_whatever_the_schedule(db: Connection, agent: UUID) -> None:
    db.execute("update wallets set payout_schedule = 'manual' where user_id = %s", (agent,))
    owe(db, agent, 5_000)
    owe(db, agent, 3_000, days=3)
    assert prepared(db) == []
    with acting_as(db, agent):
        assert refusal(db, "app.withdraw_earnings", "usd", 4_999) == Refusal(
            "IM032", None, {"asked": 4_999, "available": 5_000}
        )
        call(db, "app.withdraw_earnings", "usd", 5_000)
        assert refusal(db, "app.withdraw_earnings", "usd") == Refusal(
            "IM033", None, {"available": 0, "minimum": 1_000, "currency": "usd"}
        )
    assert payables(db, agent) == {"creator": 0, "agent": 3_000, "transit": 5_000}


def test_a_blocked_or_banned_agent_who_asks_hears_it(db: Connection, agent: UUID) -> None:
    owe(db, agent, 5_000)
    db.execute("update agent_profiles set status = 'banned' where user_id = %s", (agent,))
    with acting_as(db, agent):
        refused = refusal(db, "app.withdraw_earnings", "usd")
    assert refused == Refusal("IM034", None, {"reason": "USER_BLOCKED"})


@pytest.mark.parametrize(
    ("schedule", "paid"), [("daily", 5_000), ("weekly", None), ("monthly", None), ("manual", None)]
)
def test_schedules_pay_commissions_as_they_pay_earnings(
    db: Connection, agent: UUID, schedule: str, paid: int | None
) -> None:
    db.execute("update wallets set payout_schedule = %s where user_id = %s", (schedule, agent))
    commission = owe(db, agent, 5_000)
    db.execute("update commissions set available_at = '2030-04-02 00:00Z' where id = %s", (commission,))
    batch = call(db, "app.prepare_payouts", "2030-04-02 05:30Z")
    found = db.execute("select amount from payouts where batch_id = %s", (batch,)).fetchall()
    assert found == ([(paid,)] if paid else [])
