"""Pictures of badges: SVG files of ours beside the code, each with the PNG (512 × 512) that was drawn from it."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "pictures"


@cache
def names() -> frozenset[str]:
    """What an achievement's `image_key` may be."""
    return frozenset(file.stem for file in FOLDER.glob("*.svg"))
