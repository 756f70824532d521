"""Use cases of deliverables."""

from uuid import UUID

from campaign_lifecycle.campaigns.access import find_visible_campaign, require_manager
from campaign_lifecycle.deliverables import repository
from campaign_lifecycle.deliverables.models import DeliverableDraft, DeliverablePatch
from common.database import Transaction
from common.errors import NotFound, Unprocessable
from common.models.base import Page
from common.models.deliverables import Deliverable
from common.pagination import decode_id_cursor, page


def add_deliverable(tx: Transaction, campaign_id: UUID, draft: DeliverableDraft) -> Deliverable:
    """A new deliverable. Raises `NotFound`, `Forbidden`, `TermsAgreed`, `TooManyDeliverables`."""
    campaign = require_manager(tx, campaign_id)
    return repository.insert_deliverable(tx, campaign.id, campaign.brand_id, draft)


def list_deliverables(
    tx: Transaction, campaign_id: UUID, *, cursor: str | None, limit: int
) -> Page[Deliverable]:
    """Deliverables, oldest first (brand and invited creators). Raises `NotFound`, `CursorInvalid`."""
    find_visible_campaign(tx, campaign_id)
    rows = repository.list_deliverables(tx, campaign_id, after=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda deliverable: deliverable.id)


def change_deliverable(
    tx: Transaction, campaign_id: UUID, deliverable_id: UUID, patch: DeliverablePatch
) -> Deliverable:
    """Change what was sent. Raises `NotFound`, `Forbidden`, `TermsAgreed`."""
    require_manager(tx, campaign_id)
    changes = {name: getattr(patch, name) for name in patch.model_fields_set}
    if cleared := [name for name, value in changes.items() if value is None and name != "due_date"]:
        raise Unprocessable(
            details=[{"field": f"body.{name}", "message": "must not be null"} for name in cleared]
        )
    if not changes:
        return repository.find_deliverable(tx, campaign_id, deliverable_id)
    return repository.update_deliverable(tx, campaign_id, deliverable_id, changes)


def delete_deliverable(tx: Transaction, campaign_id: UUID, deliverable_id: UUID) -> None:
    """Delete it. Raises `NotFound`, `Forbidden`, `TermsAgreed`."""
    require_manager(tx, campaign_id)
    if repository.delete_deliverable(tx, campaign_id, deliverable_id) == 0:
        raise NotFound
