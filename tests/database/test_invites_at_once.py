"""Agents who invite at the same moment: an address gets one mail, and nobody waits for another in a circle."""

from typing import LiteralString
from uuid import UUID

from tests.concurrency import Step, run_at_once
from tests.conftest import Database
from tests.factories.agents import make_agent, make_contact

INVITE: LiteralString = "select app.invite_contacts(%s::uuid[], 'email', ''), pg_sleep(0.05)"


def agents(database: Database, number: int, emails: list[str]) -> list[tuple[UUID, list[UUID]]]:
    """Agents who all know the same people, each in another order."""
    with database.connect() as db:
        made = [make_agent(db, f"Agent {n}") for n in range(number)]
        known = [(agent, [make_contact(db, agent, email) for email in emails]) for agent in made]
    return [(agent, ids if n % 2 else ids[::-1]) for n, (agent, ids) in enumerate(known)]


def step(agent: UUID, contacts: list[UUID]) -> Step:
    return str(agent), INVITE, (contacts,)


def mails(database: Database) -> list[tuple[str, int]]:
    """By address, how many invites are not withheld."""
    with database.connect() as db:
        return db.execute(
            "select o.payload ->> 'to', count(*) from agent_invites as i"
            " join outbox as o on o.payload ->> 'agent_invite_id' = i.id::text where i.withheld is null"
            " group by 1 order by 1"
        ).fetchall()


def test_of_many_agents_at_once_one_reaches_each_address(database: Database) -> None:
    emails = [f"{n}@example.com" for n in range(6)]
    known = agents(database, 6, emails)
    assert run_at_once(database, *[step(agent, contacts) for agent, contacts in known]) == ["ok"] * 6
    assert mails(database) == [(email, 1) for email in emails]


def test_one_agent_in_many_windows_invites_a_contact_once_and_keeps_to_the_limit(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        contacts = [make_contact(db, agent, f"{n}@example.com") for n in range(8)]
        db.execute("insert into admin_settings (key, value) values ('agent_invite_daily_limit', '3')")
    told = run_at_once(database, *[step(agent, [contact]) for contact in contacts])
    assert sorted(told) == ["IR009"] * 5 + ["ok"] * 3
    with database.connect() as db:
        db.execute("update agent_invites set created_at = now() - interval '2 days'")
        left = [contact for contact, how in zip(contacts, told, strict=True) if how != "ok"]
    assert run_at_once(database, *[step(agent, [left[0]]) for _ in range(4)]) == ["ok"] * 4
    assert len(mails(database)) == 4
