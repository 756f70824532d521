"""Bodies and answers of members of lists."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from common.models.base import Input, Output, left_out
from common.models.lines import visible

MOST_AT_ONCE = 100
MOST_TAGS = 20
LONGEST_TAG = 50
LONGEST_NOTE = 2_000

Tag = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TAG),
    AfterValidator(visible),
]
"""A word or a few that a brand sorts creators by."""


def _each_once(tags: list[str]) -> list[str]:
    return [*dict.fromkeys(tags)]


Tags = Annotated[list[Tag], Field(max_length=MOST_TAGS), AfterValidator(_each_once)]
Note = Annotated[str, StringConstraints(max_length=LONGEST_NOTE)]


class NewMembers(Input):
    """Whom to take into a list."""

    creator_user_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_AT_ONCE)]
    """The creators, by their accounts' ids."""


class MembersToRemove(Input):
    """Who shall leave a list, by the ids of the members."""

    member_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_AT_ONCE)]
    """The members, as `listCreatorListMembers` names them."""


class MemberPatch(Input):
    """What the brand writes of a member; a field that is left out stays."""

    note: Note = left_out()
    tags: Tags = left_out()


class AddOutcome(StrEnum):
    """What became of a creator whom somebody added."""

    ADDED = "added"
    ALREADY_LISTED = "already_listed"
    NOT_A_CREATOR = "not_a_creator"


class AddResult(Output):
    """The outcome for one of those who were named."""

    creator_user_id: UUID
    outcome: AddOutcome


class AddResults(Output):
    """A result for each, in the order in which they were named."""

    added: int
    """How many are in the list now and were not before."""
    results: list[AddResult]
    """One for each who was named, in that order."""


class RemoveResult(Output):
    """Whether there was such a member."""

    member_id: UUID
    """The member, as the request named them."""
    removed: bool
    """Whether there was such a member."""


class RemoveResults(Output):
    """A result for each, in the order in which they were named."""

    removed: int
    """How many were in the list and are not any more."""
    results: list[RemoveResult]
    """One for each who was named, in that order."""
