"""Cards cost a look-up by key for each row of a page, however many people and campaigns there are."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from campaign_lifecycle.invitations import repository as invitations
from campaign_lifecycle.participants import repository as participants
from campaign_lifecycle.submissions import repository as submissions
from common.database import Transaction, transaction
from common.identity import Actor
from payments.earnings import repository as earnings
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.people import make_user
from tests.typing import Connection
from tracking_redirect.results import repository as results

PEOPLE, PARTICIPANTS, PAGE = 20_000, 2_000, 100
NAMED = ("creator_profiles", "brand_profiles", "campaign_invitations")
READS: dict[str, Callable[[Transaction, UUID], list[Any]]] = {
    "invitations": lambda tx, campaign: invitations.list_invitations(
        tx, status=None, campaign_id=campaign, before=None, limit=PAGE
    ),
    "participants": lambda tx, campaign: participants.list_participants(
        tx, campaign_id=campaign, before=None, limit=PAGE
    ),
    "submissions": lambda tx, campaign: submissions.list_submissions(
        tx, status=None, campaign_id=campaign, late=None, before=None, limit=PAGE
    ),
    "results": lambda tx, campaign: results.list_creators(tx, campaign, before=None, limit=PAGE),
    "earnings": lambda tx, _: earnings.list_earnings(
        tx, status=None, payout_id=None, before=None, limit=PAGE
    ),
}


def fill(db: Connection, owner: UUID) -> UUID:
    """A campaign with many who take part, among many people more. Guards are off for them."""
    campaign = make_campaign(db, owner)
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        db.execute(
            "insert into creator_profiles (user_id, display_name) select uuidv7(), 'Creator ' || n"
            " from generate_series(1, %s) as n",
            (PEOPLE,),
        )
        db.execute(
            "with c as materialized (select id as campaign_id, brand_id, created_by from campaigns where id = %s),"
            " i as (insert into campaign_invitations (campaign_id, brand_id, creator_user_id, invited_by, status,"
            " agreed_amount, responded_at, expires_at) select c.campaign_id, c.brand_id, p.user_id, c.created_by,"
            " 'accepted', 100, now(), now() + interval '1 day' from c,"
            " (select user_id from creator_profiles order by user_id limit %s) as p returning *),"
            " m as (insert into campaign_participants (campaign_id, brand_id, creator_user_id, invitation_id)"
            " select i.campaign_id, i.brand_id, i.creator_user_id, i.id from i returning *),"
            " s as (insert into creator_submissions (campaign_id, brand_id, creator_user_id, participant_id,"
            " deliverable_id, submission_type, content_url, status) select m.campaign_id, m.brand_id,"
            " m.creator_user_id, m.id, uuidv7(), 'url', 'https://example.com/p', 'approved' from m returning *)"
            " insert into earnings (creator_user_id, campaign_id, brand_id, submission_id, amount, gross_amount,"
            " fee_amount, currency, available_at) select s.creator_user_id, s.campaign_id, s.brand_id, s.id, 90, 100,"
            " 10, 'usd', now() from s",
            (campaign, PARTICIPANTS),
        )
    db.execute(
        "analyze creator_profiles, campaign_invitations, campaign_participants, creator_submissions, earnings"
    )
    return campaign


def touched(tx: Transaction) -> dict[str, tuple[int, int]]:
    """By table of cards: how often it was scanned, and how many of its rows were fetched by an index."""
    found: dict[str, list[int]] = tx.fetch_value(
        "select jsonb_object_agg(relname, jsonb_build_array(seq_scan, idx_tup_fetch)) from pg_stat_xact_user_tables"
        " where relname = any(%(tables)s)",
        {"tables": list(NAMED)},
    )
    return {name: (scans, fetched) for name, (scans, fetched) in found.items()}


@pytest.fixture
def campaign(database: Database, owner: UUID) -> UUID:
    with database.connect() as db:
        return fill(db, owner)


def test_a_page_with_cards_scans_no_table_of_people(database: Database, owner: UUID, campaign: UUID) -> None:
    with database.connect() as db:
        admin = make_user(db, "admin")
    for name, read in READS.items():
        with transaction(Actor("user", admin if name == "earnings" else owner)) as tx:
            before = touched(tx)
            rows = read(tx, campaign)
            after = touched(tx)
        assert len(rows) == PAGE, name
        assert rows[0].creator.display_name.startswith("Creator "), name
        for table in NAMED:
            scans, fetched = (now - then for now, then in zip(after[table], before[table], strict=True))
            assert scans == 0 or table == "brand_profiles", (name, table, "one brand: a scan of one page")
            assert fetched <= 3 * PAGE, (name, table)
