"""Timers, for administrators: how each job does, and a run between its times."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID

import pytest

from common.jobs import Occurrence, run_job
from infra.topology import TOPOLOGY
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import Answer
from user_management.jobs import routes, service

JOBS = "/api/v1/system/jobs"
JOB = "tracking-hours"
Ordered = list[tuple[str, datetime, datetime]]


@pytest.fixture
def ordered(monkeypatch: pytest.MonkeyPatch) -> Ordered:
    """What is ordered from Lambda, which is not here."""
    orders: Ordered = []
    monkeypatch.setattr(
        routes, "start", lambda timer, *, scheduled_at, as_of: orders.append((timer.job, scheduled_at, as_of))
    )
    return orders


def order(admin: UUID, job: str = JOB, key: str | None = None, **body: object) -> Answer:
    headers = {"idempotency-key": key} if key else None
    return send("POST", f"{JOBS}/{job}/runs", user=admin, body=body, headers=headers)


def run_at(at: datetime, *, fails: bool = False) -> None:
    def work(_: Occurrence) -> dict[str, int]:
        if fails:
            raise RuntimeError("no")
        return {}

    try:
        run_job(Occurrence(JOB, at, at), work)
    except RuntimeError:
        assert fails


def state(admin: UUID, job: str = JOB) -> dict[str, Any]:
    jobs: list[dict[str, Any]] = send("GET", JOBS, user=admin).body["jobs"]
    return {one["job"]: one for one in jobs}[job]


def test_every_timer_of_the_map_is_listed_also_what_never_ran(admin: UUID) -> None:
    listed = send("GET", JOBS, user=admin).body["jobs"]
    wanted = {(s.job, s.cron) for function in TOPOLOGY.functions for s in function.schedules}
    assert {(one["job"], one["cron"]) for one in listed} == wanted
    assert {one["state"] for one in listed} == {"never_run"}
    assert all(datetime.fromisoformat(one["next_at"]) > datetime.now(UTC) for one in listed)


def test_a_job_that_ran_failed_or_missed_its_time_says_so(admin: UUID) -> None:
    now = datetime.now(UTC)
    run_at(now - timedelta(days=2))
    old = state(admin)
    assert old["state"] == "missed"
    assert datetime.fromisoformat(old["missed_at"]) > now - timedelta(hours=2)
    run_at(now)
    ran = state(admin)
    assert (ran["state"], ran["missed_at"], ran["last"]["status"]) == ("ok", None, "succeeded")
    run_at(now + timedelta(seconds=1), fails=True)
    failed = state(admin)
    assert (failed["state"], failed["last"]["error"]) == ("failed", "RuntimeError: no")
    assert failed["last_succeeded_at"] == ran["last_succeeded_at"]


def test_a_run_is_ordered_now_or_as_of_a_time_that_is_over(
    database: Database, admin: UUID, ordered: Ordered
) -> None:
    answer = order(admin)
    assert (answer.status, answer.body["job"]) == (202, JOB)
    assert answer.body["scheduled_at"] == answer.body["as_of"]
    past = datetime(2026, 11, 1, 2, tzinfo=UTC)
    assert datetime.fromisoformat(order(admin, as_of=past.isoformat()).body["as_of"]) == past
    assert [(job, as_of == past) for job, _, as_of in ordered] == [(JOB, False), (JOB, True)]
    log = send("GET", "/api/v1/audit-logs", user=admin, query={"action": "job_runs.request"}).body["data"]
    assert [(entry["user_id"], entry["resource_id"]) for entry in log] == [(str(admin), JOB)] * 2


def test_a_repeated_order_is_the_same_run(admin: UUID, ordered: Ordered) -> None:
    first, again = order(admin, key="once"), order(admin, key="once")
    assert first.body == again.body
    assert ordered[0] == ordered[1]


def test_a_run_of_now_is_of_the_databases_now(
    admin: UUID, ordered: Ordered, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Lambda whose clock is a few seconds ahead must not be told that its now is in the future."""

    class Ahead(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Ahead":
            return super().now(tz) + timedelta(seconds=5)

    for module in (routes, service):
        monkeypatch.setattr(module, "datetime", Ahead)
    assert order(admin).status == 202
    [(_, scheduled_at, as_of)] = ordered
    assert scheduled_at == as_of <= datetime.now(UTC)


def test_what_cannot_be_ordered_is_refused_and_nothing_starts(
    database: Database, admin: UUID, creator: UUID, ordered: Ordered
) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert (order(admin, as_of=tomorrow).status, order(admin, as_of=tomorrow).body["code"]) == (
        422, "JOB_AHEAD_OF_TIME",
    )  # fmt: skip
    assert order(admin, as_of="2026-11-01T02:00:00").status == 422
    for absurd in ("0001-01-01T00:00:00+23:59", "1999-12-31T23:59:59Z", "9999-12-31T23:59:59-23:59"):
        assert order(admin, as_of=absurd).status == 422, "no worker could reckon from it"
    assert order(admin, job="no-such-job").status == 404
    assert order(admin, job="../jobs").status in {404, 422}
    assert order(creator).status == 403
    assert send("GET", JOBS, user=creator).status == 403
    assert ordered == []
    with database.connect() as db:
        written = db.execute("select count(*) from audit_logs where action = 'job_runs.request'").fetchone()
    assert written == (0,)


def test_a_job_that_runs_is_not_ordered_and_one_whose_worker_died_is(
    database: Database, admin: UUID, ordered: Ordered
) -> None:
    with database.connect() as worker:
        worker.execute("select app.begin_job_run(%s, now(), '1 hour')", (JOB,))
        worker.commit()
        assert (order(admin).status, order(admin).body["code"]) == (409, "JOB_RUNNING")
    assert order(admin).status == 202, "its session is gone, and nobody holds the lock of the run"
    assert len(ordered) == 1
