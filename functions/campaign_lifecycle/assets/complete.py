"""What follows the upload of a campaign's file."""

from uuid import UUID

from campaign_lifecycle.assets import repository
from campaign_lifecycle.assets.service import file_store, incoming_key, require_keeper
from common.database import Transaction, transaction
from common.identity import Actor
from common.models.assets import CampaignAsset
from common.uploads import Shelf, Verdict, complete_upload


def complete(actor: Actor, campaign_id: UUID, asset_id: UUID) -> CampaignAsset:
    """Look at what was uploaded: keep it where it is what was announced, delete it where it is not.

    Raises `NotFound`, `Forbidden`, `AssetNotUploaded`, `AssetNotScanned`, `AssetUnsafe`, `AssetRefused`,
    `FileStoreUnavailable`.
    """
    with transaction(actor) as tx:
        asset = require_keeper(tx, campaign_id, asset_id)
    return complete_upload(Shelf(file_store(), incoming_key, repository.name_copy, _settle, _find), asset)


def _settle(tx: Transaction, asset: CampaignAsset, verdict: Verdict) -> CampaignAsset | None:
    return repository.settle_asset(
        tx, asset.id, refusal=verdict.refusal, object_key=verdict.object_key, size_bytes=verdict.size_bytes,
        checksum_sha256=verdict.checksum_sha256,
    )  # fmt: skip


def _find(tx: Transaction, asset: CampaignAsset) -> CampaignAsset:
    return repository.find_asset(tx, asset.campaign_id, asset.id)
