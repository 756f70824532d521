"""Use cases of campaigns."""

from datetime import datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from campaign_lifecycle.campaigns import repository
from campaign_lifecycle.errors import CampaignNotDraft, NoBrand
from campaign_lifecycle.models import TransitionCounts
from common.database import Transaction, transaction
from common.errors import Forbidden, NotFound, Unprocessable
from common.errors.accounts import BrandRequired
from common.identity import SERVICE
from common.jobs import Counts
from common.models.base import Page
from common.models.campaigns import (
    Campaign,
    CampaignBrief,
    CampaignChange,
    CampaignDraft,
    CampaignPatch,
    CampaignStatus,
)
from common.pagination import decode_id_cursor, page

TRANSITIONS_A_PASS = 1_000
NULLABLE = frozenset({"destination_url", "category", "budget_total", "timeline_start", "timeline_end"})


def create_campaign(tx: Transaction, draft: CampaignDraft) -> Campaign:
    """A new draft. Raises `BrandRequired`, `NoBrand`; the database refuses another tenant's brand."""
    return repository.insert_campaign(tx, draft.brand_id or only_brand(tx), draft)


def only_brand(tx: Transaction) -> UUID:
    """The one brand whose campaigns the actor may run. Raises `NoBrand`, `BrandRequired`."""
    brands = tx.context["campaign_brand_ids"] if tx.actor.user_id else []
    if not brands:
        raise NoBrand
    if len(brands) > 1:
        raise BrandRequired(map(UUID, brands))
    return UUID(brands[0])


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
    if cleared := [name for name, value in changes.items() if value is None and name not in NULLABLE]:
        raise Unprocessable(details=[{"field": name, "message": "must not be null"} for name in cleared])
    if patch.target_audience is not None:
        changes["target_audience"] = Jsonb(patch.target_audience.model_dump(mode="json", exclude_none=True))
    if patch.destination_url is not None:
        changes["destination_url"] = str(patch.destination_url)
    found = require_manager(tx, campaign_id)
    return repository.update_campaign(tx, campaign_id, changes) if changes else found


def delete_campaign(tx: Transaction, campaign_id: UUID) -> None:
    """Delete a draft. Raises `NotFound`, `CampaignNotDraft`, `Forbidden`."""
    if repository.delete_draft(tx, campaign_id) == 0:
        require_manager(tx, campaign_id)
        raise CampaignNotDraft


def move_campaign(tx: Transaction, campaign_id: UUID, status: CampaignStatus) -> Campaign:
    """Take a step of the status machine, which the database guards. Raises `NotFound`, `Forbidden`."""
    require_manager(tx, campaign_id)
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


def process_transitions(tx: Transaction, as_of: datetime) -> TransitionCounts:
    """One bounded pass, for the service and administrators. Raises `Forbidden`."""
    if tx.actor.kind != "service" and not tx.is_admin:
        raise Forbidden
    done = repository.process_transitions(tx, as_of, TRANSITIONS_A_PASS, [])
    return TransitionCounts.model_validate(done.model_dump(exclude={"failed"}))


def run_transitions(as_of: datetime) -> Counts:
    """Passes, each in a transaction of its own, until none is full; the sum of what they did.

    A campaign that cannot be moved is tried once, so that it takes no place from the others; `errors` counts these.
    """
    total: Counts = {"activated": 0, "completed": 0, "paused": 0, "expired_invitations": 0, "errors": 0}
    failed: list[UUID] = []
    while True:
        with transaction(SERVICE) as tx:
            done = repository.process_transitions(tx, as_of, TRANSITIONS_A_PASS, failed)
        for name in total:
            total[name] += getattr(done, name)
        failed += done.failed
        if not done.more_due:
            return total


def find_visible_campaign(tx: Transaction, campaign_id: UUID) -> CampaignBrief:
    """The campaign as the actor may see it: brand, administrator, or a creator of it. Raises `NotFound`."""
    if (brief := repository.find_brief(tx, campaign_id)) is None:
        raise NotFound
    return brief


def runs_campaigns_of(tx: Transaction, brand_id: UUID) -> bool:
    """Whether the actor is of the brand's people who may run campaigns; no machine is, and no administrator as such."""
    return str(brand_id) in tx.context.get("campaign_brand_ids", ())


def require_manager(tx: Transaction, campaign_id: UUID) -> Campaign:
    """The campaign, if the actor may run it. Raises `NotFound` where invisible, `Forbidden` where read-only."""
    campaign = repository.find_campaign(tx, campaign_id)
    if not tx.is_admin and not runs_campaigns_of(tx, campaign.brand_id):
        raise Forbidden
    return campaign
