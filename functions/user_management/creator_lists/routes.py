"""`/api/v1/creator-lists`."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.accounts import BrandRequired, NoBrand
from common.errors.limits import RequestsLimited
from common.errors.lists import ListNameTaken, TooManyLists
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.lists import CreatorList
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.creator_lists import repository, service
from user_management.creator_lists.models import ListDraft, ListPatch

TAGS = ["creator lists"]
LISTS = "/api/v1/creator-lists"


@app.post(
    LISTS,
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NoBrand, BrandRequired, ListNameTaken, TooManyLists, *ONCE),
)
@app.takes(RateClass.CREATE)
def create_creator_list(body: ListDraft) -> CreatorList:
    """Make a list of creators.

    For members of the brand who run its campaigns; all its people see the list, no creator does.
    """
    with app.transaction() as tx:
        return app.once(tx, body, CreatorList, lambda: service.create_list(tx, body))


@app.get(LISTS, tags=TAGS, responses=refuses(CursorInvalid))
def list_creator_lists(
    brand_id: Annotated[UUID | None, Query(description="Only those of this brand.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[CreatorList]:
    """List the lists of creators, newest first.

    For members of the brand: lists of all their brands, or of one.
    """
    with app.transaction() as tx:
        return service.list_lists(tx, brand_id=brand_id, cursor=cursor, limit=limit)


@app.get(f"{LISTS}/<list_id>", tags=TAGS, responses=refuses(NotFound))
def read_creator_list(list_id: UUID) -> CreatorList:
    """Read one list, without its members.

    For members of the brand.
    """
    with app.transaction() as tx:
        return repository.find_list(tx, list_id)


@app.patch(f"{LISTS}/<list_id>", tags=TAGS, responses=refuses(NotFound, ListNameTaken))
def rename_creator_list(list_id: UUID, body: ListPatch) -> CreatorList:
    """Give a list another name.

    For members of the brand who run its campaigns.
    """
    with app.transaction() as tx:
        return service.rename_list(tx, list_id, body.name)


@app.delete(f"{LISTS}/<list_id>", status_code=204, tags=TAGS, responses=refuses(NotFound))
def delete_creator_list(list_id: UUID) -> Response[Any]:
    """Delete a list.

    For members of the brand who run its campaigns. All that was written of its members goes too.
    """
    with app.transaction() as tx:
        service.delete_list(tx, list_id)
    return Response(status_code=204)
