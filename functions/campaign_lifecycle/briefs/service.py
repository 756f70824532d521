"""Use case of briefs: campaigns as their creators see them."""

from campaign_lifecycle.briefs import repository
from common.database import Transaction
from common.models.base import Page
from common.models.campaigns import CampaignBrief
from common.pagination import decode_id_cursor, page


def list_briefs(tx: Transaction, *, cursor: str | None, limit: int) -> Page[CampaignBrief]:
    """Campaigns that the actor is invited to or takes part in, newest first. Raises `CursorInvalid`."""
    rows = repository.list_briefs(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda brief: brief.id)
