"""Bodies and answers of codes."""

from typing import Annotated

from pydantic import Field

from common.models.activation_codes import ActivationCode
from common.models.base import Input, Moment, Output, left_out
from common.models.lines import ShortLine

Label = Annotated[ShortLine, Field(max_length=190)]
MOST_CODES_AT_ONCE = 5_000


class NewActivationCodes(Input):
    """Codes to be made, one or many."""

    count: Annotated[int, Field(strict=True, ge=1, le=MOST_CODES_AT_ONCE)] = 1
    """How many, at most 5,000 at once."""
    label: Label | None = None
    """What the brand calls them; of many, each has its number behind it."""
    max_uses: Annotated[int, Field(strict=True, ge=1, le=10_000_000)] | None = None
    """How often each counts; null: as often as it is scanned. A single-use code counts once whatever stands here."""
    expires_at: Moment | None = None
    """Until when they are found; null: as long as their activation."""


class MadeActivationCodes(Output):
    """The codes that were made, in the order of their numbers."""

    data: list[ActivationCode]
    """All of them."""


class ActivationCodeChange(Input):
    """What may change of a code. What is left out stays."""

    label: Label = left_out()
    """What the brand calls it."""
    disabled: bool = left_out()
    """Whether it is off: who scans it is told that it leads nowhere."""
    expires_at: Moment | None = None
    """Until when it is found; null: as long as its activation."""
    renew_secret: bool = left_out()
    """true: what screens have shown, and show now, is worth nothing any more; they show others within half a minute."""
