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
    created_at: datetime
    updated_at: datetime
    member_count: int


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
    brand_id: UUID
    creator_user_id: UUID | None
    platform: Platform | None
    handle: str | None
    claimed_name: str
    claimed_followers: int | None
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
    created_by: UUID | None
    created_at: datetime
    updated_at: datetime
