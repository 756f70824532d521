"""What must hold of a database at rest, a file of SQL each: its rows are the violations, its comment the rule."""

from pathlib import Path
from typing import Any

import psycopg

FILES = {file.stem: file for file in sorted(Path(__file__).parent.glob("*.sql"))}

OF_THE_STORY = tuple(
    name for name in FILES
    if name not in ("outbox_is_worked_on", "stripe_events_are_worked_on", "mails_are_one_per_delivery", "jobs_end")
)  # fmt: skip
"""What also holds of a system that others use at the same moment; the rest needs a minute of quiet."""


def find_violations(db: psycopg.Connection[Any], *names: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of those invariants (of all, where none is named) that are violated, as the superuser sees them."""
    found = {name: db.execute(FILES[name].read_bytes()).fetchall() for name in names or FILES}
    return {name: rows for name, rows in found.items() if rows}


def require_invariants(db: psycopg.Connection[Any], *names: str) -> None:
    """Fail with the violated invariants and what violates them."""
    assert find_violations(db, *names) == {}
