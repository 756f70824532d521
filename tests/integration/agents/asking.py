"""How the tests of agents ask, what people were told, and who brought them."""

from typing import Any
from uuid import UUID

from agents import api
from tests.actors import Person
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from tests.factories.referrals import referral
from tests.typing import Connection


def ask(method: str, path: str, **event: Any) -> Answer:
    """Through the handler of agents, without a server."""
    return call(api.lambda_handler, http_event(method, path, **event))


def told_to(db: Connection, user: UUID) -> list[tuple[str, str]]:
    """Category and type of what the inbox of somebody holds, oldest first."""
    return db.execute(
        "select category, type from notifications where user_id = %s order by id", (user,)
    ).fetchall()


def referral_of(database: Database, person: Person) -> Any:
    """Agent, source, status and reason of the referral of somebody."""
    with database.connect() as db:
        return referral(db, person.id)
