"""What all models have in common."""

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints

Item = TypeVar("Item")

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""A short text that must be given: a name, a title."""


class Input(BaseModel):
    """What a client sends: an unknown field is an error, not a shrug."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Output(BaseModel):
    """What a client gets, and what a row of the database becomes."""

    model_config = ConfigDict(frozen=True)


class Page(Output, Generic[Item]):
    """One page of a list; `next_cursor` is null on the last one."""

    data: list[Item]
    next_cursor: str | None = None


class ErrorBody(Output):
    """What every refusal looks like."""

    error: str
    code: str
    details: list[dict[str, object]] = []
    request_id: str
