"""The system on bad days: PostgreSQL restarted under load, a Lambda killed inside a transaction, the clock's job."""

import threading
import time
from collections import Counter
from collections.abc import Iterator

import httpx
import psycopg
import pytest

from tests.e2e.system import RunningSystem, kill, lambdas_of, running

CLIENTS = 4


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """A system of this module's own: its PostgreSQL is restarted and its Lambdas are killed."""
    with running(tmp_path_factory.mktemp("fragile") / "data", "--test-clock") as started:
        yield started


def make_campaign(system: RunningSystem, **fields: object) -> str:
    answer = system.client.post(
        "/api/v1/campaigns", json={"name": "Bad day", **fields}, headers=system.signed_in("brand@example.com")
    )
    assert answer.status_code == 201, answer.text
    campaign_id: str = answer.json()["id"]
    return campaign_id


def test_a_campaign_whose_start_is_reached_becomes_active_by_the_clock_alone(system: RunningSystem) -> None:
    due = make_campaign(system, timeline_start="2031-05-01")
    not_due = make_campaign(system, timeline_start="2031-05-02")
    assert system.fire("campaign-transitions", "2031-05-01T00:00:00Z").json()["status"] == "succeeded"
    headers = system.signed_in("brand@example.com")
    statuses = [
        system.client.get(f"/api/v1/campaigns/{campaign}", headers=headers).json()["status"]
        for campaign in (due, not_due)
    ]
    assert statuses == ["active", "draft"]
    assert system.fire("campaign-transitions", "2031-05-01T00:00:00Z").json() == {"status": "done"}


def test_after_a_restart_of_postgresql_under_load_the_next_request_works(fragile: RunningSystem) -> None:
    headers = fragile.signed_in("brand@example.com")
    statuses: Counter[int] = Counter()
    stop = threading.Event()

    def load() -> None:
        with httpx.Client(base_url=fragile.url, timeout=30) as client:
            while not stop.is_set():
                statuses[client.get("/api/v1/campaigns", headers=headers).status_code] += 1

    threads = [threading.Thread(target=load) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    fragile.cluster.restart()
    answers = [fragile.client.get("/api/v1/campaigns", headers=headers).status_code for _ in range(CLIENTS)]
    stop.set()
    for thread in threads:
        thread.join()
    assert answers == [200] * CLIENTS
    assert set(statuses) <= {200, 503}, statuses
    assert statuses[200] > CLIENTS


def test_a_lambda_killed_inside_a_transaction_leaves_nothing_half_done(fragile: RunningSystem) -> None:
    campaign = make_campaign(fragile)
    path, headers = f"/api/v1/campaigns/{campaign}", fragile.signed_in("brand@example.com")
    answers: list[int] = []

    def rename() -> None:
        with httpx.Client(base_url=fragile.url, timeout=30) as client:
            answers.append(client.patch(path, json={"name": "Half"}, headers=headers).status_code)

    with psycopg.connect(fragile.database_url) as holder:
        holder.execute("select 1 from campaigns where id = %s for update", (campaign,))
        request = threading.Thread(target=rename)
        request.start()
        wait_for_a_lock(fragile)
        kill(lambdas_of(fragile, "campaign-lifecycle-api"))
        request.join()
    assert answers[0] >= 500
    renamed = patched_by_a_new_lambda(fragile, path, headers)
    assert renamed.status_code == 200, renamed.text
    assert renamed.json()["name"] == "Whole"
    with psycopg.connect(fragile.database_url) as db:
        changes = db.execute(
            "select metadata->'after'->>'name' from audit_logs"
            " where resource_id = %s and action = 'campaigns.update'", (campaign,)
        ).fetchall()  # fmt: skip
    assert changes == [("Whole",)]


def patched_by_a_new_lambda(system: RunningSystem, path: str, headers: dict[str, str]) -> httpx.Response:
    """The gateway may hand a request or two to processes whose death it has not noticed yet."""
    deadline = time.monotonic() + 5
    while True:
        answer = system.client.patch(path, json={"name": "Whole"}, headers=headers)
        if answer.status_code < 500 or time.monotonic() > deadline:
            return answer


def wait_for_a_lock(system: RunningSystem) -> None:
    """Until a statement of a Lambda waits for a row that the test holds."""
    deadline = time.monotonic() + 10
    with psycopg.connect(system.database_url, autocommit=True) as db:
        while time.monotonic() < deadline:
            waiting = db.execute(
                "select 1 from pg_stat_activity where usename = 'api_login' and wait_event_type = 'Lock'"
            )
            if waiting.fetchone():
                return
            time.sleep(0.01)
    raise AssertionError("no Lambda waited for the lock")
