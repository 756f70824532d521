"""Pictures of badges: SVG files of ours beside the code, by their names."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "pictures"


@cache
def names() -> frozenset[str]:
    """What an achievement's `image_key` may be."""
    return frozenset(file.stem for file in FOLDER.glob("*.svg"))


@cache
def picture(key: str) -> str:
    """The SVG of that name. Raises `KeyError`: a name is looked up and never becomes part of a path."""
    if key not in names():
        raise KeyError(key)
    return (FOLDER / f"{key}.svg").read_text(encoding="utf-8")
