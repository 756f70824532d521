"""Programs with the real client of AppSync Events, each a process of its own: the client keeps one socket a process."""

import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from local.environment import ROOT
from tools.node import NODE, installed, run

HERE = Path(__file__).parent
PAGE = ROOT / "local" / "messages_page"
AUTHORITY = "NODE_EXTRA_CA_CERTS"


def workshop() -> Path:
    """Where the programs find the client that the lock file pins."""
    folder = installed(PAGE)
    for program in (PAGE / "inbox.mjs", *HERE.glob("*.mjs")):
        shutil.copy(program, folder)
    return folder


class Player:
    """A person at a client of their own."""

    def __init__(self, process: "subprocess.Popen[bytes]", errors: Path) -> None:
        self._process = process
        self._errors = errors
        self._heard = b""

    def order(self, order: str, **given: object) -> None:
        """Say what to do; `answer` waits until it is done."""
        _stream(self._process.stdin).write(json.dumps({"order": order, **given}).encode() + b"\n")
        _stream(self._process.stdin).flush()

    def has_answered(self, seconds: float = 0.0) -> bool:
        """Whether an answer is there within so many seconds. Fails where the client has ended."""
        output = _stream(self._process.stdout).fileno()
        if b"\n" not in self._heard and select.select([output], [], [], seconds)[0]:
            chunk = os.read(output, 65_536)
            assert chunk, f"the client ended: {self._errors.read_text()}"
            self._heard += chunk
        return b"\n" in self._heard

    def answer(self, seconds: float = 120.0) -> dict[str, Any]:
        """What it says next. Fails where it ended, or says nothing."""
        until = time.monotonic() + seconds
        while not self.has_answered(0.2):
            assert time.monotonic() < until, f"nothing was said: {self._errors.read_text()}"
        line, _, self._heard = self._heard.partition(b"\n")
        said: dict[str, Any] = json.loads(line)
        return said

    def ask(self, order: str, **given: object) -> dict[str, Any]:
        """An order and its answer."""
        self.order(order, **given)
        return self.answer()


@contextmanager
def playing(folder: Path, errors: Path, roots: Path, **given: object) -> Iterator[Player]:
    """A person who listens."""
    with (
        errors.open("wb") as complaints,
        subprocess.Popen(
            [NODE, "person.mjs", json.dumps(given)], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=complaints, env={**os.environ, AUTHORITY: str(roots)},
        ) as process,
    ):  # fmt: skip
        player = Player(process, errors)
        try:
            assert player.answer() == {"ready": True}
            yield player
        finally:
            process.kill()


def attempt(folder: Path, roots: Path, **given: object) -> dict[str, Any]:
    """How it went: `{"done": …, "why": …}`."""
    said: dict[str, Any] = json.loads(
        run("attempt.mjs", json.dumps(given), cwd=folder, **{AUTHORITY: str(roots)})
    )
    return said


def _stream(found: IO[bytes] | None) -> IO[bytes]:
    assert found is not None
    return found
