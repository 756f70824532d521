"""`/api/v1/conversions`: server to server with a token, or signed by a shop without one; what came, and the key."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Body, Query

from common.database import transaction
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.errors.tracking import (
    ChangeReported,
    ClickTooOld,
    ConversionDateImpossible,
    ConversionLocked,
    CurrencyMismatch,
    ExchangeRateMissing,
    OrderConverted,
    RefundTooLarge,
    TooManyChanges,
)
from common.idempotency import ONCE
from common.identity import SERVICE
from common.limits import RateClass
from common.models.base import Page
from common.models.tracking import Conversion
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from tracking_redirect.app import app
from tracking_redirect.conversions import service
from tracking_redirect.conversions.models import (
    ConversionHistory,
    ConversionKey,
    ConversionReceipt,
    ConversionRequest,
    KeyRotation,
    OrderId,
    RotatedKey,
    SignedRequest,
)
from tracking_redirect.errors import ClickNotStoredYet, ConversionSignatureInvalid

TAGS = ["tracking"]
CONVERSION_REFUSALS = (
    NotFound, ClickTooOld, CurrencyMismatch, OrderConverted, ClickNotStoredYet, ConversionDateImpossible,
    ExchangeRateMissing, ConversionLocked, ChangeReported, RefundTooLarge, TooManyChanges,
)  # fmt: skip


@app.post("/api/v1/conversions", tags=TAGS, responses=refuses(*CONVERSION_REFUSALS))
def record_conversion(body: Annotated[ConversionRequest, Body()]) -> ConversionReceipt:
    """Record an order, correct it, or refund it

    For brand admins and campaign managers of the campaign, and for the machine client. An order is credited to the
    click that it followed (`click_id` is the `aclid` that came along) and counts once, however often it is sent; with
    the `action` `correct` or `refund` it changes, once for each `reference`. Shops that sign use
    `recordSignedConversion`.
    """
    with service.click_may_be_on_its_way(body), app.transaction() as tx:
        return service.answer(tx, body)


@app.post(
    "/api/v1/conversions/<short_code>",
    tags=TAGS,
    responses=refuses(ConversionSignatureInvalid, *CONVERSION_REFUSALS),
)
def record_signed_conversion(
    short_code: str,
    body: Annotated[SignedRequest, Body()],
    signature: Annotated[
        str,
        Query(
            max_length=200,
            description="Hexadecimal HMAC-SHA-256 of the body as sent, under the key of the link.",
        ),
    ],
) -> ConversionReceipt:
    """Record, correct or refund an order, signed by a shop

    For everyone who holds the link's key: `?signature=` is the hexadecimal HMAC-SHA-256 of the body as sent, under
    the key that `readConversionKey` answers. The same bodies as `recordConversion`, of this link's orders only, and
    without `campaign_id`.
    """
    sent = (app.current_event.body or "").encode()
    with service.click_may_be_on_its_way(body), transaction(SERVICE) as tx:
        return service.answer_signed(tx, short_code, body, body=sent, signature=signature)


@app.get("/api/v1/campaigns/<campaign_id>/conversions", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_conversions(
    campaign_id: UUID,
    order_id: Annotated[
        OrderId | None, Query(description="Only this order, however its number is written.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Conversion]:
    """List the orders that followed clicks of a campaign

    For members of the brand, each with what counts of it after corrections and refunds.
    """
    with app.read() as tx:
        return service.list_conversions(tx, campaign_id, order_id=order_id, cursor=cursor, limit=limit)


@app.get(
    "/api/v1/campaigns/<campaign_id>/conversions/<conversion_id>", tags=TAGS, responses=refuses(NotFound)
)
def read_conversion(campaign_id: UUID, conversion_id: UUID) -> ConversionHistory:
    """Read an order with all that was changed of it

    For members of the brand: who corrected or refunded it, when and why, oldest first.
    """
    with app.read() as tx:
        return service.read_conversion(tx, campaign_id, conversion_id)


@app.get("/api/v1/tracking-links/<link_id>/conversion-key", tags=TAGS, responses=refuses(NotFound))
def read_conversion_key(link_id: UUID) -> ConversionKey:
    """Read the key with which a shop signs

    For brand admins and campaign managers. It is made when it is first asked for; keep it on the shop's server.
    """
    with app.transaction() as tx:
        return service.key_of(tx, link_id)


@app.post(
    "/api/v1/tracking-links/<link_id>/conversion-key",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, *ONCE),
)
@app.takes(RateClass.CREATE)
def rotate_conversion_key(link_id: UUID, body: Annotated[KeyRotation | None, Body()] = None) -> RotatedKey:
    """Rotate the key with which a shop signs

    For brand admins. The answer has the new key; the one before is taken for a day more, or as long as is asked for.
    With 0 hours all older keys end now.
    """
    rotation = body or KeyRotation()
    with app.transaction() as tx:
        return app.once(
            tx, rotation, RotatedKey, lambda: service.rotate_key(tx, link_id, rotation.overlap_hours)
        )
