"""Use cases of files: announce, upload (without us), read, delete; and what the clock deletes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID, uuid4

from campaign_lifecycle.assets import repository
from campaign_lifecycle.assets.models import AssetDraft, AssetWithLinks
from campaign_lifecycle.campaigns.access import find_visible_campaign, require_manager
from campaign_lifecycle.errors import AssetHandedIn, ParticipantRequired
from campaign_lifecycle.settings import asset_bucket
from campaign_lifecycle.submissions import repository as submissions
from common.adapters.files import FileStore
from common.brands import runs_campaigns_of
from common.database import Transaction, transaction
from common.errors import Forbidden
from common.file_types import attachment
from common.identity import SERVICE
from common.models.assets import AssetPurpose, AssetStatus, CampaignAsset, MediaType
from common.models.base import Page
from common.pagination import decode_id_cursor, page

UNFINISHED = timedelta(days=1)
"""So long an upload may stay pending, and a refusal be read."""
IDLE = timedelta(days=30)
"""So long a creator's upload is kept that is not handed in."""
A_PASS = 200
MOST_PASSES = 25


@lru_cache(maxsize=1)
def file_store() -> FileStore:
    """The bucket of this process. Raises `SettingMissing`."""
    return FileStore(asset_bucket())


def announce(tx: Transaction, campaign_id: UUID, draft: AssetDraft) -> CampaignAsset:
    """A row for a file that is about to be uploaded.

    Raises `NotFound`, `Forbidden` (a brand's file by somebody who may only read), `ParticipantRequired`,
    `CampaignNotRunning`, `ParticipantNotActive`, `TooManyFiles`.
    """
    if draft.purpose is AssetPurpose.SUBMISSION:
        brief, creator = find_visible_campaign(tx, campaign_id), tx.actor.user_id
        if creator is None or not repository.takes_part(tx, campaign_id, creator):
            raise ParticipantRequired
        brand_id, folder = brief.brand_id, f"submissions/{creator}"
    else:
        find_visible_campaign(tx, campaign_id)
        brand_id, creator = require_manager(tx, campaign_id).brand_id, None
        folder = "assets"
    # Named by chance: a name out of a file's name or id would let others guess or choose it. Nothing is ever written
    # to this very key: each call of `complete` copies to one beside it.
    return repository.insert_asset(
        tx, campaign_id=campaign_id, brand_id=brand_id, creator_user_id=creator,
        object_key=f"campaigns/{campaign_id}/{folder}/{uuid4()}", draft=draft,
    )  # fmt: skip


def incoming_key(asset_id: UUID) -> str:
    """Where the form of a file leads; what is left there is forgotten after two days (infra/constructs/buckets.py).

    Not out of `object_key`, which changes when the file is stored. Whoever knows the id still needs the form.
    """
    return f"campaigns/incoming/{asset_id}"


def with_links(asset: CampaignAsset, *, keeper: bool) -> AssetWithLinks:
    """The file with what its status allows: a form to upload, or an address to download.

    The form is a right to write, not to read: whoever holds it decides what is stored. So only the `keeper` gets it.
    """
    answer = AssetWithLinks(**asset.model_dump())
    if asset.status is AssetStatus.PENDING and keeper:
        upload = file_store().upload_form(
            incoming_key(asset.id), media_type=asset.media_type, size_bytes=asset.size_bytes,
            checksum_sha256=asset.checksum_sha256,
        )  # fmt: skip
        return answer.model_copy(update={"upload": upload})
    if asset.status is AssetStatus.STORED:
        download = file_store().download(
            asset.object_key, media_type=asset.media_type,
            disposition=attachment(asset.file_name, MediaType(asset.media_type)),
        )  # fmt: skip
        return answer.model_copy(update={"download": download})
    return answer


def list_assets(
    tx: Transaction, campaign_id: UUID, *, purpose: AssetPurpose | None, status: AssetStatus | None,
    cursor: str | None, limit: int,
) -> Page[CampaignAsset]:  # fmt: skip
    """Files of a campaign that the actor may see, newest first. Raises `NotFound`, `CursorInvalid`."""
    find_visible_campaign(tx, campaign_id)
    rows = repository.list_assets(
        tx, campaign_id, purpose=purpose, status=status, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda asset: asset.id)


def file_of_submission(tx: Transaction, submission_id: UUID) -> CampaignAsset:
    """The file that a submission hands in. Raises `NotFound`."""
    return repository.find_asset_at(tx, submissions.find_submission(tx, submission_id).file_path)


def keeps(tx: Transaction, asset: CampaignAsset) -> bool:
    """Whether the file is the actor's to upload, complete and delete."""
    if tx.is_admin:
        return True
    if asset.creator_user_id is None:
        return runs_campaigns_of(tx, asset.brand_id)
    return asset.creator_user_id == tx.actor.user_id


def require_keeper(tx: Transaction, campaign_id: UUID, asset_id: UUID) -> CampaignAsset:
    """The file, if it is the actor's to complete and delete. Raises `NotFound`, `Forbidden`."""
    asset = repository.find_asset(tx, campaign_id, asset_id)
    if not keeps(tx, asset):
        raise Forbidden
    return asset


def delete_asset(tx: Transaction, campaign_id: UUID, asset_id: UUID) -> None:
    """Delete row and file. Raises `NotFound`, `Forbidden`, `AssetHandedIn`."""
    require_keeper(tx, campaign_id, asset_id)
    deleted = repository.delete_asset(tx, asset_id)
    if deleted is None:
        raise AssetHandedIn
    delete_files([deleted])


def delete_files(assets: Iterable[CampaignAsset]) -> None:
    """Delete the files of rows that are being deleted.

    Called before the commit: if S3 fails, the rows stay and the same request may be tried again. Raises
    `FileStoreUnavailable`.
    """
    if keys := keys_of(assets):
        file_store().delete(keys)


def sweep(as_of: datetime) -> int:
    """Delete uploads that nobody completed, refusals of yesterday, and what no creator handed in; how many.

    Bounded: what is left after 25 passes waits for the next hour. Raises `FileStoreUnavailable`: what was
    swept until then stays so.
    """
    swept = 0
    for _ in range(MOST_PASSES):
        with transaction(SERVICE) as tx:
            loose = repository.delete_loose_assets(
                tx, unfinished_before=as_of - UNFINISHED, idle_before=as_of - IDLE, batch=A_PASS
            )
            delete_files(loose)
        swept += len(loose)
        if len(loose) < A_PASS:
            break
    return swept


def keys_of(assets: Iterable[CampaignAsset]) -> list[str]:
    """Everything in S3 that belongs to these rows, whether it is there or not."""
    return [key for asset in assets for key in (incoming_key(asset.id), asset.object_key)]
