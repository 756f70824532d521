"""`/api/v1/conversions`: server to server with a token, or signed by a shop without one; and the key that it uses."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.database import transaction
from common.errors import NotFound
from common.errors.tracking import ClickTooOld, CurrencyMismatch, OrderConverted
from common.identity import SERVICE
from common.refusals import refuses
from tracking_redirect.app import app
from tracking_redirect.conversions import service
from tracking_redirect.conversions.models import Conversion, ConversionKey, NewConversion
from tracking_redirect.errors import ClickNotStoredYet, ConversionSignatureInvalid

TAGS = ["tracking"]
CONVERSION_REFUSALS = (NotFound, ClickTooOld, CurrencyMismatch, OrderConverted, ClickNotStoredYet)


@app.post("/api/v1/conversions", tags=TAGS, responses=refuses(*CONVERSION_REFUSALS))
def record_conversion(body: NewConversion) -> Conversion:
    """Credit an order to the click that it followed; the same order again changes nothing."""
    with service.click_may_be_on_its_way(body.click_id), app.transaction() as tx:
        return service.record(tx, body)


@app.post(
    "/api/v1/conversions/<short_code>",
    tags=TAGS,
    responses=refuses(ConversionSignatureInvalid, *CONVERSION_REFUSALS),
)
def record_signed_conversion(
    short_code: str, body: NewConversion, signature: Annotated[str, Query(max_length=200)]
) -> Conversion:
    """The same from a shop: `?signature=` is hex(HMAC-SHA-256(the link's key, the body as sent))."""
    sent = (app.current_event.body or "").encode()
    with service.click_may_be_on_its_way(body.click_id), transaction(SERVICE) as tx:
        return service.record_signed(tx, short_code, body, body=sent, signature=signature)


@app.get("/api/v1/tracking-links/<link_id>/conversion-key", tags=TAGS, responses=refuses(NotFound))
def conversion_key(link_id: UUID) -> ConversionKey:
    """The key with which a shop signs conversions of this link."""
    with app.transaction() as tx:
        return service.key_of(tx, link_id)
