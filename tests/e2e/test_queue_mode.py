"""The whole system with `RECORDER=queue`, over HTTP: no database, no worker, and still every click is there once."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import psycopg
import pytest

from tests.e2e.clicks_queue import dead_letters, deliver_again, queue_is_empty
from tests.e2e.system import RunningSystem, all_gone, kill, lambdas_of, postmaster_pid, running

SECONDS_OF_VISIBILITY = 4
PATIENCE_SECONDS = 40.0
CLIENTS = 4
DESTINATION = "https://shop.example.com/offer?utm_id=1#size"
VISITORS: list[dict[str, str | bytes]] = [
    {"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Mobile/15E148"},
    {"user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0", "referer": "https://t.co/a?b=c"},
    {"user-agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120.0 Mobile", "cookie": "a=b; c=d"},
    {"user-agent": b'Gr\xfc\xdfe/1.0 "quoted" \\back {brace}', "referer": b"https://caf\xe9.example/"},
    {"user-agent": "", "referer": "https://long.example/" + "x" * 2_000},
    {
        "user-agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X) Safari/605.1",
        "x-forwarded-for": "203.0.113.9",
        "dnt": "1",
    },
]


@pytest.fixture(scope="module")
def queued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """A system whose clicks travel through SQS; what failed comes back after seconds, not minutes."""
    settings = {"RECORDER": "queue", "LOCAL_VISIBILITY_SECONDS": str(SECONDS_OF_VISIBILITY)}
    folder = tmp_path_factory.mktemp("queued") / "data"
    with running(folder, "--test-clock", settings=settings) as started:
        yield started


@pytest.fixture
def headers(queued: RunningSystem) -> dict[str, str]:
    return queued.signed_in("brand@example.com")


@pytest.fixture
def campaign(queued: RunningSystem, headers: dict[str, str]) -> str:
    made = queued.client.post("/api/v1/campaigns", json={"name": "Queued"}, headers=headers)
    campaign_id: str = made.json()["id"]
    return campaign_id


@pytest.fixture
def url(queued: RunningSystem, headers: dict[str, str], campaign: str) -> str:
    """A link, known to the snapshot that the schedule writes."""
    body = {"action": "generate", "campaign_id": campaign, "destination_url": DESTINATION}
    made = queued.client.post("/functions/v1/tracking-links", json=body, headers=headers)
    link: str = made.json()["url"]
    copied = queued.fire("tracking-offline-copy", datetime.now(UTC).isoformat())
    assert copied.json()["status"] == "succeeded", copied.text
    return link


def ask(url: str, visitor: dict[str, str | bytes], method: str = "GET") -> httpx.Response:
    sent = [(name, value.encode() if isinstance(value, str) else value) for name, value in visitor.items()]
    return httpx.request(method, url, headers=[(name.encode(), value) for name, value in sent], timeout=30)


def click(url: str, visitor: dict[str, str | bytes]) -> UUID:
    """The id of a click that was answered with a 302 to the right place."""
    answer = ask(url, visitor)
    assert answer.status_code == 302, answer.text
    before, mark, rest = answer.headers["location"].partition("&aclid=")
    click_id, _, fragment = rest.partition("#")
    assert (before, mark, fragment) == ("https://shop.example.com/offer?utm_id=1", "&aclid=", "size")
    return UUID(click_id)


def click_from_several(url: str, rounds: int) -> list[UUID]:
    """Every visitor clicks `rounds` times, several at a time."""
    with ThreadPoolExecutor(CLIENTS) as threads:
        return list(threads.map(lambda visitor: click(url, visitor), VISITORS * rounds))


def stored(system: RunningSystem, campaign: str) -> list[UUID]:
    """The ids of all clicks that the database has of a campaign, in order."""
    with psycopg.connect(system.database_url) as db:
        rows = db.execute(
            "select id from tracking_events where campaign_id = %s and event_type = 'click' order by id",
            (campaign,),
        ).fetchall()
    return [row[0] for row in rows]


def wait_until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def kill_lambdas(system: RunningSystem, name: str) -> None:
    """Kill every process of a Lambda that runs now."""
    pids = lambdas_of(system, name)
    assert pids, f"no process of {name} runs"
    kill(pids)
    assert all_gone(pids, within_seconds=5)


def restart_redirects(system: RunningSystem, url: str) -> None:
    """HEAD records nothing, so it may ask until the gateway has noticed and a process has started cold."""
    kill_lambdas(system, "tracking-redirect")
    wait_until(lambda: ask(url, VISITORS[0], "HEAD").status_code == 302, "no cold redirect answers")


def crash_database(system: RunningSystem) -> None:
    """By process id: pg_ctl believes a folder that it may not enter to hold no server."""
    pids = system.postgres_pids()
    os.kill(postmaster_pid(system.data_dir), signal.SIGQUIT)
    assert all_gone(pids, within_seconds=10)


def test_a_stopped_database_loses_no_click_and_counts_none_twice(
    queued: RunningSystem, url: str, campaign: str, headers: dict[str, str]
) -> None:
    clicks = [click(url, visitor) for visitor in VISITORS]
    crash_database(queued)
    try:
        clicks += click_from_several(url, 5)
        restart_redirects(queued, url)
        clicks += click_from_several(url, 5)
        assert ask(url, {"sec-purpose": "prefetch;prerender"}).status_code == 404
        unknown = ask(f"{url.rpartition('/')[0]}/notThere", VISITORS[0])
        assert (unknown.status_code, unknown.headers["retry-after"]) == (503, "10")
    finally:
        queued.cluster.start()
        # Those that missed the database leave it alone for a while: new links would be 503 to them until then.
        restart_redirects(queued, url)
    assert len(set(clicks)) == len(clicks)
    wait_until(lambda: len(stored(queued, campaign)) >= len(clicks), "clicks are missing")
    wait_until(lambda: queue_is_empty(queued), "messages stay in the queue")
    deliver_again(queued, campaign)
    wait_until(lambda: queue_is_empty(queued), "messages stay in the queue")
    assert stored(queued, campaign) == sorted(clicks)
    assert dead_letters(queued) == 0
    assert without_a_hash(queued, campaign) == 0, "the cold redirect found the key of the day"

    tomorrow = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT02:00:00Z")
    assert queued.fire("tracking-aggregation", tomorrow).json()["status"] == "succeeded"
    report = queued.client.get(f"/api/v1/campaigns/{campaign}/performance", headers=headers).json()
    assert report["total_clicks"] == people(queued, campaign)


def test_a_worker_killed_inside_a_batch_leaves_every_click_once(
    queued: RunningSystem, url: str, campaign: str
) -> None:
    with psycopg.connect(queued.database_url) as holder:
        holder.execute("lock table tracking_events in exclusive mode")
        clicks = click_from_several(url, 3)
        wait_until(lambda: worker_waits_for_a_lock(queued), "no worker waits for the lock")
        kill_lambdas(queued, "tracking-worker")
    wait_until(lambda: len(stored(queued, campaign)) >= len(clicks), "clicks are missing")
    wait_until(lambda: queue_is_empty(queued), "messages stay in the queue")
    assert stored(queued, campaign) == sorted(clicks)


def test_an_order_that_is_faster_than_its_click_may_be_reported_again(
    queued: RunningSystem, url: str, headers: dict[str, str]
) -> None:
    def report() -> httpx.Response:
        return queued.client.post("/api/v1/conversions", json=order, headers=headers)

    with psycopg.connect(queued.database_url) as holder:
        holder.execute("lock table tracking_events in exclusive mode")  # no worker can store the click
        order = {"click_id": str(click(url, VISITORS[0])), "order_id": "1", "value": 5, "currency": "usd"}
        early = report()
    assert (early.status_code, early.json()["code"]) == (503, "CLICK_NOT_STORED_YET"), early.text
    assert early.headers["retry-after"] == "30"
    wait_until(lambda: report().status_code == 200, "the click never comes")


def test_head_leads_where_get_would_and_is_no_visit(
    queued: RunningSystem, url: str, campaign: str, headers: dict[str, str]
) -> None:
    answer = ask(url, VISITORS[0], "HEAD")
    assert (answer.status_code, answer.headers["location"], answer.content) == (302, DESTINATION, b"")
    pixel = ask(f"{url}/view.gif", VISITORS[0], "HEAD")
    assert (pixel.status_code, pixel.headers["content-type"], pixel.content) == (200, "image/gif", b"")
    assert ask(f"{url.rpartition('/')[0]}/notThere", VISITORS[0], "HEAD").status_code == 404
    after = click(url, VISITORS[0])
    wait_until(lambda: stored(queued, campaign) != [], "the click is missing")
    wait_until(lambda: queue_is_empty(queued), "messages stay in the queue")
    with psycopg.connect(queued.database_url) as db:
        events = db.execute(
            "select event_type::text, id from tracking_events where campaign_id = %s", (campaign,)
        ).fetchall()
    assert events == [("click", after)]


def worker_waits_for_a_lock(system: RunningSystem) -> bool:
    with psycopg.connect(system.database_url, autocommit=True) as db:
        waiting = db.execute(
            "select 1 from pg_stat_activity where usename = 'jobs_login'"
            " and application_name = 'tracking-worker' and wait_event_type = 'Lock'"
        )
        return waiting.fetchone() is not None


def without_a_hash(system: RunningSystem, campaign: str) -> int:
    with psycopg.connect(system.database_url) as db:
        found = db.execute(
            "select count(*) from tracking_events where campaign_id = %s and visitor_ip_hash is null",
            (campaign,),
        ).fetchone()
    return int(found[0]) if found else -1


def people(system: RunningSystem, campaign: str) -> int:
    """Clicks of agents that introduced themselves as browsers: the others are recorded, not counted."""
    with psycopg.connect(system.database_url) as db:
        found = db.execute(
            "select count(*) from tracking_events where campaign_id = %s and user_agent like 'Mozilla/%%'",
            (campaign,),
        ).fetchone()
    return int(found[0]) if found else -1
