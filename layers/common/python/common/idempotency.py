"""`Idempotency-Key`: the answer is stored in the transaction of its effect, so neither exists without the other.

Answers are kept for 30 days (`user_management/retention/service.py`); the same key is another request after that.
"""

import hashlib
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from psycopg.types.json import Jsonb
from pydantic import BaseModel, TypeAdapter

from common.database import Transaction
from common.errors import Conflict, Unprocessable

Answer = TypeVar("Answer", bound=BaseModel)
NOBODY = UUID(int=0)


class IdempotencyKeyReused(Unprocessable):
    """The same key came with another request."""

    code = "IDEMPOTENCY_KEY_REUSED"
    sentence = "This Idempotency-Key was used for another request."


class IdempotencyInFlight(Conflict):
    """The first request with this key has not finished."""

    code = "IDEMPOTENCY_IN_FLIGHT"
    sentence = "A request with this Idempotency-Key is being worked on."
    retry_after_seconds = 1


class IdempotencyKeyInvalid(Unprocessable):
    """The key is empty or longer than 255 characters."""

    code = "IDEMPOTENCY_KEY_INVALID"
    sentence = "An Idempotency-Key has 1 to 255 characters."


ONCE = (IdempotencyInFlight, IdempotencyKeyReused, IdempotencyKeyInvalid)
"""What a route refuses that takes an `Idempotency-Key`."""


class Stored(NamedTuple):
    """A stored answer and the hash of the request that it was given to."""

    request_hash: bytes
    response_body: Any


def idempotent(
    tx: Transaction, *, key: str | None, route: str, request: object, effect: Callable[[], Answer],
    answer: type[Answer],
) -> Answer:  # fmt: skip
    """The answer of `effect`, or the one given before to the same request of this actor on this route.

    `route` names the door and its path parameters, `request` is the validated body. Without a key `effect` just
    runs. Raises `IdempotencyKeyReused` (same key, other request) and `IdempotencyInFlight` (not finished).
    """
    if key is None:
        return effect()
    if not 1 <= len(key) <= 255:
        raise IdempotencyKeyInvalid
    scope = {"actor": tx.actor.user_id or NOBODY, "route": route, "key": key}
    if not _lock(tx, scope):
        raise IdempotencyInFlight
    request_hash = hashlib.sha256(TypeAdapter(type(request)).dump_json(request)).digest()
    if (stored := _find(tx, scope)) is not None:
        if stored.request_hash != request_hash:
            raise IdempotencyKeyReused
        return answer.model_validate(stored.response_body)
    result = effect()
    _store(tx, {**scope, "hash": request_hash, "body": Jsonb(result.model_dump(mode="json"))})
    return result


def _lock(tx: Transaction, scope: dict[str, object]) -> bool:
    locked: bool = tx.fetch_value(
        "select pg_try_advisory_xact_lock(hashtextextended(concat_ws('|', %(actor)s::text, %(route)s::text,"
        " %(key)s::text), 0))",
        scope,
    )
    return locked


def _find(tx: Transaction, scope: dict[str, object]) -> Stored | None:
    return tx.fetch_optional(
        Stored,
        "select request_hash, response_body from idempotency_keys"
        " where actor_id = %(actor)s and route = %(route)s and key = %(key)s",
        scope,
    )


def _store(tx: Transaction, values: dict[str, object]) -> None:
    tx.execute(
        "insert into idempotency_keys (actor_id, route, key, request_hash, response_status, response_body)"
        " values (%(actor)s, %(route)s, %(key)s, %(hash)s, 200, %(body)s)",
        values,
    )
