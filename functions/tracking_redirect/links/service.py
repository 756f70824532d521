"""Use cases of tracking links."""

from contextlib import suppress
from uuid import UUID

from common.database import Transaction
from common.errors import Forbidden, NotFound, Unavailable
from common.errors.tracking import AliasTaken, DestinationRefused
from common.models.base import Page
from common.models.tracking import TrackingLink
from common.pagination import decode_id_cursor, page
from common.random_codes import random_code
from tracking_redirect.links import repository
from tracking_redirect.links.models import GenerateLink, LinkChange
from tracking_redirect.settings import short_link_base_url

ATTEMPTS = 5
LINK_REFUSALS = (NotFound, DestinationRefused, AliasTaken, Unavailable)
"""What making a link may end in, its body included."""


def generate_link(tx: Transaction, request: GenerateLink) -> TrackingLink:
    """A link with a random code or the brand's alias. Raises `AliasTaken`, `NotFound`, `Unavailable`."""
    if request.alias:
        return _insert(tx, request, request.alias)
    for _ in range(ATTEMPTS):
        with suppress(AliasTaken), tx.savepoint():
            return _insert(tx, request, random_code())
    raise Unavailable  # five taken codes out of 7.8 * 10^10: something is wrong with the dice


def _insert(tx: Transaction, request: GenerateLink, code: str) -> TrackingLink:
    link = repository.insert_link(
        tx, campaign_id=request.campaign_id, creator_user_id=request.creator_user_id, short_code=code,
        any_case=request.alias is not None, destination_url=request.destination_url,
        expires_at=request.expires_at, expired_url=request.expired_url, base_url=short_link_base_url(),
    )  # fmt: skip
    if link is None:
        raise NotFound
    return link


def read_link(tx: Transaction, link_id: UUID) -> TrackingLink:
    """A link that the actor may see. Raises `NotFound`."""
    return repository.find_link(tx, link_id, base_url=short_link_base_url())


def list_links(tx: Transaction, campaign_id: UUID, *, cursor: str | None, limit: int) -> Page[TrackingLink]:
    """Links of a campaign, newest first: a brand's all, a creator's own. Raises `CursorInvalid`."""
    rows = repository.list_links(
        tx, campaign_id, before=decode_id_cursor(cursor), limit=limit + 1, base_url=short_link_base_url()
    )
    return page(rows, limit, lambda link: link.id)


def change_link(tx: Transaction, link_id: UUID, change: LinkChange) -> TrackingLink:
    """Disable, enable, redirect or limit a link. Raises `NotFound`, `Forbidden`, `DestinationRefused`."""
    changes = change.model_dump(include=change.model_fields_set)
    found = read_link(tx, link_id)
    if not changes:
        return found
    changed = repository.update_link(tx, link_id, changes=changes, base_url=short_link_base_url())
    if changed is None:
        raise Forbidden
    return changed
