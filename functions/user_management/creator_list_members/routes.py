"""`/api/v1/creator-lists/{id}/members`, also as CSV."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.answers import CSV, csv_file
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.errors.lists import ListFull
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.lists import ListMember
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.creator_list_members import service
from user_management.creator_list_members.models import (
    LONGEST_TAG,
    AddResults,
    MemberPatch,
    MembersToRemove,
    NewMembers,
    RemoveResults,
)

TAGS = ["creator lists"]
MEMBERS = "/api/v1/creator-lists/<list_id>/members"


@app.get(MEMBERS, tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_creator_list_members(
    list_id: UUID,
    tag: Annotated[
        str | None, Query(min_length=1, max_length=LONGEST_TAG, description="Only members with this tag.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[ListMember]:
    """List the members of a list of creators

    For members of the brand, newest first. A creator who is barred stays in the list as `unavailable`, without their
    name.
    """
    with app.read() as tx:
        return service.list_members(tx, list_id, tag=tag, cursor=cursor, limit=limit)


@app.get(f"{MEMBERS}.csv", tags=TAGS, responses=CSV | refuses(NotFound, RequestsLimited))
@app.takes(RateClass.EXPORT)
def download_creator_list(list_id: UUID) -> Response[Any]:
    """Download a list of creators as CSV

    For members of the brand: all members, a line each, with what was written of them. No cell runs as a formula in a
    spreadsheet.
    """
    with app.read() as tx:
        text = service.members_csv(tx, list_id)
    return csv_file(f"creators-{list_id}", text)


@app.post(MEMBERS, tags=TAGS, responses=refuses(RequestsLimited, NotFound, ListFull, *ONCE))
@app.takes(RateClass.CREATE)
def add_creators_to_list(list_id: UUID, body: NewMembers) -> AddResults:
    """Add up to 100 creators to a list

    For brand admins and campaign managers. Each creator has a result of its own; none of them is told.
    """
    with app.transaction() as tx:
        return app.once(tx, body, AddResults, lambda: service.add_members(tx, list_id, body))


@app.post(f"{MEMBERS}/remove", tags=TAGS, responses=refuses(RequestsLimited, NotFound, *ONCE))
@app.takes(RateClass.CREATE)
def remove_creator_list_members(list_id: UUID, body: MembersToRemove) -> RemoveResults:
    """Remove up to 100 members from a list

    For brand admins and campaign managers. What was written of them goes too; each has a result of its own.
    """
    with app.transaction() as tx:
        return app.once(tx, body, RemoveResults, lambda: service.remove_members(tx, list_id, body))


@app.patch(f"{MEMBERS}/<member_id>", tags=TAGS, responses=refuses(NotFound))
def change_creator_list_member(list_id: UUID, member_id: UUID, body: MemberPatch) -> ListMember:
    """Change the note and the tags of a member of a list

    For brand admins and campaign managers. What is sent changes, the rest stays. All members of the brand read both,
    and nobody else.
    """
    with app.transaction() as tx:
        return service.change_member(tx, list_id, member_id, body)


@app.delete(f"{MEMBERS}/<member_id>", status_code=204, tags=TAGS, responses=refuses(NotFound))
def remove_creator_list_member(list_id: UUID, member_id: UUID) -> Response[Any]:
    """Remove a member from a list

    For brand admins and campaign managers. What was written of them goes too.
    """
    with app.transaction() as tx:
        service.remove_member(tx, list_id, member_id)
    return Response(status_code=204)
