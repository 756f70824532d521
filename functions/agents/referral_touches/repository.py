"""Statements of touches: one function, one statement, typed rows. A redirect loads them, and no pydantic."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from common.database import Transaction, run_alone


class Touch(TypedDict):
    """What is recorded of who follows a link. The address goes no further than into a hash."""

    code: str
    kind: str
    landing: str
    """Without a query, which may say something of a person."""
    utm: str
    """A JSON object."""
    user_agent_class: str
    address: str
    agent: str
    token_hash: bytes | None
    """SHA-256 of the token; None: nobody is counted."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Whose link was followed, and whether the touch was recorded."""

    agent_user_id: UUID
    touched: bool


def make_partitions(tx: Transaction, first_day: date, months: int) -> int:
    """Give touches of so many months, from that of `first_day`, their place; how many were missing."""
    made: int = tx.fetch_value(
        "select app.make_touch_partitions(%(first_day)s, %(months)s)",
        {"first_day": first_day, "months": months},
    )
    return made


def drop_partitions(tx: Transaction, *, before: date) -> int:
    """Drop the months that were over before that day; how many."""
    dropped: int = tx.fetch_value("select app.drop_touch_partitions(%(before)s)", {"before": before})
    return dropped


def touch_code(touch: Touch) -> Touched | None:
    """Whose link it is, with the touch recorded; None where it leads nowhere. Raises `Unavailable`."""
    return run_alone(
        Touched,
        "select agent_user_id, touched from app.touch_code(%(code)s, %(kind)s, %(landing)s, %(utm)s::jsonb,"
        " %(user_agent_class)s, %(address)s, %(agent)s, %(token_hash)s)",
        touch,
    )
