"""`/issuers/{id}`, its keys, and `/.well-known/did.json`: who issues badges, for whoever verifies one."""

import json
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response, content_types

from common.answers import Answers, page
from common.database import read
from common.errors import DomainError, NotFound
from common.identity import SERVICE
from common.public_pages import without_body
from common.refusals import refuses
from rewards.app import app
from rewards.badges import links, pages
from rewards.badges.disclosure import FIVE_MINUTES, NO_PAGE, data, html, refused, wanted
from rewards.badges.shapes import OB3, VC2, did_document, key_set
from rewards.badges.shapes import issuer as issuer_profile
from rewards.issuers import repository

ISSUER = "/issuers/<issuer_id>"
DID = "/.well-known/did.json"
TAGS = ["badges"]
REFUSALS = refuses(NotFound)
DID_MEDIA = "application/did+json"


def _keys(media_type: str) -> Answers:
    return {
        HTTPStatus.OK: {"description": "The keys", "content": {media_type: {"schema": {"type": "object"}}}}
    }


@app.get(
    ISSUER,
    tags=TAGS,
    responses=page(HTTPStatus.OK, "The page; or, by `Accept`, the profile as JSON") | NO_PAGE,
)
def show_issuer(issuer_id: str) -> Response[Any]:
    """Show who issues badges

    For everyone: a page for people, the Profile of Open Badges 3.0 for programs that accept JSON.
    """
    try:
        _require(issuer_id)
        with read(SERVICE) as tx:
            keys = repository.list_keys(tx)
    except DomainError as error:
        return refused(error)
    if wanted() == "json":
        return data("application/ld+json", json.dumps({"@context": [VC2, OB3], **issuer_profile()}))
    return html(HTTPStatus.OK, pages.issuer([*keys]), FIVE_MINUTES)


@app.head(ISSUER, tags=TAGS, responses=NO_PAGE)
def check_issuer(issuer_id: str) -> Response[Any]:
    """Check whether there is such an issuer

    For everyone: the status and headers of `showIssuer`, without the page.
    """
    return without_body(show_issuer(issuer_id))


@app.get(f"{ISSUER}/jwks.json", tags=TAGS, responses=_keys(content_types.APPLICATION_JSON) | REFUSALS)
def list_issuer_keys(issuer_id: str) -> Response[Any]:
    """List the keys of an issuer of badges

    For everyone: a JSON Web Key Set with each key that ever signed a badge, by the `kid` of its tokens.
    """
    _require(issuer_id)
    with read(SERVICE) as tx:
        keys = repository.list_keys(tx)
    return data(content_types.APPLICATION_JSON, json.dumps(key_set(keys)))


@app.head(f"{ISSUER}/jwks.json", tags=TAGS, responses=REFUSALS)
def check_issuer_keys(issuer_id: str) -> Response[Any]:
    """Check whether there are keys of an issuer

    For everyone: the status and headers of `listIssuerKeys`, without the keys.
    """
    return without_body(list_issuer_keys(issuer_id))


@app.get(DID, tags=TAGS, responses=_keys(DID_MEDIA))
def show_did_document() -> Response[Any]:
    """Show who issues badges, as a DID document

    For everyone: the keys of our issuer for whoever knows it by its name of the method `did:web`.
    """
    with read(SERVICE) as tx:
        keys = repository.list_keys(tx)
    return data(DID_MEDIA, json.dumps(did_document(keys)))


@app.head(DID, tags=TAGS, responses=refuses())
def check_did_document() -> Response[Any]:
    """Check whether there is a DID document

    For everyone: the status and headers of `showDidDocument`, without the document.
    """
    return without_body(show_did_document())


def _require(issuer_id: str) -> None:
    if issuer_id != links.ISSUER:
        raise NotFound
