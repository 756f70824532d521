"""Bodies and answers of rate classes."""

from typing import Annotated

from pydantic import Field

from common.models.base import Input, Output
from common.models.system import RateClassLimit

Amount = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]


class RateClassLimits(Output):
    """All limits."""

    data: list[RateClassLimit]


class NewLimit(Input):
    """`rate` in the class's hours, `burst` of it at once."""

    rate: Amount
    """How much there may be in the class's hours."""
    burst: Amount
    """How much there may be at once."""
