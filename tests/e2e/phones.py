"""Phones of people who scan: pages in headless Chromium, with a phone's screen, touch, place and cookies of its own."""

import base64
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image

from tools.browser import started

SCRIPT = Path(__file__).with_suffix(".mjs")
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5 Mobile/15E148 Safari/604.1"
)
KEPT_IN = "PICTURES"
"""The variable of the folder in which pictures are kept; without it they are taken, and thrown away."""
SECONDS_TO_END = 30


@dataclass(frozen=True)
class Phone:
    """One browser with its own cookies. Each method raises `AssertionError` where the browser could not do it."""

    name: str
    driver: "subprocess.Popen[str]"
    base_url: str

    def do(self, deed: str, **told: object) -> Any:
        """What `phones.mjs` calls so."""
        assert self.driver.stdin is not None
        assert self.driver.stdout is not None
        self.driver.stdin.write(json.dumps({"phone": self.name, "do": deed} | told) + "\n")
        self.driver.stdin.flush()
        line = self.driver.stdout.readline()
        assert line, f"the browser ended with code {self.driver.wait(SECONDS_TO_END)}"
        said = json.loads(line)
        assert "error" not in said, said["error"]
        return said["ok"]

    def open(self, path: str) -> int:
        """Open a page of the system, by its path or its whole address; its status."""
        url = path if path.startswith("http") else f"{self.base_url}{path}"
        status: int = self.do("open", url=url)
        return status

    def see(self) -> dict[str, Any]:
        """Text, path and cookies of the page, how much wider it is than the screen (px), and its errors."""
        seen: dict[str, Any] = self.do("see")
        assert seen["errors"] == []
        assert seen["overflow"] == 0
        return seen

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Status and answer of what the page itself sends to our API."""
        said = self.do("ask", method=method, path=path, body=body)
        return said["status"], said["body"]

    def scans(self) -> str:
        """What is in the QR code that its screen shows."""
        [found] = zxingcpp.read_barcodes(Image.open(BytesIO(self._picture())))
        return found.text

    def shoot(self, name: str) -> None:
        """Keep a picture of the screen, where pictures are kept."""
        picture = self._picture()
        if folder := os.environ.get(KEPT_IN):
            target = Path(folder) / f"{name}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            few = Image.open(BytesIO(picture)).convert("P", palette=Image.Palette.ADAPTIVE, colors=32)
            few.save(target, optimize=True)

    def _picture(self) -> bytes:
        return base64.b64decode(self.do("shoot"))


@dataclass(frozen=True)
class Shop:
    """Where phones come from."""

    driver: "subprocess.Popen[str]"
    base_url: str

    def phone(
        self, name: str, *, place: dict[str, float] | None = None, script: bool = True, agent: str = IPHONE
    ) -> Phone:
        """A new one. `place`: where it says that it is (`latitude`, `longitude`, `accuracy`); `script`: JavaScript."""
        made = Phone(name, self.driver, self.base_url)
        made.do("begin", agent=agent, script=script, place=place, origin=self.base_url)
        return made


@contextmanager
def shop(base_url: str) -> Iterator[Shop]:
    """Phones for the pages of one system; all are gone at the end."""
    driver = started(SCRIPT)
    try:
        yield Shop(driver, base_url)
    finally:
        driver.communicate(timeout=SECONDS_TO_END)
