"""What all models have in common."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

Item = TypeVar("Item")


class Model(BaseModel):
    """A request or an answer. Sent is what was set: a field that was left out stays out, None is null."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class Page(Model, Generic[Item]):
    """One page of a list; `next_cursor` is None on the last one."""

    data: list[Item]
    next_cursor: str | None = None
