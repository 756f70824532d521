"""Every pair of states of the campaign tables: the machine's steps succeed, all else has its SQLSTATE."""

import itertools
from uuid import UUID

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_deliverable, make_invitation
from tests.factories.people import make_user

INVITATION = {
    "pending": {"accepted", "declined", "expired", "withdrawn"},
    "accepted": set(),
    "declined": set(),
    "expired": set(),
    "withdrawn": set(),
}
PARTICIPANT = {"active": {"inactive", "completed"}, "inactive": {"active", "completed"}, "completed": set()}
SUBMISSION = {
    "pending_review": {"approved", "changes_requested", "rejected"},
    "changes_requested": {"pending_review", "rejected"},
    "approved": set(),
    "rejected": set(),
}  # fmt: skip
MACHINES: dict[str, tuple[str, dict[str, set[str]]]] = {
    "campaign_invitations": ("IC002", INVITATION),
    "campaign_participants": ("IC003", PARTICIPANT),
    "creator_submissions": ("IC004", SUBMISSION),
}
PAIRS = [
    (table, start, end)
    for table, (_, machine) in MACHINES.items()
    for start, end in itertools.permutations(machine, 2)
]


def make_rows(db: psycopg.Connection) -> dict[str, UUID]:
    """A row of each table, all of one campaign."""
    campaign, creator = make_campaign(db, status="active"), make_user(db)
    deliverable = make_deliverable(db, campaign)
    invitation = make_invitation(db, campaign, creator)
    participant = _id(
        db,
        "insert into campaign_participants (campaign_id, brand_id, creator_user_id, invitation_id)"
        " select campaign_id, brand_id, creator_user_id, id from campaign_invitations where id = %s returning id",
        invitation,
    )
    submission = _id(
        db,
        "insert into creator_submissions (campaign_id, brand_id, creator_user_id, participant_id, deliverable_id,"
        " submission_type, description) select p.campaign_id, p.brand_id, p.creator_user_id, p.id, d.id, 'text', 'A'"
        " from campaign_participants as p join campaign_deliverables as d using (campaign_id) where d.id = %s"
        " returning id",
        deliverable,
    )
    return {
        "campaign_invitations": invitation, "campaign_participants": participant, "creator_submissions": submission,
    }  # fmt: skip


def _id(db: psycopg.Connection, query: str, parameter: UUID) -> UUID:
    row = db.execute(query.encode(), (parameter,)).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made


@pytest.mark.parametrize(("table", "start", "end"), PAIRS)
def test_only_the_steps_of_the_machine_are_taken(
    shared_database: Database, table: str, start: str, end: str
) -> None:
    sqlstate, machine = MACHINES[table]
    answered = (
        ", responded_at = case when %(to)s = any('{accepted,declined}') then now() end,"
        " withdrawn_at = case when %(to)s = 'withdrawn' then now() end"
    )
    step = f"update {table} set status = %(to)s"
    step += (answered if table == "campaign_invitations" else "") + " where id = %(id)s"
    with shared_database.connect(autocommit=False) as db:
        row = make_rows(db)[table]
        db.execute("set session_replication_role = replica")
        db.execute(step.encode(), {"to": start, "id": row})
        db.execute("set session_replication_role = origin")
        if end in machine[start]:
            assert db.execute(step.encode(), {"to": end, "id": row}).rowcount == 1
        else:
            with pytest.raises(psycopg.Error) as refusal:
                db.execute(step.encode(), {"to": end, "id": row})
            assert refusal.value.sqlstate == sqlstate
        db.rollback()
