"""Exports: files of a size that nobody knows beforehand, written by a worker and fetched from the file store.

A request makes a row (`request_export`) and wakes the exporter of the capability that knows the kind; the exporter
writes the file in chunks (`write_due`), so that its memory does not grow with the file, and no transaction is open
while the file store works. Row and file go together: after seven days (`delete_expired_exports`), and with the person
(`delete_exports_of`).
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import LiteralString
from uuid import UUID

from common.adapters.files import Download, FileStore
from common.backoff import MAXIMUM_ATTEMPTS, setback_after
from common.database import Transaction, transaction
from common.deadline import Deadline, HasRemainingTime
from common.identity import SERVICE
from common.models.exports import Export, ExportKind
from common.queues import wake
from common.settings import required
from common.telemetry import logger
from common.work import RetriedWorkTable, claim, described, one_by_one, set_back, work_through

LEASE = timedelta(minutes=16)
"""Longer than Lambda lets anything live."""

ONE_FILE_SECONDS = 600.0
"""Longer than the largest file takes: what is begun is finished."""

EXPORT: LiteralString = (
    "id, user_id, kind, status, wallet_id, campaign_id, conversation_id, activation_id, since, until, size_bytes,"
    " checksum_sha256, expires_at, created_at, updated_at"
)
WORK = RetriedWorkTable(
    name="exports",
    columns="w.id, w.user_id, w.wallet_id, w.campaign_id, w.conversation_id, w.activation_id, w.since, w.until,"
    " w.attempts",
    is_open="w.status = 'pending'",
    is_due="w.kind = %(kind)s and w.available_at <= now()",
    again="last_error = %(error)s, available_at = now() + %(delay)s",
    never="last_error = %(error)s, status = 'failed'",
)
FORMATS = {
    ExportKind.PERSONAL_DATA: ("application/json", "json"),
    ExportKind.STATEMENT: ("text/csv; charset=utf-8", "csv"),
    ExportKind.CAMPAIGN_REPORT: ("text/csv; charset=utf-8", "csv"),
    ExportKind.CONVERSATION: ("application/json", "json"),
    ExportKind.ACTIVATION_CODES_PDF: ("application/pdf", "pdf"),
    ExportKind.ACTIVATION_CODES_SVG: ("application/zip", "zip"),
}
"""Media type, and how the file's name ends."""


class ExportGivenUp(Exception):
    """Every worker that took it died; the next one would, too."""


@dataclass(frozen=True, slots=True)
class DueExport:
    """A claimed export; `attempts` counts this one too."""

    id: UUID
    user_id: UUID
    wallet_id: UUID | None
    campaign_id: UUID | None
    conversation_id: UUID | None
    activation_id: UUID | None
    since: datetime | None
    until: datetime | None
    attempts: int


@lru_cache(maxsize=1)
def export_store() -> FileStore:
    """The bucket of this process. Raises `SettingMissing`."""
    return FileStore(required("EXPORT_BUCKET"))


def export_key(export_id: UUID) -> str:
    """Where the file lies; what is left there is forgotten after eight days (infra/constructs/buckets.py)."""
    return f"exports/{export_id}"


def export_queue(kind: ExportKind) -> str:
    """The queue of the exporter that writes such files."""
    return f"export-{kind.replace('_', '-')}"


def request_export(
    tx: Transaction, kind: ExportKind, *, wallet_id: UUID | None = None, campaign_id: UUID | None = None,
    conversation_id: UUID | None = None, activation_id: UUID | None = None, since: datetime | None = None,
    until: datetime | None = None,
) -> Export:  # fmt: skip
    """A row of the actor that waits for its file. Raises `ExportPending` where the same one waits already."""
    return tx.fetch_one(
        Export,
        "insert into exports (user_id, kind, wallet_id, campaign_id, brand_id, conversation_id, activation_id, since,"
        " until)"
        " values (auth.uid(), %(kind)s, %(wallet_id)s, %(campaign_id)s,"
        " (select brand_id from campaigns where id = %(campaign_id)s union all"
        " select brand_id from activations where id = %(activation_id)s), %(conversation_id)s, %(activation_id)s,"
        " %(since)s, %(until)s)"
        f" returning {EXPORT}",
        {
            "kind": kind, "wallet_id": wallet_id, "campaign_id": campaign_id, "conversation_id": conversation_id,
            "activation_id": activation_id,            "since": since, "until": until,
        },
    )  # fmt: skip


