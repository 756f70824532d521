"""`common.jobs`: at-least-once deliveries, overlaps, failures."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from common.database import transaction
from common.identity import SERVICE
from common.jobs import GRACE, Counts, JobBusy, Occurrence, lease, run_job
from infra.topology import TOPOLOGY
from local.environment import Stage, function_environment
from tests.conftest import Database
from tests.integration.job_runs import NOON, occurrence, rows


def test_an_event_names_its_occurrence() -> None:
    event = {"job": "test-job", "scheduled_time": "2026-11-21T12:00:00Z"}
    assert Occurrence.from_event(event) == occurrence()
    later = Occurrence.from_event(event | {"as_of": "2026-12-01T00:00:00+00:00"})
    assert later.as_of == datetime(2026, 12, 1, tzinfo=UTC)


def test_a_second_delivery_does_nothing(database: Database) -> None:
    done: list[Occurrence] = []

    def work(run: Occurrence) -> Counts:
        done.append(run)
        return {"things": 3}

    assert run_job(occurrence(), work) == {"status": "succeeded", "counts": {"things": 3}}
    assert run_job(occurrence(), work) == {"status": "done"}
    assert len(done) == 1
    assert rows(database) == [("succeeded", 1, {"things": 3}, None)]


def test_two_runs_of_a_job_never_overlap(database: Database) -> None:
    with database.connect() as db:
        db.execute(
            "insert into job_runs (job, scheduled_at, lease_expires_at) values ('test-job', %s, now() + '1 min')",
            (NOON - timedelta(hours=1),),
        )
    with pytest.raises(JobBusy):
        run_job(occurrence(), lambda _: {})


def test_a_failed_run_leaves_its_error_and_may_be_tried_again(database: Database) -> None:
    def broken(_: Occurrence) -> Counts:
        raise ZeroDivisionError("by nothing")

    with pytest.raises(ZeroDivisionError):
        run_job(occurrence(), broken)
    assert rows(database) == [("failed", 1, {}, "ZeroDivisionError: by nothing")]
    assert run_job(occurrence(), lambda _: {"ok": 1})["status"] == "succeeded"
    assert rows(database) == [("succeeded", 2, {"ok": 1}, None)]


def test_a_dead_workers_lease_is_taken_over(database: Database) -> None:
    with database.connect() as db:
        db.execute(
            "insert into job_runs (job, scheduled_at, lease_expires_at)"
            " values ('test-job', %s, now() - interval '1 s')",
            (NOON,),
        )
    assert run_job(occurrence(), lambda _: {})["status"] == "succeeded"
    assert rows(database)[0][:2] == ("succeeded", 2)


def test_of_two_deliveries_at_once_one_runs(database: Database) -> None:
    """Two sessions race for the same occurrence: app.begin_job_run decides."""
    answers: list[str] = []
    barrier = threading.Barrier(2)

    def deliver() -> None:
        with database.connect("jobs_login", autocommit=False) as db:
            db.execute('select app.begin_request(\'{"role": "service"}\')')
            barrier.wait()
            row = db.execute("select app.begin_job_run('race', %s, '1 min')", (NOON,)).fetchone()
            assert row is not None
            answers.append(row[0])
            db.commit()
            barrier.wait()  # a worker whose session ends is dead: neither ends before the other has asked

    threads = [threading.Thread(target=deliver) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["busy", "started"]


def test_the_jobs_login_can_be_nothing_but_the_service(database: Database) -> None:
    with (
        database.connect("jobs_login", autocommit=False) as db,
        pytest.raises(Exception, match="permission denied"),
    ):
        db.execute("set role admin")


def test_begin_job_run_is_for_the_service_only(database: Database) -> None:
    with database.connect("api_login", autocommit=False) as db:
        db.execute("select app.begin_request('{}')")
        with pytest.raises(Exception, match="permission denied"):
            db.execute("select app.begin_job_run('x', now(), '1 min')")
    with transaction(SERVICE) as tx:
        assert tx.fetch_value("select app.begin_job_run('x', now(), '1 min')") == "started"


def test_the_lease_is_the_time_out_of_the_map_and_a_little(monkeypatch: pytest.MonkeyPatch) -> None:
    for function in TOPOLOGY.functions:
        stage = Stage(cluster=None, values={}, queue_urls=dict.fromkeys(function.known_queues, "http://q"))
        environment = function_environment(function, TOPOLOGY, stage)
        monkeypatch.setenv("FUNCTION_TIMEOUT_SECONDS", environment["FUNCTION_TIMEOUT_SECONDS"])
        assert lease() == timedelta(seconds=function.timeout_seconds) + GRACE
