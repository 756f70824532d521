"""Statements of links at the edge."""

from dataclasses import dataclass
from datetime import datetime

from common.database import Transaction


@dataclass(frozen=True, slots=True)
class HotLink:
    """What the edge needs of a link."""

    short_code: str
    destination_url: str
    expires_at: datetime | None


def hot_links(tx: Transaction, most: int) -> list[HotLink]:
    """The links that are followed most and lead anywhere, the hottest first, at most so many."""
    return tx.fetch_all(
        HotLink, "select short_code, destination_url, expires_at from app.hot_links(%(most)s)", {"most": most}
    )
