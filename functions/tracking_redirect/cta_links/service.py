"""Use cases of labelled links."""

from uuid import UUID

from common.database import Transaction
from common.models.base import Page
from common.models.tracking import CtaLink
from common.pagination import decode_id_cursor, page
from tracking_redirect.cta_links import repository
from tracking_redirect.cta_links.models import NewCtaLink
from tracking_redirect.links.models import GenerateLink
from tracking_redirect.links.service import generate_link
from tracking_redirect.settings import short_link_base_url


def create_cta_link(tx: Transaction, campaign_id: UUID, request: NewCtaLink) -> CtaLink:
    """A labelled link of the campaign itself. Raises as `generate_link`, and `TooManyCtaLinks`."""
    link = generate_link(
        tx,
        GenerateLink(
            action="generate", campaign_id=campaign_id, destination_url=request.destination_url,
            alias=request.alias,
        ),
    )  # fmt: skip
    return repository.insert_cta_link(tx, link, request.label)


def list_cta_links(tx: Transaction, campaign_id: UUID, *, cursor: str | None, limit: int) -> Page[CtaLink]:
    """Labelled links of a campaign, oldest first. Raises `CursorInvalid`."""
    rows = repository.list_cta_links(
        tx, campaign_id, after=decode_id_cursor(cursor), limit=limit + 1, base_url=short_link_base_url()
    )
    return page(rows, limit, lambda link: link.id)
