"""Statements of snapshots."""

from uuid import UUID

from common.database import Transaction
from common.models.campaigns import CampaignSnapshot


def list_snapshots(
    tx: Transaction, campaign_id: UUID, *, before: UUID | None, limit: int
) -> list[CampaignSnapshot]:
    """The campaign's figures at their moments, newest first."""
    return tx.fetch_all(
        CampaignSnapshot,
        "select id, campaign_id, kind, snapshot_date, figures, created_at from campaign_snapshots"
        " where campaign_id = %(id)s and (%(before)s::uuid is null or id < %(before)s)"
        " order by id desc limit %(limit)s",
        {"id": campaign_id, "before": before, "limit": limit},
    )
