"""Statements of links of gates and screens."""

from typing import LiteralString
from uuid import UUID

from activations.staff_links.models import NewStaffLink
from common.database import Transaction
from common.filters import where
from common.models.activation_staff import StaffLink

COLUMNS: LiteralString = (
    "id, activation_id, brand_id, created_by, kind, label, expires_at, revoked_at, last_seen_at, created_at,"
    " updated_at"
)


def insert_link(
    tx: Transaction, activation_id: UUID, link: NewStaffLink, *, token_hash: bytes
) -> StaffLink | None:
    """A link; None where the actor sees no such activation.

    How long it holds the database says. Raises `Forbidden`, `TooManyStaffLinks`, `StaffLinkTooLate`.
    """
    return tx.fetch_optional(
        StaffLink,
        "insert into activation_staff (activation_id, brand_id, created_by, kind, label, token_hash, expires_at)"
        " select a.id, a.brand_id, auth.uid(), %(kind)s, %(label)s, %(token_hash)s, a.ends_at"
        f" from activations as a where a.id = %(activation_id)s returning {COLUMNS}",
        {"activation_id": activation_id, "token_hash": token_hash, "kind": link.kind, "label": link.label},
    )


def list_links(tx: Transaction, activation_id: UUID, *, before: UUID | None, limit: int) -> list[StaffLink]:
    """Links of an activation that the actor may see, newest first."""
    given = where(("activation_id = %(activation_id)s", activation_id), ("id < %(before)s", before))
    return tx.fetch_all(
        StaffLink,
        f"select {COLUMNS} from activation_staff where {given} order by id desc limit %(limit)s",
        {"activation_id": activation_id, "before": before, "limit": limit},
    )


def revoke_link(tx: Transaction, staff_id: UUID) -> bool:
    """End a link, if it has not ended; False for one that the actor does not see."""
    found = tx.fetch_value(
        "select id from activation_staff where id = %(id)s for no key update", {"id": staff_id}
    )
    if found is None:
        return False
    tx.execute(
        "update activation_staff set revoked_at = now() where id = %(id)s and revoked_at is null",
        {"id": staff_id},
    )
    return True
