"""QR codes of links."""

import io
from typing import Literal

from tracking_redirect.visits.forwarding import SCAN

Image = Literal["svg", "png"]
MEDIA_TYPES: dict[Image, str] = {"svg": "image/svg+xml", "png": "image/png"}
PIXELS_A_MODULE = 10
INK, PAPER = "#1e1b4b", "#ffffff"


def scanned(url: str) -> str:
    """The address that a printed code holds: its visits are told apart from clicks on the bare link."""
    return f"{url}?{SCAN}=1"


def render(url: str, image: Image) -> bytes:
    """The QR code of `url` on white paper, error correction M (15 %), as a file of the given kind."""
    import segno  # 10 ms, with the XML parser of the standard library

    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind=image, scale=PIXELS_A_MODULE, dark=INK, light=PAPER
    )
    return out.getvalue()
