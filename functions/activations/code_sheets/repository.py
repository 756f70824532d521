"""Statements of sheets."""

from dataclasses import dataclass
from uuid import UUID

from common.database import Transaction

CODES_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """What is printed of a code."""

    id: UUID
    short_code: str
    label: str


def codes_after(tx: Transaction, activation_id: UUID, after: UUID) -> list[PrintedCode]:
    """The next codes of an activation that work, in the order of their making."""
    return tx.fetch_all(
        PrintedCode,
        "select id, short_code, label from activation_codes where activation_id = %(activation_id)s"
        " and id > %(after)s and disabled_at is null and (expires_at is null or expires_at > now())"
        " order by id limit %(limit)s",
        {"activation_id": activation_id, "after": after, "limit": CODES_AT_ONCE},
    )


def is_visible(tx: Transaction, activation_id: UUID) -> bool:
    """Whether there is such an activation for this actor."""
    return bool(tx.fetch_value("select true from activations where id = %(id)s", {"id": activation_id}))
