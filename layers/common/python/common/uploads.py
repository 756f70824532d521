"""What follows an upload: look at the file, keep a copy of what was looked at, or refuse it (decision 23).

Each kind of files has a table of its own, and says in a `Shelf` how its rows are settled.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID, uuid4

from common.adapters.files import Arrived, FileStore
from common.adapters.scanning.choice import scanner
from common.adapters.scanning.port import Finding
from common.database import Transaction, transaction
from common.errors import Conflict, NotFound, Unprocessable
from common.file_types import begins_like
from common.identity import SERVICE
from common.models.assets import AssetStatus, MediaType, Refusal
from common.telemetry import logger


class AssetNotUploaded(Conflict):
    """Nothing lies where the form leads."""

    code = "ASSET_NOT_UPLOADED"
    sentence = "The file has not been uploaded yet."


class AssetNotScanned(Conflict):
    """A scanner has not looked at it yet; it takes seconds, for a large file a few minutes."""

    code = "ASSET_NOT_SCANNED"
    sentence = "The file is still being scanned. Complete it again in a few seconds."


class AssetUnsafe(Unprocessable):
    """A scanner found a threat in it, or could not look into it; it was deleted, and its row is `refused`."""

    code = "ASSET_UNSAFE"
    sentence = "The uploaded file is unsafe, or cannot be looked into, and was deleted."


class AssetRefused(Unprocessable):
    """The uploaded file is not what was announced, and was deleted; the details say in what."""

    code = "ASSET_REFUSED"
    sentence = "The uploaded file is not what was announced. Announce it again."

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(details=[{"reason": reason}])


class AssetHandedIn(Conflict):
    """A submission refers to the file."""

    code = "ASSET_HANDED_IN"
    sentence = "The file was handed in and stays with its submission."


class Announced(Protocol):
    """The row of a file: sizes in bytes, what was announced until it is stored, what is there from then on."""

    @property
    def id(self) -> UUID: ...
    @property
    def object_key(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def size_bytes(self) -> int: ...
    @property
    def checksum_sha256(self) -> str | None: ...
    @property
    def status(self) -> AssetStatus: ...
    @property
    def refusal_reason(self) -> Refusal | None: ...


Row = TypeVar("Row", bound=Announced)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: refused for a reason, or kept at `object_key`."""

    refusal: Refusal | None
    object_key: str | None
    size_bytes: int
    checksum_sha256: str | None


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Row]):
    """A bucket, and a table with a row for each of its files.

    `name_copy` lets a pending row name a copy that is about to be made (0 where it is not pending any more); `settle`
    answers the settled row, None where it is not pending any more; `find` raises `NotFound` where it is gone.
    """

    store: FileStore
    incoming_key: Callable[[UUID], str]
    name_copy: Callable[[Transaction, UUID, str], int]
    settle: Callable[[Transaction, Row, Verdict], Row | None]
    find: Callable[[Transaction, Row], Row]

    def keys_of(self, row: Row) -> list[str]:
        """Everything in S3 that belongs to the row, whether it is there or not."""
        return [self.incoming_key(row.id), row.object_key]

    def delete_files(self, rows: Iterable[Row]) -> None:
        """Delete the files of rows that are being deleted.

        Called before the commit: if S3 fails, the rows stay and the same request may be tried again. Raises
        `FileStoreUnavailable`.
        """
        if keys := [key for row in rows for key in self.keys_of(row)]:
            self.store.delete(keys)


def complete_upload(shelf: Shelf[Row], row: Row) -> Row:
    """Look at what was uploaded: keep it where it is what was announced, delete it where it is not.

    No transaction is open while S3 works. A second call finds the first one's result. Raises `NotFound`,
    `AssetNotUploaded`, `AssetNotScanned`, `AssetUnsafe`, `AssetRefused`, `FileStoreUnavailable`.
    """
    if row.status is AssetStatus.PENDING:
        row = _settle(shelf, row)
    if row.refusal_reason is not None:
        raise AssetRefused(row.refusal_reason)
    return row


