"""What all models have in common.

Each is built when it is first used (`defer_build`): a cold start of a capability with 160 of them needs three or four.
A test builds all, so that a fault in one is not found by the request that needs it.
"""

from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

Item = TypeVar("Item")


Given = TypeVar("Given", bound=date)


def _within_reason(given: Given) -> Given:
    if not 2000 <= given.year < 2100:
        raise ValueError("must lie between the years 2000 and 2099")
    return given


_OF_THIS_CENTURY = Field(json_schema_extra={"pattern": "^20[0-9]{2}-"})

Day = Annotated[date, _OF_THIS_CENTURY, AfterValidator(_within_reason)]
"""A day (UTC) of this century."""

Moment = Annotated[AwareDatetime, _OF_THIS_CENTURY, AfterValidator(_within_reason)]
"""A time of this century, with its time zone."""


class Input(BaseModel):
    """What a client sends: an unknown field is an error, not a shrug."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def left_out() -> Any:
    """The default of a field that may be left out of a change but is never empty: null is refused, and so described.

    Whether it was sent stands in `model_fields_set`; what stands in the field then is None.
    """
    return Field(default_factory=lambda: None)


class Output(BaseModel):
    """What a client gets, and what a row of the database becomes."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class Page(Output, Generic[Item]):
    """One page of a list; `next_cursor` is null on the last one."""

    data: list[Item]
    next_cursor: str | None = None


class ErrorBody(Output):
    """What every refusal looks like."""

    error: str
    """A sentence for a person."""
    code: str
    details: list[dict[str, object]] = []
    """Facts that belong to the code: faults of the request (`field`, `type`, `message`), amounts, the present
    state.
    """
    request_id: str
