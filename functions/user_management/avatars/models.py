"""Bodies and answers of pictures."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from common.adapters.files import Upload
from common.models.assets import MediaType
from common.models.base import Input, Output
from common.models.users import Avatar

MAXIMUM_BYTES = 2_097_152
"""2 MiB."""


class AvatarDraft(Input):
    """A picture that is about to be uploaded. `size_bytes` is the most that S3 will take."""

    media_type: Literal[MediaType.JPEG, MediaType.PNG, MediaType.WEBP]
    size_bytes: Annotated[int, Field(ge=1, le=MAXIMUM_BYTES, strict=True)]
    checksum_sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] | None = None


class AvatarWithLinks(Avatar):
    """A picture: the form to upload it while it is pending, and its address once it is stored."""

    upload: Upload | None = None
    avatar_url: str | None = None
    """Where it is shown once it is stored, on this host; null before."""


class AvatarFile(Output):
    """Where the file of a picture is."""

    object_key: str
    media_type: str
