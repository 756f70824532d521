"""For which brands somebody may act, and on whose behalf a request is that names none."""

from uuid import UUID

from common.database import Transaction
from common.errors import Forbidden
from common.errors.accounts import BrandRequired, NoBrand


def only_brand(tx: Transaction) -> UUID:
    """The one brand whose campaigns the actor may run. Raises `NoBrand`, `BrandRequired`."""
    brands = tx.context["campaign_brand_ids"] if tx.actor.user_id else []
    if not brands:
        raise NoBrand
    if len(brands) > 1:
        raise BrandRequired(map(UUID, brands))
    return UUID(brands[0])


def runs_campaigns_of(tx: Transaction, brand_id: UUID) -> bool:
    """Whether the actor is of the brand's people who may run campaigns; no machine is, and no administrator as such."""
    return str(brand_id) in tx.context.get("campaign_brand_ids", ())


def require_manager_of(tx: Transaction, brand_id: UUID) -> None:
    """Let administrators pass, and who runs the brand's campaigns. Raises `Forbidden` for anybody else."""
    if not tx.is_admin and not runs_campaigns_of(tx, brand_id):
        raise Forbidden
