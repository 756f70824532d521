"""The edge function `tracking-links`."""

from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.tracking import TrackingLink
from common.refusals import refuses
from tracking_redirect.app import app
from tracking_redirect.links import service
from tracking_redirect.links.models import GenerateLink
from tracking_redirect.links.service import LINK_REFUSALS


@app.post(
    "/functions/v1/tracking-links", tags=["edge"], responses=refuses(RequestsLimited, *LINK_REFUSALS, *ONCE)
)
@app.takes(RateClass.CREATE)
def call_tracking_links(body: GenerateLink) -> TrackingLink:
    """`generate`: a new link of a campaign that the caller runs."""
    with app.transaction() as tx:
        return app.once(tx, body, TrackingLink, lambda: service.generate_link(tx, body))
