"""QR codes of addresses."""

import io
from typing import Literal

Image = Literal["svg", "png"]
MEDIA_TYPES: dict[Image, str] = {"svg": "image/svg+xml", "png": "image/png"}
PIXELS_A_MODULE = 10
INK, PAPER = "#1e1b4b", "#ffffff"


def render(url: str, image: Image) -> bytes:
    """The QR code of `url` on white paper, error correction M (15 %), as a file of the given kind."""
    import segno  # 10 ms, with the XML parser of the standard library

    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind=image, scale=PIXELS_A_MODULE, dark=INK, light=PAPER
    )
    return out.getvalue()
