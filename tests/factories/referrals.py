"""What sign-ups say of who sent them, inserted as the superuser so that a test can arrange anything."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from psycopg import sql

from tests.database.sql_functions import call
from tests.typing import Connection


def hashed(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def make_touch(
    db: Connection, agent: UUID, at: datetime | None = None, *, code: UUID | None = None, token: str | None = None,
    kind: str = "click",
) -> UUID:  # fmt: skip
    """A link of an agent was followed at `at`, an hour ago without it; `token`: what the browser keeps of it."""
    at = at or datetime.now(UTC) - timedelta(hours=1)
    db.execute("select app.make_touch_partitions(%s, 3)", (at.date() - timedelta(days=31),))
    row = db.execute(
        "insert into referral_touches (agent_user_id, code_id, token_hash, kind, at, expires_at)"
        " values (%s, coalesce(%s, uuidv7()), %s, %s, %s, %s + interval '90 days') returning id",
        (agent, code, hashed(token or uuid4().hex), kind, at, at),
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


def make_referral(db: Connection, agent: UUID, person: UUID, **columns: object) -> UUID:
    """A person whom an agent brought, with these columns; the referral's id."""
    values: dict[str, object] = {
        "agent_user_id": agent,
        "referred_user_id": person,
        "source": "code",
    } | columns
    if values.get("status") == "rejected":
        values.setdefault("reject_reason", "Test")
    insert = sql.SQL("insert into referrals ({}) values ({}) returning id").format(
        sql.SQL(", ").join(map(sql.Identifier, values)), sql.SQL(", ").join(map(sql.Placeholder, values))
    )
    row = db.execute(insert, values).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made


def refer(db: Connection, agent: UUID, *people: UUID, **columns: object) -> None:
    """`agent` brought these people."""
    for person in people:
        make_referral(db, agent, person, **columns)
