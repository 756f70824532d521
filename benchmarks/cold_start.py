"""Cold start: import and init of each Lambda in a fresh process, against an empty handler.

Limit for the redirect: psycopg's own import + 60 ms (issue 6).
"""

import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.report import Row
from infra.topology import TOPOLOGY
from local.postgres import Cluster

ROOT = Path(__file__).parents[1]
PATH = os.pathsep.join(map(str, (ROOT / "functions", ROOT / "layers/common/python")))
ROUNDS = 7
IMPORT_LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|( +)(\S+)")
SHARES_SHOWN = 4


def run(cluster: Cluster) -> list[Row]:
    """Median of `ROUNDS` fresh processes per Lambda, .pyc files warm; the heaviest imports beside it."""
    empty = _milliseconds("pass", cluster)
    psycopg = _milliseconds("import psycopg", cluster)
    rows: list[Row] = [
        ("an empty handler (the interpreter)", f"{empty:.0f} ms", "–", "–"),
        ("psycopg alone", f"{psycopg - empty:.0f} ms", "–", "–"),
    ]
    for function in TOPOLOGY.functions:
        module = function.handler.rpartition(".")[0]
        took = _milliseconds(f"import {module}", cluster) - empty
        rows.append(
            (
                function.name,
                f"{took:.0f} ms",
                _heaviest(module, cluster),
                f"{(took + empty) / empty:.1f}× empty",
            )
        )
    return rows


def _milliseconds(statement: str, cluster: Cluster) -> float:
    """Median time of a fresh interpreter that runs `statement` and exits."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        _run(["-c", statement], cluster)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def _heaviest(module: str, cluster: Cluster) -> str:
    """The packages whose import (with all they import) costs most."""
    log = _run(["-X", "importtime", "-c", f"import {module}"], cluster).stderr
    totals: dict[str, int] = {}
    for match in IMPORT_LINE.finditer(log):
        package = match[4].split(".")[0]
        totals[package] = totals.get(package, 0) + int(match[1])
    heaviest = sorted(totals.items(), key=lambda item: -item[1])[:SHARES_SHOWN]
    return ", ".join(f"{package} {microseconds / 1000:.0f} ms" for package, microseconds in heaviest)


def _run(arguments: list[str], cluster: Cluster) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": PATH,
        "STAGE": "local",
        "SITE_URL": "http://127.0.0.1:3000",
        "SHORT_LINK_BASE_URL": "http://127.0.0.1:8000/t",
        "DATABASE_URL": cluster.url("api_login"),
        "AWS_DEFAULT_REGION": "eu-central-1",
    }
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=True
    )
