"""What a file is by its first bytes, and the name under which it is saved."""

import pytest

from campaign_lifecycle.assets.file_types import EXTENSIONS, attachment, begins_like
from common.models.assets import MediaType

SAMPLES: list[tuple[bytes, MediaType | None]] = [
    (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", MediaType.JPEG),
    (b"\xff\xd8\xff\xe1\x00\x18Exif\x00\x00", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", MediaType.PNG),
    (b"GIF87a\x01\x00", MediaType.GIF),
    (b"GIF89a\x01\x00", MediaType.GIF),
    (b"RIFF\x24\x00\x00\x00WEBPVP8 ", MediaType.WEBP),
    (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", MediaType.MP4),
    (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", MediaType.MP4),
    (b"\x00\x00\x00\x20ftypM4V \x00\x00\x00\x00", MediaType.MP4),
    (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00", MediaType.QUICKTIME),
    (b"\x00\x00\x00\x08wide\x00\x00\x10\x00mdat", MediaType.QUICKTIME),
    (b"%PDF-1.4\n", MediaType.PDF),
    (b"", None),
    (b"\x89PNG", None),
    (b"RIFF\x24\x00\x00\x00WAVEfmt ", None),
    (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", None),
    (b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00", None),
    (b"<!doctype html><script>", None),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
    (b"\n%PDF-1.4", None),
    (b"MZ\x90\x00", None),
    (b"PK\x03\x04", None),
]


@pytest.mark.parametrize(("head", "kind"), SAMPLES)
def test_a_file_is_of_the_one_type_that_it_begins_like(head: bytes, kind: MediaType | None) -> None:
    assert [one for one in MediaType if begins_like(head, one)] == ([kind] if kind else [])


def test_every_type_has_a_sample_and_extensions() -> None:
    assert {kind for _, kind in SAMPLES if kind} == set(MediaType) == EXTENSIONS.keys()


@pytest.mark.parametrize(
    ("name", "kind", "header"),
    [
        ("a.JPEG", MediaType.JPEG, "attachment; filename=\"a.JPEG\"; filename*=UTF-8''a.JPEG"),
        ("a", MediaType.MP4, "attachment; filename=\"a.mp4\"; filename*=UTF-8''a.mp4"),
        ("a.exe", MediaType.PDF, "attachment; filename=\"a.exe.pdf\"; filename*=UTF-8''a.exe.pdf"),
        (
            '"; x="',
            MediaType.PNG,
            "attachment; filename=\"__ x__.png\"; filename*=UTF-8''%22%3B%20x%3D%22.png",
        ),
        ("夏", MediaType.GIF, "attachment; filename=\"file.gif\"; filename*=UTF-8''%E5%A4%8F.gif"),
    ],
)
def test_an_attachment_keeps_its_name_and_gets_an_extension_of_what_it_is(
    name: str, kind: MediaType, header: str
) -> None:
    assert attachment(name, kind) == header
