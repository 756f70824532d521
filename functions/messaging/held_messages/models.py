"""Bodies of decisions about messages."""

from typing import Annotated

from pydantic import StringConstraints

from common.models.base import Input
from common.models.texts import Written

DecisionReason = Annotated[str, StringConstraints(min_length=1, max_length=1_000), Written]


class Decision(Input):
    """Why it is decided so."""

    reason: DecisionReason
    """The sender is told."""
