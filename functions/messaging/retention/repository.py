"""Statements of retention: at most so many rows each."""

from datetime import datetime
from uuid import UUID

from common.database import Transaction


def lock_ended_conversations(tx: Transaction, as_of: datetime, at_most: int) -> list[UUID]:
    """Conversations that were closed (or quiet) for long enough and that nothing keeps; locked."""
    return tx.fetch_values(
        "select app.lock_ended_conversations(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )


def purge_conversations(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Messages of those that have no files any more, and those that are empty then; how many rows."""
    purged: int = tx.fetch_value(
        "select app.purge_conversations(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return purged


def forget_kept_messages(tx: Transaction, at_most: int) -> int:
    """What erased people wrote goes where a hold or a dispute has ended; how many people."""
    people: int = tx.fetch_value("select app.forget_kept_messages(%(at_most)s)", {"at_most": at_most})
    return people
