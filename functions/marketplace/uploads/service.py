"""Use cases of files for deals: announce, complete, read, delete; and what the clock deletes (docs/files.md)."""

from datetime import datetime
from functools import lru_cache
from uuid import UUID, uuid4

from common import file_rows
from common.adapters.files import FileStore
from common.database import Transaction, transaction
from common.errors import Forbidden
from common.file_links import FileDraft, links_of
from common.identity import Actor
from common.models.base import Page
from common.models.deal_work import DealFile
from common.pagination import decode_id_cursor, page
from common.uploads import AssetHandedIn, Shelf, complete_upload
from marketplace.escrows import repository as escrows
from marketplace.settings import deal_file_bucket
from marketplace.uploads import repository
from marketplace.uploads.models import DealFileWithLinks
from marketplace.uploads.repository import FILES


@lru_cache(maxsize=1)
def file_store() -> FileStore:
    """The bucket of this process. Raises `SettingMissing`."""
    return FileStore(deal_file_bucket())


def incoming_key(file_id: UUID) -> str:
    """Where the form of a file leads; what is left there is forgotten after two days (infra/constructs/buckets.py)."""
    return f"deals/incoming/{file_id}"


def shelf() -> Shelf[DealFile]:
    """The files of deals and their rows. Raises `SettingMissing`."""
    return Shelf(file_store(), incoming_key, FILES.name_copy, FILES.settle, FILES.find)


def announce(tx: Transaction, escrow_id: UUID, draft: FileDraft) -> DealFile:
    """A row for a file that is about to be uploaded; the first starts the work. A policy says whose it may be.

    Raises `NotFound`, `Forbidden`, `StepNotAllowed`, `EscrowFrozen`, `DeadlinePassed`, `TooManyFiles`.
    """
    escrow = escrows.find_escrow(tx, escrow_id)
    return repository.insert_file(tx, escrow, f"deals/{escrow_id}/{uuid4()}", draft)


def complete(actor: Actor, escrow_id: UUID, file_id: UUID) -> DealFile:
    """Look at what was uploaded: keep it where it is what was announced, delete it where it is not.

    Raises `NotFound`, `Forbidden`, `AssetNotUploaded`, `AssetNotScanned`, `AssetUnsafe`, `AssetRefused`,
    `FileStoreUnavailable`.
    """
    with transaction(actor) as tx:
        file = _require_own(tx, escrow_id, file_id)
    return complete_upload(shelf(), file)


def with_links(file: DealFile, actor: Actor) -> DealFileWithLinks:
    """The file with what its status allows; a form to upload it for its creator only."""
    keeper = file.creator_user_id == actor.user_id
    links = links_of(file_store(), incoming_key(file.id), file, keeper=keeper)
    return DealFileWithLinks(**file.model_dump(), upload=links.upload, download=links.download)


def list_files(tx: Transaction, escrow_id: UUID, *, cursor: str | None, limit: int) -> Page[DealFile]:
    """Files for a milestone that the actor may see, newest first. Raises `NotFound`, `CursorInvalid`."""
    escrows.find_escrow(tx, escrow_id)
    rows = repository.list_files(tx, escrow_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda file: file.id)


def delete_file(tx: Transaction, escrow_id: UUID, file_id: UUID) -> None:
    """Delete row and file. Raises `NotFound`, `Forbidden`, `AssetHandedIn`, `FileStoreUnavailable`."""
    _require_own(tx, escrow_id, file_id)
    deleted = FILES.delete(tx, file_id)
    if deleted is None:
        raise AssetHandedIn
    shelf().delete_files([deleted])


def sweep(as_of: datetime) -> int:
    """Delete what nobody completed, what was refused, and what was not handed in; how many.

    Raises `FileStoreUnavailable`: what was swept until then stays so.
    """
    return file_rows.sweep(FILES, shelf, as_of)


def _require_own(tx: Transaction, escrow_id: UUID, file_id: UUID) -> DealFile:
    """The file, if it is the actor's to complete and delete. Raises `NotFound`, `Forbidden`."""
    file = repository.find_file(tx, escrow_id, file_id)
    if file.creator_user_id != tx.actor.user_id:
        raise Forbidden
    return file
