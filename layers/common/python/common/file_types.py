"""What a file is by its first bytes, and under which name it may be saved."""

import re
import unicodedata
from urllib.parse import quote

from common.models.assets import MediaType

SIGNATURES: dict[MediaType, re.Pattern[bytes]] = {
    MediaType.JPEG: re.compile(rb"\xff\xd8\xff"),
    MediaType.PNG: re.compile(rb"\x89PNG\r\n\x1a\n"),
    MediaType.GIF: re.compile(rb"GIF8[79]a"),
    MediaType.WEBP: re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    MediaType.PDF: re.compile(rb"%PDF-"),
    # The header of Matroska (RFC 8794, RFC 9559), whose first DocType says webm, in four bytes.
    MediaType.WEBM: re.compile(
        rb"\x1a\x45\xdf\xa3(?:(?!\x42\x82).){1,40}\x42\x82(?:\x84|\x40\x04|\x01\0{6}\x04)webm", re.DOTALL
    ),
    # QuickTime that is older than the file type box.
    MediaType.QUICKTIME: re.compile(rb".{4}(?:moov|mdat|wide|free|skip|pnot)", re.DOTALL),
}

BRANDS: dict[MediaType, re.Pattern[bytes]] = {
    # What cameras, phones and editors write first into a film (mp4ra.org/registered-types/brands), not into sound.
    MediaType.MP4: re.compile(
        rb"iso[m2-9a-c]|mp4[12]|mp71|avc1|hvc1|hev1|av01|M4V[ HP]|MSNV|ND[SX][CHMPS]|mmp4|XAVC|[fF]4[vV] "
        rb"|dash|msdh|msix|3g[2eghprst][0-9a-c]|cmf[2cfs]|piff|caqv|qt  "
    ),
    MediaType.QUICKTIME: re.compile(rb"qt  "),
    MediaType.HEIC: re.compile(rb"he[iv][csmx]"),
    MediaType.AVIF: re.compile(rb"avi[fs]"),
}
"""By what the file type box says first (ISO/IEC 14496-12, 4.3)."""

ANY_IMAGES = re.compile(rb"mi[fa][12f]|msf1")
"""Brands of HEIF that leave it to the ones behind them how the picture is coded (ISO/IEC 23008-12, 10)."""

LARGEST_BOX = 1024
"""Bytes: room for 252 brands. What says more is a text that begins like a number."""

EXTENSIONS: dict[MediaType, tuple[str, ...]] = {
    MediaType.JPEG: (".jpg", ".jpeg"),
    MediaType.PNG: (".png",),
    MediaType.WEBP: (".webp",),
    MediaType.GIF: (".gif",),
    MediaType.HEIC: (".heic",),
    MediaType.HEIF: (".heif", ".heic", ".hif"),
    MediaType.AVIF: (".avif",),
    MediaType.MP4: (".mp4", ".m4v"),
    MediaType.QUICKTIME: (".mov", ".qt"),
    MediaType.WEBM: (".webm",),
    MediaType.PDF: (".pdf",),
}
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._-()")


def begins_like(head: bytes, media_type: MediaType) -> bool:
    """Whether a file that begins with `head` can be of this type.

    HEIC is a kind of HEIF, and phones send QuickTime as MP4; otherwise a file is of one type.
    """
    if brands := _brands(head):
        kinds = _kinds(brands[0])
        if not kinds and ANY_IMAGES.fullmatch(brands[0]):
            coded = {kind for brand in brands[1:] for kind in _kinds(brand)}
            kinds = coded & {MediaType.HEIC, MediaType.AVIF} or {MediaType.HEIF}
        return media_type in kinds or (media_type is MediaType.HEIF and MediaType.HEIC in kinds)
    return media_type in SIGNATURES and SIGNATURES[media_type].match(head) is not None


def _brands(head: bytes) -> list[bytes]:
    """What the file type box at the beginning names: the first brand, and those it is compatible with."""
    end = int.from_bytes(head[:4])
    if head[4:8] != b"ftyp" or not 16 <= end <= LARGEST_BOX:
        return []
    box = head[8:end]
    return [box[:4], *(box[at : at + 4] for at in range(8, len(box) - 3, 4))]


def _kinds(brand: bytes) -> set[MediaType]:
    return {kind for kind, pattern in BRANDS.items() if pattern.fullmatch(brand)}


def attachment(file_name: str, media_type: MediaType) -> str:
    """A Content-Disposition that saves the file under its name, with an extension of what it really is (RFC 6266)."""
    extensions = EXTENSIONS[media_type]
    name = file_name if file_name.lower().endswith(extensions) else file_name + extensions[0]
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(one if one in PLAIN else "_" for one in folded)
    plain = f"file{plain}" if plain.startswith(".") else plain
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
