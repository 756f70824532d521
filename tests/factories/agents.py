"""Agents and their codes, inserted as the superuser so that a test can arrange anything."""

from uuid import UUID

from tests.factories.people import make_user
from tests.typing import Connection


def make_agent(db: Connection, **metadata: str) -> UUID:
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
