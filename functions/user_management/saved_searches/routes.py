"""`/api/v1/saved-searches`."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.accounts import BrandRequired, NoBrand
from common.errors.limits import RequestsLimited
from common.errors.lists import SearchNameTaken, TooManySearches
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.lists import SavedSearch
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.saved_searches import repository, service
from user_management.saved_searches.models import SearchDraft, SearchPatch

TAGS = ["creator lists"]
SEARCHES = "/api/v1/saved-searches"


@app.post(
    SEARCHES,
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NoBrand, BrandRequired, SearchNameTaken, TooManySearches, *ONCE),
)
@app.takes(RateClass.CREATE)
def save_search(body: SearchDraft) -> SavedSearch:
    """Save a search of the directory

    For brand admins and campaign managers. All members see it under its name; `findCreators` takes its filters as
    they are.
    """
    with app.transaction() as tx:
        return app.once(tx, body, SavedSearch, lambda: service.save_search(tx, body))


@app.get(SEARCHES, tags=TAGS, responses=refuses(CursorInvalid))
def list_saved_searches(
    brand_id: Annotated[UUID | None, Query(description="Only those of this brand.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[SavedSearch]:
    """List saved searches

    For members of a brand: the searches of all their brands, or of one, newest first.
    """
    with app.read() as tx:
        return service.list_searches(tx, brand_id=brand_id, cursor=cursor, limit=limit)


@app.get(f"{SEARCHES}/<search_id>", tags=TAGS, responses=refuses(NotFound))
def read_saved_search(search_id: UUID) -> SavedSearch:
    """Read a saved search

    For members of the brand. Its `filters` go as they are into the query of `findCreators`.
    """
    with app.read() as tx:
        return repository.find_search(tx, search_id)


@app.patch(f"{SEARCHES}/<search_id>", tags=TAGS, responses=refuses(NotFound, SearchNameTaken))
def change_saved_search(search_id: UUID, body: SearchPatch) -> SavedSearch:
    """Change the name or the filters of a saved search

    For brand admins and campaign managers. What is sent changes, the rest stays; filters are replaced as a whole.
    """
    with app.transaction() as tx:
        return service.change_search(tx, search_id, body)


@app.delete(f"{SEARCHES}/<search_id>", status_code=204, tags=TAGS, responses=refuses(NotFound))
def delete_saved_search(search_id: UUID) -> Response[Any]:
    """Delete a saved search

    For brand admins and campaign managers. Nobody of the brand finds it any more; lists that were filled by it stay.
    """
    with app.transaction() as tx:
        service.delete_search(tx, search_id)
    return Response(status_code=204)
