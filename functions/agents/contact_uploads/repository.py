"""Statements of uploads: one function, one statement, typed rows."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from agents.contact_uploads.models import ContactFileDraft
from common.database import Transaction
from common.models.agent_contacts import ContactUpload

UPLOAD: LiteralString = "id, agent_user_id, kind, size_bytes, delete_after, created_at"


def announce(tx: Transaction, draft: ContactFileDraft) -> UUID:
    """A row for a file that the actor is about to upload; its id. Raises `Forbidden`, `TooManyContactFiles`."""
    upload_id: UUID = tx.fetch_value(
        "select app.announce_contact_file(%(kind)s, %(size_bytes)s)",
        {"kind": draft.kind, "size_bytes": draft.size_bytes},
    )
    return upload_id


def find_upload(tx: Transaction, upload_id: UUID) -> ContactUpload:
    """An upload of the actor's own. Raises `NotFound`."""
    return tx.fetch_one(
        ContactUpload,
        f"select {UPLOAD} from contact_uploads where id = %(id)s and delete_after > now()",
        {"id": upload_id},
    )


def delete_over(tx: Transaction, announced_before: datetime, as_of: datetime, at_most: int) -> list[UUID]:
    """Delete rows whose time is over, of which no form is good any more; their ids."""
    return tx.fetch_values(
        "delete from contact_uploads where id in (select id from contact_uploads where delete_after <= %(as_of)s"
        " and created_at <= %(announced_before)s order by delete_after limit %(at_most)s for update skip locked)"
        " returning id",
        {"as_of": as_of, "announced_before": announced_before, "at_most": at_most},
    )
