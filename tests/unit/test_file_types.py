"""What a file is by its first bytes, and the name under which it is saved."""

import pytest

from common.file_types import EXTENSIONS, attachment, begins_like
from common.models.assets import MediaType


def ftyp(*brands: str) -> bytes:
    """How a file begins whose first brand says what it is, and whose others what it can also be read as."""
    box = b"ftyp" + brands[0].encode() + bytes(4) + "".join(brands[1:]).encode()
    return (len(box) + 4).to_bytes(4) + box + b"\0\0\0\x08free"


EBML = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08"
HEIF = (MediaType.HEIC, MediaType.HEIF)
VIDEO = (MediaType.MP4,)
MP4_BRANDS = (
    "isom", "iso2", "iso4", "iso5", "iso6", "iso9", "isoa", "mp41", "mp42", "mp71", "avc1", "hvc1", "hev1", "av01",
    "M4V ", "M4VH", "MSNV", "dash", "msdh", "mmp4", "XAVC", "f4v ", "F4V ", "3gp4", "3gp5", "3gp6", "3g2a", "3gg6",
    "cmfc", "cmf2", "cmfs", "NDSC",
)  # fmt: skip
OTHER_BRANDS = ("M4A ", "M4B ", "F4A ", "crx ", "jp2 ", "jpx ", "mj2s", "hei?", "MP4 ", "    ")
SAMPLES: list[tuple[bytes, tuple[MediaType, ...]]] = [
    (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", (MediaType.JPEG,)),
    (b"\xff\xd8\xff\xe1\x00\x18Exif\x00\x00", (MediaType.JPEG,)),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", (MediaType.PNG,)),
    (b"GIF87a\x01\x00", (MediaType.GIF,)),
    (b"GIF89a\x01\x00", (MediaType.GIF,)),
    (b"RIFF\x24\x00\x00\x00WEBPVP8 ", (MediaType.WEBP,)),
    *((ftyp(brand, "isom"), VIDEO) for brand in MP4_BRANDS),
    *((ftyp(brand, "isom", "mp42"), ()) for brand in OTHER_BRANDS),
    (ftyp("qt  "), (MediaType.MP4, MediaType.QUICKTIME)),
    (b"\x00\x00\x00\x08wide\x00\x00\x10\x00mdat", (MediaType.QUICKTIME,)),
    (ftyp("heic", "mif1", "heic"), HEIF),
    (ftyp("heix", "mif1"), HEIF),
    (ftyp("hevc", "msf1", "iso8"), HEIF),
    (ftyp("mif1", "mif1", "heic"), HEIF),
    (ftyp("mif1", "miaf"), (MediaType.HEIF,)),
    (ftyp("avif", "mif1", "miaf", "MA1B"), (MediaType.AVIF,)),
    (ftyp("avis", "avif", "msf1", "iso8", "mp42"), (MediaType.AVIF,)),
    (ftyp("mif1", "avif", "miaf"), (MediaType.AVIF,)),
    (ftyp("mif1") + b"heic", (MediaType.HEIF,)),
    (EBML + b"\x42\x82\x84webm\x42\x87\x81\x04", (MediaType.WEBM,)),
    (EBML + b"\x42\x82\x40\x04webm", (MediaType.WEBM,)),
    (EBML + b"\x42\x82\x01\0\0\0\0\0\0\x04webm", (MediaType.WEBM,)),
    (EBML + b"\x42\x82\x88matroska", ()),
    (EBML + b"\x42\x82\x88matroska\xec\x87\x42\x82\x84webm", ()),
    (EBML, ()),
    (b"\x42\x82\x84webm", ()),
    (b"%PDF-1.4\n", (MediaType.PDF,)),
    (b"", ()),
    (b"\x89PNG", ()),
    (b"RIFF\x24\x00\x00\x00WAVEfmt ", ()),
    (b"\x00\x00\x00\x0cftyp", ()),
    (b"<!doctype html><script>", ()),
    (b"<!--\0ftypisom\0\0\0\0--><script>", ()),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ()),
    (b"\n%PDF-1.4", ()),
    (b"MZ\x90\x00", ()),
    (b"PK\x03\x04", ()),
]


@pytest.mark.parametrize(("head", "kinds"), SAMPLES)
def test_a_file_is_of_what_it_begins_like(head: bytes, kinds: tuple[MediaType, ...]) -> None:
    assert {one for one in MediaType if begins_like(head, one)} == set(kinds)


def test_every_type_has_a_sample_and_extensions() -> None:
    assert {kind for _, kinds in SAMPLES for kind in kinds} == set(MediaType) == EXTENSIONS.keys()


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
