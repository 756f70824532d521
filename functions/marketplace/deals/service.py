"""Use cases of deals."""

from uuid import UUID

from common.brands import only_brand
from common.database import Transaction
from common.models.base import Page
from common.models.deals import Deal, DealStatus, DealSummary
from common.pagination import decode_id_cursor, page
from marketplace.deals import repository
from marketplace.deals.models import OfferDraft
from marketplace.escrows import repository as escrows


def offer_deal(tx: Transaction, draft: OfferDraft) -> Deal:
    """Offer a deal to one creator.

    Raises `NoBrand`, `BrandRequired`, `NotFound`, `Forbidden`, `OnBothSides`, `EnoughOfThese`, `TermsOutOfRange`,
    `CreatorNotOpenToBrand`.
    """
    return read_deal(tx, repository.offer(tx, draft.brand_id or only_brand(tx), draft))


def read_deal(tx: Transaction, deal_id: UUID) -> Deal:
    """The deal with its milestones and held funds. Raises `NotFound`."""
    return repository.find_deal(tx, deal_id).whole(escrows.list_milestones(tx, deal_id))


def accept_offer(tx: Transaction, deal_id: UUID) -> Deal:
    """Take an offer. Raises `NotFound`, `Forbidden`, `OnBothSides`, `StepNotAllowed`."""
    repository.accept(tx, deal_id)
    return read_deal(tx, deal_id)


def decline_offer(tx: Transaction, deal_id: UUID) -> Deal:
    """Refuse an offer. Raises `NotFound`, `Forbidden`, `StepNotAllowed`."""
    repository.decline(tx, deal_id)
    return read_deal(tx, deal_id)


def cancel_deal(tx: Transaction, deal_id: UUID) -> Deal:
    """Take an offer back, or end a deal with the other side.

    Raises `NotFound`, `Forbidden`, `StepNotAllowed`, `EscrowFrozen`.
    """
    repository.cancel(tx, deal_id)
    return read_deal(tx, deal_id)


def list_deals(
    tx: Transaction, *, status: DealStatus | None, gig_id: UUID | None, cursor: str | None, limit: int
) -> Page[DealSummary]:
    """Deals that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = repository.list_deals(
        tx, status=status, gig_id=gig_id, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page([row.summary() for row in rows], limit, lambda deal: deal.id)