def _settle(shelf: Shelf[Row], row: Row) -> Row:
    incoming = shelf.incoming_key(row.id)
    arrived = shelf.store.look_at(incoming)
    if arrived is None:
        return _settled_by_another(shelf, row)
    if _is_unsafe(shelf.store, incoming, arrived):
        # Of a kind that nobody announced: the reasons are an enumeration, which grows only after notice (decision 92).
        _refuse(shelf, row, arrived, Refusal.TYPE)
        raise AssetUnsafe
    refusal = _objection(row, arrived)
    return _keep(shelf, row, arrived) if refusal is None else _refuse(shelf, row, arrived, refusal)


def _refuse(shelf: Shelf[Row], row: Row, arrived: Arrived, refusal: Refusal) -> Row:
    settled = _record(shelf, row, Verdict(refusal, None, arrived.size_bytes, None))
    if settled is not None:
        shelf.store.delete([shelf.incoming_key(row.id), row.object_key])
    return settled or _settled_by_another(shelf, row)


def _is_unsafe(store: FileStore, key: str, arrived: Arrived) -> bool:
    """Whether a scanner refuses exactly these contents. Raises `AssetNotScanned`, `FileStoreUnavailable`."""
    looks = scanner()
    finding = Finding.CLEAN if looks is None else looks.finding(store, key, arrived)
    if finding is Finding.PENDING:
        raise AssetNotScanned
    if finding is not Finding.CLEAN:
        logger().warning("unsafe upload", extra={"finding": finding})
    return finding is not Finding.CLEAN


def _keep(shelf: Shelf[Row], row: Row, arrived: Arrived) -> Row:
    """Copy what was looked at to a key of this call's own, which becomes the row's if no other call was faster.

    The row names the copy before there is one: what a call leaves behind that S3 or the database failed, the next
    call or the sweep finds there. Only the call that settles the row deletes more than its own copy.
    """
    incoming, copy = shelf.incoming_key(row.id), _beside(row.object_key)
    with transaction(SERVICE) as tx:
        pending = shelf.name_copy(tx, row.id, copy)
    checksum = None
    if pending:
        checksum = shelf.store.keep(incoming, copy, etag=arrived.etag, media_type=row.media_type)
    if checksum is None:
        return _settled_by_another(shelf, row)
    refusal = None if checksum == (row.checksum_sha256 or checksum) else Refusal.CHECKSUM
    settled = _record(shelf, row, Verdict(refusal, copy, arrived.size_bytes, checksum))
    if settled is None:
        shelf.store.delete([copy])
        return _settled_by_another(shelf, row)
    shelf.store.delete([incoming, row.object_key, *([copy] if refusal else [])])
    return settled


def _beside(object_key: str) -> str:
    """A key that was never used, in the same folder."""
    return f"{object_key.rpartition('/')[0]}/{uuid4()}"


def _record(shelf: Shelf[Row], row: Row, verdict: Verdict) -> Row | None:
    """The row, settled; None where another call has settled or deleted it."""
    with transaction(SERVICE) as tx:
        settled = shelf.settle(tx, row, verdict)
    logger().info(
        "file looked at",
        extra={"asset_id": str(row.id), "refusal": verdict.refusal, "settled": settled is not None},
    )
    return settled


def _objection(row: Announced, arrived: Arrived) -> Refusal | None:
    """What is not as announced; S3 holds to the same, but only as well as the form was kept to."""
    if not 1 <= arrived.size_bytes <= row.size_bytes:
        return Refusal.SIZE
    return None if begins_like(arrived.head, MediaType(row.media_type)) else Refusal.TYPE


def _settled_by_another(shelf: Shelf[Row], row: Row) -> Row:
    """The row as a call at the same time has left it; a file whose row is gone goes, too."""
    try:
        with transaction(SERVICE) as tx:
            found = shelf.find(tx, row)
    except NotFound:
        shelf.store.delete(shelf.keys_of(row))
        raise
    if found.status is AssetStatus.PENDING:
        raise AssetNotUploaded
    return found
