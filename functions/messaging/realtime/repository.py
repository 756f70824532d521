"""Statements of hints: one function, one statement. A hint is a row of the outbox, topic `realtime`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from common import work
from common.database import Transaction
from common.work import WorkTable

HINTS_A_BATCH = 50
LEASE = timedelta(minutes=1)
"""Longer than a batch takes (`tell.ONE_BATCH_SECONDS`), and short enough that a crash costs no hint."""
IS_WAITING: LiteralString = "w.topic = 'realtime' and w.processed_at is null"
HINTS = WorkTable(
    name="outbox",
    # Who hears it, and under which name, is found out by the statement that claims it.
    columns="w.id, w.attempts, (select coalesce(jsonb_agg(h), '[]') from app.hearers(w.payload) as h) as hearers",
    is_open=IS_WAITING,
    is_due="w.available_at <= now() and w.expires_at > now()",
    # What ten thousand campaigns have to say at midnight waits behind what people say to each other.
    order="w.payload ->> 'type' in ('campaign.status', 'notification.created', 'deal.status'), w.id",
)


@dataclass(frozen=True, slots=True)
class Hint:
    """A claimed hint, and who is to hear it: `{"user_id", "channel", "event"}` each."""

    id: UUID
    attempts: int
    hearers: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Rest:
    """A hint that some have not heard, and when it is told them again."""

    hint: Hint
    unheard: list[str]
    delay: timedelta
    error: str


def claim(tx: Transaction) -> list[Hint]:
    """Some hints that are due, in the order in which they were written."""
    return work.claim(tx, Hint, HINTS, at_most=HINTS_A_BATCH, lease=LEASE)


def list_hearers(tx: Transaction, payloads: Sequence[Mapping[str, Any]]) -> list[Hint]:
    """Who is to hear of what stands in no table, without number."""
    return tx.fetch_all(
        Hint,
        "select uuidv7() as id, 1 as attempts, (select coalesce(jsonb_agg(h), '[]')"
        " from app.hearers(p.value) as h) as hearers"
        " from jsonb_array_elements(%(payloads)s) with ordinality as p (value, place) order by p.place",
        {"payloads": Jsonb([dict(payload) for payload in payloads])},
    )


def delete_told(tx: Transaction, hints: Sequence[Hint]) -> int:
    """Hints that all have heard are gone, unless another worker has them by now."""
    return tx.execute(f"delete from outbox as w where {HINTS.is_held}", work.claims_of(hints))


def set_back(tx: Transaction, rests: Sequence[Rest]) -> int:
    """Hints that some have not heard are told them, and nobody else, a little later."""
    return tx.execute(
        "update outbox as w set available_at = now() + f.delay, last_error = f.error,"
        " payload = w.payload || jsonb_build_object('only', f.unheard)"
        " from unnest(%(rests)s::uuid[], %(delays)s::interval[], %(errors)s::text[], %(unheard)s::jsonb[])"
        f"  as f (id, delay, error, unheard) where w.id = f.id and {HINTS.is_held}",
        {
            "rests": [rest.hint.id for rest in rests], "delays": [rest.delay for rest in rests],
            "errors": [rest.error[: work.LONGEST_ERROR] for rest in rests],
            "unheard": [Jsonb(rest.unheard) for rest in rests], **work.claims_of([rest.hint for rest in rests]),
        },
    )  # fmt: skip


def delete_expired(tx: Transaction, at_most: int) -> int:
    """Hints that are worth nothing any more."""
    return tx.execute(
        f"delete from outbox where id in (select w.id from outbox as w where {IS_WAITING}"
        " and w.expires_at <= now() limit %(at_most)s for update skip locked)",
        {"at_most": at_most},
    )


def count_due(tx: Transaction) -> int:
    """How many hints wait for a worker."""
    due: int = tx.fetch_value(
        f"select count(*) from outbox as w where {IS_WAITING} and w.available_at <= now() and w.expires_at > now()"
    )
    return due
