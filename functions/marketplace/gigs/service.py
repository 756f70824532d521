"""Use cases of gigs."""

from typing import cast
from uuid import UUID

from common.brands import only_brand
from common.database import Transaction
from common.errors import Forbidden
from common.gigs import find_gigs
from common.models.base import Page
from common.models.gigs import Gig, GigEvent, GigSlot, GigStatus
from common.money import MAXIMUM_AMOUNT
from common.pagination import decode_cursor, decode_id_cursor, decode_number_cursor, encode_cursor, page
from marketplace.errors import GigNotDraft
from marketplace.gigs import repository
from marketplace.gigs.models import Claimed, GigClosed, GigDraft, GigSort


def create_gig(tx: Transaction, draft: GigDraft) -> Gig:
    """A draft of the actor's brand.

    Raises `NoBrand`, `BrandRequired`, `Forbidden` (also for a budget by who does not move money), `EnoughOfThese`.
    """
    brand_id = draft.brand_id or only_brand(tx)
    return repository.find_gig(tx, repository.create_gig(tx, brand_id, draft))


def replace_gig(tx: Transaction, gig_id: UUID, draft: GigDraft) -> Gig:
    """Put what it says. Raises `NotFound`, `Forbidden`, `TermsFrozen`, `AlreadyClosed`."""
    repository.find_gig(tx, gig_id)
    if not repository.update_gig(tx, gig_id, draft):
        raise Forbidden
    return repository.find_gig(tx, gig_id)


def delete_gig(tx: Transaction, gig_id: UUID) -> None:
    """Only a draft. Raises `NotFound`, `Forbidden`, `GigNotDraft`."""
    gig = repository.find_gig(tx, gig_id)
    if gig.status is not GigStatus.DRAFT:
        raise GigNotDraft
    if not repository.delete_gig(tx, gig_id):
        raise Forbidden


def list_gigs(
    tx: Transaction, *, brand_id: UUID | None, status: GigStatus | None, cursor: str | None, limit: int
) -> Page[Gig]:
    """Gigs of the actor's brands (an administrator's: all), or of one of them, newest first. Raises `CursorInvalid`."""
    brands = None if tx.is_admin else [UUID(brand) for brand in tx.context["brand_ids"]]
    rows = repository.list_gigs(
        tx,
        brand_ids=[brand_id] if brand_id else brands,
        status=status,
        before=decode_id_cursor(cursor),
        limit=limit + 1,
    )
    return page(rows, limit, lambda gig: gig.id)


def search_gigs(
    tx: Transaction, filters: dict[str, object], *, sort: GigSort, cursor: str | None, limit: int
) -> Page[Gig]:
    """Open gigs for a creator. Raises `Forbidden` for who is none, `CursorInvalid`."""
    after = cast("tuple[int, UUID] | None", decode_cursor(cursor, _price, UUID))
    found = repository.search_gigs(tx, filters, sort, after, limit + 1)
    prices = {one.id: one.price_max for one in found[:limit]}
    shown = page(find_gigs(tx, [*prices]), limit, lambda gig: (prices[gig.id], gig.id))
    more = encode_cursor(found[limit - 1].price_max, found[limit - 1].id) if len(found) > limit else None
    return Page(data=shown.data, next_cursor=shown.next_cursor or more)


def _price(text: str) -> int:
    """Of a cursor, in minor units. Raises `ValueError`."""
    price = int(text)
    if not 0 <= price <= MAXIMUM_AMOUNT:
        raise ValueError
    return price


def open_gig(tx: Transaction, gig_id: UUID) -> Gig:
    """Draft or paused → open.

    Raises `NotFound`, `Forbidden`, `InsufficientFunds`, `StepNotAllowed`, `DisputedMoneyOwed`, `EnoughOfThese`,
    `TermsOutOfRange`.
    """
    repository.open_gig(tx, gig_id)
    return repository.find_gig(tx, gig_id)


def pause_gig(tx: Transaction, gig_id: UUID) -> Gig:
    """Open → paused. Raises `NotFound`, `Forbidden`, `StepNotAllowed`, `AlreadyClosed`."""
    repository.pause_gig(tx, gig_id)
    return repository.find_gig(tx, gig_id)


def close_gig(tx: Transaction, gig_id: UUID, reason: str) -> GigClosed:
    """Open or paused → closed. Raises `NotFound`, `Forbidden`, `StepNotAllowed`."""
    returned = repository.end_gig(tx, gig_id, reason)
    gig = repository.find_gig(tx, gig_id)
    return GigClosed(gig_id=gig_id, refunded_amount=returned, currency=gig.currency)


def claim_slot(tx: Transaction, gig_id: UUID) -> Claimed:
    """The first free slot.

    Raises `NotFound`, `Forbidden`, `OnBothSides`, `NoSlotLeft`, `NotEligible`, `GigNotOpen`, `ClaimedAlready`,
    `EnoughOfThese`.
    """
    return Claimed(deal_id=repository.claim_slot(tx, gig_id))


def list_slots(tx: Transaction, gig_id: UUID, *, cursor: str | None, limit: int) -> Page[GigSlot]:
    """Slots by number; none for creators. Raises `NotFound`, `CursorInvalid`."""
    repository.find_gig(tx, gig_id)
    rows = repository.list_slots(tx, gig_id, after=decode_number_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda slot: slot.number)


def list_history(tx: Transaction, gig_id: UUID, *, cursor: str | None, limit: int) -> Page[GigEvent]:
    """Events, newest first. Raises `NotFound`, `CursorInvalid`."""
    repository.find_gig(tx, gig_id)
    rows = repository.list_history(tx, gig_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda event: event.id)
