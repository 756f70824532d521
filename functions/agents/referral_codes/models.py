"""Bodies of referral codes."""

from typing import Annotated

from pydantic import Field, StringConstraints

from common.models.base import Input, left_out
from common.models.lines import EmptyOrShortLine

VanityCode = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=4, max_length=20, pattern=r"^[0-9A-Za-z](-?[0-9A-Za-z])+$"
    ),
]
"""A code of one's own choice, in any case; it is kept in capitals."""
Uses = Annotated[int, Field(ge=1, le=1_000_000, strict=True)]


class NewReferralCode(Input):
    """A code to be made: one of one's own choice, or else one that is drawn."""

    code: VanityCode | None = None
    """Letters, digits and single hyphens; kept in capitals. What looks alike (O and 0, I, L and 1) is the same code."""
    label: EmptyOrShortLine = ""
    """For oneself; nobody else reads it."""
    campaign: EmptyOrShortLine = ""
    """What it belongs to, for oneself."""
    max_uses: Uses | None = None
    """How many people may use it; null: without end."""


class ReferralCodeChange(Input):
    """What may change of a code; the code itself stays."""

    label: EmptyOrShortLine = left_out()
    """For oneself; nobody else reads it."""
    campaign: EmptyOrShortLine = left_out()
    """What it belongs to, for oneself."""
    max_uses: Uses | None = None
    """How many people may use it; null: without end."""
    disabled: bool = left_out()
    """Whether it is switched off."""
