"""Texts of any length that must be given: something in them is seen."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from common.models.lines import is_drawn


def is_written(text: str) -> bool:
    """Whether the text holds a character that is seen by itself. In SQL `app.is_written`, which guards the tables."""
    return any(map(is_drawn, text))


def written(text: str) -> str:
    """The text as it is. Raises `ValueError` if nobody would see any of it."""
    if not is_written(text):
        raise ValueError("must hold something that is seen")
    return text


Written = AfterValidator(written)
"""Behind the length of a text that must be given."""
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), Written]
"""Why somebody decided something, for whoever it is about, or for the audit log."""
