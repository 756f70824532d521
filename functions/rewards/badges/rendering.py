"""Pictures of badges, and credentials inside of them."""

import struct
import zlib
from pathlib import Path
from typing import Literal

PICTURES = Path(__file__).parents[1] / "pictures"
ANY = "badge"
"""The picture of what has none of its own."""
KEYWORD = b"openbadgecredential"
END_BYTES = 12
"""Of the chunk that ends a PNG: its length, its name, its checksum."""


def picture(image_key: str, kind: Literal["svg", "png"]) -> bytes:
    """The picture of that name, which is a name by a constraint of its table."""
    found = PICTURES / f"{image_key}.{kind}"
    return (found if found.is_file() else PICTURES / f"{ANY}.{kind}").read_bytes()


def baked(png: bytes, token: str) -> bytes:
    """The picture with a credential in it (iTXt, not packed), where readers of Open Badges look for one."""
    text = KEYWORD + b"\0" + b"\0\0" + b"\0" + b"\0" + token.encode()
    chunk = b"iTXt" + text
    framed = struct.pack(">I", len(text)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return png[:-END_BYTES] + framed + png[-END_BYTES:]
