"""What clients send of exports, and what a file consists of."""

from typing import Annotated

from pydantic import StringConstraints

from common.models.base import Input
from common.models.texts import Written


class ConversationExport(Input):
    """Why an administrator takes a conversation along; it is audited."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), Written]
    """Why, for the audit log."""
