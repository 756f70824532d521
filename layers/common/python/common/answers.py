"""What a route answers that is no JSON, and how its `responses` say so: `CSV | refuses(NotFound)`."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response, content_types
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse, OpenAPIResponseContentSchema
from pydantic import BaseModel

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
"""What `csv_file` answers."""


def csv_file(name: str, text: str) -> Response[Any]:
    """A table that browsers save as a file of that name."""
    disposition = f'attachment; filename="{name}.csv"'
    return Response(200, "text/csv; charset=utf-8", text, headers={"Content-Disposition": disposition})


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
    picture: OpenAPIResponseContentSchema = {"schema": {"type": "string", "format": "binary"}}
    return {HTTPStatus.OK: {"description": description, "content": dict.fromkeys(media_types, picture)}}


def also(status: int, description: str, model: type[BaseModel]) -> Answers:
    """The answer of a route under another status than its own."""
    return {
        status: {"description": description, "content": {content_types.APPLICATION_JSON: {"model": model}}}
    }


def leads_to(description: str, status: int = HTTPStatus.SEE_OTHER) -> Answers:
    """Another address, which browsers open at once."""
    return {
        status: {
            "description": description,
            "headers": {
                "Location": {"description": "That address.", "schema": {"type": "string", "format": "uri"}}
            },
        }
    }
