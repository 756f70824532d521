"""`/api/v1/brands`."""

from uuid import UUID

from common.errors import NotFound
from common.errors.accounts import NameIsAnAddress, SlugTaken, TooManyBrands
from common.errors.limits import RequestsLimited
from common.errors.tracking import DestinationRefused
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.brands import Brand
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.brands import repository, service
from user_management.brands.models import BrandDraft, BrandOpened, BrandPatch

TAGS = ["brands"]


@app.post(
    "/api/v1/brands",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NameIsAnAddress, TooManyBrands, *ONCE),
)
@app.takes(RateClass.CREATE)
def open_brand(body: BrandDraft) -> BrandOpened:
    """Open one more brand

    For brands and administrators: the caller is its brand admin, and it can be read and filled in from the next
    request on. A person belongs to at most 100 brands.
    """
    with app.transaction() as tx:
        return app.once(tx, body, BrandOpened, lambda: BrandOpened(id=repository.open_brand(tx, body.name)))


@app.get("/api/v1/brands", tags=TAGS, responses=refuses(CursorInvalid))
def list_brands(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Brand]:
    """List one's brands

    For members of a brand, those that they belong to; administrators see all.
    """
    with app.read() as tx:
        return service.list_brands(tx, cursor=cursor, limit=limit)


@app.get("/api/v1/brands/<brand_id>", tags=TAGS, responses=refuses(NotFound))
def read_brand(brand_id: UUID) -> Brand:
    """Read a brand

    For its members. Creators see its name and logo in the campaign's brief.
    """
    with app.read() as tx:
        return repository.find_brand(tx, brand_id)


@app.patch(
    "/api/v1/brands/<brand_id>",
    tags=TAGS,
    responses=refuses(NotFound, SlugTaken, NameIsAnAddress, DestinationRefused),
)
def change_brand(brand_id: UUID, body: BrandPatch) -> Brand:
    """Change a brand

    For brand admins. What is sent changes, the rest stays; null empties a field that may be empty. With a website,
    creators whose campaign names no destination get their links.
    """
    with app.transaction() as tx:
        return service.change_brand(tx, brand_id, body)
