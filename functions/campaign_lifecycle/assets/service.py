"""Use cases of files: announce, upload (without us), read, delete; and what the clock deletes."""

from datetime import datetime
from functools import lru_cache
from uuid import UUID, uuid4

from campaign_lifecycle.assets import repository
from campaign_lifecycle.assets.models import AssetDraft, AssetWithLinks
from campaign_lifecycle.assets.repository import FILES
from campaign_lifecycle.campaigns.access import find_visible_campaign, require_manager
from campaign_lifecycle.errors import ParticipantRequired
from campaign_lifecycle.settings import asset_bucket
from campaign_lifecycle.submissions import repository as submissions
from common import file_rows
from common.adapters.files import FileStore
from common.brands import runs_campaigns_of
from common.database import Transaction, transaction
from common.errors import Forbidden
from common.file_links import links_of
from common.identity import Actor
from common.models.assets import AssetPurpose, AssetStatus, CampaignAsset
from common.models.base import Page
from common.pagination import decode_id_cursor, page
from common.uploads import AssetHandedIn, Shelf, complete_upload


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


def shelf() -> Shelf[CampaignAsset]:
    """The files of campaigns and their rows. Raises `SettingMissing`."""
    return Shelf(file_store(), incoming_key, FILES.name_copy, FILES.settle, FILES.find)


def with_links(asset: CampaignAsset, *, keeper: bool) -> AssetWithLinks:
    """The file with what its status allows; a form to upload it for its `keeper` only."""
    links = links_of(file_store(), incoming_key(asset.id), asset, keeper=keeper)
    return AssetWithLinks(**asset.model_dump(), upload=links.upload, download=links.download)


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


def complete(actor: Actor, campaign_id: UUID, asset_id: UUID) -> CampaignAsset:
    """Look at what was uploaded: keep it where it is what was announced, delete it where it is not.

    Raises `NotFound`, `Forbidden`, `AssetNotUploaded`, `AssetNotScanned`, `AssetUnsafe`, `AssetRefused`,
    `FileStoreUnavailable`.
    """
    with transaction(actor) as tx:
        asset = require_keeper(tx, campaign_id, asset_id)
    return complete_upload(shelf(), asset)


def delete_asset(tx: Transaction, campaign_id: UUID, asset_id: UUID) -> None:
    """Delete row and file. Raises `NotFound`, `Forbidden`, `AssetHandedIn`, `FileStoreUnavailable`."""
    require_keeper(tx, campaign_id, asset_id)
    deleted = FILES.delete(tx, asset_id)
    if deleted is None:
        raise AssetHandedIn
    shelf().delete_files([deleted])


def sweep(as_of: datetime) -> int:
    """Delete what nobody completed, what was refused, and what no creator handed in; how many.

    Raises `FileStoreUnavailable`: what was swept until then stays so.
    """
    return file_rows.sweep(FILES, shelf, as_of)
