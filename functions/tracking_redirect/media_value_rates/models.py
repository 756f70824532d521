"""Bodies and answers of media value rates. Rates are minor units."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from common.models.addresses import PublicAddress
from common.models.base import Day, Input, Output
from common.models.lines import Line
from common.models.results import MediaValueRate

Rate = Annotated[int, Field(strict=True, ge=1, le=1_000_000_000)]


class MediaValueRates(Output):
    """All rates, by platform and currency."""

    data: list[MediaValueRate]


class NewMediaValueRate(Input):
    """What somebody published that a thousand views, or a thousand engagements, cost as advertising; at least one."""

    per_mille_views: Rate | None = None
    """What a thousand views cost, in minor units; null: not published."""
    per_mille_engagements: Rate | None = None
    """What a thousand engagements cost, in minor units; null: not published."""
    source: Line
    """Who published it, and in what."""
    source_url: PublicAddress
    """Where it can be read."""
    published_on: Day
    """The day on which it was published."""

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """A row without a rate is none."""
        if self.per_mille_views is None and self.per_mille_engagements is None:
            raise ValueError("a rate per thousand views or per thousand engagements is needed")
        return self
