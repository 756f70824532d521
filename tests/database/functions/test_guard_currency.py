"""app.guard_currency: campaigns and wallets are in a currency that can be paid in."""

from typing import LiteralString
from uuid import UUID

import psycopg
import pytest

from tests.factories.campaigns import make_campaign
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

OFFERED = ("aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd")
NEVER = ("kwd", "isk", "ugx", "xxx", "btc")


@pytest.fixture
def owner(db: Connection) -> UUID:
    return make_user(db, "brand")


def refused_by(db: Connection, statement: LiteralString, *values: object) -> str | None:
    with pytest.raises(psycopg.errors.CheckViolation) as refused, db.transaction():
        db.execute(statement, values)
    return refused.value.diag.constraint_name


@pytest.mark.parametrize("currency", NEVER)
def test_what_no_wallet_can_have_no_campaign_can_be_in(db: Connection, owner: UUID, currency: str) -> None:
    campaign = make_campaign(db, owner)
    change: LiteralString = "update campaigns set currency = %s where id = %s"
    assert refused_by(db, change, currency, campaign) == "campaigns_currency_is_offered"
    insert: LiteralString = (
        "insert into campaigns (brand_id, created_by, name, currency) values (%s, %s, 'New', %s)"
    )
    assert refused_by(db, insert, brand_of(db, owner), owner, currency) == "campaigns_currency_is_offered"
    opened: LiteralString = "select app.wallet_of(%s, null, %s)"
    assert refused_by(db, opened, brand_of(db, owner), currency) == "wallets_currency_is_offered"


@pytest.mark.parametrize("currency", OFFERED)
def test_what_a_wallet_can_have_a_campaign_can_be_in(db: Connection, owner: UUID, currency: str) -> None:
    campaign = make_campaign(db, owner)
    db.execute("update campaigns set currency = %s where id = %s", (currency, campaign))
    db.execute("select app.wallet_of(%s, null, %s)", (brand_of(db, owner), currency))
    assert db.execute("select currency from campaigns where id = %s", (campaign,)).fetchone() == (currency,)


def test_a_campaign_of_before_ends_its_life_undisturbed(db: Connection, owner: UUID) -> None:
    campaign = make_campaign(db, owner)
    db.execute("set local session_replication_role = replica")
    db.execute("update campaigns set currency = 'kwd' where id = %s", (campaign,))
    db.execute("set local session_replication_role = origin")
    db.execute("update campaigns set name = 'Old', currency = 'kwd' where id = %s", (campaign,))
    db.execute("update campaigns set status = 'cancelled' where id = %s", (campaign,))
    kept = db.execute("select name, currency, status from campaigns where id = %s", (campaign,)).fetchone()
    assert kept == ("Old", "kwd", "cancelled")
