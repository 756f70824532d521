"""An operation as the reference shows it, and the parts that it is made of."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from user_management.documentation.shapes import Field


@dataclass(frozen=True)
class Answer:
    """What an operation gives when it succeeds, or shows instead of an error body."""

    status: str
    description: str
    media_types: tuple[str, ...]
    type: Markup | None
    example: Any


@dataclass(frozen=True)
class Refusal:
    """One code, with its status and its sentence."""

    status: str
    code: str
    sentence: str


@dataclass(frozen=True)
class Body:
    """What an operation takes."""

    type: Markup
    fields: list[Field]
    example: Any
    media_type: str
    model: str | None
    """The body's model, by its name in the description; of several, the one that the example is of."""
    is_required: bool


class Needed(NamedTuple):
    """A query parameter that must be there."""

    name: str
    value: str | None
    """One of the few that it takes; None where it is the caller's own."""


@dataclass(frozen=True)
class Operation:
    """A method on a path."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    is_public: bool
    is_deprecated: bool
    parameters: list[Field]
    needed: list[Needed]
    body: Body | None
    answers: list[Answer]
    refusals: list[Refusal]
    tag: str
