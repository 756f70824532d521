"""`/api/v1/fans/me`: for people without an account, by their cookie; `/api/v1/activation-fans`: for brands."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from activations.app import app
from activations.errors import FanCodeRefused, PhoneUnavailable
from activations.fan_doors import DeviceUnknown, ForeignPage, require_own_page
from activations.fans import service
from activations.fans.models import (
    BrandRequest,
    FanCodeRequest,
    FanCodeRequested,
    FanConfirmation,
    FanData,
    FanForgotten,
    FanTicket,
    ShortCode,
)
from common import limits
from common.database import transaction
from common.errors import Forbidden, NotConfigured, NotFound
from common.errors.activations import FanCodesLimited, FanHasAnotherAccount, FanUnknown
from common.errors.limits import RequestsLimited
from common.identity import Actor
from common.limits import RateClass
from common.queues import MAIL, wake
from common.refusals import refuses

TAGS = ["fans"]
KNOWN = (DeviceUnknown, FanUnknown, NotFound, NotConfigured)
"""Where nobody knows which fan it is."""
WRITES = (ForeignPage, RequestsLimited, *KNOWN)
Code = Annotated[ShortCode, Query(description="A code that was scanned: it names the brand.")]


@app.post(
    "/api/v1/fans/me/codes",
    status_code=202,
    tags=TAGS,
    responses=refuses(FanCodesLimited, PhoneUnavailable, *WRITES),
)
def request_fan_code(body: FanCodeRequest) -> FanCodeRequested:
    """Request six digits to an address

    For everyone whose browser scanned a code of the brand, from a page of this address. The answer is the same for
    every address, known or not. `confirmFanCode` takes the digits.
    """
    with transaction(_who_writes(body.code)) as tx:
        requested = service.request_code(tx, body)
    wake(MAIL)
    return requested


@app.post(
    "/api/v1/fans/me/codes/confirm",
    status_code=204,
    tags=TAGS,
    responses=refuses(FanCodeRefused, FanHasAnotherAccount, *WRITES),
)
def confirm_fan_code(body: FanConfirmation) -> Response[Any]:
    """Confirm an address with six digits

    For everyone whose browser asked for them. Whoever had confirmed the address at this brand before is the same
    person from now on: their browsers, their scans and what they used of limits are one. Five wrong tries end a code.
    """
    service.confirm_code(_who_writes(body.code), body)
    return Response(status_code=204)


@app.get("/api/v1/fans/me", tags=TAGS, responses=refuses(*KNOWN))
def read_fan_data(code: Code) -> FanData:
    """Read all that a brand holds about oneself

    For everyone whose browser scanned a code of the brand: who they are as a fan, their browsers, their scans with
    places, and how it stands with those that are checked. That it was read stands in the audit log.
    """
    with transaction(service.fan_at(app.current_event.raw_event, code)) as tx:
        return service.read_data(tx)


@app.delete("/api/v1/fans/me", tags=TAGS, responses=refuses(*WRITES))
def erase_fan_data(code: Code) -> FanForgotten:
    """Erase all that a brand holds about oneself

    For everyone whose browser scanned a code of the brand, from a page of this address: address, browsers and codes are
    gone, scans are nobody's and without a place. What was used of limits stays used while the activation lasts.
    """
    with transaction(_who_writes(code)) as tx:
        return service.forget(tx)


@app.post("/api/v1/fans/me/link", status_code=201, tags=TAGS, responses=refuses(*WRITES))
def make_fan_ticket(body: BrandRequest) -> FanTicket:
    """Make a ticket to join an account

    For everyone whose browser scanned a code of the brand, from a page of this address. `joinFan` takes it, within a
    minute; the ticket of before is worth nothing any more.
    """
    with transaction(_who_writes(body.code)) as tx:
        return service.issue_ticket(tx)


@app.delete("/api/v1/activation-fans/<fan_id>", tags=TAGS, responses=refuses(Forbidden, NotFound))
def erase_fan(fan_id: UUID) -> FanForgotten:
    """Erase a fan of one's brand

    For brand admins: a fan who asked the brand for it is forgotten, as by `eraseFanData`. Who did it
    stands in the audit log.
    """
    with app.transaction() as tx:
        return service.erase(tx, fan_id)


def _who_writes(code: str) -> Actor:
    """The fan whose page sent the request, which takes from what their device may write: a stadium is one address."""
    event = app.current_event.raw_event
    require_own_page(event)
    fan = service.fan_at(event, code)
    limits.name_class(RateClass.FAN, cost=1, subject=str(fan.device_id))
    return fan
