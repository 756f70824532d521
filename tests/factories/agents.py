"""Agents, whom they brought, and what they earned."""

from typing import Any
from uuid import UUID

from tests.factories.people import make_user
from tests.typing import Connection


def make_agent(db: Connection, **columns: object) -> UUID:
    """An agent with a profile of these columns."""
    agent = make_user(db, "agent")
    for column, value in columns.items():
        db.execute(f"update agent_profiles set {column} = %s where user_id = %s", (value, agent))  # type: ignore[arg-type]
    return agent


def refer(db: Connection, agent: UUID, *people: UUID, status: str = "active") -> None:
    """`agent` brought these people."""
    for person in people:
        db.execute(
            "insert into referrals (referred_user_id, agent_user_id, source, status, reject_reason)"
            " values (%(person)s, %(agent)s, 'manual', %(status)s, case %(status)s when 'rejected' then 'Test' end)",
            {"person": person, "agent": agent, "status": status},
        )


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
