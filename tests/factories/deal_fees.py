"""Agents, whom they brought, and what they earned."""

from typing import Any
from uuid import UUID

from psycopg import sql

from tests.factories import agents
from tests.factories.agents import refer
from tests.factories.deals import Market, approve, make_deal, make_market, submit, value
from tests.typing import Connection

PRICE, FEE = 10_030, 1_003
"""Of `pay_deal`: half of the fee leaves an odd unit."""


def make_agent(db: Connection, **columns: object) -> UUID:
    """An agent with a profile of these columns."""
    agent = agents.make_agent(db)
    for column, wanted in columns.items():
        change = sql.SQL("update agent_profiles set {} = %s where user_id = %s").format(
            sql.Identifier(column)
        )
        db.execute(change, (wanted, agent))
    return agent


def commissions(db: Connection, agent: UUID) -> list[tuple[Any, ...]]:
    """Kind, side, amount and status of each of an agent's commissions, oldest first."""
    return db.execute(
        "select kind, side, amount, status from commissions where agent_user_id = %s order by id", (agent,)
    ).fetchall()


def owed(db: Connection, agent: UUID, currency: str = "usd") -> int:
    """What the ledger owes an agent, in minor units."""
    row = db.execute(
        "select coalesce(sum(balance), 0)::bigint from ledger.account_balances"
        " where purpose = 'agent_payable' and user_id = %s and currency = %s",
        (agent, currency),
    ).fetchone()
    assert row is not None
    return int(row[0])


def make_referred(
    db: Connection, brand_agent: UUID | None, creator_agent: UUID | None, currency: str = "usd"
) -> Market:
    """A brand and a creator whom these brought, a day ago: a deal within their first hour would be checked."""
    market = make_market(db, currency=currency)
    joined = "update auth.users set created_at = now() - interval '1 day' where id in (%s, %s)"
    db.execute(joined, (market.owner, market.creator))
    for agent, person in ((brand_agent, market.owner), (creator_agent, market.creator)):
        if agent:
            refer(db, agent, person)
    return market


def pay_deal(db: Connection, market: Market, price: int = PRICE, currency: str = "usd") -> UUID:
    """A deal of one milestone whose work is approved; the escrow."""
    escrow = make_deal(db, market, price, currency=currency)[0]
    approve(db, escrow, market.owner, submit(db, escrow, market.creator))
    return escrow


def revenue(db: Connection, currency: str = "usd") -> int:
    """What the platform keeps, in minor units."""
    return int(value(db, "select ledger.balance(ledger.account('platform_revenue', %s))", currency))
