"""`/creators/{slug}`: a page for everybody, of creators who publish it."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response

from common.answers import page
from common.database_errors import DatabaseUnavailable
from common.errors import DomainError, NotFound
from common.public_pages import NOT_KEPT, unavailable, without_body
from user_management.app import app
from user_management.media_kits import pages, repository

ROUTE = "/creators/<slug>"
TAGS = ["creators"]
REFUSALS = page(NotFound.status, "A page that says so") | page(
    DatabaseUnavailable.status, "A page that asks to come back in a moment"
)
PAGES = page(HTTPStatus.OK, "The media kit") | REFUSALS


@app.get(ROUTE, tags=TAGS, responses=PAGES)
def show_media_kit(slug: str) -> Response[Any]:
    """Show the public media kit of a creator

    For everyone: a page with what an active creator published at this address by `saveOwnProfile`, and the date of
    each figure. Where nobody publishes one, a page says so (404).
    """
    try:
        with app.read() as tx:
            kit = repository.find_published(tx, slug)
    except DomainError as error:
        return pages.FRAME.answer(error.status, unavailable(error), {**NOT_KEPT, **error.retry_after})
    if kit is None:
        return pages.FRAME.answer(NotFound.status, pages.not_found(), NOT_KEPT)
    return pages.FRAME.answer(HTTPStatus.OK, pages.media_kit(slug, kit), pages.KEPT_FOR_MINUTES)


@app.head(ROUTE, tags=TAGS, responses=REFUSALS)
def check_media_kit(slug: str) -> Response[Any]:
    """Check whether there is a media kit

    For everyone, as link checkers and previews ask: the status and headers of `showMediaKit`, without the page.
    """
    return without_body(show_media_kit(slug))
