"""The recorder mode `queue`: the redirect goes on without the database, and no click is lost or counted twice."""

import json
from datetime import timedelta
from uuid import UUID

import pytest

from common import hash_keys as keys
from common.database_errors import DatabaseUnavailable
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import LambdaContext
from tests.factories.links import make_link
from tests.integration.tracking_redirect.events_of_days import TODAY
from tests.integration.tracking_redirect.queue_mode import (
    AGENT,
    Clock,
    follow,
    received,
    start_cold,
    stop_database,
    stored,
    work,
)
from tracking_redirect import schedule
from tracking_redirect.visits import known_links as links
from tracking_redirect.visits import snapshot
from tracking_redirect.visits.hashes import visitor_hash

pytestmark = pytest.mark.usefixtures("queue_url")


def test_a_click_travels_through_the_queue(database: Database, queue_url: str, code: str) -> None:
    answer = follow(code, headers={"referer": "https://instagram.com/"})
    assert answer.status == 302
    assert stored(database) == []
    assert work(received(queue_url)) == []
    [click] = stored(database)
    assert answer.headers["location"].endswith(f"aclid={click.hex}")
    with database.connect() as db:
        row = db.execute(
            "select e.event_type, e.user_agent, e.referrer, e.visitor_ip_hash, e.campaign_id = l.campaign_id"
            " and e.brand_id = l.brand_id and e.tracking_link_id = l.id,"
            " e.created_at = uuid_extract_timestamp(e.id) from tracking_events e, tracking_links l"
        ).fetchone()
    assert row == (
        "click", AGENT, "instagram.com", visitor_hash("203.0.113.9", AGENT, TODAY), True, True,
    )  # fmt: skip


