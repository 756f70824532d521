"""Use cases of members of lists."""

from uuid import UUID

from common.database import Transaction
from common.errors import NotFound
from common.models.base import Page
from common.models.lists import ListMember
from common.pagination import decode_id_cursor, page
from common.spreadsheets import csv_text
from user_management.creator_list_members import repository
from user_management.creator_list_members.models import (
    AddOutcome,
    AddResults,
    MemberPatch,
    MembersToRemove,
    NewMembers,
    RemoveResult,
    RemoveResults,
)
from user_management.creator_lists import repository as lists
from user_management.creator_lists.access import require_keeper

MOST_MEMBERS = 10_000
"""Of a list: `app.require_room_in_list`."""
CSV_COLUMNS = (
    "platform", "handle", "name", "followers", "state", "display_name", "creator_user_id", "note", "tags",
)  # fmt: skip


def add_members(tx: Transaction, list_id: UUID, wanted: NewMembers) -> AddResults:
    """Take creators into the list, whatever becomes of the others. Raises `NotFound`, `Forbidden`, `ListFull`."""
    require_keeper(tx, list_id)
    results = repository.add_creators(tx, list_id, wanted.creator_user_ids)
    return AddResults(added=sum(one.outcome is AddOutcome.ADDED for one in results), results=results)


def list_members(
    tx: Transaction, list_id: UUID, *, tag: str | None, cursor: str | None, limit: int
) -> Page[ListMember]:
    """Members, newest first. Raises `NotFound`, `CursorInvalid`."""
    in_list = lists.find_list(tx, list_id)
    rows = repository.list_members(tx, in_list, tag=tag, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda member: member.id)


def members_csv(tx: Transaction, list_id: UUID) -> str:
    """All members, a line each. Raises `NotFound`."""
    in_list = lists.find_list(tx, list_id)
    rows = repository.list_members(tx, in_list, tag=None, before=None, limit=MOST_MEMBERS)
    return csv_text(CSV_COLUMNS, (_cells(member) for member in rows))


def change_member(tx: Transaction, list_id: UUID, member_id: UUID, patch: MemberPatch) -> ListMember:
    """Write a note, set tags. Raises `NotFound`, `Forbidden`."""
    require_keeper(tx, list_id)
    return repository.update_member(tx, list_id, member_id, note=patch.note, tags=patch.tags)


def remove_member(tx: Transaction, list_id: UUID, member_id: UUID) -> None:
    """Take one out of the list. Raises `NotFound`, `Forbidden`."""
    require_keeper(tx, list_id)
    if not repository.delete_members(tx, list_id, [member_id]):
        raise NotFound


def remove_members(tx: Transaction, list_id: UUID, wanted: MembersToRemove) -> RemoveResults:
    """Take many out of the list, with a result for each. Raises `NotFound`, `Forbidden`."""
    require_keeper(tx, list_id)
    gone = repository.delete_members(tx, list_id, wanted.member_ids)
    results = [RemoveResult(member_id=each, removed=each in gone) for each in wanted.member_ids]
    return RemoveResults(removed=len(gone), results=results)


def _cells(member: ListMember) -> tuple[object, ...]:
    shown_as = member.creator.display_name if member.creator else ""
    return (
        member.platform or "", member.handle or "", member.claimed_name,
        "" if member.claimed_followers is None else member.claimed_followers, member.state,
        shown_as, member.creator_user_id or "", member.note, "; ".join(member.tags),
    )  # fmt: skip
