"""Statements of Stripe's events: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from psycopg.types.json import Jsonb

from common.adapters.payments.port import ProviderEvent
from common.database import Transaction


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event that this worker handles; `attempts` counts this one too."""

    id: str
    type: str
    account_id: str | None
    object_id: str | None
    payload: dict[str, Any]
    attempts: int


def store_event(tx: Transaction, event: ProviderEvent, *, source: str, is_handled: bool) -> bool:
    """Keep an event; False where its id is known. One that nobody handles is ignored from the start."""
    stored = tx.execute(
        "insert into stripe_events (id, source, type, account_id, object_id, payload, status)"
        " values (%(id)s, %(source)s, %(type)s, %(account)s, %(object)s, %(payload)s, %(status)s)"
        " on conflict on constraint stripe_events_pkey do nothing",
        {"id": event.id, "source": source, "type": event.type, "account": event.account_id,
         "object": event.object_id, "payload": Jsonb(event.payload),
         "status": "received" if is_handled else "ignored"},
    )  # fmt: skip
    return stored == 1


def claim_events(tx: Transaction, at_most: int, lease: timedelta) -> list[StoredEvent]:
    """Events that are due, each for one worker as long as the lease lasts."""
    return tx.fetch_all(
        StoredEvent,
        "with claimed as (update stripe_events set attempts = attempts + 1, available_at = now() + %(lease)s"
        " where id in (select id from stripe_events where status = 'received' and available_at <= now()"
        " order by available_at, id limit %(at_most)s for update skip locked)"
        " returning id, type, account_id, object_id, payload, attempts)"
        " select id, type, account_id, object_id, payload, attempts from claimed order by id",
        {"at_most": at_most, "lease": lease},
    )


def finish_event(tx: Transaction, event_id: str, status: str) -> int:
    """`processed` or `ignored`, in the transaction of what it caused."""
    return tx.execute(
        "update stripe_events set status = %(status)s, processed_at = now(), error = null"
        " where id = %(id)s and status = 'received'",
        {"id": event_id, "status": status},
    )


def postpone_event(tx: Transaction, event_id: str, error: str, delay: timedelta, *, is_last: bool) -> int:
    """Try again later; `failed` after the last attempt."""
    return tx.execute(
        "update stripe_events set error = %(error)s, available_at = now() + %(delay)s,"
        " status = case when %(is_last)s then 'failed' else status end where id = %(id)s and status = 'received'",
        {"id": event_id, "error": error, "delay": delay, "is_last": is_last},
    )
