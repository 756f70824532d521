"""Agents, and the contacts that they brought, inserted as the superuser so that a test can arrange anything."""

from uuid import UUID

from tests.factories.people import make_user
from tests.typing import Connection


def make_agent(db: Connection, name: str = "Ann Agent", *, code: str | None = None) -> UUID:
    """Somebody who brings people; `code`: a referral code of theirs."""
    agent = make_user(db, "agent", full_name=name)
    db.execute("update agent_profiles set display_name = %s where user_id = %s", (name, agent))
    if code is not None:
        db.execute("insert into referral_codes (agent_user_id, code) values (%s, %s)", (agent, code))
    return agent


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
