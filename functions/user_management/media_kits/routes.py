"""`/creators/{slug}`: a page for everybody, of creators who publish it."""

from typing import Any

from aws_lambda_powertools.event_handler import Response, content_types
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

from common.errors import DomainError, NotFound
from user_management.app import app
from user_management.media_kits import pages, repository

ROUTE = "/creators/<slug>"
TAGS = ["creators"]
PAGE: OpenAPIResponse = {
    "description": "A page that says so",
    "content": {"text/html": {"schema": {"type": "string"}}},
}
PAGES = {NotFound.status: PAGE}


@app.get(ROUTE, tags=TAGS, responses=PAGES)
def show_media_kit(slug: str) -> Response[Any]:
    """The media kit that an active creator has published at this address, with the date of each figure."""
    try:
        with app.transaction() as tx:
            kit = repository.find_published(tx, slug)
    except DomainError as error:
        return _html(error.status, pages.unavailable(error), {**pages.NOT_KEPT, **error.retry_after})
    if kit is None:
        return _html(NotFound.status, pages.not_found(), pages.NOT_KEPT)
    return _html(200, pages.media_kit(slug, kit), pages.KEPT_FOR_MINUTES)


@app.head(ROUTE, tags=TAGS, responses=PAGES)
def look_for_media_kit(slug: str) -> Response[Any]:
    """Whether there is one, for link checkers and previews."""
    answer = show_media_kit(slug)
    answer.body = ""
    return answer


def _html(status: int, body: str, keeping: dict[str, str]) -> Response[Any]:
    headers: dict[str, str | list[str]] = {**pages.HEADERS, **keeping}
    return Response(status, f"{content_types.TEXT_HTML}; charset=utf-8", body, headers=headers)
