"""`common.jobs`: runs whose worker died, lost its session or was taken over, and who follows them."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest

from common.database import transaction
from common.database_errors import DatabaseUnavailable
from common.identity import SERVICE
from common.jobs import Counts, JobBusy, Occurrence, RunTakenOver, run_job
from tests.conftest import Database
from tests.integration.job_runs import NOON, occurrence, rows


def running_elsewhere(database: Database, at: datetime = NOON) -> psycopg.Connection:
    """A worker of another process that has begun the occurrence and works on."""
    worker = database.connect("jobs_login")
    with worker.transaction():
        worker.execute('select app.begin_request(\'{"role": "service"}\')')
        begun = worker.execute("select app.begin_job_run('test-job', %s, '5 min')", (at,)).fetchone()
        assert begun == ("started",)
    return worker


def until_free(run: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """PostgreSQL takes a moment to notice that a client is gone."""
    deadline = time.monotonic() + 10
    while True:
        try:
            return run()
        except JobBusy:
            assert time.monotonic() < deadline, "the dead worker's run is never taken over"
            time.sleep(0.02)


def end_sessions(database: Database, user: str) -> None:
    with database.connect() as db:
        db.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s and datname = %s",
            (user, database.name),
        )


def test_a_delivery_that_finds_another_run_under_way_is_no_success(database: Database) -> None:
    with running_elsewhere(database):
        for at in (NOON, NOON + timedelta(hours=1)):
            with pytest.raises(JobBusy):
                run_job(occurrence(at), lambda _: {})
        assert rows(database) == [("running", 1, {}, None)]


@pytest.mark.parametrize("at", [NOON, NOON + timedelta(hours=1)])
def test_a_worker_that_died_is_followed_at_once_and_not_after_its_lease(
    database: Database, at: datetime
) -> None:
    running_elsewhere(database).close()
    assert until_free(lambda: run_job(occurrence(at), lambda _: {"ok": 1}))["status"] == "succeeded"
    if at != NOON:
        assert rows(database)[0] == ("failed", 1, {}, "the worker is gone")
    else:
        assert rows(database) == [("succeeded", 2, {"ok": 1}, None)]


def test_a_run_of_the_release_before_is_over_with_its_lease_only(database: Database) -> None:
    with database.connect() as db:
        db.execute(
            "insert into job_runs (job, scheduled_at, lease_expires_at) values ('test-job', %s, now() + '1 min')",
            (NOON,),
        )
    with pytest.raises(JobBusy):
        run_job(occurrence(), lambda _: {})


def test_a_run_that_loses_its_session_cannot_go_on_and_is_repeated(database: Database) -> None:
    """PostgreSQL restarts, or fails over, in the middle: the outcome cannot be written either."""
    done: list[str] = []

    def lose_the_session(_: Occurrence) -> Counts:
        end_sessions(database, "api_login")
        for attempt in range(3):  # as jobs do that pass over what fails
            try:
                with transaction(SERVICE) as tx:
                    tx.execute("insert into system_health (check_name, status) values ('late', 'ok')")
            except DatabaseUnavailable:
                done.append(f"refused {attempt}")
        return {}

    with pytest.raises(DatabaseUnavailable):
        run_job(occurrence(), lose_the_session)
    assert done == ["refused 0", "refused 1", "refused 2"]
    assert rows(database)[0][:2] == ("failed", 1)
    assert run_job(occurrence(), lambda _: {"ok": 1})["status"] == "succeeded"


def test_a_run_that_was_taken_over_marks_nothing(database: Database) -> None:
    def outlive_the_lease(_: Occurrence) -> Counts:
        with database.connect() as db:
            db.execute("update job_runs set lease_expires_at = now()")
        others.append(running_elsewhere(database))
        return {"stale": 1}

    others: list[psycopg.Connection] = []
    with pytest.raises(RunTakenOver):
        run_job(occurrence(), outlive_the_lease)
    assert rows(database) == [("running", 2, {}, None)]

    def fail_after_the_lease(run: Occurrence) -> Counts:
        outlive_the_lease(run)
        raise ZeroDivisionError

    with database.connect() as db:
        db.execute("update job_runs set lease_expires_at = now()")
    with pytest.raises(ZeroDivisionError):
        run_job(occurrence(), fail_after_the_lease)
    assert rows(database) == [("running", 4, {}, None)]
    for other in others:
        other.close()


def test_an_end_that_cannot_be_written_is_no_success_and_the_repeat_runs(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database is gone when the run ends."""

    def work(_: Occurrence) -> Counts:
        monkeypatch.setenv("DATABASE_URL", database.url("api_login").replace("host=", "host=/nowhere"))
        end_sessions(database, "api_login")
        return {"ok": 1}

    def fail(run: Occurrence) -> Counts:
        work(run)
        raise ZeroDivisionError

    with pytest.raises(DatabaseUnavailable):
        run_job(occurrence(), work)
    monkeypatch.setenv("DATABASE_URL", database.url("api_login"))
    with pytest.raises(ZeroDivisionError):
        until_free(lambda: run_job(occurrence(), fail))
    monkeypatch.setenv("DATABASE_URL", database.url("api_login"))
    assert rows(database)[0][:2] == ("running", 2)
    assert until_free(lambda: run_job(occurrence(), lambda _: {"ok": 2}))["status"] == "succeeded"
    assert rows(database) == [("succeeded", 3, {"ok": 2}, None)]


def test_a_warm_worker_keeps_no_lock(database: Database) -> None:
    def fail(_: Occurrence) -> Counts:
        raise ZeroDivisionError

    run_job(occurrence(), lambda _: {})
    run_job(occurrence(), lambda _: {})
    with pytest.raises(ZeroDivisionError):
        run_job(occurrence(NOON + timedelta(hours=1)), fail)
    with database.connect() as db:
        assert db.execute("select count(*) from pg_locks where locktype = 'advisory'").fetchone() == (0,)
    with running_elsewhere(database, NOON + timedelta(hours=2)):
        pass
