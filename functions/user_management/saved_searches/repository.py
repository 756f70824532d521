"""Statements of saved searches: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.filters import where
from common.models.lists import SavedSearch

SEARCH: LiteralString = "id, brand_id, name, filters, created_by, created_at, updated_at"


def insert_search(tx: Transaction, brand_id: UUID, name: str, filters: dict[str, object]) -> SavedSearch:
    """A new search of the brand. Raises `Forbidden`, `SearchNameTaken`, `TooManySearches`."""
    return tx.fetch_one(
        SavedSearch,
        "insert into saved_searches (brand_id, name, filters) values (%(brand)s, %(name)s, %(filters)s)"
        f" returning {SEARCH}",
        {"brand": brand_id, "name": name, "filters": Jsonb(filters)},
    )


def find_search(tx: Transaction, search_id: UUID) -> SavedSearch:
    """The search, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        SavedSearch, f"select {SEARCH} from saved_searches where id = %(id)s", {"id": search_id}
    )


def list_searches(
    tx: Transaction, *, brand_id: UUID | None, before: UUID | None, limit: int
) -> list[SavedSearch]:
    """Searches that the actor may see, newest first."""
    given = where(("brand_id = %(brand)s", brand_id), ("id < %(before)s", before))
    return tx.fetch_all(
        SavedSearch,
        f"select {SEARCH} from saved_searches where {given} order by id desc limit %(limit)s",
        {"brand": brand_id, "before": before, "limit": limit},
    )


def update_search(
    tx: Transaction, search_id: UUID, *, name: str | None, filters: dict[str, object] | None
) -> SavedSearch:
    """Another name, other filters; None leaves it as it is. Raises `NotFound`, `SearchNameTaken`."""
    return tx.fetch_one(
        SavedSearch,
        "update saved_searches set name = coalesce(%(name)s, name), filters = coalesce(%(filters)s, filters)"
        f" where id = %(id)s returning {SEARCH}",
        {"id": search_id, "name": name, "filters": None if filters is None else Jsonb(filters)},
    )


def delete_search(tx: Transaction, search_id: UUID) -> int:
    """Forget a search; how many went (0 or 1)."""
    return tx.execute("delete from saved_searches where id = %(id)s", {"id": search_id})
