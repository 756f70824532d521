"""Parts of an answer that may be null, missing or nonsense without spoiling the rest of it.

What names an account or a post stays strict: an item without its id is left out, a profile without one is no answer.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

Part_ = TypeVar("Part_")

LARGEST = 2**63 - 1


class _Whole(list[Any]):
    """A list of which no item was left out."""


def is_whole(items: Sequence[object]) -> bool:
    """Whether the platform sent this list, and all of its items could be read."""
    return isinstance(items, _Whole)


def batched(items: Sequence[Part_], most: int) -> Iterator[list[Part_]]:
    """The items, at most so many at a time."""
    for start in range(0, len(items), most):
        yield list(items[start : start + most])


def _words(value: Any) -> str:
    return value.replace("\x00", "") if isinstance(value, str) else ""


def _figure(value: Any) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < len(str(LARGEST)):
        value = int(value)
    is_count = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LARGEST
    return int(value) if is_count and value == int(value) else None


def _part(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    try:
        return validate(value)
    except ValidationError:
        return None


def _many(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    kept: list[Any] = []
    for item in value if isinstance(value, list) else []:
        try:
            kept += validate([item])
        except ValidationError:
            continue
    return _Whole(kept) if isinstance(value, list) and len(kept) == len(value) else kept


Words = Annotated[str, BeforeValidator(_words)]
"""A text; empty where there is none."""
Figure = Annotated[int | None, BeforeValidator(_figure)]
"""A count, as a number or a text; None where there is none, which is not 0."""
Flag = Annotated[bool, BeforeValidator(lambda value: value is True)]
When = Annotated[datetime | None, WrapValidator(_part)]
"""A moment; None where there is none."""
Part = Annotated[Part_ | None, WrapValidator(_part)]
"""A part of the answer; None where it is not as it should be."""
Many = Annotated[list[Part_], WrapValidator(_many)]
"""A list without the items that cannot be read (`is_whole`); empty where it is none."""
