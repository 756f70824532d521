"""Statements of lists of creators: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.lists import CreatorList

LIST: LiteralString = (
    "l.id, l.brand_id, l.name, l.created_by, l.created_at, l.updated_at,"
    " (select count(*) from creator_list_members as m where m.list_id = l.id and m.brand_id = l.brand_id)"
    " as member_count"
)


def insert_list(tx: Transaction, brand_id: UUID, name: str) -> CreatorList:
    """A new list of the brand. Raises `Forbidden`, `ListNameTaken`, `TooManyLists`."""
    return tx.fetch_one(
        CreatorList,
        f"insert into creator_lists as l (brand_id, name) values (%(brand)s, %(name)s) returning {LIST}",
        {"brand": brand_id, "name": name},
    )


def find_list(tx: Transaction, list_id: UUID) -> CreatorList:
    """The list, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        CreatorList, f"select {LIST} from creator_lists as l where l.id = %(id)s", {"id": list_id}
    )


def list_lists(
    tx: Transaction, *, brand_id: UUID | None, before: UUID | None, limit: int
) -> list[CreatorList]:
    """Lists that the actor may see, newest first."""
    given = where(("l.brand_id = %(brand)s", brand_id), ("l.id < %(before)s", before))
    return tx.fetch_all(
        CreatorList,
        f"select {LIST} from creator_lists as l where {given} order by l.id desc limit %(limit)s",
        {"brand": brand_id, "before": before, "limit": limit},
    )


def rename_list(tx: Transaction, list_id: UUID, name: str | None) -> CreatorList:
    """Another name; None leaves it as it is. Raises `NotFound`, `ListNameTaken`."""
    return tx.fetch_one(
        CreatorList,
        f"update creator_lists as l set name = coalesce(%(name)s, l.name) where l.id = %(id)s returning {LIST}",
        {"id": list_id, "name": name},
    )


def delete_list(tx: Transaction, list_id: UUID) -> int:
    """Delete a list with its members; how many lists went (0 or 1)."""
    return tx.execute("delete from creator_lists where id = %(id)s", {"id": list_id})
