"""`/unsubscribe/{token}`: a page for people, one click for mail clients (RFC 8058). No sign-in."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response

from common.answers import page
from common.errors import DomainError, NotConfigured
from common.mailed_pages import refused, shown
from notifications.app import app
from notifications.errors import UnsubscribeLinkInvalid
from notifications.unsubscribe import links, pages
from notifications.unsubscribe.service import resubscribe, unsubscribe, unsubscribe_stranger

ROUTE = f"{links.PATH}/<token>"
TAGS = ["unsubscribe"]
WHY_NOT = "A page that says why not"
REFUSALS = page(UnsubscribeLinkInvalid.status, WHY_NOT) | page(NotConfigured.status, WHY_NOT)
PAGES = page(HTTPStatus.OK, "A page") | REFUSALS


@app.get(ROUTE, tags=TAGS, responses=PAGES)
def show_unsubscribe_page(token: str) -> Response[Any]:
    """Show the page that ends mail

    For everyone who holds the link of a mail. It has a button and changes nothing: link scanners open it before any
    person does.
    """
    try:
        return shown(200, pages.question(links.read(token)))
    except DomainError as error:
        return refused(error, pages.refusal(error))


@app.head(ROUTE, tags=TAGS, responses=REFUSALS)
def check_unsubscribe_link(token: str) -> Response[Any]:
    """Check the link that ends mail

    For everyone who holds the link of a mail, as link checkers do: the status of the page, and no page.
    """
    answer = show_unsubscribe_page(token)
    return shown(answer.status_code, "")


@app.post(ROUTE, tags=TAGS, responses=PAGES)
def end_mail(token: str) -> Response[Any]:
    """End the mail that a link names

    For everyone who holds the link of a mail, as mail programs do with one click (RFC 8058). The body is not read.
    The page that comes back has a way back, which is a link of this kind and good for an hour.
    """
    try:
        request = links.read(token)
        if isinstance(request, links.Return):
            resubscribe(request)
            return shown(200, pages.welcome_back(request))
        if isinstance(request, links.StrangersUnsubscription):
            unsubscribe_stranger(request)
            return shown(200, pages.farewell_to_stranger())
        unsubscribe(request)
        way_back = f"{links.PATH}/{links.sign_return(request.user_id, request.scope)}"
    except DomainError as error:
        return refused(error, pages.refusal(error))
    return shown(200, pages.farewell(request, way_back))
