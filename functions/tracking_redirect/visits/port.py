"""What records visits: straight into PostgreSQL, or through SQS so that the redirect needs no database."""

from dataclasses import dataclass
from typing import Protocol, TypedDict
from uuid import UUID


class Visit(TypedDict):
    """What is recorded of a visit. The address goes no further than into a hash."""

    code: str
    address: str
    agent: str
    referrer: str
    country: str
    scan: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """A link that was found, and the click that was recorded."""

    destination_url: str
    click_id: UUID


class Recorder(Protocol):
    """Where links are found and visits kept. Every method raises `Unavailable`."""

    def follow(self, visit: Visit) -> Followed | None:
        """Record the click; None where the code is unknown, disabled or expired."""
        ...

    def destination_of(self, code: str) -> str | None:
        """Where a working link leads, without a click and so without its id."""
        ...

    def record_view(self, visit: Visit) -> None:
        """Record a view of the link's content, if there is such a link."""
        ...
