"""A brand that opens gigs, and a creator who looks for them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from matching import api
from tests.actors import Person
from tests.factories.deals import Market, act, open_gig
from tests.factories.events import Answer, call, http_event
from tests.typing import Connection


def send(method: str, path: str, *, user: UUID | None, **event: Any) -> Answer:
    """Through the handler of matching, without a server."""
    return call(api.lambda_handler, http_event(method, path, user=user, **event))


@dataclass
class GigHunt:
    """The creator: 5,000 followers on TikTok, twice the usual engagement, food, Berlin, German."""

    db: Connection
    market: Market
    creator: Person

    def open(self, **columns: Any) -> UUID:
        """A gig by application that is open."""
        return open_gig(self.db, self.market, **{"mode": "application"} | columns)

    def close(self, gig: UUID) -> None:
        """As its brand."""
        act(self.db, self.market.owner, "select app.end_gig(%s, 'over')", gig)

    def matches(self, **query: str) -> list[Any]:
        """The first page."""
        found: list[Any] = self.creator.get("/matching/gigs", **query)["data"]
        return found

    def found(self) -> list[UUID]:
        """The ids of the first page."""
        return [UUID(match["gig"]["id"]) for match in self.matches()]
