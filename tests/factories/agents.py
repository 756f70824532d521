"""Agents and their codes, inserted as the superuser so that a test can arrange anything."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tests.factories.people import make_user
from tests.typing import Connection


def make_agent(db: Connection, **metadata: Any) -> UUID:
    """Somebody who signed up as an agent; triggers make profile and wallet."""
    return make_user(db, "agent", **metadata)


def make_code(
    db: Connection,
    agent: UUID,
    code: str,
    *,
    max_uses: int | None = None,
    label: str = "",
    campaign: str = "",
) -> UUID:
    """A code of an agent; its id."""
    row = db.execute(
        "insert into referral_codes (agent_user_id, code, max_uses, label, campaign) values (%s, %s, %s, %s, %s)"
        " returning id",
        (agent, code, max_uses, label, campaign),
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made


def make_referral(
    db: Connection, agent: UUID, person: UUID, *, at: datetime | None = None, status: str = "active"
) -> None:
    """Somebody whom an agent brought, by hand; `at`: when, now without it."""
    db.execute(
        "insert into referrals (referred_user_id, agent_user_id, source, attributed_at, status, reject_reason)"
        " values (%s, %s, 'manual', coalesce(%s, now()), %s, case when %s = 'rejected' then 'A test.' end)",
        (person, agent, at, status, status),
    )


def make_release(
    db: Connection, brand: UUID, creator: UUID, at: datetime, *, price: int = 10_000, fee: int = 1_000,
    currency: str = "usd",
) -> UUID:  # fmt: skip
    """Held funds that were released at a time of the past, without the deal around them; their id."""
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        row = db.execute(
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
    db: Connection, agent: UUID, escrow: UUID, at: datetime, amount: int, *, currency: str = "usd",
    reverses: UUID | None = None,
) -> UUID:  # fmt: skip
    """What an agent earned (below zero: what was taken back of `reverses`) at a time of the past; its id."""
    row = db.execute(
        "insert into commissions (agent_user_id, escrow_id, kind, side, base_fee, amount, currency, available_at,"
        " reverses, created_at) values (%s, %s, %s, 'both', 10000000, %s, %s, %s, %s, %s) returning id",
        (agent, escrow, "reversal" if reverses else "earned", amount, currency, at, reverses, at),
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made


def make_touch(db: Connection, agent: UUID, at: datetime, *, kind: str = "click") -> None:
    """A link of an agent that was followed."""
    db.execute("select app.make_touch_partitions(%s, 1)", (at.date(),))
    db.execute(
        "insert into referral_touches (agent_user_id, code_id, token_hash, kind, at)"
        " values (%s, uuidv7(), sha256(uuid_send(uuidv7())), %s, %s)",
        (agent, kind, at),
    )


def refer(db: Connection, agent: UUID, *people: UUID, status: str = "active") -> None:
    """`agent` brought these people."""
    for person in people:
        db.execute(
            "insert into referrals (referred_user_id, agent_user_id, source, status, reject_reason)"
            " values (%(person)s, %(agent)s, 'manual', %(status)s, case %(status)s when 'rejected' then 'Test' end)",
            {"person": person, "agent": agent, "status": status},
        )
