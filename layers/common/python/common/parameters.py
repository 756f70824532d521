"""Query parameters that all lists share. Apart from `common.pagination`, so that only routes load Powertools."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

DEFAULT_LIMIT = 20
Limit = Annotated[int, Query(ge=1, le=100, description="The most rows of a page.")]
Cursor = Annotated[
    str | None,
    Query(max_length=500, description="`next_cursor` of the page before; the first page without it."),
]
