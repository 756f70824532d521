"""The small commands beside `up`: a SQL shell, a machine token, the first administrator, a job by hand."""

import http.client
import json
import os
from urllib.parse import quote

import psycopg

from local import identity
from local.data_dir import DataDir
from local.failures import ANOTHER_FOLDER, LocalFailure
from local.postgres import POSTGRES_BIN, Cluster

LONGEST_JOB_SECONDS = 900


def psql(data_dir: DataDir, arguments: list[str]) -> None:
    """Become psql on the running system, as superuser. Raises `LocalFailure` when it never ran."""
    url = data_dir.read_database_url()
    try:
        os.execv(POSTGRES_BIN / "psql", ["psql", url, *arguments])  # noqa: S606 - our own program
    except OSError as error:
        raise LocalFailure(f"psql does not start: {error.strerror}.") from error


def start_postgres(data_dir: DataDir) -> str:
    """Start the PostgreSQL of a running system that was stopped; says what it did. Raises `LocalFailure`."""
    from local import database  # late: it brings the migrations along

    data_dir.read_database_url()
    if not data_dir.is_in_use():
        raise LocalFailure(f"No system runs in {data_dir.path}: `make up` starts all of it; {ANOTHER_FOLDER}")
    database.start(Cluster(data_dir.postgres), data_dir)
    return "PostgreSQL runs."


def run_job(data_dir: DataDir, job: str, at: str | None) -> str:
    """Run a job of the running system, as of `at` (ISO 8601) or now; what came of it. Raises `LocalFailure`."""
    host = data_dir.read_address().removeprefix("http://")
    body = json.dumps({"scheduled_time": at} if at else {})
    connection = http.client.HTTPConnection(host, timeout=LONGEST_JOB_SECONDS)
    try:
        connection.request("POST", f"/_local/schedules/{quote(job, safe='')}", body)
        response = connection.getresponse()
        answer = response.read().decode()
    except OSError as error:
        raise LocalFailure(f"The system does not answer: {error}.") from error
    finally:
        connection.close()
    if response.status == 404:
        raise LocalFailure(f"There is no job {job!r}. {_known_jobs()}")
    if response.status != 200:
        raise LocalFailure(f"{job}: {json.loads(answer).get('message', answer)}")
    return f"{job}: {answer}"


def _known_jobs() -> str:
    from infra.topology import TOPOLOGY  # late: only to say what there is

    return f"There are: {', '.join(sorted(schedule.job for schedule, _ in TOPOLOGY.timers))}."


def service_token(data_dir: DataDir) -> str:
    """An access token of the machine client, good for an hour. Raises `LocalFailure`."""
    return identity.load(data_dir.identity_key).service_token()


def make_admin(data_dir: DataDir, email: str) -> str:
    """Give an account the role admin, as an operator does in AWS; says what it did. Raises `LocalFailure`."""
    from database_migrations import operators  # late: a command of its own

    try:
        return operators.make_admin(data_dir.read_database_url(), email, "make make-admin")
    except psycopg.OperationalError as error:
        raise LocalFailure("The database does not answer: is `make up` running?") from error
    except operators.CommandRefused as error:
        raise LocalFailure(str(error)) from error
