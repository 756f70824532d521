"""The hourly transitions: by timer, by edge action, twice, at once, and against a person."""

import threading
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest

from campaign_lifecycle import schedule
from campaign_lifecycle.clock.service import run_transitions
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import LambdaContext
from tests.factories.people import make_user

EVENT = {"job": "campaign-transitions", "scheduled_time": "2026-12-01T00:00:00Z"}
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def status_of(database: Database, campaign: UUID) -> str:
    with database.connect() as db:
        row = db.execute("select status from campaigns where id = %s", (campaign,)).fetchone()
    assert row is not None
    return str(row[0])


@pytest.mark.parametrize(
    ("columns", "becomes"),
    [
        ({"timeline_start": "2026-12-01"}, "active"),
        ({"timeline_start": "2026-12-02"}, "draft"),
        ({}, "draft"),
        ({"status": "active", "timeline_end": "2026-12-01"}, "completed"),
        ({"status": "paused", "timeline_end": "2026-12-01"}, "completed"),
        ({"status": "active", "timeline_end": "2026-12-02"}, "active"),
        ({"status": "active", "budget_total": 100, "budget_spent": 100}, "paused"),
        ({"status": "active", "budget_total": 100, "budget_spent": 99}, "active"),
        ({"status": "active", "budget_spent": 99}, "active"),
        (
            {"status": "active", "budget_total": 1, "budget_spent": 1, "timeline_end": "2026-12-01"},
            "completed",
        ),
        ({"timeline_start": "2026-11-01", "timeline_end": "2026-12-01"}, "completed"),
        ({"status": "cancelled", "timeline_start": "2026-11-01", "timeline_end": "2026-11-30"}, "cancelled"),
    ],
)
def test_what_is_due_moves_and_nothing_else(
    database: Database, columns: dict[str, Any], becomes: str
) -> None:
    with database.connect() as db:
        campaign = make_campaign(db, **columns)
    run_transitions(NOW)
    assert status_of(database, campaign) == becomes


def test_the_timer_moves_campaigns_once_and_history_and_audit_tell(database: Database) -> None:
    with database.connect() as db:
        campaign = make_campaign(db, timeline_start="2026-12-01")
    first = schedule.lambda_handler(EVENT, LambdaContext())
    assert (first["status"], first["counts"]["activated"]) == ("succeeded", 1)
    assert schedule.lambda_handler(EVENT, LambdaContext()) == {"status": "done"}
    with database.connect() as db:
        history = db.execute(
            "select campaign_id, from_status, to_status, reason, actor_user_id from campaign_history"
        )
        assert history.fetchall() == [(campaign, "draft", "active", "schedule", None)]
        audit = db.execute(
            "select metadata->'before'->>'status', metadata->'after'->>'status' from audit_logs"
            " where action = 'campaigns.update' and resource_id = %s", (str(campaign),)
        )  # fmt: skip
        assert audit.fetchall() == [("draft", "active")]


def test_an_exhausted_budget_is_told_from_the_schedule(database: Database) -> None:
    with database.connect() as db:
        make_campaign(db, status="active", budget_total=5, budget_spent=5)
        run_transitions(NOW)
        assert db.execute("select reason from campaign_history").fetchall() == [("budget_exhausted",)]


def test_a_backlog_is_worked_off_in_batches(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign_lifecycle.clock.service.TRANSITIONS_A_PASS", 2)
    with database.connect() as db:
        owner = make_user(db, "brand")
        for _ in range(5):
            make_campaign(db, owner, timeline_start="2026-12-01")
    assert run_transitions(NOW)["activated"] == 5


def test_two_runs_at_once_move_each_campaign_once(database: Database) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand")
        for _ in range(40):
            make_campaign(db, owner, timeline_start="2026-12-01")
    moved: list[int] = []
    barrier = threading.Barrier(2)

    def run() -> None:
        with database.connect("jobs_login", autocommit=False) as db:
            db.execute('select app.begin_request(\'{"role": "service"}\')')
            barrier.wait()
            row = db.execute(
                "select activated from app.process_campaign_transitions(%s, 25)", (NOW,)
            ).fetchone()
            assert row is not None
            moved.append(row[0])

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(moved) + run_transitions(NOW)["activated"] == 40
    with database.connect() as db:
        assert db.execute(
            "select count(*), count(distinct campaign_id) from campaign_history"
        ).fetchone() == (40, 40)


def test_a_campaign_that_someone_holds_is_left_for_the_next_run(database: Database) -> None:
    with database.connect() as db:
        held = make_campaign(db, timeline_start="2026-12-01")
        free = make_campaign(db, timeline_start="2026-12-01")
    with database.connect(autocommit=False) as db:
        db.execute("select 1 from campaigns where id = %s for update", (held,))
        run_transitions(NOW)
    assert (status_of(database, held), status_of(database, free)) == ("draft", "active")
    run_transitions(NOW)
    assert status_of(database, held) == "active"


def test_a_job_that_is_killed_in_the_middle_leaves_nothing_half_done(database: Database) -> None:
    with database.connect() as db:
        campaign = make_campaign(db, timeline_start="2026-12-01")
        job = psycopg.connect(database.url("jobs_login"))
        job.execute('select app.begin_request(\'{"role": "service"}\')')
        job.execute("select app.process_campaign_transitions(%s, 25)", (NOW,))
        db.execute("select pg_terminate_backend(%s, 5000)", (job.info.backend_pid,))
    assert status_of(database, campaign) == "draft"
    assert run_transitions(NOW)["activated"] == 1
