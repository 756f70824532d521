"""Statements of members of lists: one function, one statement, typed rows."""

from collections.abc import Sequence
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.lists import CreatorList, ListMember
from user_management.creator_list_members.models import AddResult

COLUMNS: LiteralString = (
    "m.id, m.list_id, m.brand_id, m.creator_user_id, m.platform, m.handle, m.claimed_name, m.claimed_followers,"
    " m.note, m.tags, m.created_at, m.updated_at"
)
WITH_PEOPLE: LiteralString = (
    "select m.*, case when m.creator_user_id is null then 'not_here_yet' when a.user_id is null then 'unavailable'"
    " else 'here' end as state, app.creator_card(a.user_id) as creator from found as m"
    " left join app.active_creators(array(select f.creator_user_id from found as f)) as a"
    " on a.user_id = m.creator_user_id order by m.id desc"
)
"""Of who is barred nothing is said but that they are in the list."""


def add_creators(tx: Transaction, list_id: UUID, creator_user_ids: Sequence[UUID]) -> list[AddResult]:
    """Creators into a list, with a result for each. Raises `NotFound`, `Forbidden`, `ListFull`."""
    return tx.fetch_all(
        AddResult,
        "select creator_user_id, outcome from app.add_to_creator_list(%(list)s, %(creators)s)",
        {"list": list_id, "creators": list(creator_user_ids)},
    )


def list_members(
    tx: Transaction, in_list: CreatorList, *, tag: str | None, before: UUID | None, limit: int
) -> list[ListMember]:
    """Members of a list, newest first, as far as the actor may see it."""
    given = where(
        ("m.list_id = %(list)s and m.brand_id = %(brand)s", in_list.id),
        ("%(tag)s = any(m.tags)", tag),
        ("m.id < %(before)s", before),
    )
    return tx.fetch_all(
        ListMember,
        f"with found as materialized (select {COLUMNS} from creator_list_members as m where {given}"
        f" order by m.id desc limit %(limit)s) {WITH_PEOPLE}",
        {"list": in_list.id, "brand": in_list.brand_id, "tag": tag, "before": before, "limit": limit},
    )


def update_member(
    tx: Transaction, list_id: UUID, member_id: UUID, *, note: str | None, tags: list[str] | None
) -> ListMember:
    """What the brand wrote of a member; None leaves it as it is. Raises `NotFound`."""
    return tx.fetch_one(
        ListMember,
        "with found as (update creator_list_members as m"
        " set note = coalesce(%(note)s, m.note), tags = coalesce(%(tags)s::text[], m.tags)"
        f" where m.id = %(id)s and m.list_id = %(list)s returning {COLUMNS}) {WITH_PEOPLE}",
        {"id": member_id, "list": list_id, "note": note, "tags": tags},
    )


def delete_members(tx: Transaction, list_id: UUID, member_ids: Sequence[UUID]) -> list[UUID]:
    """Take members out of a list; the ids of those that were there."""
    return tx.fetch_values(
        "delete from creator_list_members where list_id = %(list)s and id = any(%(ids)s) returning id",
        {"list": list_id, "ids": list(member_ids)},
    )
