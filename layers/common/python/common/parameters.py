"""Query parameters that routes share. Apart from `common.pagination`, so that only routes load Powertools."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.models.base import Day
from common.money import GivenCurrency

DEFAULT_LIMIT = 20
Limit = Annotated[int, Query(ge=1, le=100, description="The most rows of a page.")]
Cursor = Annotated[
    str | None,
    Query(max_length=500, description="`next_cursor` of the page before; the first page without it."),
]
FirstDay = Annotated[
    Day | None, Query(alias="from", description="The first day (UTC); without it, 30 days up to the last.")
]
LastDay = Annotated[
    Day | None,
    Query(
        alias="to", description="The last day (UTC), at most 366 days from the first one; today without it."
    ),
]
OfCurrency = Annotated[GivenCurrency | None, Query(description="Only those in this currency, as `usd`.")]
