"""`make up`: it starts, it says so, it stops without a trace, and it fails in sentences."""

import os
import signal
import socket
import subprocess
import time
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest
from websockets.exceptions import ConnectionClosed

from local.data_dir import DataDir
from local.environment import ROOT
from tests.e2e.system import (
    RunningSystem,
    all_gone,
    command,
    environment,
    kill,
    postmaster_pid,
    running,
    spawn,
)
from tests.realtime import RealtimeClient, listening


def one_sentence(finished: "subprocess.CompletedProcess[str]") -> str:
    """What a failed command said, after checking that it said it well."""
    assert finished.returncode == 1
    assert "Traceback" not in finished.stderr + finished.stdout
    lines = finished.stderr.strip().splitlines()
    assert len(lines) == 1, finished.stderr
    return lines[0]


def up(data_dir: Path, port: int = 0) -> "subprocess.CompletedProcess[str]":
    return command("up", "--port", str(port), "--data-dir", str(data_dir))


def test_it_is_healthy_and_says_where_it_is(system: RunningSystem) -> None:
    assert system.client.get("/health").status_code == 200
    for expected in (f"{system.url}/docs", "brand@example.com", "correct-horse-battery"):
        assert expected in system.said
    assert system.said.rstrip().splitlines()[-1] == f"ready: {system.url}"


def test_the_database_url_is_the_superusers(system: RunningSystem) -> None:
    with psycopg.connect(system.database_url) as connection:
        row = connection.execute("select usesuper from pg_user where usename = current_user").fetchone()
    assert row == (True,)


def test_psql_opens_the_same_database(system: RunningSystem) -> None:
    finished = command(
        "psql", "--data-dir", str(system.data_dir.path), "--", "-Atc", "select current_database()"
    )
    assert (finished.returncode, finished.stdout) == (0, "atomic\n")


def test_a_service_token_is_accepted_by_the_gateway(system: RunningSystem) -> None:
    token = command("service-token", "--data-dir", str(system.data_dir.path)).stdout.strip()
    closed = "/functions/v1/payments"
    assert system.client.get(closed).status_code == 401
    assert system.client.get(closed, headers={"authorization": f"Bearer {token}x"}).status_code == 401
    assert system.client.get(closed, headers={"authorization": f"Bearer {token}"}).status_code not in {
        401,
        404,
    }


def test_an_account_becomes_admin_and_may_be_made_so_twice(system: RunningSystem) -> None:
    with psycopg.connect(system.database_url) as connection:
        connection.execute("insert into auth.users (email) values ('operator@example.com')")
    for _ in range(2):
        made = command(
            "make-admin", "--data-dir", str(system.data_dir.path), "--email", "Operator@example.com"
        )
        assert (made.returncode, made.stderr) == (0, "")
    with psycopg.connect(system.database_url) as connection:
        roles = connection.execute(
            "select role from user_roles inner join auth.users on id = user_id"
            " where email = 'operator@example.com' order by role"
        ).fetchall()
    assert roles == [("admin",), ("creator",)]


def test_an_unknown_address_cannot_become_admin(system: RunningSystem) -> None:
    finished = command("make-admin", "--data-dir", str(system.data_dir.path), "--email", "nobody@example.com")
    assert "no account" in one_sentence(finished)


def test_a_second_run_on_the_same_data_is_refused(system: RunningSystem) -> None:
    assert "in use already" in one_sentence(up(system.data_dir.path))
    assert system.client.get("/health").status_code == 200, "the first run is none the worse"


def test_a_taken_port_is_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "is taken" in one_sentence(up(tmp_path / "data", taken.getsockname()[1]))
    assert not (tmp_path / "data" / "postgres").exists(), "nothing was started"


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_that_cannot_be_is_a_sentence(tmp_path: Path, port: int) -> None:
    assert "cannot be used" in one_sentence(up(tmp_path / "data", port))


