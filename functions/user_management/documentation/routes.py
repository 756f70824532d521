"""`/docs` and what lies below, `/openapi.json`: for anybody, and kept by caches (decision 74).

What makes the pages is imported where one is asked for: caches keep them, and no other route needs it.
"""

import hashlib
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response, content_types

from common.errors import NotFound
from common.refusals import refuses
from common.settings import api_base_url
from user_management.app import app

HTML = "text/html; charset=utf-8"
A_MINUTE = "public, max-age=60"
A_YEAR = "public, max-age=31536000, immutable"
"""Of what has another name once it has another content."""
STRICT = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SWAGGER_UI = STRICT.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""Swagger UI writes styles into its elements; its scripts are files of ours all the same."""


@app.get("/docs", include_in_schema=False, responses=refuses(), compress=True)
@app.get("/docs/", include_in_schema=False, responses=refuses(), compress=True)
def show_contents() -> Response[Any]:
    """The guides and the operations."""
    from user_management.documentation import service

    return _page(service.contents())


@app.get("/docs/console", include_in_schema=False, responses=refuses(), compress=True)
def show_console() -> Response[Any]:
    """A page that sends requests."""
    from user_management.documentation import service

    return _page(service.console(), policy=SWAGGER_UI)


@app.get("/docs/guides/<guide>", include_in_schema=False, responses=refuses(NotFound), compress=True)
def show_guide(guide: str) -> Response[Any]:
    """A guide."""
    from user_management.documentation import service

    return _page(service.guide(guide, api_base_url()))


@app.get("/docs/reference/<chapter>", include_in_schema=False, responses=refuses(NotFound), compress=True)
def show_chapter(chapter: str) -> Response[Any]:
    """The operations of a tag."""
    from user_management.documentation import service

    return _page(service.chapter(chapter))


@app.get("/docs/assets/<asset>", include_in_schema=False, responses=refuses(NotFound), compress=True)
def show_asset(asset: str) -> Response[Any]:
    """A style sheet, a script, a picture of these pages."""
    from user_management.documentation import service

    found = service.find_asset(asset)
    return _kept(found.text, found.media_type, {"Cache-Control": A_YEAR})


@app.get("/openapi.json", include_in_schema=False, responses=refuses(), compress=True)
def show_description() -> Response[Any]:
    """The merged OpenAPI document of all capabilities (`make docs` writes it)."""
    from user_management.documentation import service

    return _kept(service.document(), content_types.APPLICATION_JSON, {"Cache-Control": A_MINUTE})


def _page(text: str, *, policy: str = STRICT) -> Response[Any]:
    return _kept(text, HTML, {"Cache-Control": A_MINUTE, "Content-Security-Policy": policy})


def _kept(text: str, media_type: str, headers: dict[str, str]) -> Response[Any]:
    """The text, or nothing for who has it. The tag is weak: the same text is sent packed and unpacked."""
    tag = f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers |= {"ETag": tag, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    known = app.current_event.headers.get("if-none-match", "")
    if tag in {one.strip() for one in known.split(",")}:
        return Response(HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(HTTPStatus.OK, media_type, text, headers=headers)
