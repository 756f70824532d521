"""`make up`: start everything in order, say so, stay until told to stop, stop everything."""

import asyncio
import errno
import http.client
import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

import uvloop

from infra.topology import TOPOLOGY
from infra.topology.types import Topology
from local import aws, database, identity
from local.data_dir import DataDir
from local.environment import ROOT, Stage, derived, read_settings, stage_values
from local.failures import LocalFailure
from local.invocations import VARIABLE
from local.realtime.furnishing import answering_function, furnish
from local.saying import say
from local.system import Parts, System
from local.watch import Part
from local.welcome import welcome

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SECONDS_OF_ONE_WISH = 0.5
SECONDS_TO_BECOME_HEALTHY = 30.0
PAUSES_BEFORE_ASKING_AGAIN = (0.2, 0.5, 1.0, 2.0, 4.0)


def up(
    port: int,
    data_dir: DataDir,
    *,
    test_clock: bool = False,
    timers: bool = True,
    topology: Topology = TOPOLOGY,
) -> None:
    """Run the system until a stop signal; without `timers` jobs run by hand only.

    Raises `LocalFailure` where it cannot start.
    """
    with ExitStack() as stack, _stop_signals_interrupt():
        data_dir.prepare()
        stack.enter_context(data_dir.lock())
        listener = stack.enter_context(listen(port))
        base_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        data_dir.address.write_text(f"{base_url}\n")
        _log_to(data_dir.logs / "gateway.log")
        parts = _parts(stack, data_dir, base_url, topology, test_clock=test_clock, timers=timers)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(parts, listener, base_url, data_dir))


def listen(port: int) -> socket.socket:
    """The gateway's socket, claimed before anything is started. Raises `LocalFailure` when it is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise LocalFailure(f"Port {port} is taken; choose another with PORT=....") from error
        raise LocalFailure(f"Port {port} cannot be used: {error}.") from error
    return listener


def listen_where_before(remembered: Path) -> socket.socket:
    """A socket on the port of the last run, or on a free one where somebody else has that."""
    try:
        return listen(int(remembered.read_text()))
    except (OSError, ValueError, LocalFailure):
        return listen(0)


def _parts(
    stack: ExitStack, data_dir: DataDir, base_url: str, topology: Topology, *, test_clock: bool, timers: bool
) -> Parts:
    key = identity.load_or_create(data_dir.identity_key)
    cluster = stack.enter_context(database.running(data_dir))
    master_key = derived(key.pem, "vault")
    simulated = aws.start(data_dir.logs / "aws.log", master_key) if aws.is_needed(topology) else None
    if simulated is not None:
        stack.callback(simulated.stop)
    values = stage_values(
        settings=read_settings(ROOT / ".env", os.environ),
        base_url=base_url, issuer=identity.ISSUER, client_id=identity.WEB_CLIENT_ID, identity_key=key.pem,
        sign_in=topology.sign_in,
    ) | {"LOCAL_OUTBOX_DIR": str(data_dir.outbox.resolve())}  # fmt: skip
    realtime = None
    if answering_function(topology) is not None:
        sockets = stack.enter_context(listen_where_before(data_dir.realtime_port))
        realtime = furnish(data_dir, key.pem, sockets)
        values |= realtime.values
    watched: list[Part] = [database.PostgresPart(cluster, data_dir)]
    if simulated is not None:
        watched.append(aws.AwsPart(simulated, topology, values))
    orders = stack.enter_context(listen(0))
    addresses = {VARIABLE: f"http://127.0.0.1:{orders.getsockname()[1]}"}
    stage = Stage(
        cluster=cluster,
        values=values,
        aws={**addresses, **(simulated.environment if simulated else {})},
        queue_urls=aws.furnish(simulated, topology, values) if simulated else {},
    )
    return Parts(
        topology=topology,
        stage=stage,
        key=key,
        logs=data_dir.logs,
        outbox=data_dir.outbox,
        aws=simulated,
        orders=orders,
        realtime=realtime,
        watched=tuple(watched),
        test_clock=test_clock,
        timers=timers,
    )


async def _serve(parts: Parts, listener: socket.socket, base_url: str, data_dir: DataDir) -> None:
    loop = asyncio.get_running_loop()
    system = System(parts, listener)
    stop = asyncio.Event()
    stop_signals = StopSignals(stop, system.hurry)
    for number in STOP_SIGNALS:
        loop.add_signal_handler(number, stop_signals.received)
    async with system:
        waiting = loop.create_task(stop.wait())
        healthy = loop.create_task(asyncio.to_thread(wait_until_healthy, base_url, data_dir.logs, stop))
        await asyncio.wait({waiting, healthy}, return_when=asyncio.FIRST_COMPLETED)
        if not stop.is_set():
            healthy.result()
            print(welcome(base_url, data_dir.path, parts.realtime), flush=True)
            print(f"ready: {base_url}", flush=True)
            await waiting
            say("stopping")


class StopSignals:
    """The first signal stops the system, a second one makes it hurry.

    A terminal's Ctrl-C or a supervisor may send the same wish twice, to us and through make.
    """

    def __init__(
        self, stop: asyncio.Event, hurry: asyncio.Event, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stop = stop
        self._hurry = hurry
        self._clock = clock
        self._first_at = float("inf")

    def received(self) -> None:
        """A stop signal came."""
        now = self._clock()
        if not self._stop.is_set():
            self._first_at = now
            self._stop.set()
        elif now - self._first_at >= SECONDS_OF_ONE_WISH:
            self._hurry.set()


def wait_until_healthy(base_url: str, logs: Path, stop: asyncio.Event) -> None:
    """Return once GET /health answers 200. Raises `LocalFailure` when that takes too long."""
    host = base_url.removeprefix("http://")
    until = time.monotonic() + SECONDS_TO_BECOME_HEALTHY
    status: int | str = "nothing"
    pauses = iter(PAUSES_BEFORE_ASKING_AGAIN)
    while time.monotonic() < until and not stop.is_set():
        connection = http.client.HTTPConnection(host, timeout=5)
        try:
            connection.request("GET", "/health")
            status = connection.getresponse().status
        except OSError as error:
            status = type(error).__name__
        finally:
            connection.close()
        if status == 200:
            return
        if (pause := next(pauses, None)) is None:
            break
        time.sleep(pause)
    if not stop.is_set():
        raise LocalFailure(f"GET /health answers {status}; the files in {logs} say why.")


@contextmanager
def _stop_signals_interrupt() -> Iterator[None]:
    """While the parts start one after another a stop signal interrupts; while they stop, it is ignored."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in STOP_SIGNALS:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)


def _log_to(path: Path) -> None:
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(name)s %(message)s", handlers=[logging.FileHandler(path)]
    )
