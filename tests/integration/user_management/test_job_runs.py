"""Runs of jobs, for administrators: listed, filtered and walked."""

from uuid import UUID

from tests.factories.accounts import send
from tests.factories.jobs import run


def test_job_runs_are_listed_filtered_and_walked(admin: UUID) -> None:
    for hour in range(3):
        run("aggregation", hour)
    run("transitions", 5, fails=True)
    first = send("GET", "/api/v1/system/job-runs", user=admin, query={"limit": "3"}).body
    rest = send("GET", "/api/v1/system/job-runs", user=admin, query={"cursor": first["next_cursor"]}).body
    assert [(r["job"], r["counts"]) for r in first["data"] + rest["data"]] == [
        ("transitions", {}), ("aggregation", {"done": 2}), ("aggregation", {"done": 1}), ("aggregation", {"done": 0}),
    ]  # fmt: skip
    (failed,) = send("GET", "/api/v1/system/job-runs", user=admin, query={"status": "failed"}).body["data"]
    assert failed["error"] == "RuntimeError: no"
    assert (
        len(send("GET", "/api/v1/system/job-runs", user=admin, query={"job": "aggregation"}).body["data"])
        == 3
    )
    assert send("GET", "/api/v1/system/job-runs", user=admin, query={"cursor": "e30"}).status == 422
