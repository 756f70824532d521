"""Bodies and answers of files."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from common.adapters.files import Download, Upload
from common.models.assets import AssetPurpose, CampaignAsset, MediaType
from common.models.base import Input
from common.models.lines import visible

MAXIMUM_BYTES = 209_715_200
"""200 MiB."""


def _plain(name: str) -> str:
    if name in {".", ".."} or any(one in "/\\" for one in name):
        raise ValueError("must be a name without folders")
    return visible(name)


FileName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255), AfterValidator(_plain)
]


class AssetDraft(Input):
    """A file that is about to be uploaded. `size_bytes` is the most that S3 will take."""

    purpose: AssetPurpose = AssetPurpose.CAMPAIGN
    file_name: FileName
    media_type: MediaType
    size_bytes: Annotated[int, Field(ge=1, le=MAXIMUM_BYTES, strict=True)]
    """The size in bytes: the most that is taken."""
    checksum_sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] | None = None


class AssetWithLinks(CampaignAsset):
    """A file and how to get at it: `upload` while it is pending, `download` once it is stored."""

    upload: Upload | None = None
    download: Download | None = None
