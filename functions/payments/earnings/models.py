"""Bodies of earnings. Amounts are minor units."""

from typing import Annotated

from pydantic import StringConstraints

from common.models.base import Input
from common.models.texts import Written
from common.money import PositiveAmount

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), Written]


class ClawbackStart(Input):
    """Take back (part of) an earning; net, as the creator earned it."""

    amount: PositiveAmount
    """What is taken back, after the fee, as the creator earned it; minor units."""
    reason: Reason
    """Why, for the creator to read."""
