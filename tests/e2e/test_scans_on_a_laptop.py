"""`make up` runs all of activations: the door, the queue of a peak with its worker, the exporter's sheets, the jobs."""

import os
import signal
import time
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from infra.topology import TOPOLOGY
from tests.e2e.conftest import RunningSystem
from tests.e2e.system import lambdas_of, postmaster_pid, running
from tests.factories.activations import make_activation, make_activation_code
from tests.factories.people import brand_of, make_user

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5 Mobile/15E148 Safari/604.1"
)
JOBS = [schedule.job for schedule in TOPOLOGY.function("activations-schedule").schedules]


def code_of(system: RunningSystem, short_code: str, *, peak: bool = False) -> str:
    """The path of an open activation's page."""
    with psycopg.connect(system.database_url, autocommit=True) as db:
        activation = make_activation(db, brand_of(db, make_user(db, "brand")), peak=peak)
        make_activation_code(db, activation, short_code=short_code)
    return f"/q/{short_code}"


def look(system: RunningSystem, path: str) -> str:
    """The ticket that an app gets."""
    page = system.client.get(path, headers={"accept": "application/json"})
    ticket: str = page.raise_for_status().json()["ticket"]
    return ticket


def scan(system: RunningSystem, ticket: str) -> httpx.Response:
    """What the page's script sends; a program's name would flag it."""
    headers = {"sec-fetch-site": "same-origin", "user-agent": IPHONE}
    return system.client.post("/api/v1/qr/scan", json={"ticket": ticket}, headers=headers)


def cookie_of(answer: httpx.Response) -> dict[str, str]:
    """The header of the browser that scanned: httpx keeps no `__Host-` cookie of a page without TLS."""
    return {"cookie": answer.headers["set-cookie"].partition(";")[0]}


def judged(system: RunningSystem, scan_id: str, cookie: dict[str, str]) -> dict[str, Any]:
    """What its visitor hears once the worker was there."""
    deadline = time.monotonic() + 40
    while True:
        answer = system.client.get(f"/api/v1/qr/scans/{scan_id}", headers=cookie)
        told: dict[str, Any] = answer.raise_for_status().json()
        if told["verdict"] != "pending":
            return told
        assert time.monotonic() < deadline, "nobody judged it"
        time.sleep(0.2)


def test_a_scan_is_judged_at_once_by_the_door_of_its_own(system: RunningSystem) -> None:
    ticket = look(system, code_of(system, "laptop1"))
    answer = scan(system, ticket)
    assert (answer.status_code, answer.json()["verdict"]) == (200, "accepted")
    assert scan(system, ticket).json() == answer.json(), "the ticket names the first device"
    assert lambdas_of(system, "activations-scan")


def test_a_scan_of_a_peak_is_judged_by_the_worker_behind_the_queue(system: RunningSystem) -> None:
    answer = scan(system, look(system, code_of(system, "laptop2", peak=True)))
    told = answer.json()
    assert (answer.status_code, told["verdict"]) == (200, "pending")
    assert judged(system, told["scan_id"], cookie_of(answer))["verdict"] == "accepted"
    assert lambdas_of(system, "activations-worker")


@pytest.mark.parametrize("job", JOBS)
def test_each_job_runs(system: RunningSystem, job: str) -> None:
    ran = system.fire(job, "2026-12-01T03:25:00Z")
    assert (ran.status_code, ran.json()["status"]) == (200, "succeeded"), ran.text


def test_scans_of_a_peak_that_wait_for_a_stopped_database_are_stored_by_the_stop(tmp_path: Path) -> None:
    with running(tmp_path / "data") as first:
        path = code_of(first, "laptop3", peak=True)
        tickets = [look(first, path) for _ in range(20)]
        assert scan(first, tickets.pop()).json()["verdict"] == "pending", "the door knows the code by now"
        os.kill(postmaster_pid(first.data_dir), signal.SIGQUIT)
        assert [scan(first, ticket).json()["verdict"] for ticket in tickets] == ["pending"] * 19
        assert first.stop(signal.SIGTERM) == 0
        said = first.process.stdout.read() if first.process.stdout else ""
        assert "of the queue scans still to be stored" in said
        assert "NOT STORED" not in said
    with running(tmp_path / "data") as second, psycopg.connect(second.database_url) as db:
        counted = db.execute(
            "select count(*) from scans as s join activation_codes as c on c.id = s.code_id"
            " where s.verdict = 'accepted' and c.short_code = 'laptop3'"
        ).fetchone()
    assert counted == (20,)
