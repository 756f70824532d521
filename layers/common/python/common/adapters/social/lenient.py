"""Parts of an answer that may be null, missing or nonsense without spoiling the rest of it.

What names an account or a post stays strict: an item without its id is left out, a profile without one is no answer.
"""

from datetime import datetime
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

Part_ = TypeVar("Part_")

LARGEST = 2**63 - 1


def _words(value: Any) -> str:
    return value.replace("\x00", "") if isinstance(value, str) else ""


def _figure(value: Any) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < len(str(LARGEST)):
        value = int(value)
    is_count = isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1
    return int(value) if is_count and 0 <= value <= LARGEST else None


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
    return kept


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
"""A list without the items that cannot be read; empty where it is none."""
