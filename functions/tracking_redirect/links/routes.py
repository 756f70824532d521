"""`/api/v1/tracking-links`: list, read, switch off, and as a QR code."""

from typing import Annotated, Literal
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common import qr_codes
from common.answers import pictures
from common.errors import NotFound
from common.errors.tracking import DestinationRefused
from common.models.base import Page
from common.models.tracking import TrackingLink
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from tracking_redirect.app import app
from tracking_redirect.links import service
from tracking_redirect.links.models import LinkChange
from tracking_redirect.visits.forwarding import scanned

TAGS = ["tracking"]
PICTURE = pictures("The picture, black on white", *qr_codes.MEDIA_TYPES.values())


@app.get("/api/v1/tracking-links", tags=TAGS, responses=refuses(CursorInvalid))
def list_tracking_links(
    campaign_id: Annotated[UUID, Query(description="The campaign whose links are listed.")],
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[TrackingLink]:
    """List the tracking links of a campaign

    For members of the brand, all of them; a creator sees their own.
    """
    with app.read() as tx:
        return service.list_links(tx, campaign_id, cursor=cursor, limit=limit)


@app.get("/api/v1/tracking-links/<link_id>", tags=TAGS, responses=refuses(NotFound))
def read_tracking_link(link_id: UUID) -> TrackingLink:
    """Read a tracking link

    For members of the brand, and for the creator whose it is.
    """
    with app.read() as tx:
        return service.read_link(tx, link_id)


@app.patch("/api/v1/tracking-links/<link_id>", tags=TAGS, responses=refuses(NotFound, DestinationRefused))
def change_tracking_link(link_id: UUID, body: LinkChange) -> TrackingLink:
    """Change where a tracking link leads, or end it

    For brand admins and campaign managers. Switch it off or on, give it an end, send it elsewhere. What is sent
    changes, the rest stays.
    """
    with app.transaction() as tx:
        return service.change_link(tx, link_id, body)


@app.get("/api/v1/tracking-links/<link_id>/qr", tags=TAGS, responses=PICTURE | refuses(NotFound))
def download_qr_code(  # type: ignore[no-untyped-def]  # with a return type, Powertools would read the bytes as UTF-8
    link_id: UUID,
    image: Annotated[
        Literal["svg", "png"], Query(alias="format", description="The kind of picture.")
    ] = "svg",
):
    """Download a tracking link as a QR code

    For members of the brand, and for the creator whose it is. Who scans the code is counted as a scan, which is a
    click too.
    """
    with app.read() as tx:
        link = service.read_link(tx, link_id)
    return Response(
        status_code=200,
        content_type=qr_codes.MEDIA_TYPES[image],
        body=qr_codes.render(scanned(link.url), image),
    )
