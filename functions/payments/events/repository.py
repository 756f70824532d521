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
    id_type="text",
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


def finish_event(tx: Transaction, event: StoredEvent, status: str) -> None:
    """`processed` or `ignored`, in the transaction of what it caused. Raises `ClaimLost`."""
    work.finish(
        tx, EVENTS, event, "status = %(status)s, processed_at = now(), error = null", status=status
    )  # fmt: skip


def postpone_event(tx: Transaction, event: StoredEvent, error: str, setback: Setback) -> bool:
    """Try again later; `failed` after the last attempt. False where another worker has it."""
    return bool(work.set_back(tx, EVENTS, [event], error, setback))
