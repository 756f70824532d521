"""What a route answers that is no JSON, for its `responses`: `CSV | refuses(NotFound)`."""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import content_types
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

Answers = dict[int, OpenAPIResponse]

CSV: Answers = {
    HTTPStatus.OK: {
        "description": "A table in UTF-8, which browsers save as a file",
        "headers": {
            "Content-Disposition": {"description": "The name of the file.", "schema": {"type": "string"}}
        },
        "content": {"text/csv": {"schema": {"type": "string"}}},
    }
}
"""What `common.http.csv_file` answers."""


def page(status: int, description: str) -> Answers:
    """A page for people."""
    return {
        status: {
            "description": description,
            "content": {content_types.TEXT_HTML: {"schema": {"type": "string"}}},
        }
    }


def pictures(description: str, *media_types: str) -> Answers:
    """A picture, of one of these media types."""
    content = {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in media_types}
    return {HTTPStatus.OK: {"description": description, "content": {**content}}}


def leads_to(description: str) -> Answers:
    """Another address, which browsers open at once."""
    return {
        HTTPStatus.SEE_OTHER: {
            "description": description,
            "headers": {
                "Location": {"description": "That address.", "schema": {"type": "string", "format": "uri"}}
            },
        }
    }
