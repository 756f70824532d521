"""Agents with commissions, as a release books them: part of a deal's fee, from our revenue to what the agent is owed."""

from uuid import UUID

from tests.factories.deals import approve, make_deal, make_market, submit
from tests.factories.ledger import account, balance, post
from tests.factories.people import make_user
from tests.typing import Connection


def make_agent(db: Connection, *, account_id: str | None = None) -> UUID:
    """An agent, with an account at Stripe that can be paid where its id is given."""
    agent = make_user(db, "agent")
    if account_id is not None:
        db.execute("select app.set_connected_account(%s, %s, true, null)", (agent, account_id))
    return agent


def release_deal(db: Connection, fee: int, currency: str = "usd") -> UUID:
    """A deal of two people whom nobody brought, released at a fee of so many minor units; its escrow."""
    market = make_market(db, fee * 12, currency)
    [escrow] = make_deal(db, market, fee * 10, currency=currency)
    approve(db, escrow, market.owner, submit(db, escrow, market.creator))
    row = db.execute("select status, fee_amount from escrows where id = %s", (escrow,)).fetchone()
    assert row == ("released", fee), row
    return escrow


def owe(
    db: Connection, agent: UUID, amount: int, *, currency: str = "usd", days: int = -1, escrow: UUID | None = None
) -> UUID:  # fmt: skip
    """A commission of `amount` minor units, all of a fee; its hold ends in so many days. The commission's id."""
    escrow = escrow or release_deal(db, amount, currency)
    return _book(db, agent, amount, currency, days, escrow, None)


def take_back(db: Connection, commission: UUID, amount: int) -> UUID:
    """So many minor units of a commission, as a clawback of its deal takes them; the reversal's id."""
    row = db.execute(
        "select agent_user_id, currency, escrow_id from commissions where id = %s", (commission,)
    ).fetchone()
    assert row is not None
    agent, currency, escrow = row
    return _book(db, agent, -amount, currency, -1, escrow, commission)


def owed(db: Connection, user: UUID, currency: str = "usd") -> dict[str, int]:
    """What somebody is owed as creator and as agent, and what is on its way, in minor units."""
    return {
        name: balance(db, account(db, purpose, user_id=user, currency=currency))
        for name, purpose in (
            ("creator", "creator_payable"), ("agent", "agent_payable"), ("transit", "payout_in_transit")
        )
    }  # fmt: skip


def commissions(db: Connection, agent: UUID) -> list[tuple[str, int, str, bool]]:
    """Kind, amount, status and whether it is in a payout, of each commission, oldest first."""
    return db.execute(
        "select kind, amount, status, payout_id is not null from commissions where agent_user_id = %s order by id",
        (agent,),
    ).fetchall()


def _book(
    db: Connection, agent: UUID, amount: int, currency: str, days: int, escrow: UUID, reverses: UUID | None
) -> UUID:
    posted = post(
        db,
        (account(db, "platform_revenue", currency=currency), -amount),
        (account(db, "agent_payable", currency=currency, user_id=agent), amount),
        kind="commission",
    )
    row = db.execute(
        "insert into commissions (agent_user_id, escrow_id, kind, side, base_fee, amount, currency, available_at,"
        " reverses, ledger_transaction_id) values (%s, %s, %s, 'both', (select fee_amount from escrows where id = %s),"
        " %s, %s, now() + make_interval(days => %s), %s, %s) returning id",
        (
            agent,
            escrow,
            "reversal" if reverses else "earned",
            escrow,
            amount,
            currency,
            days,
            reverses,
            posted,
        ),
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    db.execute(
        "select app.record_wallet_transaction(app.wallet_of(null, %(agent)s, %(currency)s), 'transfer',"
        " abs(%(amount)s::bigint), %(amount)s, %(currency)s, 'commission:' || %(id)s::uuid, %(posted)s, 'Commission')",
        {"agent": agent, "currency": currency, "amount": amount, "id": made, "posted": posted},
    )
    return made
