"""Reports as somebody asks for them, and orders as a shop told of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tests.factories.links import ask
from tests.typing import Connection


def report(owner: UUID, campaign: UUID, path: str = "performance", **query: str) -> dict[str, Any]:
    """The answer to who may see it."""
    answer = ask("GET", f"campaigns/{campaign}/{path}", owner, query=query or None)
    assert answer.status == 200, answer.body
    found: dict[str, Any] = answer.body
    return found


def order(
    db: Connection, code: str, order_id: str, value: int, *, at: datetime, click: UUID | None = None
) -> None:
    """An order of the link, credited to a click where one is named."""
    db.execute(
        "insert into conversions (campaign_id, brand_id, creator_user_id, tracking_link_id, click_id, order_id, value,"
        " currency, converted_at) select campaign_id, brand_id, creator_user_id, id, %s, %s, %s, 'usd', %s"
        " from tracking_links where short_code = %s", (click, order_id, value, at, code),
    )  # fmt: skip