def test_a_country_travels_through_the_queue(
    database: Database, queue_url: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(code)
    monkeypatch.setenv("ORIGIN_VERIFY_SECRET", "only-cloudfront-knows")
    follow(code, headers={
        "x-origin-verify": "only-cloudfront-knows", "cloudfront-viewer-country": "DE",
    })  # fmt: skip
    assert work(received(queue_url)) == []
    with database.connect() as db:
        rows = db.execute("select metadata from tracking_events order by id").fetchall()
    assert rows == [({},), ({"country": "DE"},)]


def test_no_message_holds_the_address(queue_url: str, code: str) -> None:
    follow(code, address="198.51.100.77")
    assert "198.51.100.77" not in json.dumps(received(queue_url))


def test_a_warm_redirect_goes_on_without_the_database_and_nothing_is_lost(
    database: Database, monkeypatch: pytest.MonkeyPatch, clock: Clock, queue_url: str, code: str
) -> None:
    up = database.url("api_login")
    answers = [follow(code)]
    stop_database(monkeypatch)
    clock.now += links.SECONDS_FRESH + 1
    answers += [follow(code) for _ in range(20)]
    assert {answer.status for answer in answers} == {302}
    records = received(queue_url)
    with pytest.raises(Exception, match="database does not answer"):
        work(records)  # the batch comes back
    monkeypatch.setenv("DATABASE_URL", up)
    assert work(records) == []
    assert stored(database) == sorted(UUID(a.headers["location"].partition("aclid=")[2]) for a in answers)


def test_a_cold_redirect_finds_links_and_keys_without_the_database(
    database: Database, monkeypatch: pytest.MonkeyPatch, clock: Clock, queue_url: str, code: str
) -> None:
    with database.connect() as db:
        switched_off = make_link(db, make_campaign(db), disabled_at="2026-01-01")
    assert snapshot.write_snapshot() == {"links": 1}
    start_cold(monkeypatch, clock)
    stop_database(monkeypatch)
    assert follow(code).status == 302
    [record] = received(queue_url)
    assert json.loads(record["body"])["visitor"] == str(visitor_hash("203.0.113.9", AGENT, TODAY))
    # Not in the snapshot: it may be newer, so nobody says that it leads nowhere.
    assert follow("newcode").status == follow(switched_off).status == 503


def test_the_timer_copies_for_offline_once_and_only_where_visits_go_by_queue(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, queue_url: str, code: str
) -> None:
    event = {"job": "tracking-offline-copy", "scheduled_time": f"{TODAY + timedelta(days=1)}T00:05:00Z"}
    run = schedule.lambda_handler(event, LambdaContext())
    assert (run["status"], run["counts"]) == ("succeeded", {"links": 1})
    assert schedule.lambda_handler(event, LambdaContext()) == {"status": "done"}
    start_cold(monkeypatch, clock)
    stop_database(monkeypatch)
    assert follow(code).status == 302
    monkeypatch.setenv("RECORDER", "postgres")
    assert schedule.lambda_handler(event, LambdaContext()) == {"status": "not needed"}


def test_head_needs_no_database_and_sends_nothing(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, queue_url: str, code: str
) -> None:
    snapshot.write_snapshot()
    start_cold(monkeypatch, clock)
    stop_database(monkeypatch)
    assert [follow(asked, "HEAD").status for asked in (code, "newcode")] == [302, 503]
    assert "aclid" not in follow(code, "HEAD").headers["location"]
    assert received(queue_url) == []


def test_without_database_and_snapshot_the_visitor_is_asked_to_wait(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    stop_database(monkeypatch)
    answer = follow(code)
    assert (answer.status, "One moment" in answer.body) == (503, True)


def test_a_click_that_the_queue_does_not_take_is_not_answered_with_a_302(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setenv("QUEUE_URL_CLICKS", "https://sqs.eu-central-1.amazonaws.com/123456789012/gone")
    assert follow(code).status == 503


def test_a_link_that_was_switched_off_leads_on_for_a_minute_at_most(
    database: Database, clock: Clock, code: str
) -> None:
    assert follow(code).status == 302
    with database.connect() as db:
        db.execute("update tracking_links set disabled_at = now()")
    assert follow(code).status == 302
    clock.now += links.SECONDS_FRESH
    assert follow(code).status == 404


def test_memory_does_not_outlive_the_end_of_a_link(database: Database, code: str) -> None:
    with database.connect() as db:
        db.execute("update tracking_links set expires_at = now() + interval '0.2 seconds'")
        assert follow(code).status == 302
        db.execute("select pg_sleep(0.3)")
    assert follow(code).status == 410


def test_a_code_that_leads_nowhere_sends_nothing(queue_url: str, code: str) -> None:
    assert [follow(c).status for c in ("nobody0", "ünïcode", "x" * 10_000)] == [404, 404, 404]
    assert received(queue_url) == []


def test_after_a_failure_the_database_is_left_alone_for_a_while(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, code: str
) -> None:
    attempts: list[str] = []

    def fail(row: type[object], asked: str) -> None:
        attempts.append(asked)
        raise DatabaseUnavailable

    monkeypatch.setattr("tracking_redirect.visits.known_links.repository.find_whole_link", fail)
    for _ in range(3):
        follow(code)
    clock.now += links.SECONDS_BETWEEN_ATTEMPTS
    follow(code)
    assert attempts == [code, code]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("recorder", ["postgres", "queue"])
def test_the_timer_makes_keys_in_both_modes(monkeypatch: pytest.MonkeyPatch, recorder: str) -> None:
    monkeypatch.setenv("RECORDER", recorder)
    tomorrow = TODAY + timedelta(days=1)
    event = {"job": "tracking-hash-keys", "scheduled_time": f"{tomorrow}T00:05:00Z"}
    run = schedule.lambda_handler(event, LambdaContext())
    assert (run["status"], run["counts"]) == ("succeeded", {"hash_keys_made": 1})
    assert schedule.lambda_handler(event, LambdaContext()) == {"status": "done"}
    assert keys.key_of(tomorrow + timedelta(days=2)) is not None


def test_keys_are_made_ahead_and_forgotten_after_two_days() -> None:
    assert keys.rotate(TODAY) == 0
    key = keys.key_of(TODAY)
    assert keys.rotate(TODAY + timedelta(days=1)) == 1
    keys.forget()
    assert keys.key_of(TODAY) == key, "yesterday's key stays while its day may still be asked for"
    keys.rotate(TODAY + timedelta(days=2))
    keys.forget()
    assert keys.key_of(TODAY) is None
    assert visitor_hash("203.0.113.9", AGENT, TODAY) is None


@pytest.mark.parametrize(
    ("address", "same_as"),
    [
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::1", "2001:db8:1:2::"),
    ],
)
def test_addresses_of_one_household_hash_alike(address: str, same_as: str) -> None:
    assert visitor_hash(address, AGENT, TODAY) == visitor_hash(same_as, AGENT, TODAY) is not None
