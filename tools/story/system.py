"""A system of the story's own: a fresh folder, a free port, a test clock; ended whatever happens."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dotenv import dotenv_values

from local.environment import ROOT
from local.postgres import Cluster

READY = re.compile(r"^ready: (http://127\.0\.0\.1:\d+)$", re.MULTILINE)
SECONDS_TO_START = 120.0
SECONDS_TO_STOP = 60.0


class SystemFailed(Exception):
    """The system did not start."""


@contextmanager
def running() -> Iterator[str]:
    """The base URL of a new system, which nothing is left of afterwards. Raises `SystemFailed`."""
    with (
        tempfile.TemporaryDirectory(prefix="story-", ignore_cleanup_errors=True) as folder,
        running_on(Path(folder)) as url,
    ):
        yield url


@contextmanager
def running_on(folder: Path, tree: Path = ROOT) -> Iterator[str]:
    """The base URL of the system of `tree`, whose data lies in `folder` and stays. Raises `SystemFailed`."""
    data_dir, said = folder / "data", folder / "said.txt"
    with said.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "local", "up", "--port", "0", "--data-dir", str(data_dir), "--test-clock"],
            cwd=tree, env=_environment() | code_of(tree), stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    try:
        yield _wait_until_ready(process, said)
    finally:
        _stop(process, data_dir)


def code_of(tree: Path) -> dict[str, str]:
    """What makes Python find the code of `tree`, and none of ours."""
    places = (tree, tree / "functions", tree / "layers/common/python", tree / "clients/python")
    return {"PYTHONPATH": os.pathsep.join(map(str, places))}


def _environment() -> dict[str, str]:
    """As somebody has who copied `.env.example` and filled in nothing: no story is told to the real Stripe."""
    nothing_filled_in = {name: value or "" for name, value in dotenv_values(ROOT / ".env.example").items()}
    return os.environ | nothing_filled_in | {"SIGN_UP_CONFIRMATION": "at-once"}


def _wait_until_ready(process: "subprocess.Popen[bytes]", said: Path) -> str:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        if found := READY.search(said.read_text()):
            return found[1]
        time.sleep(0.1)
    raise SystemFailed(f"The system did not start. It said:\n{said.read_text()}")


def _stop(process: "subprocess.Popen[bytes]", data_dir: Path) -> None:
    """By its process id; by force, with its PostgreSQL, where it does not end by itself."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    cluster = Cluster(data_dir / "postgres")
    cluster.stop("immediate")
    shutil.rmtree(
        cluster.socket_dir, ignore_errors=True
    )  # elsewhere where the folder's path is too long for a socket
