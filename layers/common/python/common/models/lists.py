"""Lists of creators that a brand keeps, and its saved searches. No creator is shown any of it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import JsonValue

from common.models.base import Output
from common.models.creators import CreatorCard
from common.models.platform import Platform


class CreatorList(Output):
    """A list of creators, shared by the people of a brand."""

    id: UUID
    brand_id: UUID
    name: str
    created_by: UUID | None
    """Who made it, by the account's id; null: that account is gone."""
    created_at: datetime
    updated_at: datetime
    member_count: int
    """How many are in it."""


class MemberState(StrEnum):
    """here: a creator. not_here_yet: an account that nobody has connected. unavailable: a creator who is barred now."""

    HERE = "here"
    NOT_HERE_YET = "not_here_yet"
    UNAVAILABLE = "unavailable"


class ListMember(Output):
    """A member of a list: a creator, or an account that a file named.

    `platform`, `handle`, `claimed_name` and `claimed_followers` are what the file said. `creator` is null unless they
    are here.
    """

    id: UUID
    list_id: UUID
    """The list."""
    brand_id: UUID
    creator_user_id: UUID | None
    """The creator, by the account's id; null: nobody here has connected the account."""
    platform: Platform | None
    handle: str | None
    """Their name on the platform, as the file said; null: a creator was added."""
    claimed_name: str
    """What the file called them; empty: nothing."""
    claimed_followers: int | None
    """How many followers the file said; null: none."""
    note: str
    tags: list[str]
    created_at: datetime
    updated_at: datetime
    state: MemberState
    creator: CreatorCard | None


class SavedSearch(Output):
    """A search of the directory that a brand keeps by name; `filters` are the query parameters of it."""

    id: UUID
    brand_id: UUID
    name: str
    filters: dict[str, JsonValue]
    """The query parameters of `findCreators`."""
    created_by: UUID | None
    """Who saved it, by the account's id; null: that account is gone."""
    created_at: datetime
    updated_at: datetime
