"""The payment stub's memory: objects by id, made once per idempotency key, and the events that they leave."""

import time
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import uuid4

from psycopg.types.json import Jsonb

from common.adapters.payments.port import PaymentObjectUnknown, PaymentRefused, PaymentUnclear
from common.database import transaction
from common.identity import SERVICE

Body = dict[str, Any]
VOLATILE = frozenset(
    {"id", "status", "amount_received", "charge_id", "failure", "looks", "amount_reversed", "deleted"}
)
"""What changes after an object was made, so it cannot tell whether a repeated request is the same."""


class Made(NamedTuple):
    """An object, and whether this call made it."""

    body: Body
    is_new: bool


def make(kind: str, prefix: str, idempotency_key: str | None, body: Body) -> Made:
    """A new object, or the one made earlier under the key. Raises `PaymentUnclear` for the key of another request."""
    new_id = f"{prefix}_stub_{uuid4().hex}"
    with transaction(SERVICE) as tx:
        inserted = tx.fetch_value(
            "insert into payment_stub_objects (id, kind, idempotency_key, body)"
            " values (%(id)s, %(kind)s, %(key)s, %(body)s)"
            " on conflict on constraint payment_stub_object_is_made_once do nothing returning body",
            {"id": new_id, "kind": kind, "key": idempotency_key, "body": Jsonb({**body, "id": new_id})},
        )
        if inserted is not None:
            return Made(inserted, is_new=True)
        earlier: Body = tx.fetch_value(
            "select body from payment_stub_objects where kind = %(kind)s and idempotency_key = %(key)s",
            {"kind": kind, "key": idempotency_key},
        )
    if any(earlier.get(name) != value for name, value in body.items() if name not in VOLATILE and value):
        raise PaymentUnclear
    return Made(earlier, is_new=False)


def find(kind: str, object_id: str) -> Body:
    """The object. Raises `PaymentObjectUnknown`."""
    with transaction(SERVICE) as tx:
        body: Body | None = tx.fetch_value(
            "select body from payment_stub_objects where id = %(id)s and kind = %(kind)s",
            {"id": object_id, "kind": kind},
        )
    if body is None:
        raise PaymentObjectUnknown
    return body


def change(object_id: str, changes: Body, *, unless: Sequence[str] = ()) -> Body:
    """The object with `changes`. Raises `PaymentObjectUnknown`, and `PaymentRefused` in one of these statuses."""
    with transaction(SERVICE) as tx:
        body: Body | None = tx.fetch_value(
            "update payment_stub_objects set body = body || %(changes)s where id = %(id)s"
            " and coalesce(body ->> 'status', '') <> all(%(unless)s) returning body",
            {"id": object_id, "changes": Jsonb(changes), "unless": list(unless)},
        )
        if body is None and tx.fetch_value(
            "select true from payment_stub_objects where id = %(id)s", {"id": object_id}
        ):
            raise PaymentRefused("payment_intent_unexpected_state")
    if body is None:
        raise PaymentObjectUnknown
    return body


def select_bodies(kind: str, field: str | None, value: str | None) -> list[Body]:
    """Objects of a kind, oldest first; those whose `field` has the value, where a field is named."""
    with transaction(SERVICE) as tx:
        return tx.fetch_values(
            "select body from payment_stub_objects where kind = %(kind)s"
            " and (%(field)s::text is null or body ->> %(field)s::text = %(value)s) order by sequence",
            {"kind": kind, "field": field, "value": value},
        )


def record_event(event_type: str, body: Body) -> None:
    """What Stripe would send to the webhook: a copy of the object as it is now."""
    make("event", "evt", None, {"type": event_type, "created": int(time.time()), "data": {"object": body}})
