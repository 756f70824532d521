"""The outbox: messages written in the business transaction, worked on after it, at least once.

A worker claims a batch for a lease, handles each message outside any transaction (a handler may call the outside
world), and marks it done. A worker that dies leaves its messages to whoever comes after the lease. A message that
fails is tried again with back-off; after `MAXIMUM_ATTEMPTS` it rests, with its error, for an administrator to see.
What was processed is deleted after 30 days (`user_management/retention/service.py`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction, transaction
from common.identity import SERVICE
from common.telemetry import logger

LEASE = timedelta(minutes=5)
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=6)
MAXIMUM_ATTEMPTS = 12


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


def drain(topic: str, handle: Callable[[Message], None], *, batch: int = 50) -> dict[str, int]:
    """Handle what is due in `topic`, one batch after the other, until nothing is.

    One bad message is recorded and does not stop the others. Returns `{"handled": n, "failed": m}`.
    """
    counts = {"handled": 0, "failed": 0}
    while messages := _claim(topic, batch):
        for message in messages:
            counts["handled" if _handle(topic, message, handle) else "failed"] += 1
    return counts


def delay_after(attempts: int) -> timedelta:
    """How long a message rests after its n-th failure: doubling from half a minute up to six hours."""
    doublings = min(attempts - 1, 20)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def _claim(topic: str, batch: int) -> list[Message]:
    with transaction(SERVICE) as tx:
        return tx.fetch_all(
            Message,
            "with claimed as (update outbox set attempts = attempts + 1, available_at = now() + %(lease)s"
            " where id in (select id from outbox where topic = %(topic)s and processed_at is null"
            " and available_at <= now() order by available_at, id limit %(batch)s for update skip locked)"
            " returning id, payload, attempts) select id, payload, attempts from claimed order by id",
            {"topic": topic, "lease": LEASE, "batch": batch},
        )


def _handle(topic: str, message: Message, handle: Callable[[Message], None]) -> bool:
    try:
        handle(message)
    except Exception as error:  # noqa: BLE001 - whatever it was is recorded; the others must go on
        logger().warning(
            "message failed", extra={"topic": topic, "message_id": str(message.id)}, exc_info=error
        )
        _postpone(message, f"{type(error).__name__}: {error}")
        return False
    with transaction(SERVICE) as tx:
        tx.execute(
            "update outbox set processed_at = now(), last_error = null where id = %(id)s", {"id": message.id}
        )
    return True


def _postpone(message: Message, error: str) -> None:
    resting = message.attempts >= MAXIMUM_ATTEMPTS
    with transaction(SERVICE) as tx:
        tx.execute(
            "update outbox set last_error = %(error)s, available_at ="
            " case when %(resting)s then 'infinity' else now() + %(delay)s end where id = %(id)s",
            {
                "id": message.id,
                "error": error[:2000],
                "resting": resting,
                "delay": delay_after(message.attempts),
            },
        )
