"""Statements of files for deals. Who may see, add or delete which of them is a policy of the table."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.file_links import FileDraft
from common.file_rows import FileTable
from common.filters import where
from common.models.deal_work import DealFile
from common.models.deals import Escrow

COLUMNS: LiteralString = (
    "id, escrow_id, brand_id, creator_user_id, file_name, object_key, media_type, size_bytes, checksum_sha256,"
    " status, refusal_reason, handed_in_at, created_at, updated_at"
)
FILES = FileTable(name="deal_files", row=DealFile, columns=COLUMNS)


def insert_file(tx: Transaction, escrow: Escrow, object_key: str, draft: FileDraft) -> DealFile:
    """A file of the creator's that is yet to be uploaded."""
    return tx.fetch_one(
        DealFile,
        "insert into deal_files (escrow_id, brand_id, creator_user_id, file_name, object_key, media_type, size_bytes,"
        " checksum_sha256) values (%(escrow_id)s, %(brand_id)s, %(creator)s, %(file_name)s, %(object_key)s,"
        f" %(media_type)s, %(size_bytes)s, %(checksum_sha256)s) returning {COLUMNS}",
        {
            **draft.model_dump(),
            "escrow_id": escrow.id,
            "brand_id": escrow.brand_id,
            "creator": escrow.creator_user_id,
            "object_key": object_key,
        },
    )


def find_file(tx: Transaction, escrow_id: UUID, file_id: UUID) -> DealFile:
    """The file, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        DealFile,
        f"select {COLUMNS} from deal_files where id = %(id)s and escrow_id = %(escrow_id)s",
        {"id": file_id, "escrow_id": escrow_id},
    )


def find_file_of_work(tx: Transaction, escrow_id: UUID, submission_id: UUID) -> DealFile:
    """The file that work hands in, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        DealFile,
        f"select {COLUMNS} from deal_files where escrow_id = %(escrow_id)s and object_key = (select s.file"
        " from deal_submissions as s where s.id = %(id)s and s.escrow_id = %(escrow_id)s)",
        {"id": submission_id, "escrow_id": escrow_id},
    )


def list_files(tx: Transaction, escrow_id: UUID, *, before: UUID | None, limit: int) -> list[DealFile]:
    """Files for a milestone that the actor may see, newest first."""
    given = where(("id < %(before)s", before))
    return tx.fetch_all(
        DealFile,
        f"select {COLUMNS} from deal_files where escrow_id = %(escrow_id)s and {given}"
        " order by id desc limit %(limit)s",
        {"escrow_id": escrow_id, "before": before, "limit": limit},
    )
