"""Campaigns and what hangs on them."""

from typing import Any
from uuid import UUID

import psycopg

from tests.factories.people import brand_of, make_user

Connection = psycopg.Connection[Any]


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
