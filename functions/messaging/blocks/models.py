"""Bodies of blocks."""

from typing import Annotated

from pydantic import StringConstraints

from common.models.base import Input


class BlockDraft(Input):
    """Why one wants nothing of somebody."""

    reason: Annotated[str, StringConstraints(max_length=500)] = ""
    """For oneself; nobody else reads it."""
