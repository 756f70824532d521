"""Use cases of files of contacts: announce, and what the clock deletes.

No scanner looks at them: they are read as text by the importer alone, and nobody ever gets one back.
"""

from datetime import datetime
from functools import lru_cache
from uuid import UUID

from agents.contact_uploads import repository
from agents.contact_uploads.models import ContactFileDraft, ContactUploadForm
from agents.settings import contact_file_bucket
from common.adapters.files import UPLOAD_TIME, FileStore
from common.database import Transaction
from common.models.agent_contacts import ContactFileKind, ContactUpload

MEDIA_TYPES = {ContactFileKind.CSV: "text/csv", ContactFileKind.VCARD: "text/vcard"}


@lru_cache(maxsize=1)
def file_store() -> FileStore:
    """The bucket of this process. Raises `SettingMissing`."""
    return FileStore(contact_file_bucket())


def incoming_key(upload_id: UUID) -> str:
    """Where the form leads, as `app.request_contact_import` has it; what is left there is forgotten after two days."""
    return f"contacts/incoming/{upload_id}"


def announce(tx: Transaction, draft: ContactFileDraft) -> ContactUpload:
    """A row for a file that is about to be uploaded. Raises `Forbidden`, `TooManyContactFiles`."""
    return repository.find_upload(tx, repository.announce(tx, draft))


def with_form(upload: ContactUpload, draft: ContactFileDraft) -> ContactUploadForm:
    """The form takes one file of this type and of at most this size; it is good for a quarter of an hour."""
    form = file_store().upload_form(
        incoming_key(upload.id), media_type=MEDIA_TYPES[draft.kind], size_bytes=draft.size_bytes,
        checksum_sha256=draft.checksum_sha256,
    )  # fmt: skip
    return ContactUploadForm(**upload.model_dump(), upload=form)


def delete_over(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Delete file and row of uploads whose time is over; how many. Raises `FileStoreUnavailable`, before a commit.

    While its form is good, a file could come again after that: such a row waits for the next run.
    """
    over = repository.delete_over(tx, as_of - UPLOAD_TIME, as_of, at_most)
    if over:
        file_store().delete([incoming_key(one) for one in over])
    return len(over)
