"""A browser that looks at pages (headless Chromium, out of an npm package): for tests and benchmarks."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tools.node import begun, installed, run

HERE = Path(__file__).parent
UNPACKED = "unpacked"


def look(*pages: dict[str, Any]) -> list[dict[str, Any]]:
    """Each page in a fresh browser, one after the other; `look.mjs` says what is asked and told."""
    found: list[dict[str, Any]] = perform(HERE / "look.mjs", pages)
    return found


def perform(script: Path, asked: object) -> Any:
    """What a script of puppeteer says, in JSON, that is given the browser and `asked`, in JSON."""
    name, home, libraries = _placed(script)
    said = run(name, home / "chromium", json.dumps(asked), cwd=home.parent, LD_LIBRARY_PATH=libraries)
    return json.loads(said)


def started(script: Path) -> "subprocess.Popen[str]":
    """A script of puppeteer that is given the browser and takes lines, each answered by one; it ends with its input."""
    name, home, libraries = _placed(script)
    return begun(name, home / "chromium", cwd=home.parent, LD_LIBRARY_PATH=libraries)


def _placed(script: Path) -> tuple[str, Path, str]:
    """The script's name beside its packages, where the browser is unpacked, and its libraries."""
    home = _unpacked()
    libraries = os.pathsep.join(
        [str(home / "al2023" / "lib"), *filter(None, [os.environ.get("LD_LIBRARY_PATH")])]
    )
    (home.parent / script.name).write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    return script.name, home, libraries


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
