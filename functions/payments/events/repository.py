"""Statements of Stripe's events: one function, one statement, typed rows."""

from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from common import work
from common.adapters.payments.port import ProviderEvent
from common.backoff import Setback
from common.database import Transaction
from common.work import RetriedWorkTable

EVENTS = RetriedWorkTable(
    name="stripe_events",
    columns="w.id, w.type, w.account_id, w.object_id, w.payload, w.attempts",
    is_open="w.status = 'received'",
    again="error = %(error)s, available_at = now() + %(delay)s",
    never="error = %(error)s, status = 'failed'",
)


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


def claim_events(tx: Transaction, at_most: int) -> list[StoredEvent]:
    """Events that are due, each for one worker as long as the lease lasts."""
    return work.claim(tx, StoredEvent, EVENTS, at_most=at_most)


def finish_event(tx: Transaction, event_id: str, status: str) -> int:
    """`processed` or `ignored`, in the transaction of what it caused."""
    return tx.execute(
        "update stripe_events set status = %(status)s, processed_at = now(), error = null"
        " where id = %(id)s and status = 'received'",
        {"id": event_id, "status": status},
    )


def postpone_event(tx: Transaction, event: StoredEvent, error: str, setback: Setback) -> int:
    """Try again later; `failed` after the last attempt."""
    return work.set_back(tx, EVENTS, [event.id], error, setback)
