"""Draws the pictures of badges anew: `python -m tools.badge_pictures`, after a change of an SVG.

Wallets of badges take PNG, and nothing that we ship draws: so both lie in `functions/rewards/pictures/`.
"""

import hashlib
import json
from pathlib import Path

from tools.browser import perform

PICTURES = Path(__file__).parents[2] / "functions" / "rewards" / "pictures"
DRAWN = Path(__file__).parent / "drawn.json"
"""SVG → the SHA-256 of what its PNG was drawn from."""
PIXELS = 512


def digests() -> dict[str, str]:
    """The SHA-256 of each SVG of today, by its name."""
    return {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(PICTURES.glob("*.svg"))
    }


def draw() -> None:
    """Draw those that changed since they were drawn last."""
    drawn = json.loads(DRAWN.read_text()) if DRAWN.exists() else {}
    today = digests()
    changed = [
        name
        for name, digest in today.items()
        if drawn.get(name) != digest or not (PICTURES / f"{name}.png").exists()
    ]
    asked = [
        {"svg": str(PICTURES / f"{name}.svg"), "png": str(PICTURES / f"{name}.png"), "size": PIXELS}
        for name in changed
    ]
    if asked:
        perform(Path(__file__).parent / "draw.mjs", asked)
    DRAWN.write_text(json.dumps(today, indent=2) + "\n")
