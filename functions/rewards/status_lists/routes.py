"""`/status-lists/{id}`: which badges are void, for whoever verifies one, and kept by caches."""

import hashlib
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response

from common.answers import Answers
from common.database import read
from common.errors import NotFound
from common.identity import SERVICE
from common.public_pages import without_body
from common.refusals import refuses
from rewards.app import app
from rewards.badges.disclosure import JWT, data
from rewards.badges.service import credential_id_of
from rewards.status_lists import repository

LIST = "/status-lists/<status_list_id>"
TAGS = ["badges"]
SHOWN: Answers = {
    HTTPStatus.OK: {"description": "The list, a JWT", "content": {JWT: {"schema": {"type": "string"}}}},
    HTTPStatus.NOT_MODIFIED: {"description": "Who asks has it already"},
}


@app.get(LIST, tags=TAGS, responses=SHOWN | refuses(NotFound))
def show_status_list(status_list_id: str) -> Response[Any]:
    """Show which badges of a list are void

    For everyone: a Bitstring Status List of W3C as a signed token (VC-JWT, ES256). What a badge says of its place in
    it leads here; nobody learns who looks at which badge, as a list is that of a hundred thousand.
    """
    with read(SERVICE) as tx:
        text = repository.find_text(tx, credential_id_of(status_list_id))
    if text is None:
        raise NotFound
    tag = f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    answer = data(JWT, text, ETag=tag, Vary="Accept-Encoding")
    known = app.current_event.headers.get("if-none-match", "")
    if tag in {one.strip() for one in known.split(",")}:
        return Response(HTTPStatus.NOT_MODIFIED, headers=answer.headers, body="")
    return answer


@app.head(LIST, tags=TAGS, responses=refuses(NotFound))
def check_status_list(status_list_id: str) -> Response[Any]:
    """Check whether there is a status list

    For everyone: the status and headers of `showStatusList`, without the list.
    """
    return without_body(show_status_list(status_list_id))
