"""Statements of clicks at the edge."""

from dataclasses import dataclass
from uuid import UUID

from common.database import Transaction


@dataclass(frozen=True, slots=True)
class ClickedLink:
    """Whose a code is."""

    short_code: str
    id: UUID
    campaign_id: UUID
    brand_id: UUID
    creator_user_id: UUID | None


def links_of_codes(tx: Transaction, codes: list[str]) -> list[ClickedLink]:
    """The links of these codes, to the letter, whatever became of them since."""
    return tx.fetch_all(
        ClickedLink,
        "select short_code, id, campaign_id, brand_id, creator_user_id from tracking_links"
        " where short_code = any(%(codes)s)",
        {"codes": codes},
    )
