"""`/api/v1/campaigns/{id}/cta-links`."""

from uuid import UUID

from common.errors.limits import RequestsLimited
from common.errors.tracking import TooManyCtaLinks
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.tracking import CtaLink
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from tracking_redirect.app import app
from tracking_redirect.cta_links import service
from tracking_redirect.cta_links.models import NewCtaLink
from tracking_redirect.links.service import LINK_REFUSALS

TAGS = ["tracking"]


@app.post(
    "/api/v1/campaigns/<campaign_id>/cta-links",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, *LINK_REFUSALS, TooManyCtaLinks, *ONCE),
)
@app.takes(RateClass.CREATE)
def create_cta_link(campaign_id: UUID, body: NewCtaLink) -> CtaLink:
    """Create a labelled link of a campaign

    For brand admins and campaign managers: a link of the campaign itself, told apart by its label in
    `listLinkFigures`.
    """
    with app.transaction() as tx:
        return app.once(tx, body, CtaLink, lambda: service.create_cta_link(tx, campaign_id, body))


@app.get("/api/v1/campaigns/<campaign_id>/cta-links", tags=TAGS, responses=refuses(CursorInvalid))
def list_cta_links(campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[CtaLink]:
    """List the labelled links of a campaign

    For members of the brand; those of creators are in `listTrackingLinks`. Oldest first.
    """
    with app.read() as tx:
        return service.list_cta_links(tx, campaign_id, cursor=cursor, limit=limit)