def test_a_data_dir_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be" in one_sentence(up(tmp_path / "file"))
    assert "cannot be" in one_sentence(up(tmp_path / "file" / "below"))


def test_a_damaged_database_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data" / "postgres").mkdir(parents=True)
    (tmp_path / "data" / "postgres" / "PG_VERSION").write_text("12\n")
    assert "PostgreSQL" in one_sentence(up(tmp_path / "data"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_leaves_no_process_behind_and_the_next_run_finds_the_data(
    tmp_path: Path, number: signal.Signals
) -> None:
    with running(tmp_path / "data") as first, creators_line(first) as line:
        with psycopg.connect(first.database_url) as connection:
            connection.execute("create table kept as select 42 as answer")
        pids = first.pids()
        assert len(pids) >= 3, "itself, a Lambda and PostgreSQL at least"
        assert first.stop(number) == 0, "also where somebody listens"
        assert all_gone(pids, within_seconds=5)
        with pytest.raises(ConnectionClosed):
            while True:
                line.next()
        believed = first.data_dir.realtime_roots.read_bytes()
    with running(tmp_path / "data") as second, psycopg.connect(second.database_url) as connection:
        assert connection.execute("select answer from kept").fetchone() == (42,)
        assert second.data_dir.realtime_roots.read_bytes() == believed, (
            "who believed it need not be told anew"
        )
        with creators_line(second):
            pass


def creators_line(system: RunningSystem) -> AbstractContextManager[RealtimeClient]:
    """A socket of the demo creator, with TLS."""
    headers = system.signed_in("creator@example.com")
    found = system.client.get("/api/v1/realtime/connection", headers=headers).json()
    token = headers["authorization"].removeprefix("Bearer ")
    return listening(found["http_domain"], token, found["channel"], roots=system.data_dir.realtime_roots)


def test_ctrl_c_during_the_start_leaves_nothing_behind(tmp_path: Path) -> None:
    process = spawn(tmp_path / "data")
    deadline = time.monotonic() + 60
    while (server := server_pid(DataDir(tmp_path / "data"))) is None:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in output
    assert all_gone({server}, within_seconds=10)


def server_pid(data_dir: DataDir) -> int | None:
    """The server's process id; None before it exists, and while initdb runs one of its own (negative)."""
    try:
        pid = postmaster_pid(data_dir)
    except (OSError, IndexError):
        return None
    return pid if pid > 0 else None


def test_a_killed_run_takes_its_lambdas_along_and_the_next_run_recovers(tmp_path: Path) -> None:
    with running(tmp_path / "data") as first:
        lambdas = first.pids() - first.postgres_pids() - {first.process.pid}
        assert lambdas
        os.kill(first.process.pid, signal.SIGKILL)
        first.process.wait()
        assert all_gone(lambdas, within_seconds=10)
        with running(tmp_path / "data") as second:
            assert second.client.get("/health").status_code == 200


def test_a_killed_postgresql_is_recovered_by_the_next_run(tmp_path: Path) -> None:
    with running(tmp_path / "data") as first:
        server = first.postgres_pids()
        kill({first.process.pid} | server)
        first.process.wait()
        assert all_gone(server, within_seconds=10)
        assert (DataDir(tmp_path / "data").postgres / "postmaster.pid").exists(), (
            "stale, as after a power cut"
        )
        with running(tmp_path / "data") as second:
            assert second.client.get("/health").status_code == 200


@pytest.mark.parametrize("arguments", [("service-token",), ("psql",), ("make-admin", "--email", "a@b.test")])
def test_a_command_before_the_first_run_is_a_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert "make up" in one_sentence(command(*arguments, "--data-dir", str(tmp_path)))


def test_make_up_is_the_same_program(tmp_path: Path) -> None:
    """The Makefile's own words: what it runs is what these tests run."""
    finished = subprocess.run(
        ["make", "--dry-run", "up", "PORT=1", f"DATA_DIR={tmp_path}"],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert f"-m local up --port 1 --data-dir {tmp_path}" in finished.stdout
