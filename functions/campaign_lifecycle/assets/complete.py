"""What follows an upload: look at the file, keep a copy of what was looked at, or refuse it (decision 23)."""

from uuid import UUID, uuid4

from campaign_lifecycle.assets import repository
from campaign_lifecycle.assets.file_types import begins_like
from campaign_lifecycle.assets.service import file_store, incoming_key, keys_of, require_keeper
from campaign_lifecycle.errors import AssetNotUploaded, AssetRefused
from common.adapters.files import Arrived
from common.database import transaction
from common.errors import NotFound
from common.identity import SERVICE, Actor
from common.models.assets import AssetStatus, CampaignAsset, MediaType, Refusal
from common.telemetry import logger


def complete(actor: Actor, campaign_id: UUID, asset_id: UUID) -> CampaignAsset:
    """Look at what was uploaded: keep it where it is what was announced, delete it where it is not.

    No transaction is open while S3 works. A second call finds the first one's result. Raises `NotFound`, `Forbidden`,
    `AssetNotUploaded`, `AssetRefused`, `FileStoreUnavailable`.
    """
    with transaction(actor) as tx:
        asset = require_keeper(tx, campaign_id, asset_id)
    if asset.status is AssetStatus.PENDING:
        asset = _settle(asset)
    if asset.refusal_reason is not None:
        raise AssetRefused(asset.refusal_reason)
    return asset


def _settle(asset: CampaignAsset) -> CampaignAsset:
    store, incoming = file_store(), incoming_key(asset.id)
    arrived = store.look_at(incoming)
    if arrived is None:
        return _settled_by_another(asset)
    refusal = _objection(asset, arrived)
    if refusal is not None:
        settled = _record(asset, arrived, refusal=refusal, copy=None, checksum=None)
        if settled is not None:
            store.delete([incoming, asset.object_key])
        return settled or _settled_by_another(asset)
    return _keep(asset, arrived)


def _keep(asset: CampaignAsset, arrived: Arrived) -> CampaignAsset:
    """Copy what was looked at to a key of this call's own, which becomes the row's if no other call was faster.

    The row names the copy before there is one: what a call leaves behind that S3 or the database failed, the next
    call or the sweep finds there. Only the call that settles the row deletes more than its own copy.
    """
    store, incoming, copy = file_store(), incoming_key(asset.id), _beside(asset.object_key)
    with transaction(SERVICE) as tx:
        pending = repository.name_copy(tx, asset.id, copy)
    checksum = None
    if pending:
        checksum = store.keep(incoming, copy, etag=arrived.etag, media_type=asset.media_type)
    if checksum is None:
        return _settled_by_another(asset)
    refusal = None if checksum == (asset.checksum_sha256 or checksum) else Refusal.CHECKSUM
    settled = _record(asset, arrived, refusal=refusal, copy=copy, checksum=checksum)
    if settled is None:
        store.delete([copy])
        return _settled_by_another(asset)
    store.delete([incoming, asset.object_key, *([copy] if refusal else [])])
    return settled


def _beside(object_key: str) -> str:
    """A key that was never used, in the same folder."""
    return f"{object_key.rpartition('/')[0]}/{uuid4()}"


def _record(
    asset: CampaignAsset, arrived: Arrived, *, refusal: Refusal | None, copy: str | None, checksum: str | None
) -> CampaignAsset | None:
    """The row, settled; None where another call has settled or deleted it."""
    with transaction(SERVICE) as tx:
        settled = repository.settle_asset(
            tx, asset.id, refusal=refusal, object_key=copy, size_bytes=arrived.size_bytes,
            checksum_sha256=checksum,
        )  # fmt: skip
    logger().info(
        "file looked at",
        extra={"asset_id": str(asset.id), "refusal": refusal, "settled": settled is not None},
    )
    return settled


def _objection(asset: CampaignAsset, arrived: Arrived) -> Refusal | None:
    """What is not as announced; S3 holds to the same, but only as well as the form was kept to."""
    if not 1 <= arrived.size_bytes <= asset.size_bytes:
        return Refusal.SIZE
    return None if begins_like(arrived.head, MediaType(asset.media_type)) else Refusal.TYPE


def _settled_by_another(asset: CampaignAsset) -> CampaignAsset:
    """The row as a call at the same time has left it; a file whose row is gone goes, too."""
    try:
        with transaction(SERVICE) as tx:
            found = repository.find_asset(tx, asset.campaign_id, asset.id)
    except NotFound:
        file_store().delete(keys_of([asset]))
        raise
    if found.status is AssetStatus.PENDING:
        raise AssetNotUploaded
    return found
