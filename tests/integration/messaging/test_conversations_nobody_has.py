"""A conversation that there is not is none for anybody: an administrator is no party to nothing."""

from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import Database
from tests.factories.messaging import ask_support
from tests.integration.messaging.conftest import Room, ask
from tests.integration.messaging.writing import PICTURE

NOBODY_S = "0197a000-0000-7000-8000-00000000000f"
"""An id that nothing has."""
NOT_FOUND = (404, "NOT_FOUND")
WHY = {"reason": "I looked at it."}
WRITING: tuple[tuple[str, str, Any], ...] = (
    ("PATCH", "", {"archived": True}),
    ("POST", "/messages", {"client_id": "0197a000-0000-7000-8000-000000000001", "body": "Is anybody there?"}),
    ("PUT", "/read", {"seq": 0}),
    ("PUT", "/read", {"seq": 1}),
    ("PUT", "/delivered", {"seq": 0}),
    ("PUT", "/delivered", {"seq": 1}),
    ("POST", "/typing", None),
    ("POST", "/attachments", PICTURE),
    ("POST", "/messages/1/report", {"reason": "spam"}),
)
READING: tuple[tuple[str, str, Any], ...] = (
    ("GET", "", None),
    ("GET", "/messages", None),
    ("GET", f"/attachments/{NOBODY_S}/download", None),
    ("POST", f"/attachments/{NOBODY_S}/complete", None),
    ("DELETE", f"/attachments/{NOBODY_S}", None),
)
DECIDING: tuple[tuple[str, str, Any], ...] = (
    ("POST", "/messages/1/redact", WHY),
    ("PUT", "/legal-hold", {"on": True, **WHY}),
    ("POST", "/export", WHY),
)


@pytest.mark.parametrize("who", ["admin", "owner", "reader", "person"])
@pytest.mark.parametrize(("method", "what", "body"), WRITING + READING)
def test_nobody_finds_it(room: Room, who: str, method: str, what: str, body: Any) -> None:
    path = f"/api/v1/conversations/{NOBODY_S}{what}"
    answer = ask(method, path, user=getattr(room, who).id, body=body)
    assert (answer.status, answer.body["code"]) == NOT_FOUND


@pytest.mark.parametrize(("method", "what", "body"), DECIDING)
def test_nobody_decides_in_it(room: Room, method: str, what: str, body: Any) -> None:
    answer = ask(method, f"/api/v1/conversations/{NOBODY_S}{what}", user=room.admin.id, body=body)
    assert (answer.status, answer.body["code"]) == NOT_FOUND


def test_an_administrator_writes_in_those_that_are_with_support(
    database: Database, room: Room, message_bucket: object
) -> None:
    """The same requests find what there is."""
    with database.connect() as db:
        person, conversation = ask_support(db)
    path = f"/api/v1/conversations/{conversation}"
    written = {"client_id": str(uuid4()), "body": "What is it?"}
    assert ask("POST", f"{path}/messages", user=person, body=written).status == 201
    for method, what, body in WRITING:
        assert ask(method, f"{path}{what}", user=room.admin.id, body=body).status < 300, (method, what)
