"""Campaigns and what hangs on them."""

from collections.abc import Mapping
from typing import LiteralString
from uuid import UUID

from psycopg import sql

from tests.factories.people import brand_of, make_user
from tests.typing import Connection


def make_campaign(db: Connection, owner: UUID | None = None, **columns: object) -> UUID:
    """A campaign of the brand of `owner` (a new brand without one); `columns` override the defaults."""
    owner = owner or make_user(db, "brand")
    values: dict[str, object] = {"brand_id": brand_of(db, owner), "created_by": owner, "name": "Summer"}
    values |= columns
    names = ", ".join(values)
    marks = ", ".join(f"%({name})s" for name in values)
    row = db.execute(f"insert into campaigns ({names}) values ({marks}) returning id", values).fetchone()
    assert row is not None
    campaign_id: UUID = row[0]
    return campaign_id


def make_deliverable(db: Connection, campaign: UUID, **columns: object) -> UUID:
    """A deliverable of `campaign`, one tweet that pays nothing unless `columns` say more."""
    return _insert_child(db, "campaign_deliverables", campaign, {"deliverable_type": "tweet"} | columns)


def make_invitation(db: Connection, campaign: UUID, creator: UUID, **columns: object) -> UUID:
    """A pending invitation for 100.00 that expires in the year 2098."""
    row = db.execute("select created_by from campaigns where id = %s", (campaign,)).fetchone()
    assert row is not None
    values = {
        "creator_user_id": creator, "invited_by": row[0], "agreed_amount": 10_000, "expires_at": "2098-01-01",
    }  # fmt: skip
    return _insert_child(db, "campaign_invitations", campaign, values | columns)


def make_asset(db: Connection, campaign: UUID | str, creator: UUID | None = None) -> tuple[str, str]:
    """The id and the key of a stored file, of the brand or of a creator; there is nothing in S3."""
    row = db.execute(
        "insert into campaign_assets (campaign_id, brand_id, creator_user_id, uploaded_by, file_name, object_key,"
        " media_type, size_bytes, status) select id, brand_id, %(creator)s::uuid,"
        " coalesce(%(creator)s::uuid, created_by), 'logo.png', 'campaigns/' || gen_random_uuid(), 'image/png', 10,"
        " 'stored' from campaigns where id = %(id)s returning id, object_key",
        {"id": campaign, "creator": creator},
    ).fetchone()
    assert row is not None
    return str(row[0]), str(row[1])


def _insert_child(
    db: Connection, table: LiteralString, campaign: UUID, columns: Mapping[str, object]
) -> UUID:
    row = db.execute("select brand_id from campaigns where id = %s", (campaign,)).fetchone()
    assert row is not None
    values = {"campaign_id": campaign, "brand_id": row[0]} | dict(columns)
    query = sql.SQL("insert into {} ({}) values ({}) returning id").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(map(sql.Placeholder, values)),
    )
    made = db.execute(query, values).fetchone()
    assert made is not None
    child: UUID = made[0]
    return child
