"""Who may see a list, and who may change it: asked by every resource of it."""

from uuid import UUID

from common.brands import require_manager_of
from common.database import Transaction
from common.models.lists import CreatorList
from user_management.creator_lists import repository


def require_keeper(tx: Transaction, list_id: UUID) -> CreatorList:
    """The list, if the actor runs the brand's campaigns. Raises `NotFound` where invisible, `Forbidden` where not."""
    found = repository.find_list(tx, list_id)
    require_manager_of(tx, found.brand_id)
    return found
