"""Statements of Stripe's events: one function, one statement, typed rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from psycopg.types.json import Jsonb

from common import work
from common.adapters.payments.port import ProviderEvent
from common.backoff import Setback
from common.database import Transaction
from common.models.stripe_events import StripeEvent, StripeEventStatus
from common.work import RetriedWorkTable

EVENTS = RetriedWorkTable(
    name="stripe_events",
    id_type="text",
    columns="w.id, w.type, w.account_id, w.object_id, w.payload, w.attempts",
    is_open="w.status = 'received'",
    again="error = %(error)s, available_at = now() + %(delay)s",
    never="error = %(error)s, status = 'failed'",
)


EVENT: LiteralString = (
    "select id, source, type, account_id, object_id, status, attempts, available_at, processed_at, error, created_at,"
    " updated_at from stripe_events"
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


def leave_event(tx: Transaction, event: StoredEvent) -> None:
    """`ignored`, as it would have been from the start: not worked on. Raises `ClaimLost`."""
    work.finish(tx, EVENTS, event, "status = 'ignored', error = null")


def postpone_event(tx: Transaction, event: StoredEvent, error: str, setback: Setback) -> bool:
    """Try again later; `failed` after the last attempt. False where another worker has it."""
    return bool(work.set_back(tx, EVENTS, [event], error, setback))


def drive_again(tx: Transaction, types: Iterable[str], at_most: int) -> int:
    """Events of these types that were ignored without anybody's working on them are due; how many."""
    return tx.execute(
        "update stripe_events set status = 'received', available_at = now() where id in ("
        "select e.id from stripe_events as e where e.status = 'ignored' and e.processed_at is null"
        " and e.type = any(%(types)s) order by e.created_at, e.id limit %(at_most)s for update skip locked)",
        {"types": list(types), "at_most": at_most},
    )


def list_events(
    tx: Transaction, *, status: StripeEventStatus | None, event_type: str | None,
    before: tuple[datetime, str] | None, limit: int,
) -> list[StripeEvent]:  # fmt: skip
    """Events, newest first; `before` is the arrival and the id of the last one seen."""
    conditions: list[LiteralString] = [
        condition
        for condition, value in (
            ("status = %(status)s", status),
            ("type = %(type)s", event_type),
            ("(created_at, id) < (%(created_at)s, %(before_id)s)", before),
        )
        if value is not None
    ]
    where: LiteralString = " and ".join(conditions) if conditions else "true"
    created_at, before_id = before or (None, None)
    return tx.fetch_all(
        StripeEvent,
        f"{EVENT} where {where} order by created_at desc, id desc limit %(limit)s",
        {"status": status, "type": event_type, "created_at": created_at, "before_id": before_id,
         "limit": limit},
    )  # fmt: skip


def find_event(tx: Transaction, event_id: str) -> StripeEvent:
    """One event. Raises `NotFound`."""
    return tx.fetch_one(StripeEvent, f"{EVENT} where id = %(id)s", {"id": event_id})


def retry_event(tx: Transaction, event_id: str) -> None:
    """An event that came to nothing is due again. Raises `NotFound`, `StripeEventTransitionForbidden`."""
    tx.fetch_value("select app.retry_stripe_event(%(id)s)", {"id": event_id})
