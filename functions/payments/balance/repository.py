"""Statements of the balance at Stripe: one function, one statement, typed rows."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from psycopg.types.json import Jsonb

from common.adapters.payments.balance import Balance, BalanceTransaction
from common.database import Transaction


def read_until(tx: Transaction) -> datetime | None:
    """Until when every movement is known: a day before the newest, or before the last comparison. None: nothing is."""
    until: datetime | None = tx.fetch_value(
        "select greatest((select max(occurred_at) from stripe_balance_transactions),"
        " (select max(created_at) from stripe_balances)) - interval '1 day'"
    )
    return until


def began_at(tx: Transaction) -> datetime | None:
    """When the first wallet moved; None where none has."""
    began: datetime | None = tx.fetch_value("select min(created_at) from wallet_transactions")
    return began


def book(tx: Transaction, movements: Sequence[BalanceTransaction]) -> int:
    """Keep movements and book their fees; how many were new."""
    told = [
        {
            **asdict(one),
            "subject_id": one.subject_id and str(one.subject_id),
            "occurred_at": one.occurred_at.isoformat(),
        }
        for one in movements
    ]
    booked: int = tx.fetch_value(
        "select app.book_balance_transactions(%(movements)s)", {"movements": Jsonb(told)}
    )
    return booked


def compare(tx: Transaction, balances: Sequence[Balance], asked_at: datetime) -> dict[str, int]:
    """By how much Stripe had more than the books at that moment, by currency, in minor units; without what agrees."""
    rows: list[tuple[str, int]] = tx.fetch_values(
        "select array[currency, difference::text] from app.compare_balances(%(balances)s, %(asked_at)s)"
        " where difference <> 0",
        {"balances": Jsonb([asdict(one) for one in balances]), "asked_at": asked_at},
    )
    return {currency: int(difference) for currency, difference in rows}
