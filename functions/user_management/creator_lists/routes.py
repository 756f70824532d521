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
    """Create a list of creators

    For brand admins and campaign managers. It begins empty, and all members see it; no creator learns of it. Fill it
    with `addCreatorsToList` or from a file with `importCreators`.
    """
    with app.transaction() as tx:
        return app.once(tx, body, CreatorList, lambda: service.create_list(tx, body))


@app.get(LISTS, tags=TAGS, responses=refuses(CursorInvalid))
def list_creator_lists(
    brand_id: Annotated[UUID | None, Query(description="Only those of this brand.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[CreatorList]:
    """List the lists of creators

    For members of a brand: the lists of all their brands, or of one, newest first.
    """
    with app.read() as tx:
        return service.list_lists(tx, brand_id=brand_id, cursor=cursor, limit=limit)


@app.get(f"{LISTS}/<list_id>", tags=TAGS, responses=refuses(NotFound))
def read_creator_list(list_id: UUID) -> CreatorList:
    """Read a list of creators, without its members

    For members of the brand: its name, and how many are in it. `listCreatorListMembers` says who.
    """
    with app.read() as tx:
        return repository.find_list(tx, list_id)


@app.patch(f"{LISTS}/<list_id>", tags=TAGS, responses=refuses(NotFound, ListNameTaken))
def change_creator_list(list_id: UUID, body: ListPatch) -> CreatorList:
    """Change the name of a list of creators

    For brand admins and campaign managers. No other list of the brand may have that name.
    """
    with app.transaction() as tx:
        return service.rename_list(tx, list_id, body.name)


@app.delete(f"{LISTS}/<list_id>", status_code=204, tags=TAGS, responses=refuses(NotFound))
def delete_creator_list(list_id: UUID) -> Response[Any]:
    """Delete a list of creators

    For brand admins and campaign managers. All that was written of its members goes too.
    """
    with app.transaction() as tx:
        service.delete_list(tx, list_id)
    return Response(status_code=204)
