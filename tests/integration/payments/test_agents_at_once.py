"""Payouts of commissions beside what happens to them at the same moment: a clawback, a second run, a hold."""

import threading
from uuid import UUID

import pytest

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.commissions import make_paid_agent, owe, payables
from tests.factories.deals import finish_deal, make_market, value
from tests.factories.payments import assert_books_are_clean
from tests.factories.referrals import refer
from tests.typing import Connection

RUN = ("service", "select app.prepare_payouts('2999-01-01')", ())


def settle(db: Connection) -> None:
    """All transfers that are prepared are made."""
    db.execute("select app.settle_payout(id, 'tr_' || id) from payouts where status = 'pending'")


def brought(db: Connection, agent: UUID, price: int = 50_000) -> UUID:
    """An earning of a deal whose creator the agent brought, a month after they came; its fee is the agent's."""
    market = make_market(db, price * 2)
    db.execute("update auth.users set created_at = created_at - interval '1 month'")
    refer(db, agent, market.creator)
    escrow = finish_deal(db, market, price)
    earning: UUID = value(db, "select id from earnings where escrow_id = %s", escrow)
    return earning


@pytest.mark.parametrize("attempt", range(4))
@pytest.mark.parametrize("taken", [50_000, 20_001])
def test_a_clawback_beside_a_run_is_netted_by_it_or_by_the_next(
    database: Database, admin: UUID, taken: int, attempt: int
) -> None:
    """Whichever is first: nothing is lost, nothing is paid twice, and the proof of the books finds nothing."""
    with database.connect() as db:
        agent = make_paid_agent(db, f"acct_{attempt}")
        earning = brought(db, agent)
        fee = payables(db, agent)["agent"]
        assert fee == value(db, "select fee_amount from earnings where id = %s", earning) > 0
    claw_back = (str(admin), "select app.claw_back(%s, %s, 'why')", (earning, taken))
    assert run_at_once(database, RUN, claw_back) == ["ok", "ok"]
    with database.connect() as db:
        returned = -value(db, "select sum(amount) from commissions where kind = 'reversal'")
        assert returned == fee * taken // 50_000
        settle(db)
        sent = value(db, "select coalesce(sum(amount), 0) from payouts where creator_user_id = %s", agent)
        assert payables(db, agent) == {"creator": 0, "agent": fee - returned - sent, "transit": 0}
    assert_books_are_clean(database)
    with database.connect() as db:
        owe(db, agent, 20_000)
        db.execute(RUN[1])
        settle(db)
        sent = value(db, "select sum(amount) from payouts where creator_user_id = %s", agent)
        assert sent == fee - returned + 20_000
        assert payables(db, agent) == {"creator": 0, "agent": 0, "transit": 0}
    assert_books_are_clean(database)


def test_two_runs_and_the_agents_own_word_pay_once(database: Database) -> None:
    with database.connect() as db:
        agent = make_paid_agent(db)
        owe(db, agent, 5_000)
    asks = (str(agent), "select app.withdraw_earnings('usd')", ())
    outcomes = run_at_once(database, RUN, RUN, asks)
    assert outcomes[:2] == ["ok", "ok"]
    assert outcomes[2] in {"ok", "IM033"}, "it was faster, or there was nothing left"
    with database.connect() as db:
        assert db.execute("select amount from payouts where creator_user_id = %s", (agent,)).fetchall() == [
            (5_000,)
        ]
        settle(db)
        assert payables(db, agent) == {"creator": 0, "agent": 0, "transit": 0}
    assert_books_are_clean(database)


def test_who_is_about_to_hold_waits_for_a_run_and_recalls_what_it_made(database: Database) -> None:
    with database.connect() as db:
        agent = make_paid_agent(db)
        held = owe(db, agent, 5_000)
        owe(db, agent, 2_000)
    recalled: list[int] = []

    def hold() -> None:
        with database.connect() as other, other.transaction():
            recalled.append(value(other, "select app.recall_payouts(%s)", agent))
            other.execute(
                "update commissions set status = 'held' where id = %s and payout_id is null", (held,)
            )

    beside = threading.Thread(target=hold)
    with database.connect() as run, run.transaction():
        run.execute(RUN[1])
        beside.start()
        beside.join(0.5)
        assert beside.is_alive(), "it would find nothing yet, and hold nothing"
    beside.join(30)
    assert recalled == [1]
    with database.connect() as db:
        assert db.execute("select count(*) from app.claim_payouts(10, interval '0') as p where p.creator_user_id = %s",
                          (agent,)).fetchone() == (0,)  # fmt: skip
        assert value(db, "select status from commissions where id = %s", held) == "held"
        db.execute(RUN[1])
        settle(db)
        assert payables(db, agent) == {"creator": 0, "agent": 5_000, "transit": 0}
    assert_books_are_clean(database)