def wake_exporter(kind: ExportKind) -> None:
    """Tell the exporter that something is due, once that is committed."""
    wake(export_queue(kind))


def download_of(export: Export) -> Download:
    """An address of the file for five minutes."""
    media_type, ending = FORMATS[export.kind]
    name = f"{export.kind.replace('_', '-')}-{export.created_at:%Y-%m-%d}.{ending}"
    return export_store().download(
        export_key(export.id), media_type=media_type, disposition=f'attachment; filename="{name}"'
    )


def write_due(
    kind: ExportKind, chunks_of: Callable[[DueExport], Iterator[bytes]], context: HasRemainingTime
) -> dict[str, int]:
    """Write what is due of a kind, one file after the other. Counts: `ready`, `gone` (its row is), `failed`.

    `chunks_of` makes a file's bytes, piece by piece, in transactions of its own; it runs again after a failure.
    """
    deadline = Deadline.of_lambda(context, spare_seconds=ONE_FILE_SECONDS)

    def finish(export: DueExport) -> str:
        if export.attempts > MAXIMUM_ATTEMPTS:
            raise ExportGivenUp
        store, key = export_store(), export_key(export.id)
        seen = hashlib.sha256()
        size = store.write(key, _watched(chunks_of(export), seen), media_type=FORMATS[kind][0])
        with transaction(SERVICE) as tx:
            if _settle(tx, export.id, size, seen.hexdigest()):
                return "ready"
        # Whoever deleted the row (it expired, the person was erased) found no file to delete yet.
        store.delete([key])
        return "gone"

    def fail(export: DueExport, error: Exception) -> str:
        # One that its worker died of at the last try is given up, too: nobody tries an export again.
        setback = replace(setback_after(export.attempts), is_last=export.attempts >= MAXIMUM_ATTEMPTS)
        if setback.is_last:
            logger().error("export given up", extra={"id": str(export.id), "kind": kind})
        with transaction(SERVICE) as tx:
            set_back(tx, WORK, [export], described(error), setback)
        return "failed"

    counts = work_through(
        lambda tx: claim(tx, DueExport, WORK, at_most=1, lease=LEASE, kind=kind),
        one_by_one(finish, fail),
        has_time=lambda: not deadline.is_over,
    )
    logger().info("exports written", extra={"kind": kind, "counts": dict(counts)})
    return {"ready": 0, "gone": 0, "failed": 0} | counts


def delete_exports_of(tx: Transaction, user_id: UUID) -> None:
    """Delete row and file of all exports of a person. Raises `FileStoreUnavailable`, before anything is committed."""
    _delete_files(
        tx.fetch_values("delete from exports where user_id = %(user_id)s returning id", {"user_id": user_id})
    )


def delete_expired_exports(tx: Transaction, before: datetime, at_most: int) -> int:
    """Delete row and file of what had expired by then, oldest first; how many. Raises as `delete_exports_of`."""
    deleted = tx.fetch_values(
        "delete from exports where id in (select id from exports where expires_at <= %(before)s"
        " order by expires_at limit %(at_most)s for update skip locked) returning id",
        {"before": before, "at_most": at_most},
    )
    _delete_files(deleted)
    return len(deleted)


def _delete_files(export_ids: list[UUID]) -> None:
    # Before the commit: if the file store fails, the rows stay, and the same is tried again.
    if export_ids:
        export_store().delete([export_key(export_id) for export_id in export_ids])


def kinds_due(tx: Transaction, as_of: datetime) -> list[ExportKind]:
    """Kinds of which something waits, new, to be tried again, or left by a worker that died."""
    found: list[str] = tx.fetch_values(
        "select distinct kind from exports where status = 'pending' and available_at <= %(as_of)s",
        {"as_of": as_of},
    )
    return [ExportKind(kind) for kind in found]


def _watched(chunks: Iterator[bytes], seen: "hashlib._Hash") -> Iterator[bytes]:
    """The same bytes, of which each was seen."""
    for chunk in chunks:
        seen.update(chunk)
        yield chunk


def _settle(tx: Transaction, export_id: UUID, size_bytes: int, checksum_sha256: str) -> int:
    """The file is there; how many rows: 0 where the row is gone, or given up."""
    return tx.execute(
        "update exports set status = 'ready', size_bytes = %(size)s, checksum_sha256 = %(checksum)s, last_error = null"
        " where id = %(id)s and status in ('pending', 'ready')",
        {"id": export_id, "size": size_bytes, "checksum": checksum_sha256},
    )
