"""What tests do to reward programs, and what they look at."""

from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.actors import acting_as
from tests.typing import Connection


def state(db: Connection, program: UUID) -> tuple[Any, ...]:
    """Status, reason, total, reserved, spent, returned, and whether it is closed."""
    row = db.execute(
        "select status, paused_reason, budget_total, budget_reserved, budget_spent, budget_returned,"
        " closed_at is not null from reward_programs where id = %s", (program,),
    ).fetchone()  # fmt: skip
    assert row is not None
    found: tuple[Any, ...] = row
    return found


def held(db: Connection, program: UUID) -> int:
    row = db.execute(
        "select coalesce(sum(balance), 0)::bigint from ledger.account_balances where program_id = %s",
        (program,),
    ).fetchone()
    assert row is not None
    return int(row[0])


def refused(db: Connection, person: UUID, call: str, *arguments: object) -> str | None:
    """The SQLSTATE with which somebody's call is refused."""
    marks = ", ".join(["%s"] * len(arguments))
    with pytest.raises(psycopg.Error) as raised, acting_as(db, person):
        db.execute(f"select app.{call}({marks})", arguments)
    return raised.value.sqlstate


def do(db: Connection, person: UUID, call: str, *arguments: object) -> object:
    marks = ", ".join(["%s"] * len(arguments))
    with acting_as(db, person):
        row = db.execute(f"select app.{call}({marks})", arguments).fetchone()
    assert row is not None
    return row[0]
