"""`/api/v1/activations/{activation_id}/staff` and `/api/v1/activation-staff`."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from activations.app import app
from activations.staff_links import service
from activations.staff_links.models import NewlyMadeStaffLink, NewStaffLink
from common.errors import Forbidden, NotFound
from common.errors.activations import StaffLinkTooLate, TooManyStaffLinks
from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.models.activation_staff import StaffLink
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["activation staff"]
LINKS = "/api/v1/activations/<activation_id>/staff"


@app.get(LINKS, tags=TAGS, responses=refuses(CursorInvalid))
def list_staff_links(
    activation_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[StaffLink]:
    """List the links of gates and screens

    For brand admins and campaign managers; the newest first, revoked ones too.
    """
    with app.read() as tx:
        return service.list_links(tx, activation_id, cursor=cursor, limit=limit)


@app.post(
    LINKS,
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, Forbidden, TooManyStaffLinks, StaffLinkTooLate),
)
@app.takes(RateClass.CREATE)
def create_staff_link(activation_id: UUID, body: NewStaffLink) -> NewlyMadeStaffLink:
    """Make a link for a gate or a screen

    For brand admins and campaign managers. Whoever opens it needs no account. Its address is shown this once and kept
    nowhere: where the answer was lost, revoke the link and make another one. At most 100 live ones.
    """
    with app.transaction() as tx:
        return service.make_link(tx, activation_id, body)


@app.delete(
    "/api/v1/activation-staff/<staff_id>", status_code=204, tags=TAGS, responses=refuses(Forbidden, NotFound)
)
def revoke_staff_link(staff_id: UUID) -> Response[Any]:
    """Revoke a link of a gate or a screen

    For brand admins and campaign managers. It opens nothing from now on: what a gate has not uploaded yet is not
    taken any more, and a screen goes dark within a minute. A link that was revoked stays so.
    """
    with app.transaction() as tx:
        service.revoke_link(tx, staff_id)
    return Response(status_code=204)
