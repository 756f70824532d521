"""Commissions of any amount, due at any time: what a release books, and what a clawback takes of it."""

from datetime import datetime
from uuid import UUID

from tests.factories.agents import make_agent
from tests.factories.deals import finish_deal, make_market, value
from tests.factories.ledger import account, balance, post
from tests.factories.money import Deal, connect_account
from tests.sessions import without_triggers
from tests.typing import Connection


def make_paid_agent(db: Connection, account_id: str = "acct_agent") -> UUID:
    """An agent whose account at Stripe can be paid."""
    agent = make_agent(db)
    connect_account(db, agent, account_id)
    return agent


def release_deal(db: Connection, fee: int, currency: str = "usd") -> UUID:
    """A deal of two people whom nobody brought, released at a fee of so many minor units; its escrow."""
    escrow = finish_deal(db, make_market(db, fee * 12, currency), fee * 10, currency)
    row = db.execute("select status, fee_amount from escrows where id = %s", (escrow,)).fetchone()
    assert row == ("released", fee), row
    return escrow


def owe(
    db: Connection, agent: UUID, amount: int, *, currency: str = "usd", days: int = -1, escrow: UUID | None = None,
    status: str = "pending",
) -> UUID:  # fmt: skip
    """A commission of `amount` minor units, without an escrow all of a fee; its hold ends in so many days. Its id."""
    escrow = escrow or release_deal(db, amount, currency)
    posted = _move(db, agent, amount, currency)
    made: UUID = value(
        db,
        "insert into commissions (agent_user_id, escrow_id, side, base_fee, amount, currency, status, available_at,"
        " ledger_transaction_id) values (%s, %s, 'both', (select fee_amount from escrows where id = %s), %s, %s, %s,"
        " now() + make_interval(days => %s), %s) returning id",
        agent, escrow, escrow, amount, currency, status, days, posted,
    )  # fmt: skip
    db.execute(
        "select app.record_wallet_transaction(app.wallet_of(null, %(agent)s, %(currency)s), 'transfer', %(amount)s,"
        " %(amount)s, %(currency)s, 'commission:' || %(id)s::uuid, %(posted)s, 'Commission')",
        {"agent": agent, "currency": currency, "amount": amount, "id": made, "posted": posted},
    )
    return made


def take_back(db: Connection, commission: UUID, amount: int) -> UUID:
    """So many minor units of a commission, as a clawback of its deal takes them; the reversal's id."""
    row = db.execute(
        "select agent_user_id, currency from commissions where id = %s", (commission,)
    ).fetchone()
    assert row is not None
    agent, currency = row
    made: UUID = value(
        db, "select app.reverse_commission(%s, %s, 'Refunded.', %s)",
        commission, amount, _move(db, agent, -amount, currency),
    )  # fmt: skip
    return made


def make_release(
    db: Connection, brand: UUID, creator: UUID, at: datetime, *, price: int = 10_000, fee: int = 1_000,
    currency: str = "usd",
) -> UUID:  # fmt: skip
    """Held funds that were released at a time of the past, without the deal around them; their id."""
    with without_triggers(db) as free:
        row = free.execute(
            "insert into escrows (deal_id, milestone_id, brand_id, creator_user_id, currency, price, fee, total,"
            " status, released_amount, fee_amount, released_at) values (uuidv7(), uuidv7(), %(brand)s, %(creator)s,"
            " %(currency)s, %(price)s, %(fee)s, %(price)s + %(fee)s, 'released', %(price)s, %(fee)s, %(at)s)"
            " returning id",
            {"brand": brand, "creator": creator, "currency": currency, "price": price, "fee": fee, "at": at},
        ).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made


def make_commission(
    db: Connection, agent: UUID, escrow: UUID, amount: int, *, at: datetime | None = None, side: str = "both",
    currency: str = "usd",
) -> UUID:  # fmt: skip
    """What an agent earned by held funds, in minor units, without the ledger; below zero: what was taken back of it.

    `at`: when, now without it. The commission's id.
    """
    row = db.execute(
        "insert into commissions (agent_user_id, escrow_id, kind, side, base_fee, amount, currency, available_at,"
        " created_at, reverses)"
        " select %(agent)s, %(escrow)s, case when %(amount)s < 0 then 'reversal' else 'earned' end, %(side)s,"
        " 10000000, %(amount)s, %(currency)s, coalesce(%(at)s, now()), coalesce(%(at)s, now()),"
        " case when %(amount)s < 0 then (select id from commissions"
        " where escrow_id = %(escrow)s and agent_user_id = %(agent)s and kind = 'earned') end returning id",
        {"agent": agent, "escrow": escrow, "amount": amount, "at": at, "side": side, "currency": currency},
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made


def payables(db: Connection, user: UUID, currency: str = "usd") -> dict[str, int]:
    """What somebody is owed as creator and as agent, and what is on its way, in minor units."""
    return {
        name: balance(db, account(db, purpose, user_id=user, currency=currency))
        for name, purpose in (
            ("creator", "creator_payable"), ("agent", "agent_payable"), ("transit", "payout_in_transit")
        )
    }  # fmt: skip


def commission_rows(db: Connection, agent: UUID) -> list[tuple[str, int, str, bool]]:
    """Kind, amount, status and whether it is in a payout, of each commission, oldest first."""
    return db.execute(
        "select kind, amount, status, payout_id is not null from commissions where agent_user_id = %s order by id",
        (agent,),
    ).fetchall()


def make_earning_agent(db: Connection, deal: Deal) -> UUID:
    """The deal's creator, who is an agent from now on as well, and can be paid."""
    db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (deal.creator,))
    connect_account(db, deal.creator, "acct_both")
    return deal.creator


def _move(db: Connection, agent: UUID, amount: int, currency: str) -> UUID:
    """So many minor units of the platform's revenue are the agent's, or no more; the posting."""
    return post(
        db,
        (account(db, "platform_revenue", currency=currency), -amount),
        (account(db, "agent_payable", currency=currency, user_id=agent), amount),
        kind="commission",
    )
