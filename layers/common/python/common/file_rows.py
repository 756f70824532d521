"""Rows of files that people upload and hand in: the statements that every table of them shares, and their sweep."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, LiteralString
from uuid import UUID

from common.database import Transaction, transaction
from common.identity import SERVICE
from common.uploads import Row, Shelf, Verdict

UNFINISHED = timedelta(days=1)
"""So long an upload may stay pending, and a refusal be read."""
IDLE = timedelta(days=30)
"""So long a creator's upload is kept that is not handed in."""
A_PASS = 200
MOST_PASSES = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTable(Generic[Row]):
    """A table of files by its name, with the model of its rows and their columns. `find` raises `NotFound`.

    `loose`: which rows nothing needs, whatever their status; of those, what is stored is kept for `idle`.
    """

    name: LiteralString
    row: type[Row]
    columns: LiteralString
    loose: LiteralString = "status <> 'stored' or (creator_user_id is not null and handed_in_at is null)"
    idle: timedelta = IDLE

    def find(self, tx: Transaction, file: Row) -> Row:
        """The row as it is now. Raises `NotFound`."""
        return tx.fetch_one(
            self.row, f"select {self.columns} from {self.name} where id = %(id)s", {"id": file.id}
        )

    def name_copy(self, tx: Transaction, file_id: UUID, object_key: str) -> int:
        """Let the row name a copy that is about to be made; how many rows (0 where it is not pending any more)."""
        return tx.execute(
            f"update {self.name} set object_key = %(object_key)s where id = %(id)s and status = 'pending'",
            {"id": file_id, "object_key": object_key},
        )

    def settle(self, tx: Transaction, file: Row, verdict: Verdict) -> Row | None:
        """Pending → stored as it was found, or refused for a reason; None where it is not pending any more."""
        return tx.fetch_optional(
            self.row,
            f"update {self.name} set refusal_reason = %(refusal)s,"
            " status = case when %(refusal)s::text is null then 'stored' else 'refused' end,"
            " object_key = coalesce(%(object_key)s, object_key),"
            " size_bytes = case when %(refusal)s::text is null then %(size_bytes)s else size_bytes end,"
            " checksum_sha256 = coalesce(%(checksum_sha256)s, checksum_sha256)"
            f" where id = %(id)s and status = 'pending' returning {self.columns}",
            {
                "id": file.id,
                "refusal": verdict.refusal,
                "object_key": verdict.object_key,
                "size_bytes": verdict.size_bytes,
                "checksum_sha256": None if verdict.refusal else verdict.checksum_sha256,
            },
        )

    def delete(self, tx: Transaction, file_id: UUID) -> Row | None:
        """Delete the row; as it was at that moment, because completion changes its key. None where it must stay."""
        return tx.fetch_optional(
            self.row, f"delete from {self.name} where id = %(id)s returning {self.columns}", {"id": file_id}
        )

    def delete_loose(self, tx: Transaction, as_of: datetime, batch: int) -> list[Row]:
        """Delete uploads that nobody completed, that were refused, or that nobody used; the rows."""
        return tx.fetch_all(
            self.row,
            f"delete from {self.name} where id in (select id from {self.name}"
            f" where ({self.loose})"
            " and created_at < %(unfinished_before)s and (status <> 'stored' or created_at < %(idle_before)s)"
            f" order by created_at, id limit %(batch)s for update skip locked) returning {self.columns}",
            {"unfinished_before": as_of - UNFINISHED, "idle_before": as_of - self.idle, "batch": batch},
        )


def sweep(table: FileTable[Row], shelf: Callable[[], Shelf[Row]], as_of: datetime) -> int:
    """Delete uploads that nobody completed, refusals of yesterday, and what nobody used; how many.

    Bounded: what is left after 25 passes waits for the next run. Raises `FileStoreUnavailable`: what was swept until
    then stays so.
    """
    swept = 0
    for _ in range(MOST_PASSES):
        with transaction(SERVICE) as tx:
            loose = table.delete_loose(tx, as_of, A_PASS)
            if loose:
                shelf().delete_files(loose)
        swept += len(loose)
        if len(loose) < A_PASS:
            break
    return swept
