"""Tracking links, inserted as the superuser."""

from uuid import UUID, uuid4

from tests.typing import Connection


def make_link(db: Connection, campaign: UUID, **columns: object) -> str:
    """A link of `campaign`; its short code. `columns` override the defaults."""
    row = db.execute("select brand_id from campaigns where id = %s", (campaign,)).fetchone()
    assert row is not None
    values: dict[str, object] = {
        "campaign_id": campaign, "brand_id": row[0], "short_code": f"c{uuid4().hex[:8]}",
        "destination_url": "https://shop.example.com/",
    } | columns  # fmt: skip
    names = ", ".join(values)
    marks = ", ".join(f"%({name})s" for name in values)
    db.execute(f"insert into tracking_links ({names}) values ({marks})", values)
    return str(values["short_code"])
