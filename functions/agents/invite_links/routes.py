"""`/invites/{token}`: where an invite leads, and the way out. No sign-in."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from agents.app import app
from agents.errors import InviteLinkInvalid
from agents.invite_links import pages, service
from common.answers import leads_to, page
from common.database_errors import DatabaseUnavailable
from common.errors import DomainError
from common.mailed_pages import refused, shown

LINK = "/invites/<token>"
WAY_OUT = f"{LINK}/opt-out"
TAGS = ["invites"]
LEADS = leads_to("The sign-up, with the invite; the site where there is none.", HTTPStatus.FOUND)
WHY_NOT = "A page that says why not"
REFUSALS = page(InviteLinkInvalid.status, WHY_NOT) | page(DatabaseUnavailable.status, WHY_NOT)
PAGES = page(HTTPStatus.OK, "A page") | REFUSALS


@app.get(LINK, status_code=HTTPStatus.FOUND, tags=TAGS, responses=LEADS)
def open_invite(token: str) -> Response[Any]:
    """Open the link of an invite

    For everyone who holds the link. It leads on to the sign-up, with the token in the address, which the front end
    sends along; the agent is shown that somebody came.
    """
    return _leads(service.follow(token, app.actor.user_agent))


@app.head(LINK, status_code=HTTPStatus.FOUND, tags=TAGS, responses=LEADS)
def check_invite_link(token: str) -> Response[Any]:
    """Check the link of an invite

    For everyone who holds the link, as link checkers and chat previews do: where it leads, and nobody is shown it.
    """
    return _leads(service.look(token))


@app.get(WAY_OUT, tags=TAGS, responses=PAGES)
def show_opt_out_page(token: str) -> Response[Any]:
    """Show the page that ends invites

    For everyone who holds the link of an invite's mail. It has two buttons and changes nothing: link scanners open it
    before any person does.
    """
    try:
        service.require_known(token)
    except DomainError as error:
        return refused(error, pages.refusal(error))
    return shown(HTTPStatus.OK, pages.question())


@app.head(WAY_OUT, tags=TAGS, responses=REFUSALS)
def check_opt_out_link(token: str) -> Response[Any]:
    """Check the link that ends invites

    For everyone who holds the link of an invite's mail, as link checkers do: the status of the page, and no page.
    """
    return shown(show_opt_out_page(token).status_code, "")


@app.post(WAY_OUT, tags=TAGS, responses=PAGES)
def end_invites(
    token: str,
    forget: Annotated[bool | None, Query(description="true: the agent's contact is deleted, too.")] = None,
) -> Response[Any]:
    """End invites to an address

    For everyone who holds the link of a mail, as mail programs do with one click (RFC 8058). The body is not read. No
    agent reaches the address any more, also not when its contact is deleted.
    """
    try:
        service.opt_out(token, forget=bool(forget))
    except DomainError as error:
        return refused(error, pages.refusal(error))
    return shown(HTTPStatus.OK, pages.farewell(is_forgotten=bool(forget)))


def _leads(address: str) -> Response[Any]:
    headers: dict[str, str | list[str]] = {
        "Location": address, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex",
    }  # fmt: skip
    return Response(status_code=HTTPStatus.FOUND, headers=headers, body="")
