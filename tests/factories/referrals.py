"""What sign-ups say of who sent them, inserted as the superuser so that a test can arrange anything."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.database.sql_functions import call
from tests.typing import Connection


def hashed(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def make_touch(db: Connection, code_id: UUID, token: str, ago: timedelta = timedelta(hours=1)) -> UUID:
    """The link of a code was opened so long ago."""
    db.execute("select app.make_touch_partitions((now() - interval '120 days')::date, 5)")
    row = db.execute(
        "insert into referral_touches (agent_user_id, code_id, token_hash, kind, at, expires_at)"
        " select c.agent_user_id, c.id, %s, 'click', now() - %s, now() - %s + interval '90 days'"
        " from referral_codes as c where c.id = %s returning id",
        (hashed(token), ago, ago, code_id),
    ).fetchone()
    assert row is not None
    touch_id: UUID = row[0]
    return touch_id


def make_invite(db: Connection, agent: UUID, token: str) -> tuple[UUID, UUID]:
    """An invite that went to a contact of the agent's; both ids."""
    row = db.execute(
        "with contact as (insert into agent_contacts (agent_user_id, email, source, lawful_basis, status, dedupe_hash)"
        " values (%(agent)s, %(email)s, 'manual', 'consent', 'invited', %(hash)s) returning id)"
        " insert into agent_invites (agent_user_id, contact_id, address_hmac, channel, template, status, token_hash)"
        " select %(agent)s, id, %(hash)s, 'email', 'agent_invite', 'sent', %(hash)s from contact"
        " returning id, contact_id",
        {"agent": agent, "email": f"{token}@example.com", "hash": hashed(token)},
    ).fetchone()
    assert row is not None
    return row[0], row[1]


def note_intent(db: Connection, email: str, **said: Any) -> None:
    """What a sign-up of the address says: code, touch, invite (tokens)."""
    touch, invite = said.get("touch"), said.get("invite")
    call(
        db, "app.note_referral_intent", email, said.get("code"),
        touch and hashed(touch), invite and hashed(invite), "creator",
    )  # fmt: skip


def referral(db: Connection, user_id: UUID) -> tuple[Any, ...] | None:
    """Agent, source, status and reason."""
    return db.execute(
        "select agent_user_id, source, status, reject_reason from referrals where referred_user_id = %s",
        (user_id,),
    ).fetchone()


def intents(db: Connection) -> int:
    """How many sign-ups wait."""
    row = db.execute("select count(*) from referral_intents").fetchone()
    assert row is not None
    return int(row[0])


def uses(db: Connection) -> int:
    """How often codes were used, all together."""
    row = db.execute("select sum(uses) from referral_codes").fetchone()
    assert row is not None
    return int(row[0])


def make_referral(db: Connection, agent: UUID, user_id: UUID, **columns: object) -> UUID:
    """A person whom an agent brought; the referral's id."""
    values: dict[str, object] = {
        "agent_user_id": agent,
        "referred_user_id": user_id,
        "source": "code",
    } | columns
    row = db.execute(
        f"insert into referrals ({', '.join(values)}) values ({', '.join(['%s'] * len(values))}) returning id",
        list(values.values()),
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made


def make_commission(
    db: Connection, agent: UUID, escrow: UUID, amount: int, *, side: str = "creator", currency: str = "usd"
) -> UUID:
    """What an agent earned by held funds, in minor units; below zero: taken back from what was earned there."""
    row = db.execute(
        "insert into commissions (agent_user_id, escrow_id, kind, side, base_fee, amount, currency, available_at,"
        " reverses)"
        " select %(agent)s, %(escrow)s, case when %(amount)s < 0 then 'reversal' else 'earned' end, %(side)s,"
        " 1000000, %(amount)s, %(currency)s, now(), case when %(amount)s < 0 then (select id from commissions"
        " where escrow_id = %(escrow)s and agent_user_id = %(agent)s and kind = 'earned') end returning id",
        {"agent": agent, "escrow": escrow, "amount": amount, "side": side, "currency": currency},
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made
