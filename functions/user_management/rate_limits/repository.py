"""Statements of rate limits."""

from datetime import datetime
from typing import LiteralString

from common.database import Transaction
from user_management.rate_limits.models import TakenLimit


def list_taken(tx: Transaction, *, below: tuple[datetime, str] | None, limit: int) -> list[TakenLimit]:
    """The most taken from first: whose buckets take longest to fill. `below`: the last one seen."""
    where: LiteralString = "(tat, key) < (%(full_at)s, %(key)s)" if below else "true"
    full_at, key = below or (None, None)
    return tx.fetch_all(
        TakenLimit,
        "select key, split_part(key, '|', 1) as limit, split_part(key, '|', 2) as per,"
        " substring(key from '[|]person[|]u:(.{36})$')::uuid as user_id, tat as full_at"
        f" from rate_buckets where tat > now() and {where} order by tat desc, key desc limit %(limit)s",
        {"full_at": full_at, "key": key, "limit": limit},
    )
