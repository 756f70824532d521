"""`/api/v1/fan-links`: for people with an account."""

from uuid import UUID

from activations.app import app
from activations.fan_links import service
from activations.fan_links.models import FanLink, NewFanLink
from activations.fans.models import FanForgotten
from common.errors import NotFound
from common.errors.activations import FanHasAnotherAccount, FanTicketRefused
from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import REWARDS, wake
from common.refusals import refuses

TAGS = ["fans"]


@app.post(
    "/api/v1/fan-links",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, FanTicketRefused, FanHasAnotherAccount),
)
@app.takes(RateClass.CREATE)
def join_fan(body: NewFanLink) -> FanLink:
    """Join one's account to what one scanned

    For whoever is signed in and has a ticket of the browser that scanned (`makeFanTicket`): scans that counted in the
    last 90 days, and all to come, are theirs for rewards. Whoever had joined the same brand before is one fan with it.
    """
    with app.transaction() as tx:
        link = service.join(tx, body.ticket)
    wake(REWARDS)
    return link


@app.get("/api/v1/fan-links", tags=TAGS, responses=refuses(CursorInvalid))
def list_fan_links(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[FanLink]:
    """List the brands whose fan one is

    For whoever is signed in: those that they have joined, the newest first.
    """
    with app.read() as tx:
        return service.list_links(tx, cursor=cursor, limit=limit)


@app.delete("/api/v1/fan-links/<fan_id>", tags=TAGS, responses=refuses(NotFound))
def leave_fan(fan_id: UUID) -> FanForgotten:
    """Leave a brand as its fan, and be forgotten

    For whoever has joined: address, browsers and codes are gone, scans are nobody's. What was earned by them stays.
    """
    with app.transaction() as tx:
        return service.leave(tx, fan_id)
