"""`python -m local up` as a child process: started, called, stopped as a person would."""

import contextlib
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import psycopg

from local.data_dir import DataDir
from local.environment import ROOT
from local.postgres import Cluster
from local.welcome import DEMO_PASSWORD
from tests.declared_refusals import hold_over_http
from tests.factories.limits import allow_much

SECONDS_TO_START = 120.0  # a first start beside other suites was seen to take more than 60
SECONDS_TO_STOP = 30.0
READY = re.compile(r"^ready: (http://127\.0\.0\.1:\d+)$", re.MULTILINE)
NO_SETTINGS: Mapping[str, str] = {}


@dataclass
class RunningSystem:
    """A running system. `client` talks to its gateway."""

    process: "subprocess.Popen[str]"
    data_dir: DataDir
    url: str
    client: httpx.Client
    said: str

    @property
    def database_url(self) -> str:
        """The superuser's connection, for counter-proofs."""
        return self.data_dir.read_database_url()

    @property
    def cluster(self) -> Cluster:
        """Its PostgreSQL, for tests that restart it."""
        return Cluster(self.data_dir.postgres)

    def token(self, email: str, password: str = DEMO_PASSWORD) -> str:
        """An access token of a user."""
        answer = self.client.post("/api/v1/auth/sign-in", json={"email": email, "password": password})
        answer.raise_for_status()
        token: str = answer.json()["access_token"]
        return token

    def signed_in(self, email: str) -> dict[str, str]:
        """The headers of a user's request."""
        return {"authorization": f"Bearer {self.token(email)}"}

    def fire(self, job: str, scheduled_time: str) -> httpx.Response:
        """Run a job as of a time of our choice (ISO 8601); needs `--test-clock`."""
        return self.client.post(
            f"/_local/schedules/{job}", json={"scheduled_time": scheduled_time}, timeout=310
        )

    def pids(self) -> set[int]:
        """Every process of the system: its own, its Lambdas, its PostgreSQL."""
        return _family(self.process.pid) | self.postgres_pids()

    def postgres_pids(self) -> set[int]:
        """The processes of its PostgreSQL."""
        return _family(postmaster_pid(self.data_dir))

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Stop it with a signal; returns its exit code."""
        self.client.close()
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(SECONDS_TO_STOP)


def command(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `python -m local ...` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "local", *arguments],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, timeout=SECONDS_TO_START,
    )  # fmt: skip


def spawn(
    data_dir: Path, *arguments: str, settings: Mapping[str, str] = NO_SETTINGS
) -> "subprocess.Popen[str]":
    """Start `python -m local up` on a free port; `settings` are variables as in `.env`."""
    return subprocess.Popen(
        [sys.executable, "-m", "local", "up", "--port", "0", "--data-dir", str(data_dir), *arguments],
        cwd=ROOT, env=environment() | dict(settings), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip


def environment() -> dict[str, str]:
    """The environment that the Makefile gives."""
    paths = (ROOT, ROOT / "functions", ROOT / "layers" / "common" / "python")
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(map(str, paths))}


@contextlib.contextmanager
def running(
    data_dir: Path, *arguments: str, settings: Mapping[str, str] = NO_SETTINGS
) -> Iterator[RunningSystem]:
    """A system that is ready; stopped at the end, by force where it must be."""
    process = spawn(data_dir, *arguments, settings=settings)
    try:
        said = _wait_until_ready(process)
        found = READY.search(said)
        assert found is not None
        hooks = {"response": [hold_over_http]}
        client = httpx.Client(base_url=found[1], timeout=30, event_hooks=hooks)
        system = RunningSystem(process, DataDir(data_dir), found[1], client, said)
        with psycopg.connect(system.database_url, autocommit=True) as superuser:
            allow_much(superuser)
        yield system
        system.stop()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        Cluster(data_dir / "postgres").stop("immediate")


def postmaster_pid(data_dir: DataDir) -> int:
    """PostgreSQL's process id."""
    return int((data_dir.postgres / "postmaster.pid").read_text().split()[0])


def _family(pid: int) -> set[int]:
    return {pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))}


def lambdas_of(system: RunningSystem, name: str) -> set[int]:
    """The processes of one Lambda."""
    found = set()
    for child in psutil.Process(system.process.pid).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):  # it has ended since
            if child.environ().get("AWS_LAMBDA_FUNCTION_NAME") == name:
                found.add(child.pid)
    return found


def kill(pids: set[int]) -> None:
    """Kill the processes at once; one that ends by itself meanwhile is no reason to complain."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def all_gone(pids: set[int], *, within_seconds: float) -> bool:
    """Whether none of the processes lives, after waiting for them."""
    deadline = time.monotonic() + within_seconds
    while any(_lives(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _wait_until_ready(process: "subprocess.Popen[str]") -> str:
    """What it said until it was ready. Read from the descriptor: a buffered reader hides lines from select."""
    assert process.stdout is not None
    output = process.stdout.fileno()
    said = ""
    deadline = time.monotonic() + SECONDS_TO_START
    while READY.search(said) is None:
        assert time.monotonic() < deadline, f"the system did not become ready; it said:\n{said}"
        if select.select([output], [], [], 0.2)[0]:
            chunk = os.read(output, 65_536).decode()
            assert chunk, f"the system ended with code {process.wait()}; it said:\n{said}"
            said += chunk
    return said
