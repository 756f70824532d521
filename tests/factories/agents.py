"""Agents, their codes and whom they know, inserted as the superuser so that a test can arrange anything."""

from uuid import UUID

from psycopg import sql

from tests.factories.people import make_user
from tests.typing import Connection


def make_agent(
    db: Connection, full_name: str = "", *, email: str | None = None, code: str | None = None, **columns: object
) -> UUID:  # fmt: skip
    """Somebody who signed up as an agent, whose profile has these columns; `code`: a referral code of theirs."""
    named = {"full_name": full_name} if full_name else {}
    agent = make_user(db, "agent", email=email, user_id=None, **named)
    for column, wanted in columns.items():
        change = sql.SQL("update agent_profiles set {} = %s where user_id = %s").format(
            sql.Identifier(column)
        )
        db.execute(change, (wanted, agent))
    if code is not None:
        make_code(db, agent, code)
    return agent


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


def make_contact(
    db: Connection, agent: UUID, email: str | None = "new@example.com", country: str | None = "US",
    *, phone: str | None = None, name: str = "Nora New",
) -> UUID:  # fmt: skip
    """Somebody whom an agent knows."""
    row = db.execute(
        "insert into agent_contacts"
        " (agent_user_id, name, email, phone_e164, country, source, lawful_basis, dedupe_hash)"
        " values (%(agent)s, %(name)s, %(email)s, %(phone)s, %(country)s, 'manual', 'personal_acquaintance',"
        " sha256(convert_to(coalesce(%(email)s, %(phone)s), 'UTF8'))) returning id",
        {"agent": agent, "name": name, "email": email, "phone": phone, "country": country},
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made
