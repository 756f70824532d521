"""Who may see a list, and who may change it: asked by every resource of it."""

from uuid import UUID

from common.database import Transaction
from common.errors import Forbidden
from common.models.lists import CreatorList
from user_management.creator_lists import repository


def require_keeper(tx: Transaction, list_id: UUID) -> CreatorList:
    """The list, if the actor runs the brand's campaigns. Raises `NotFound` where invisible, `Forbidden` where not."""
    found = repository.find_list(tx, list_id)
    if not tx.is_admin and str(found.brand_id) not in tx.context.get("campaign_brand_ids", ()):
        raise Forbidden
    return found
