"""Whether terms are agreed is told to those who run the campaign, and to nobody else."""

from typing import LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg import errors

from tests.conftest import Database
from tests.factories.money import Deal, make_deal
from tests.factories.people import brand_of, make_member, make_user

INSERT: LiteralString = (
    "insert into campaign_deliverables (campaign_id, brand_id, deliverable_type, compensation_amount)"
    " values (%s, %s, 'tweet', 5)"
)


@pytest.fixture
def deal(database: Database) -> Deal:
    """A campaign that somebody takes part in: its deliverables are agreed."""
    with database.connect() as db:
        return make_deal(db)


def add(database: Database, user: UUID, campaign: UUID, brand: UUID) -> str | None:
    """The SQLSTATE that refuses the user's deliverable, while somebody else holds the campaign."""
    with database.connect(autocommit=False) as holder, database.connect("api_login", autocommit=False) as db:
        holder.execute("select from campaigns where id = %s for update", (campaign,))
        db.execute("select app.begin_request(jsonb_build_object('sub', %s::text))", (user,))
        db.execute("set local lock_timeout = '200ms'")
        try:
            db.execute(INSERT, (campaign, brand))
        except psycopg.Error as refusal:
            return refusal.sqlstate
        return None


def test_a_stranger_neither_learns_of_agreed_terms_nor_waits_for_the_campaign(
    database: Database, deal: Deal
) -> None:
    with database.connect() as db:
        stranger = make_user(db, "brand")
        analyst = make_member(db, deal.brand, "analyst")
    for person in (stranger, analyst, deal.creator):
        assert add(database, person, deal.campaign, deal.brand) == errors.InsufficientPrivilege.sqlstate


def test_the_brand_of_another_is_no_way_around(database: Database, deal: Deal) -> None:
    with database.connect() as db:
        stranger = make_user(db, "brand")
        own = brand_of(db, stranger)
    assert add(database, stranger, deal.campaign, own) == errors.ForeignKeyViolation.sqlstate


def test_who_runs_the_campaign_waits_for_it_and_is_told(database: Database, deal: Deal) -> None:
    with database.connect() as db:
        manager = make_member(db, deal.brand, "campaign_manager")
        admin = make_user(db, "admin")
    for person in (manager, admin):
        assert add(database, person, deal.campaign, deal.brand) == errors.LockNotAvailable.sqlstate
        with database.connect("api_login", autocommit=False) as db:
            db.execute("select app.begin_request(jsonb_build_object('sub', %s::text))", (person,))
            with pytest.raises(psycopg.Error) as refusal:
                db.execute(INSERT, (deal.campaign, deal.brand))
            assert refusal.value.sqlstate == "IC009"
