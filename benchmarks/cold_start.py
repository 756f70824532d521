"""Cold start: import and init of every Lambda of the map from its built upload, beside psycopg's own import.

Limits (issue 15): psycopg + 200 ms, the redirect psycopg + 30 ms. The uploads are those of `infra/bundling.py`, built
for the processor of this machine and run by a Python of the runtime's version, without the machine's site-packages.
Each start is paired with one of `import psycopg` right before or after it, in random order. Counted is the processor
time of the process: imports hardly wait. A machine that has other work to do makes both of a pair dearer.
"""

import os
import platform
import random
import re
import statistics
import subprocess
import tempfile
from pathlib import Path

from benchmarks.report import Row
from infra import bundling
from infra.topology import TOPOLOGY
from infra.topology.types import Function
from local.postgres import Cluster

ROUNDS = int(os.environ.get("COLD_START_ROUNDS", "9"))
LIMIT_MS = 200.0
REDIRECT_LIMIT_MS = 30.0
IMPORT_LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|( +)(\S+)")
SHARES_SHOWN = 4


class NothingToRun(RuntimeError):
    """No Python of the runtime's version is at hand."""


def run(cluster: Cluster) -> list[Row]:  # noqa: ARG001 - an import asks no database
    """Median differences over `ROUNDS` pairs of fresh processes; who misses the limit is named.

    Raises `NothingToRun` without a Python of the runtime's version.
    """
    with tempfile.TemporaryDirectory(prefix="atomic-cold-") as folder:
        uploads = Uploads(Path(folder))
        starts = {function.name: _pairs(uploads, function) for function in TOPOLOGY.functions}
        shares = {function.name: uploads.heaviest(function) for function in TOPOLOGY.functions}
        empty = statistics.median(uploads.milliseconds("pass") for _ in range(ROUNDS))
    floor = statistics.median(psycopg for pairs in starts.values() for psycopg, _ in pairs)
    rows: list[Row] = [
        ("the interpreter alone", f"{empty:.0f} ms", "–", "–"),
        ("psycopg alone", f"{floor:.0f} ms", "with the interpreter", f"{floor / empty:.1f}× empty"),
    ]
    rows += [_row(function, starts[function.name], shares[function.name]) for function in TOPOLOGY.functions]
    return rows


def limit_of(function: Function) -> float:
    """Milliseconds above psycopg's own import."""
    return REDIRECT_LIMIT_MS if function.name == "tracking-redirect" else LIMIT_MS


class Uploads:
    """What Lambda would unpack, with the processor's own wheels."""

    def __init__(self, folder: Path) -> None:
        """Build everything below `folder`."""
        python = bundling.runtime_python()
        if python is None:
            raise NothingToRun(f"No Python {bundling.PYTHON_VERSION} is here to start the uploads with.")
        self.python, self.folder = python, folder
        bundling.build_layer(folder / "layer", f"{platform.machine()}-manylinux_2_28")
        for capability in TOPOLOGY.capabilities:
            bundling.build_package(capability.name, folder / capability.name)

    def milliseconds(self, statement: str, capability: str = "") -> float:
        """Processor time of a fresh interpreter that runs `statement` and ends."""
        process = subprocess.Popen(
            [self.python, "-S", "-c", statement], env=self._environment(capability), stdin=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, statement)
        return (used.ru_utime + used.ru_stime) * 1000

    def heaviest(self, function: Function) -> str:
        """The packages whose own lines cost most when the handler is imported."""
        log = subprocess.run(
            [self.python, "-S", "-X", "importtime", "-c", _import_of(function)],
            env=self._environment(function.capability), capture_output=True, text=True, check=True,
        ).stderr  # fmt: skip
        totals: dict[str, int] = {}
        for match in IMPORT_LINE.finditer(log):
            package = match[4].split(".")[0]
            totals[package] = totals.get(package, 0) + int(match[1])
        heaviest = sorted(totals.items(), key=lambda item: -item[1])[:SHARES_SHOWN]
        return ", ".join(f"{package} {microseconds / 1000:.0f}" for package, microseconds in heaviest)

    def _environment(self, capability: str) -> dict[str, str]:
        """Nothing that a handler may need when it is called: an import asks for no setting."""
        paths = (self.folder / capability, self.folder / "layer" / "python")
        return {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(map(str, paths))}


def _pairs(uploads: Uploads, function: Function) -> list[tuple[float, float]]:
    """Starts of psycopg and of the function, in milliseconds, one beside the other."""
    pairs = []
    for _ in range(ROUNDS):
        order = ["import psycopg", _import_of(function)]
        random.shuffle(order)
        took = {statement: uploads.milliseconds(statement, function.capability) for statement in order}
        pairs.append((took["import psycopg"], took[_import_of(function)]))
    return pairs


def _row(function: Function, pairs: list[tuple[float, float]], shares: str) -> Row:
    above = statistics.median(ours - psycopg for psycopg, ours in pairs)
    ratio = statistics.median(ours / psycopg for psycopg, ours in pairs)
    limit = limit_of(function)
    missed = "" if above <= limit else ", **missed**"
    return (
        function.name,
        f"psycopg + {above:.0f} ms{missed}",
        f"limit + {limit:.0f} ms; {shares} ms",
        f"{ratio:.2f}× psycopg",
    )


def _import_of(function: Function) -> str:
    return f"import {function.handler.rpartition('.')[0]}"
