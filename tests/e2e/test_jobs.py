"""An operator has a job run: over HTTP as in the cloud, and by the laptop's command."""

import time
from typing import Any

from tests.e2e.conftest import RunningSystem
from tests.e2e.system import command

JOBS = "/api/v1/system/jobs"
ADMIN = "admin@example.com"


def last_run(system: RunningSystem, admin: dict[str, str], job: str) -> dict[str, Any] | None:
    jobs = {one["job"]: one for one in system.client.get(JOBS, headers=admin).json()["jobs"]}
    found: dict[str, Any] | None = jobs[job]["last"]
    return found


def test_a_job_is_ordered_over_http_and_leaves_its_run(system: RunningSystem) -> None:
    admin = system.signed_in(ADMIN)
    body = {"as_of": "2026-11-20T08:00:00Z"}
    ordered = system.client.post(f"{JOBS}/payments-retention/runs", json=body, headers=admin)
    assert (ordered.status_code, ordered.json()["as_of"]) == (202, "2026-11-20T08:00:00Z")
    for _ in range(300):
        run = last_run(system, admin, "payments-retention")
        if run and run["status"] == "succeeded" and run["scheduled_at"] == ordered.json()["scheduled_at"]:
            return
        time.sleep(0.1)
    raise AssertionError(f"the job did not succeed: {run}")


def test_the_command_runs_a_job_and_says_what_came_of_it(system: RunningSystem) -> None:
    where = ("--data-dir", str(system.data_dir.path))
    ran = command("job", *where, "user-erasures", "--at", "2026-11-20T08:20:00Z")
    assert (ran.returncode, '"status": "succeeded"' in ran.stdout) == (0, True), ran.stderr
    unknown = command("job", *where, "user-erasure")
    assert (unknown.returncode, "user-erasures" in unknown.stderr) == (1, True)
    assert command("job", *where, "user-erasures", "--at", "yesterday").returncode == 1
    assert command("job", "--data-dir", "/nonexistent/place", "user-erasures").returncode == 1
