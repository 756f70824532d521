"""Blocked attempts: written down although the refusal rolls back, for administrators to read."""

from tests.actors import Person
from tests.conftest import Database
from tests.factories.people import make_user
from tests.integration.marketplace.conftest import Sides, send
from tests.integration.marketplace.test_escrows import begin


def test_a_step_that_there_is_not_is_written_down(database: Database, sides: Sides) -> None:
    escrow = begin(sides)
    assert sides.creator.refused("POST", f"{escrow}/recall") == (409, "STEP_NOT_ALLOWED")
    assert sides.stranger.refused("POST", f"{escrow}/recall") == (404, "NOT_FOUND")
    with database.connect() as db:
        admin = Person(make_user(db, "admin"), send)
    (attempt,) = admin.get("/blocked-attempts")["data"]
    assert (attempt["sqlstate"], attempt["actor_user_id"]) == ("IK001", str(sides.creator.id))
    assert attempt["data"]["from"] == "locked"
    assert sides.creator.refused("GET", "/blocked-attempts") == (403, "FORBIDDEN")
