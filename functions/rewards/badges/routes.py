"""`/badges/{id}` and what lies below: for everybody, of badges that their person publishes."""

import json
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response

from common.answers import Answers, leads_to, page, pictures
from common.errors import DomainError, NotFound
from common.public_pages import NOT_KEPT, without_body
from common.refusals import refuses
from rewards.app import app
from rewards.badges import pages, rendering, service
from rewards.badges.disclosure import (
    BY_ACCEPT,
    FIVE_MINUTES,
    JWT,
    NO_PAGE,
    data,
    html,
    refused,
    wanted,
)
from rewards.badges.signature import claims_of
from rewards.errors import BadgeRevoked

BADGE = "/badges/<badge_id>"
TAGS = ["badges"]
REFUSALS = refuses(NotFound, BadgeRevoked)
PAGES = NO_PAGE | page(BadgeRevoked.status, "A page that says that it is void")
MOVED = leads_to("The page of the credential that took its place.", HTTPStatus.FOUND)
SHOWN = page(HTTPStatus.OK, "The page; or, by `Accept`, the claims of the credential as JSON") | MOVED | PAGES

TOKEN: Answers = {
    HTTPStatus.OK: {"description": "The credential, a JWT", "content": {JWT: {"schema": {"type": "string"}}}}
}


@app.get(BADGE, tags=TAGS, responses=SHOWN)
def show_badge(badge_id: str) -> Response[Any]:
    """Show a badge

    For everyone: a page for people, the credential's claims for programs that accept JSON. A badge that its person
    does not publish is not there (404), one that was revoked is gone (410).
    """
    try:
        credential_id = service.credential_id_of(badge_id)
        with app.read() as tx:
            badge = service.find(tx, credential_id)
    except DomainError as error:
        return refused(error)
    if badge.jwt is None:
        place = {"Location": f"/badges/{badge.successor}", **BY_ACCEPT, **NOT_KEPT}
        return Response(HTTPStatus.FOUND, headers={**place}, body="")
    if wanted() == "json":
        return data("application/ld+json", json.dumps(claims_of(badge.jwt), ensure_ascii=False))
    return html(HTTPStatus.OK, pages.badge(credential_id, badge), FIVE_MINUTES)


@app.head(BADGE, tags=TAGS, responses=MOVED | PAGES)
def check_badge(badge_id: str) -> Response[Any]:
    """Check whether there is a badge

    For everyone, as link checkers and previews ask: the status and headers of `showBadge`, without the page.
    """
    return without_body(show_badge(badge_id))


@app.get(f"{BADGE}/credential.jwt", tags=TAGS, responses=TOKEN | REFUSALS)
def download_credential(badge_id: str) -> Response[Any]:
    """Download the credential of a badge

    For everyone: Open Badges 3.0 as a signed token (VC-JWT, ES256). Verify it with the keys of its issuer, and look
    at its place in its status list.
    """
    with app.read() as tx:
        _, token = service.find_valid(tx, service.credential_id_of(badge_id))
    return data(JWT, token)


@app.head(f"{BADGE}/credential.jwt", tags=TAGS, responses=REFUSALS)
def check_credential(badge_id: str) -> Response[Any]:
    """Check whether there is a credential of a badge

    For everyone: the status and headers of `downloadCredential`, without the token.
    """
    return without_body(download_credential(badge_id))


@app.get(f"{BADGE}/badge.png", tags=TAGS, responses=pictures("The picture", "image/png") | REFUSALS)
def download_badge_picture(badge_id: str) -> Response[Any]:
    """Download the picture of a badge

    For everyone: a PNG with the credential in it, as wallets of badges take it.
    """
    with app.read() as tx:
        badge, token = service.find_valid(tx, service.credential_id_of(badge_id))
    return data("image/png", rendering.baked(rendering.picture(badge.image_key, "png"), token))


@app.head(f"{BADGE}/badge.png", tags=TAGS, responses=REFUSALS)
def check_badge_picture(badge_id: str) -> Response[Any]:
    """Check whether there is a picture of a badge

    For everyone: the status and headers of `downloadBadgePicture`, without the picture.
    """
    return without_body(download_badge_picture(badge_id))
