"""A browser that looks at pages (headless Chromium, out of an npm package): for tests and benchmarks."""

import json
import os
from pathlib import Path
from typing import Any

from tools.node import installed, run

HERE = Path(__file__).parent
UNPACKED = "unpacked"


def look(*pages: dict[str, Any]) -> list[dict[str, Any]]:
    """Each page in a fresh browser, one after the other; `look.mjs` says what is asked and told."""
    found: list[dict[str, Any]] = perform(HERE / "look.mjs", pages)
    return found


def perform(script: Path, asked: object) -> Any:
    """What a script of puppeteer says, in JSON, that is given the browser and `asked`, in JSON."""
    home = _unpacked()
    libraries = os.pathsep.join(
        [str(home / "al2023" / "lib"), *filter(None, [os.environ.get("LD_LIBRARY_PATH")])]
    )
    folder = home.parent
    (folder / script.name).write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    said = run(script.name, home / "chromium", json.dumps(asked), cwd=folder, LD_LIBRARY_PATH=libraries)
    return json.loads(said)


def _unpacked() -> Path:
    folder = installed(HERE)
    home = folder / UNPACKED
    if not home.is_dir():
        beside = folder / f"{UNPACKED}.{os.getpid()}"
        beside.mkdir()
        (folder / "unpack.mjs").write_text(
            (HERE / "unpack.mjs").read_text(encoding="utf-8"), encoding="utf-8"
        )
        run("unpack.mjs", cwd=folder, TMPDIR=str(beside))
        if not home.is_dir():
            beside.rename(home)
    return home
