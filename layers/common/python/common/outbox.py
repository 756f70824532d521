"""The outbox: messages written in the business transaction, worked on after it, at least once (`common.work`).

A message that fails is tried again with back-off (`common.backoff`); after the last attempt it rests, with its error,
for an administrator to see. What was processed is deleted after 30 days (`user_management/retention/service.py`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from common.backoff import setback_after
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.work import (
    TAKEN_OVER,
    RetriedWorkTable,
    claim,
    described,
    finish,
    one_by_one,
    set_back,
    work_through,
)

MESSAGES_A_BATCH = 50
OUTBOX = RetriedWorkTable(
    name="outbox",
    columns="w.id, w.payload, w.attempts",
    is_open="w.processed_at is null",
    is_due="w.topic = %(topic)s and w.available_at <= now()",
    again="last_error = %(error)s, available_at = now() + %(delay)s",
    never="last_error = %(error)s, available_at = 'infinity'",
)


@dataclass(frozen=True, slots=True)
class Message:
    """A claimed message; `attempts` counts this one too."""

    id: UUID
    payload: dict[str, Any]
    attempts: int


def write(
    tx: Transaction, topic: str, payload: Mapping[str, Any], *, deduplication_key: str | None = None
) -> None:
    """Write a message in the transaction of its cause; one with a known deduplication key is written once.

    A key is known until 30 days after its message was processed: its cause must not come again later than that.
    """
    tx.execute(
        "insert into outbox (topic, payload, deduplication_key) values (%(topic)s, %(payload)s, %(key)s)"
        " on conflict on constraint outbox_message_is_written_once do nothing",
        {"topic": topic, "payload": Jsonb(dict(payload)), "key": deduplication_key},
    )


def drain(
    topic: str, handle: Callable[[Message], None], *, has_time: Callable[[], bool] = lambda: True
) -> dict[str, int]:
    """Handle what is due in `topic` until nothing is, or the time is over. Returns `{"handled": n, "failed": m}`, and
    `taken_over` where another worker had a message before this one was done with it.

    `handle` runs outside any transaction (it may call the outside world), and again after a crash.
    """

    def handle_one(message: Message) -> str:
        handle(message)
        with transaction(SERVICE) as tx:
            finish(tx, OUTBOX, message, "processed_at = now(), last_error = null")
        return "handled"

    def fail(message: Message, error: Exception) -> str:
        with transaction(SERVICE) as tx:
            held = set_back(tx, OUTBOX, [message], described(error), setback_after(message.attempts))
        return "failed" if held else TAKEN_OVER

    counts = work_through(
        lambda tx: claim(tx, Message, OUTBOX, at_most=MESSAGES_A_BATCH, topic=topic),
        one_by_one(handle_one, fail),
        has_time=has_time,
    )
    return {"handled": 0, "failed": 0} | counts
