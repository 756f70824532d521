"""What a file is by its first bytes, and under which name it may be saved."""

import unicodedata
from urllib.parse import quote

from common.models.assets import MediaType

SIGNATURES: dict[MediaType, tuple[bytes, ...]] = {
    MediaType.JPEG: (b"\xff\xd8\xff",),
    MediaType.PNG: (b"\x89PNG\r\n\x1a\n",),
    MediaType.GIF: (b"GIF87a", b"GIF89a"),
    MediaType.PDF: (b"%PDF-",),
}
MP4_BRANDS = (b"iso", b"mp4", b"avc1", b"M4V", b"MSNV", b"dash", b"mmp4", b"XAVC", b"f4v")
QUICKTIME_ATOMS = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
"""How QuickTime files begin that are older than the file type box."""

EXTENSIONS: dict[MediaType, tuple[str, ...]] = {
    MediaType.JPEG: (".jpg", ".jpeg"),
    MediaType.PNG: (".png",),
    MediaType.WEBP: (".webp",),
    MediaType.GIF: (".gif",),
    MediaType.MP4: (".mp4", ".m4v"),
    MediaType.QUICKTIME: (".mov", ".qt"),
    MediaType.PDF: (".pdf",),
}
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._-()")


def begins_like(head: bytes, media_type: MediaType) -> bool:
    """Whether a file that begins with `head` can be of this type."""
    kind, brand = head[4:8], head[8:12]
    match media_type:
        case MediaType.WEBP:
            return head.startswith(b"RIFF") and brand == b"WEBP"
        case MediaType.MP4:
            return kind == b"ftyp" and brand.startswith(MP4_BRANDS)
        case MediaType.QUICKTIME:
            return kind in QUICKTIME_ATOMS or (kind == b"ftyp" and brand == b"qt  ")
        case _:
            return head.startswith(SIGNATURES[media_type])


def attachment(file_name: str, media_type: MediaType) -> str:
    """A Content-Disposition that saves the file under its name, with an extension of what it really is (RFC 6266)."""
    extensions = EXTENSIONS[media_type]
    name = file_name if file_name.lower().endswith(extensions) else file_name + extensions[0]
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(one if one in PLAIN else "_" for one in folded)
    plain = f"file{plain}" if plain.startswith(".") else plain
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
