"""Statements of files. Who may see, add or delete which of them is a policy of the table."""

from typing import LiteralString
from uuid import UUID

from campaign_lifecycle.assets.models import AssetDraft
from common.database import Transaction
from common.file_rows import FileTable
from common.filters import where
from common.models.assets import AssetPurpose, AssetStatus, CampaignAsset

ASSET: LiteralString = (
    "id, campaign_id, brand_id, creator_user_id, uploaded_by, file_name, object_key, media_type, size_bytes,"
    " checksum_sha256, status, refusal_reason, handed_in_at, created_at, updated_at"
)
FILES = FileTable(name="campaign_assets", row=CampaignAsset, columns=ASSET)
OF_THE_BRAND: LiteralString = "(creator_user_id is null) = %(of_brand)s"


def insert_asset(
    tx: Transaction, *, campaign_id: UUID, brand_id: UUID, creator_user_id: UUID | None, object_key: str,
    draft: AssetDraft,
) -> CampaignAsset:  # fmt: skip
    """A file of the actor that is yet to be uploaded."""
    return tx.fetch_one(
        CampaignAsset,
        "insert into campaign_assets (campaign_id, brand_id, creator_user_id, uploaded_by, file_name, object_key,"
        " media_type, size_bytes, checksum_sha256) values (%(campaign_id)s, %(brand_id)s,"
        " %(creator_user_id)s, auth.uid(), %(file_name)s, %(object_key)s, %(media_type)s, %(size_bytes)s,"
        f" %(checksum_sha256)s) returning {ASSET}",
        {
            **draft.model_dump(exclude={"purpose"}),
            "campaign_id": campaign_id,
            "brand_id": brand_id,
            "creator_user_id": creator_user_id,
            "object_key": object_key,
        },
    )


def takes_part(tx: Transaction, campaign_id: UUID, creator_user_id: UUID) -> bool:
    """Whether there is such a participant, active or not."""
    found: bool = tx.fetch_value(
        "select exists (select from campaign_participants where campaign_id = %(campaign_id)s"
        " and creator_user_id = %(creator)s)",
        {"campaign_id": campaign_id, "creator": creator_user_id},
    )
    return found


def find_asset(tx: Transaction, campaign_id: UUID, asset_id: UUID) -> CampaignAsset:
    """The file, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        CampaignAsset,
        f"select {ASSET} from campaign_assets where id = %(id)s and campaign_id = %(campaign_id)s",
        {"id": asset_id, "campaign_id": campaign_id},
    )


def find_asset_at(tx: Transaction, object_key: str | None) -> CampaignAsset:
    """The file with this key, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        CampaignAsset,
        f"select {ASSET} from campaign_assets where object_key = %(object_key)s",
        {"object_key": object_key},
    )


def list_assets(
    tx: Transaction, campaign_id: UUID, *, purpose: AssetPurpose | None, status: AssetStatus | None,
    before: UUID | None, limit: int,
) -> list[CampaignAsset]:  # fmt: skip
    """Files of a campaign that the actor may see, newest first."""
    given = where(
        ("campaign_id = %(campaign_id)s", campaign_id),
        (OF_THE_BRAND, purpose),
        ("status = %(status)s", status),
        ("id < %(before)s", before),
    )
    return tx.fetch_all(
        CampaignAsset,
        f"select {ASSET} from campaign_assets where {given} order by id desc limit %(limit)s",
        {
            "campaign_id": campaign_id,
            "of_brand": purpose is AssetPurpose.CAMPAIGN,
            "status": status,
            "before": before,
            "limit": limit,
        },
    )


def delete_assets_of_draft(tx: Transaction, campaign_id: UUID) -> list[CampaignAsset]:
    """Delete the rows of a campaign that is a draft, where the actor may; the rows."""
    return tx.fetch_all(
        CampaignAsset,
        "delete from campaign_assets where campaign_id = (select id from campaigns where id = %(id)s"
        f" and status = 'draft') returning {ASSET}",
        {"id": campaign_id},
    )
