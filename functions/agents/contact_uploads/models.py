"""What clients send and see of files of contacts."""

from typing import Annotated

from pydantic import Field, StringConstraints

from agents.contact_files.models import MOST_BYTES
from common.adapters.files import Upload
from common.models.agent_contacts import ContactFileKind, ContactUpload
from common.models.base import Input


class ContactFileDraft(Input):
    """A file of contacts that is about to be uploaded: `text/csv`, or `text/vcard`."""

    kind: ContactFileKind
    size_bytes: Annotated[int, Field(ge=1, le=MOST_BYTES, strict=True)]
    """The size in bytes: the most that is taken."""
    checksum_sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] | None = None


class ContactUploadForm(ContactUpload):
    """A file that is awaited, and the form to upload it."""

    upload: Upload
