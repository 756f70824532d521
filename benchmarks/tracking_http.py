"""Clicks over HTTP, through the laptop's gateway and AWS's runtime client: visitors, kills, and an empty Lambda."""

import multiprocessing
import os
import re
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from benchmarks import minimal_redirect
from benchmarks.report import Row
from benchmarks.tracking_click import ROUNDS, SECONDS, STATEMENT, VISITOR, missing
from infra.topology.tracking_redirect import TRACKING_REDIRECT
from infra.topology.types import Throttle
from local.environment import Stage
from local.postgres import Cluster
from tests.unit.local.running import Running
from tests.unit.local.running import function as room
from tests.unit.local.running import run as run_system

EMPTY_LAMBDA = """
def lambda_handler(event, context):
    return {"statusCode": 302, "headers": {"location": "https://shop.example.com/?aclid=" + 32 * "0"}}
"""
CLICK_ID = re.compile(rb"aclid=([0-9a-f]{32})")


def over_http(cluster: Cluster, code: str) -> list[Row]:
    """Rates beside a minimal process, and what is lost when the worker is killed."""
    plenty = Throttle(requests_per_second=1_000_000, burst=1_000_000)
    function = replace(
        TRACKING_REDIRECT, sends_to=(), environment=(), reserved_concurrency=1,
        routes=tuple(replace(route, throttle=plenty) for route in TRACKING_REDIRECT.routes),
    )  # fmt: skip
    values = {"STAGE": "local", "LOG_LEVEL": "ERROR", "SITE_URL": "http://127.0.0.1:3000"}
    rows: list[Row] = []
    acknowledged: set[UUID] = set()

    def scenario(running: Running) -> None:
        rows.extend(_rates(visitors, running.port, peer, code))
        killer = threading.Timer(SECONDS / 2, _kill_workers, [running])
        killer.start()
        acknowledged.update(_clicks(visitors, running.port, code, connections=4))
        killer.join()

    with _visitors() as visitors, _minimal(cluster) as peer, tempfile.TemporaryDirectory() as folder:
        run_system(Path(folder), "", scenario, function, stage=Stage(cluster=cluster, values=values))
    lost = missing(cluster, acknowledged)
    return [
        *rows,
        ("acknowledged clicks lost to a killed worker", str(lost), f"of {len(acknowledged):,}; limit 0", "–"),
    ]


def _rates(visitors: ProcessPoolExecutor, port: int, peer: int, code: str) -> list[Row]:
    visitors.submit(_follow, port, code, 1).result()
    ours, minimal = [], []
    for _ in range(ROUNDS):  # they take turns: what else happens on the machine meets both
        ours.append(len(_clicks(visitors, port, code)))
        minimal.append(len(_clicks(visitors, peer, code)))
    sixteen = max(len(_clicks(visitors, port, code, connections=16)) for _ in range(ROUNDS))
    return [
        (
            "clicks/s over HTTP, one worker, 1 connection", f"{max(ours) / SECONDS:,.0f}",
            f"minimal Python process: {max(minimal) / SECONDS:,.0f}; limit 0.5×",
            f"{max(ours) / max(minimal):.2f}×",
        ),
        ("clicks/s over HTTP, one worker, 16 connections", f"{sixteen / SECONDS:,.0f}", "–", "–"),
    ]  # fmt: skip


def _visitors() -> ProcessPoolExecutor:
    """A process of their own: in the gateway's they would fight it for Python's lock."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def _clicks(visitors: ProcessPoolExecutor, port: int, code: str, connections: int = 1) -> list[UUID]:
    return visitors.submit(_follow, port, code, SECONDS, connections).result()


@contextmanager
def _minimal(cluster: Cluster) -> Iterator[int]:
    """The port of the minimal process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=minimal_redirect.serve, args=(cluster.url("redirect_login"), STATEMENT, VISITOR, theirs)
    )
    process.start()
    try:
        yield ours.recv()
    finally:
        process.kill()
        process.join()


def empty_lambda() -> Row:
    """What the runtime client and the gateway leave to any handler."""
    rates: list[float] = []

    def scenario(running: Running) -> None:
        visitors.submit(_follow, running.port, "empty", 1).result()
        rates.extend(len(_clicks(visitors, running.port, "empty")) / SECONDS for _ in range(ROUNDS))

    with _visitors() as visitors, tempfile.TemporaryDirectory() as folder:
        run_system(Path(folder), EMPTY_LAMBDA, scenario, room(reserved_concurrency=1))
    return ("an empty Lambda over HTTP, one worker, 1 connection", f"{max(rates):,.0f}", "no database", "–")


def _follow(port: int, code: str, seconds: float, connections: int = 1) -> list[UUID]:
    """Follow the link over keep-alive connections; the ids of the clicks that were answered with a 302."""
    found: list[UUID] = []
    end = time.perf_counter() + seconds

    def visit() -> None:
        request = (
            f"GET /t/{code} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: {VISITOR['agent']}\r\n"
            f"Referer: {VISITOR['referrer']}\r\n\r\n"
        ).encode()
        with socket.create_connection(("127.0.0.1", port)) as wire:
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while time.perf_counter() < end:
                wire.sendall(request)
                answer = wire.recv(65_536)
                if answer.startswith(b"HTTP/1.1 302") and (click := CLICK_ID.search(answer)):
                    found.append(UUID(click[1].decode()))

    threads = [threading.Thread(target=visit) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _kill_workers(running: Running) -> None:
    for pid in running.system.functions.pids:
        os.kill(pid, signal.SIGKILL)
