"""What is said of a file before it is uploaded, and how people get at it: a form to upload it, or an address."""

from typing import Annotated, Protocol

from pydantic import AfterValidator, Field, StringConstraints

from common.adapters.files import Download, FileStore, Upload
from common.file_types import attachment
from common.models.assets import AssetStatus, MediaType
from common.models.base import Input, Output
from common.models.lines import visible
from common.uploads import Announced

MAXIMUM_BYTES = 209_715_200
"""200 MiB."""


def _plain(name: str) -> str:
    if name in {".", ".."} or any(one in "/\\" for one in name):
        raise ValueError("must be a name without folders")
    return visible(name)


FileName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255), AfterValidator(_plain)
]


class FileDraft(Input):
    """A file that is about to be uploaded. `size_bytes` is the most that S3 will take."""

    file_name: FileName
    media_type: MediaType
    size_bytes: Annotated[int, Field(ge=1, le=MAXIMUM_BYTES, strict=True)]
    """The size in bytes: the most that is taken."""
    checksum_sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] | None = None


class FileLinks(Output):
    """`upload` while a file is pending, `download` once it is stored."""

    upload: Upload | None = None
    download: Download | None = None


class NamedFile(Announced, Protocol):
    """The row of a file that is saved under a name."""

    @property
    def file_name(self) -> str: ...


def links_of(store: FileStore, incoming_key: str, file: NamedFile, *, keeper: bool) -> FileLinks:
    """What the status of a file allows: a form to upload it, or an address to download it.

    The form is a right to write, not to read: whoever holds it decides what is stored. So only the `keeper` gets it.
    """
    if file.status is AssetStatus.PENDING and keeper:
        return FileLinks(
            upload=store.upload_form(
                incoming_key, media_type=file.media_type, size_bytes=file.size_bytes,
                checksum_sha256=file.checksum_sha256,
            )
        )  # fmt: skip
    if file.status is AssetStatus.STORED:
        disposition = attachment(file.file_name, MediaType(file.media_type))
        return FileLinks(
            download=store.download(file.object_key, media_type=file.media_type, disposition=disposition)
        )
    return FileLinks()
