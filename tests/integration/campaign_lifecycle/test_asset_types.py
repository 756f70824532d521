"""What kinds of files are taken, from the form to the table."""

import pytest

from common.models.assets import MediaType
from tests.integration.campaign_lifecycle.uploads import PNG, UploadingCampaign, upload


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("image/heic", b"\0\0\0\x1cftypheic\0\0\0\0mif1heicmiaf" + PNG),
        ("image/avif", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + PNG),
        ("video/webm", b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + PNG),
        ("video/mp4", b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + PNG),
    ],
)
def test_what_phones_and_browsers_record_is_kept(
    uploading: UploadingCampaign, media_type: str, content: bytes
) -> None:
    asset = uploading.announce(uploading.creator, purpose="submission", media_type=media_type,
                               size_bytes=len(content))  # fmt: skip
    upload(asset, content)
    stored = uploading.creator.post(f"{uploading.assets}/{asset['id']}/complete")
    assert (stored["status"], stored["media_type"]) == ("stored", media_type)


def test_the_database_takes_every_type_that_the_api_takes(uploading: UploadingCampaign) -> None:
    for media_type in MediaType:
        assert uploading.announce(None, media_type=media_type)["media_type"] == media_type
