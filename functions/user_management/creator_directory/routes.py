"""`/api/v1/creators`, `/api/v1/creators/{creator_id}`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.creator_directory import repository, service
from user_management.creator_directory.models import CreatorDetails, CreatorSearch, ListedCreator

TAGS = ["creators"]


@app.get("/api/v1/creators", tags=TAGS, responses=refuses(CursorInvalid))
def find_creators(
    query: Annotated[CreatorSearch, Query()], cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[ListedCreator]:
    """Find creators in the directory

    For members of a brand. Active creators whom all given filters let through; who is banned or suspended is not
    found. A cursor is good for the search that it came from. Look at one with `readCreator`, keep them in a list with
    `addCreatorsToList`, invite them with `inviteCreator`.
    """
    with app.read() as tx:
        return service.find_creators(tx, query, cursor=cursor, limit=limit)


@app.get("/api/v1/creators/<creator_id>", tags=TAGS, responses=refuses(NotFound))
def read_creator(creator_id: UUID) -> CreatorDetails:
    """Read a creator, with the public figures of their accounts

    For members of a brand, who see whom `findCreators` finds; creators see themselves. Figures are as the platforms
    last told, each with its moment.
    """
    with app.read() as tx:
        return repository.find_creator(tx, creator_id)
