"""What the system leans on dies or is stopped while it runs; and it is stopped while something waits to be stored."""

import os
import select
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest

from local.up import SECONDS_OF_ONE_WISH
from tests.e2e.system import RunningSystem, all_gone, command, postmaster_pid, running

QUEUE = {"RECORDER": "queue"}
"""With the map's six minutes of visibility: what failed once does not come again by itself."""


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    with running(tmp_path_factory.mktemp("watched") / "data", "--test-clock", settings=QUEUE) as started:
        yield started


def link_of(system: RunningSystem) -> str:
    """A link that the redirect finds without the database."""
    headers = system.signed_in("brand@example.com")
    campaign = system.client.post("/api/v1/campaigns", json={"name": "Kept"}, headers=headers).json()["id"]
    body = {"action": "generate", "campaign_id": campaign, "destination_url": "https://shop.example.com/"}
    url: str = system.client.post("/functions/v1/tracking-links", json=body, headers=headers).json()["url"]
    copied = system.fire("tracking-offline-copy", datetime.now(UTC).isoformat())
    assert copied.json()["status"] == "succeeded", copied.text
    return url


def click(url: str) -> int:
    return httpx.get(url, headers={"user-agent": "Mozilla/5.0"}, timeout=30).status_code


def clicks_stored(system: RunningSystem) -> int:
    with psycopg.connect(system.database_url) as db:
        row = db.execute("select count(*) from tracking_events where event_type = 'click'").fetchone()
    return int(row[0]) if row else -1


def listen_for(system: RunningSystem, *sentences: str) -> str:
    """What it says until each of the sentences was among it."""
    assert system.process.stdout is not None
    output, said, deadline = system.process.stdout.fileno(), "", time.monotonic() + 40
    while not all(sentence in said for sentence in sentences):
        assert time.monotonic() < deadline, f"it said only:\n{said}"
        if select.select([output], [], [], 0.2)[0]:
            said += os.read(output, 65_536).decode()
    return said


def becomes(system: RunningSystem, status: int) -> httpx.Response:
    deadline = time.monotonic() + 20
    while (answer := system.client.get("/health")).status_code != status:
        assert time.monotonic() < deadline, f"/health stays {answer.status_code}: {answer.text}"
        time.sleep(0.1)
    return answer


def moto_of(system: RunningSystem) -> psutil.Process:
    children = psutil.Process(system.process.pid).children()
    return next(child for child in children if "local.aws_server" in child.cmdline())


def test_a_killed_postgresql_is_started_again(watched: RunningSystem) -> None:
    os.kill(postmaster_pid(watched.data_dir), signal.SIGKILL)
    listen_for(watched, "PostgreSQL died; it is started again.", "PostgreSQL runs again.")
    becomes(watched, 200)
    assert watched.token("brand@example.com")


def test_a_stopped_postgresql_stays_so_until_the_command_that_is_named(watched: RunningSystem) -> None:
    pids = watched.postgres_pids()
    os.kill(postmaster_pid(watched.data_dir), signal.SIGQUIT)
    assert all_gone(pids, within_seconds=10)
    listen_for(watched, "PostgreSQL was stopped. `make start-postgres` starts it again")
    becomes(watched, 503)
    started = command("start-postgres", "--data-dir", str(watched.data_dir.path))
    assert (started.returncode, started.stdout) == (0, "PostgreSQL runs.\n")
    becomes(watched, 200)


def test_a_killed_aws_is_started_again_with_its_queues(watched: RunningSystem) -> None:
    link = link_of(watched)
    assert click(link) == 302
    moto = moto_of(watched)
    moto.suspend()  # so that nobody starts it again meanwhile
    becomes(watched, 503)
    moto.kill()
    listen_for(watched, "The local AWS (moto) died", "runs again. What lay in its queues")
    becomes(watched, 200)
    before = clicks_stored(watched)
    assert click(link) == 302
    deadline = time.monotonic() + 20
    while clicks_stored(watched) <= before:
        assert time.monotonic() < deadline, "the click was not stored"
        time.sleep(0.2)


def test_a_command_without_a_running_system_is_a_sentence(tmp_path: Path) -> None:
    with running(tmp_path / "data") as ended:
        ended.stop()
        finished = command("start-postgres", "--data-dir", str(tmp_path / "data"))
    assert finished.returncode == 1
    assert "`make up` starts all of it" in finished.stderr


def test_clicks_that_wait_for_a_stopped_database_are_stored_by_the_stop(tmp_path: Path) -> None:
    with running(tmp_path / "data", "--test-clock", settings=QUEUE) as first:
        link = link_of(first)
        before = clicks_stored(first)
        os.kill(postmaster_pid(first.data_dir), signal.SIGQUIT)
        listen_for(first, "PostgreSQL was stopped.")
        assert [click(link) for _ in range(20)] == [302] * 20
        assert first.stop(signal.SIGTERM) == 0
        said = first.process.stdout.read() if first.process.stdout else ""
        assert "still to be stored" in said
        assert "NOT STORED" not in said
    with running(tmp_path / "data", settings=QUEUE) as second:
        assert clicks_stored(second) == before + 20


def test_clicks_that_no_database_takes_are_told_by_their_number(tmp_path: Path) -> None:
    with running(tmp_path / "data", "--test-clock", settings=QUEUE) as first:
        link = link_of(first)
        os.kill(postmaster_pid(first.data_dir), signal.SIGQUIT)
        listen_for(first, "PostgreSQL was stopped.")
        assert [click(link) for _ in range(5)] == [302] * 5
        control = first.data_dir.postgres / "global" / "pg_control"
        kept = control.read_bytes()
        control.write_bytes(b"")  # it cannot start any more
        try:
            assert first.stop() == 0
            said = first.process.stdout.read() if first.process.stdout else ""
            assert "PostgreSQL does not start" in said
            assert "NOT STORED, and lost: 5 messages of the queue clicks." in said
        finally:
            control.write_bytes(kept)


def test_a_second_ctrl_c_does_not_wait(tmp_path: Path) -> None:
    with running(tmp_path / "data", "--test-clock", settings=QUEUE) as first:
        link = link_of(first)
        holder = psycopg.connect(first.database_url)
        holder.execute("lock table tracking_events in exclusive mode")
        assert [click(link) for _ in range(3)] == [302] * 3
        first.process.send_signal(signal.SIGINT)
        listen_for(first, "still to be stored")
        time.sleep(SECONDS_OF_ONE_WISH + 0.1)
        first.process.send_signal(signal.SIGINT)
        said = listen_for(first, "NOT STORED, and lost: 3 messages of the queue clicks.")
        assert "does not start" not in said
        assert first.process.wait(10) == 0
        holder.close()
