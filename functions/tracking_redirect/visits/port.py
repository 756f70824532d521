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


@dataclass(frozen=True, slots=True)
class Found:
    """A link that was looked up, without a click. What has ended leads to `expired_url`, if anywhere."""

    destination_url: str
    expired_url: str | None
    has_ended: bool


class Recorder(Protocol):
    """Where links are found and visits kept. Every method raises `Unavailable`."""

    def follow(self, visit: Visit) -> Followed | None:
        """Record the click; None where the code is unknown, disabled or expired."""
        ...

    def find(self, code: str) -> Found | None:
        """Look the link up, ended or not; None where the code is unknown or disabled."""
        ...

    def record_view(self, visit: Visit) -> None:
        """Record a view of the link's content, if there is such a link and it has not ended."""
        ...
