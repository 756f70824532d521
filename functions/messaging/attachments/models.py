"""What clients send and see of files of messages."""

from typing import Annotated

from pydantic import Field

from common.file_links import FileDraft, FileLinks
from common.models.message_attachments import MessageAttachment

MAXIMUM_BYTES = 26_214_400
"""25 MiB."""


class AttachmentDraft(FileDraft):
    """A file that is about to be uploaded. `size_bytes` is the most that S3 will take."""

    size_bytes: Annotated[int, Field(ge=1, le=MAXIMUM_BYTES, strict=True)]
    """The size in bytes: the most that is taken."""


class AttachmentWithLinks(FileLinks, MessageAttachment):
    """A file and how to get at it: `upload` while it is pending, `download` once it is stored."""
