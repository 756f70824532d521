"""A conversation is asked for as a file, and written."""

from typing import Any

from messaging import exporter
from tests.actors import Person
from tests.factories.events import LambdaContext
from tests.factories.exports import EXPORTS, fetch, read
from tests.integration.messaging.writing import Writing

REASON = {"reason": "Dispute 4711"}


def export(writing: Writing, who: Person | None = None) -> tuple[Any, bytes]:
    """An export that is ready, and its file."""
    who = who or writing.admin
    asked = who.post(f"{writing.path}/export", **REASON)
    assert (asked["kind"], asked["status"], asked["checksum_sha256"]) == ("conversation", "pending", None)
    assert asked["conversation_id"] == str(writing.talk.conversation)
    assert exporter.lambda_handler({}, LambdaContext()) == {"batchItemFailures": []}
    ready = read(f"{EXPORTS}/{asked['id']}", who.id)
    assert ready["status"] == "ready"
    return ready, fetch(ready).content
