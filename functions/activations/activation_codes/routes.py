"""`/api/v1/activations/{activation_id}/codes` and `/api/v1/activation-codes`."""

from typing import Annotated, Literal
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from activations.activation_codes import service
from activations.activation_codes.models import ActivationCodeChange, MadeActivationCodes, NewActivationCodes
from activations.app import app
from common import qr_codes
from common.answers import pictures
from common.errors import Forbidden, NotFound, Unavailable
from common.errors.activations import ActivationIsOver
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.activation_codes import ActivationCode
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["activation codes"]
CODES = "/api/v1/activations/<activation_id>/codes"
ONE = "/api/v1/activation-codes/<code_id>"
PICTURE = pictures("The picture, dark on white", *qr_codes.MEDIA_TYPES.values())


@app.get(CODES, tags=TAGS, responses=refuses(CursorInvalid))
def list_activation_codes(
    activation_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[ActivationCode]:
    """List the codes of an activation

    For members of its brand; the newest first.
    """
    with app.read() as tx:
        return service.list_codes(tx, activation_id, cursor=cursor, limit=limit)


@app.post(
    CODES,
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, Forbidden, ActivationIsOver, Unavailable, *ONCE),
)
@app.takes(RateClass.CREATE)
def create_activation_codes(activation_id: UUID, body: NewActivationCodes) -> MadeActivationCodes:
    """Make codes of an activation

    For brand admins and campaign managers. One code, or up to 5,000 at once, of seven characters; of twelve where they
    rotate or count once. `requestCodeSheet` prints them.
    """
    with app.transaction() as tx:
        return app.once(tx, body, MadeActivationCodes, lambda: service.make_codes(tx, activation_id, body))


@app.get(ONE, tags=TAGS, responses=refuses(NotFound))
def read_activation_code(code_id: UUID) -> ActivationCode:
    """Read a code

    For members of its brand: where it leads, and how often it counted where that is bounded.
    """
    with app.read() as tx:
        return service.read_code(tx, code_id)


@app.patch(ONE, tags=TAGS, responses=refuses(NotFound, Forbidden))
def change_activation_code(code_id: UUID, body: ActivationCodeChange) -> ActivationCode:
    """Change a code

    For brand admins and campaign managers: switch it off and on, let it end, give it another name. A rotating code gets
    another secret where somebody has copied a screen.
    """
    with app.transaction() as tx:
        return service.change_code(tx, code_id, body)


@app.get(f"{ONE}/qr", tags=TAGS, responses=PICTURE | refuses(NotFound))
def download_activation_code(  # type: ignore[no-untyped-def]  # with a return type, Powertools would read the bytes as UTF-8
    code_id: UUID,
    image: Annotated[
        Literal["svg", "png"], Query(alias="format", description="The kind of picture.")
    ] = "svg",
):
    """Download a code as a QR code

    For members of its brand. Printed, its side is at least a tenth of the distance from which it is to be read.
    """
    with app.read() as tx:
        code = service.read_code(tx, code_id)
    return Response(
        status_code=200, content_type=qr_codes.MEDIA_TYPES[image], body=qr_codes.render(code.url, image)
    )
