"""Messages of participations, by both of their doors."""

from typing import Any
from uuid import UUID

from messaging import api as messaging_api
from tests.actors import Person
from tests.factories.deals import value
from tests.factories.events import Answer, call, http_event
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


def in_conversations(method: str, path: str, *, user: UUID, **event: Any) -> Answer:
    """Through the handler of conversations, without a server."""
    return call(messaging_api.lambda_handler, http_event(method, path, user=user, **event))


def talk_of(launched: LaunchedCampaign) -> UUID:
    """The conversation of the participation that is open."""
    with launched.database.connect() as db:
        found: UUID = value(db, "select id from conversations where kind = 'campaign' and closed_at is null")
    return found


def bodies(who: Person, path: str) -> list[str]:
    """What somebody reads there, newest first."""
    return [message["body"] for message in who.get(f"{path}/messages")["data"]]
