"""Body of an export."""

from typing import Self

from pydantic import model_validator

from common.models.base import Input, Moment


class StatementExport(Input):
    """A span of a statement, `since` included and `until` not; without an end, from the first booking, or to now."""

    since: Moment | None = None
    until: Moment | None = None

    @model_validator(mode="after")
    def runs_forwards(self) -> Self:
        """A span has something in it."""
        if self.since and self.until and self.since >= self.until:
            raise ValueError("since must lie before until")
        return self
