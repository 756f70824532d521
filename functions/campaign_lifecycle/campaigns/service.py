"""Use cases of campaigns."""

from uuid import UUID

from psycopg.types.json import Jsonb

from campaign_lifecycle.assets import repository as asset_repository
from campaign_lifecycle.assets import service as assets
from campaign_lifecycle.campaigns import repository
from campaign_lifecycle.campaigns.access import require_manager
from campaign_lifecycle.campaigns.models import CampaignDraft, CampaignPatch, LaunchedCampaign
from campaign_lifecycle.deliverables import repository as deliverables
from campaign_lifecycle.errors import CampaignNotDraft, LaunchRefused
from common.brands import only_brand
from common.database import Transaction
from common.models.base import Page
from common.models.campaigns import Campaign, CampaignChange, CampaignStatus
from common.pagination import decode_id_cursor, page


def create_campaign(tx: Transaction, draft: CampaignDraft) -> Campaign:
    """A new draft. Raises `BrandRequired`, `NoBrand`; the database refuses another tenant's brand."""
    return repository.insert_campaign(tx, draft.brand_id or only_brand(tx), draft)


def list_campaigns(
    tx: Transaction, *, brand_id: UUID | None, status: CampaignStatus | None, category: str | None,
    cursor: str | None, limit: int,
) -> Page[Campaign]:  # fmt: skip
    """The campaigns that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = repository.list_campaigns(
        tx, brand_id=brand_id, status=status, category=category,
        before=decode_id_cursor(cursor), limit=limit + 1,
    )  # fmt: skip
    return page(rows, limit, lambda campaign: campaign.id)


def change_campaign(tx: Transaction, campaign_id: UUID, patch: CampaignPatch) -> Campaign:
    """Change the fields that were sent. Raises `NotFound`, and `Forbidden` for someone who may only read it."""
    changes = {name: getattr(patch, name) for name in patch.model_fields_set}
    if "target_audience" in changes:
        changes["target_audience"] = Jsonb(patch.target_audience.model_dump(mode="json", exclude_none=True))
    found = require_manager(tx, campaign_id)
    return repository.update_campaign(tx, campaign_id, changes) if changes else found


def delete_campaign(tx: Transaction, campaign_id: UUID) -> None:
    """Delete a draft. Raises `NotFound`, `CampaignNotDraft`, `Forbidden`."""
    if repository.delete_draft(tx, campaign_id) == 0:
        require_manager(tx, campaign_id)
        raise CampaignNotDraft


def move_campaign(tx: Transaction, campaign_id: UUID, status: CampaignStatus) -> Campaign:
    """Take a step of the status machine, which the database guards; a campaign that is there already stays as it is.

    Raises `NotFound`, `Forbidden`.
    """
    campaign = require_manager(tx, campaign_id)
    if campaign.status is status:
        return campaign
    repository.update_campaign(tx, campaign_id, {"status": status})
    # The end of a campaign releases what is reserved in a trigger, after RETURNING was evaluated.
    return repository.find_campaign(tx, campaign_id)


def campaign_history(
    tx: Transaction, campaign_id: UUID, *, cursor: str | None, limit: int
) -> Page[CampaignChange]:
    """The campaign's status changes, newest first. Raises `NotFound`, `CursorInvalid`."""
    repository.find_campaign(tx, campaign_id)
    rows = repository.list_history(tx, campaign_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda change: change.id)


def launch(tx: Transaction, campaign_id: UUID) -> LaunchedCampaign:
    """Draft → active, if it is ready; what may be missing still. Raises `LaunchRefused` with every reason."""
    campaign = require_manager(tx, campaign_id)
    problems = repository.launch_problems(tx, campaign_id)
    if campaign.status is CampaignStatus.DRAFT and problems:
        raise LaunchRefused(details=[problem.model_dump() for problem in problems])
    launched = move_campaign(tx, campaign_id, CampaignStatus.ACTIVE)
    return LaunchedCampaign(**launched.model_dump(), warnings=repository.launch_warnings(tx, campaign_id))


def delete_with_files(tx: Transaction, campaign_id: UUID) -> None:
    """Delete a draft and its files. Raises `NotFound`, `CampaignNotDraft`, `Forbidden`."""
    files = asset_repository.delete_assets_of_draft(tx, campaign_id)
    delete_campaign(tx, campaign_id)
    if files:
        assets.shelf().delete_files(files)


def duplicate(tx: Transaction, campaign_id: UUID) -> Campaign:
    """A draft with the same content and deliverables, without dates and people.

    Raises `NotFound`, `Forbidden`, `TooManyDeliverables` (of a campaign that had more before there was a limit).
    """
    require_manager(tx, campaign_id)
    copy = repository.duplicate_campaign(tx, campaign_id)
    deliverables.duplicate_deliverables(tx, campaign_id, copy)
    return repository.find_campaign(tx, copy)
