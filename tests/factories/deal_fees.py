"""Agents, whom they brought, and what they earned."""

from typing import Any
from uuid import UUID

from tests.factories.deals import Market, finish_deal, make_market, value
from tests.factories.referrals import refer
from tests.typing import Connection

PRICE, FEE = 10_030, 1_003
"""Of `pay_deal`: half of the fee leaves an odd unit."""


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
    """A brand and a creator whom these brought, a day ago: a deal of theirs is none of two who just came."""
    market = make_market(db, currency=currency)
    db.execute(
        "update auth.users set created_at = created_at - interval '1 day' where id in (%s, %s)",
        (market.owner, market.creator),
    )
    for agent, person in ((brand_agent, market.owner), (creator_agent, market.creator)):
        if agent:
            refer(db, agent, person)
    return market


def pay_deal(db: Connection, market: Market, price: int = PRICE, currency: str = "usd") -> UUID:
    """A deal whose fee cannot be halved, whose work is approved; the escrow."""
    return finish_deal(db, market, price, currency)


def revenue(db: Connection, currency: str = "usd") -> int:
    """What the platform keeps, in minor units."""
    return int(value(db, "select ledger.balance(ledger.account('platform_revenue', %s))", currency))
