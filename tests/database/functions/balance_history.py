"""Movements of Stripe's balance, as the worker hands them to the database."""

from datetime import UTC, datetime
from typing import Any

from psycopg.types.json import Jsonb

from tests.database.functions.money_history import tamper
from tests.database.sql_functions import call
from tests.typing import Connection

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def movement(
    id_: str, type_: str = "charge", amount: int = 10_000, fee: int = 0, **fields: object
) -> dict[str, Any]:
    """A movement of `amount` minor units before `fee`."""
    return {
        "id": id_, "type": type_, "origin_id": None, "subject_id": None, "destination_id": None, "amount": amount,
        "fee": fee, "currency": "usd", "occurred_at": NOON.isoformat(), **fields,
    }  # fmt: skip


def book(db: Connection, *movements: dict[str, Any]) -> int:
    """How many of them were new."""
    booked: int = call(db, "app.book_balance_transactions", Jsonb(list(movements)))
    return booked


def compare(
    db: Connection, available: int, asked_at: datetime = NOON, currency: str = "usd"
) -> list[tuple[Any, ...]]:
    """Currency, in books, in transit, moved since and difference, where Stripe says that it has `available`.

    Earlier comparisons were an hour ago: time stands still in a transaction.
    """
    tamper(db, "update stripe_balances set created_at = created_at - interval '1 hour'")
    told = [{"currency": currency, "available": available, "pending": 0, "reserved": 0}]
    return db.execute(
        "select currency, in_books, in_transit, moved_since, difference from app.compare_balances(%s, %s) order by 1",
        (Jsonb(told), asked_at),
    ).fetchall()
