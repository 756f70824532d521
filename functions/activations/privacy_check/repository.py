"""Statements of the check."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.types.json import Jsonb

from common.database import Transaction


@dataclass(frozen=True, slots=True)
class Overdue:
    """How much of something is kept longer than its rule says."""

    rule: str
    overdue: int


def list_overdue(tx: Transaction, as_of: datetime) -> list[Overdue]:
    """Every rule, also those that are kept."""
    return tx.fetch_all(
        Overdue, "select rule, overdue from app.check_privacy(%(as_of)s) order by rule", {"as_of": as_of}
    )


def write_result(tx: Transaction, check_name: str, status: str, details: dict[str, object]) -> None:
    """Each time a row: that it was looked is what an audit asks for."""
    tx.execute(
        "insert into system_health_logs (check_name, status, details) values (%(name)s, %(status)s, %(details)s)",
        {"name": check_name, "status": status, "details": Jsonb(details)},
    )
