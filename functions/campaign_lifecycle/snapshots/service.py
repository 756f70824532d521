"""Use case of snapshots."""

from uuid import UUID

from campaign_lifecycle.campaigns import repository as campaigns
from campaign_lifecycle.snapshots import repository
from common.database import Transaction
from common.models.base import Page
from common.models.campaigns import CampaignSnapshot
from common.pagination import decode_id_cursor, page


def list_snapshots(
    tx: Transaction, campaign_id: UUID, *, cursor: str | None, limit: int
) -> Page[CampaignSnapshot]:
    """Figures over time, newest first. Raises `NotFound`."""
    campaigns.find_campaign(tx, campaign_id)
    rows = repository.list_snapshots(tx, campaign_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda snapshot: snapshot.id)
