"""Use cases of files of messages: announce, complete, download, delete; and what the clock deletes (docs/files.md)."""

from datetime import datetime
from functools import lru_cache
from uuid import UUID

from common import file_rows
from common.adapters.files import Download, FileStore
from common.database import Transaction, transaction
from common.errors import Forbidden, NotFound
from common.errors.messaging import MessageRefused
from common.file_links import FileDraft, links_of
from common.identity import Actor
from common.models.message_attachments import MessageAttachment
from common.moderation.models import Action
from common.moderation.names import with_names
from common.moderation.service import judge_message
from common.uploads import AssetHandedIn, Shelf, complete_upload
from messaging.attachments import repository
from messaging.attachments.models import AttachmentWithLinks
from messaging.attachments.repository import FILES
from messaging.settings import message_file_bucket


@lru_cache(maxsize=1)
def file_store() -> FileStore:
    """The bucket of this process. Raises `SettingMissing`."""
    return FileStore(message_file_bucket())


def incoming_key(attachment_id: UUID) -> str:
    """Where the form of a file leads; what is left there is forgotten after two days (infra/constructs/buckets.py)."""
    return f"messages/incoming/{attachment_id}"


def shelf() -> Shelf[MessageAttachment]:
    """The files of messages and their rows. Raises `SettingMissing`."""
    return Shelf(file_store(), incoming_key, FILES.name_copy, FILES.settle, FILES.find)


def announce(tx: Transaction, conversation_id: UUID, draft: FileDraft) -> MessageAttachment:
    """A row for a file that is about to be uploaded, where the actor may write. What its name says of other rules is
    judged when it is sent; what must not be stored is not.

    Raises `NotFound`, `Forbidden`, `TooManyFiles`, `ConversationClosed`, `Blocked`, `MessageRefused`.
    """
    attachment_id = repository.announce(tx, conversation_id, draft)
    verdict = judge_message(tx, conversation_id, with_names("", [draft.file_name]))
    if verdict.action is Action.REMOVE:
        raise MessageRefused(verdict.sentence, details=[{"rule": verdict.rule}])
    return repository.find_attachment(tx, conversation_id, attachment_id)


def complete(actor: Actor, conversation_id: UUID, attachment_id: UUID) -> MessageAttachment:
    """Look at what was uploaded: keep it where it is what was announced, delete it where it is not.

    Raises `NotFound`, `Forbidden`, `AssetNotUploaded`, `AssetNotScanned`, `AssetUnsafe`, `AssetRefused`,
    `FileStoreUnavailable`.
    """
    with transaction(actor) as tx:
        file = _require_own(tx, conversation_id, attachment_id)
    return complete_upload(shelf(), file)


def with_links(file: MessageAttachment, actor: Actor) -> AttachmentWithLinks:
    """The file with what its status allows; a form to upload it for who announced it only."""
    links = links_of(file_store(), incoming_key(file.id), file, keeper=file.uploaded_by == actor.user_id)
    return AttachmentWithLinks(**file.model_dump(), upload=links.upload, download=links.download)


def download(tx: Transaction, conversation_id: UUID, attachment_id: UUID) -> Download:
    """An address of the file, where the actor may see it. Raises `NotFound`, also where it is not stored."""
    file = repository.find_attachment(tx, conversation_id, attachment_id)
    address = links_of(file_store(), incoming_key(file.id), file, keeper=False).download
    if address is None:
        raise NotFound
    return address


def delete_attachment(tx: Transaction, conversation_id: UUID, attachment_id: UUID) -> None:
    """Delete row and file. Raises `NotFound`, `Forbidden`, `AssetHandedIn`, `FileStoreUnavailable`."""
    _require_own(tx, conversation_id, attachment_id)
    deleted = FILES.delete(tx, attachment_id)
    if deleted is None:
        raise AssetHandedIn("The file was sent, or waits to be sent, and stays with its message.")
    shelf().delete_files([deleted])


def sweep(as_of: datetime) -> int:
    """Delete what was not sent within a day; how many.

    Raises `FileStoreUnavailable`: what was swept until then stays so.
    """
    return file_rows.sweep(FILES, shelf, as_of)


def _require_own(tx: Transaction, conversation_id: UUID, attachment_id: UUID) -> MessageAttachment:
    """The file, if it is the actor's to complete and delete. Raises `NotFound`, `Forbidden`."""
    file = repository.find_attachment(tx, conversation_id, attachment_id)
    if file.uploaded_by != tx.actor.user_id:
        raise Forbidden
    return file
