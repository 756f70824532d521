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
    """Credit an order to the click that it followed, or (`action`) correct or refund it; again, it changes nothing."""
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
    signature: Annotated[str, Query(max_length=200)],
) -> ConversionReceipt:
    """The same from a shop: `?signature=` is hex(HMAC-SHA-256(the link's key, the body as sent))."""
    sent = (app.current_event.body or "").encode()
    with service.click_may_be_on_its_way(body), transaction(SERVICE) as tx:
        return service.answer_signed(tx, short_code, body, body=sent, signature=signature)


@app.get("/api/v1/campaigns/<campaign_id>/conversions", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_conversions(
    campaign_id: UUID,
    order_id: Annotated[OrderId | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Conversion]:
    """Orders that followed clicks of a campaign, newest first; of one order, however its number is written."""
    with app.transaction() as tx:
        return service.list_conversions(tx, campaign_id, order_id=order_id, cursor=cursor, limit=limit)


@app.get(
    "/api/v1/campaigns/<campaign_id>/conversions/<conversion_id>", tags=TAGS, responses=refuses(NotFound)
)
def read_conversion(campaign_id: UUID, conversion_id: UUID) -> ConversionHistory:
    """One of them, with who corrected or refunded it, when and why."""
    with app.transaction() as tx:
        return service.read_conversion(tx, campaign_id, conversion_id)


@app.get("/api/v1/tracking-links/<link_id>/conversion-key", tags=TAGS, responses=refuses(NotFound))
def read_conversion_key(link_id: UUID) -> ConversionKey:
    """The key with which a shop signs conversions of this link."""
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
    """A new key, by a brand_admin; the one before is taken for a day more, or as long as is asked for."""
    rotation = body or KeyRotation()
    with app.transaction() as tx:
        return app.once(
            tx, rotation, RotatedKey, lambda: service.rotate_key(tx, link_id, rotation.overlap_hours)
        )
