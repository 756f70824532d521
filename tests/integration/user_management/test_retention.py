"""What was needed only on the way goes after thirty days; what somebody must still see, or may still need, stays."""

from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString

import pytest

from common import outbox
from common.database import transaction
from common.identity import SERVICE
from common.retention import TablesNotCleared
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.people import make_user
from user_management.retention import service as retention
from user_management.schedule import lambda_handler

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
OLD = NOON - retention.KEPT
YOUNG = OLD + timedelta(seconds=1)
"""A second too young to go."""


def run(as_of: datetime = NOON) -> dict[str, int]:
    """The counts of the job, on a day of its own."""
    event = {"job": "retention", "scheduled_time": datetime.now(UTC).isoformat(), "as_of": as_of.isoformat()}
    answer = lambda_handler(event, None)
    assert answer["status"] == "succeeded"
    counts: dict[str, int] = answer["counts"]
    return counts


def values(database: Database, query: LiteralString) -> list[Any]:
    with database.connect() as db:
        return [value for (value,) in db.execute(query).fetchall()]


def test_messages_go_thirty_days_after_they_were_processed(database: Database) -> None:
    with database.connect() as db:
        for topic, made, processed in (
            ("old", OLD, OLD), ("older", OLD - timedelta(days=400), OLD), ("young", OLD, YOUNG),
        ):  # fmt: skip
            db.execute(
                "insert into outbox (topic, created_at, processed_at) values (%s, %s, %s)",
                (topic, made, processed),
            )
    assert run()["outbox"] == 2
    assert values(database, "select topic from outbox") == ["young"]
    assert run()["outbox"] == 0


def test_what_waits_and_what_was_given_up_stays_however_old(database: Database) -> None:
    with database.connect() as db:
        admin = make_user(db, "admin")
        db.execute(
            "insert into outbox (topic, created_at, available_at, last_error) values"
            " ('email', '2020-01-01', 'infinity', 'refused'), ('email', '2020-01-01', '2020-01-01', null)"
        )
    assert run()["outbox"] == 0
    (topic,) = send("GET", "/api/v1/system/health", user=admin).body["outbox"]
    assert (topic["waiting"], topic["given_up"]) == (1, 1)


def test_a_deduplication_key_is_known_until_its_message_goes(database: Database) -> None:
    def write() -> int:
        with transaction(SERVICE) as tx:
            outbox.write(tx, "mail", {}, deduplication_key="once")
        return outbox.drain("mail", lambda _: None)["handled"]

    assert write() == 1
    now = datetime.now(UTC)
    assert run(now + timedelta(days=29))["outbox"] == 0
    assert write() == 0
    assert run(now + timedelta(days=31))["outbox"] == 1
    assert write() == 1


def test_work_is_done_in_batches_until_nothing_is_left(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    with database.connect() as db:
        db.execute(
            "insert into outbox (topic, processed_at) select n::text, %s - n * interval '1 day'"
            " from generate_series(1, 5) as n",
            (OLD,),
        )
    assert run()["outbox"] == 5


def test_a_run_has_an_end_and_the_oldest_go_first(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 1)
    monkeypatch.setattr(retention, "MOST_BATCHES", 2)
    with database.connect() as db:
        db.execute(
            "insert into outbox (topic, processed_at) select n::text, %s - n * interval '1 day'"
            " from generate_series(1, 3) as n",
            (OLD,),
        )
    assert run()["outbox"] == 2
    assert values(database, "select topic from outbox") == ["1"]
    assert run()["outbox"] == 1


def test_an_answer_is_given_again_for_thirty_days(database: Database) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand")

    def open_brand() -> str:
        answer = send(
            "POST", "/api/v1/brands", user=owner, body={"name": "Second"}, headers={"idempotency-key": "a"}
        )
        assert answer.status == 201
        brand: str = answer.body["id"]
        return brand

    first, now = open_brand(), datetime.now(UTC)
    assert run(now + timedelta(days=29))["idempotency_keys"] == 0
    assert open_brand() == first
    assert run(now + timedelta(days=31))["idempotency_keys"] == 1
    assert open_brand() != first


def test_attempts_at_an_address_are_forgotten_after_a_day_without_one(database: Database) -> None:
    with database.connect() as db:
        for digit, last in (("1", NOON - timedelta(days=1)), ("2", NOON - timedelta(hours=23))):
            db.execute(
                "insert into local_identity.sign_in_attempts (address_hash, last_attempt_at) values (%s, %s)",
                (digit.encode() * 32, last),
            )
    assert run()["sign_in_attempts"] == 1
    assert values(database, "select address_hash from local_identity.sign_in_attempts") == [b"2" * 32]


def test_who_sent_an_address_that_was_not_confirmed_is_forgotten_after_a_week(database: Database) -> None:
    with database.connect() as db:
        for code, ends in (("GONE", NOON), ("KEPT", NOON + timedelta(seconds=1))):
            db.execute(
                "insert into referral_intents (email_hmac, code, expires_at) values (%s, %s, %s)",
                (code.encode() * 8, code, ends),
            )
    assert run()["referral_intents"] == 1
    assert values(database, "select code from referral_intents") == ["KEPT"]


def test_runs_of_jobs_go_but_for_the_last_of_each_job_and_those_under_way(database: Database) -> None:
    with database.connect() as db:
        for job, days, status in (
            ("hourly", 2, "succeeded"), ("hourly", 1, "failed"), ("hourly", -1, "succeeded"),
            ("given-up", 3, "succeeded"), ("given-up", 2, "failed"), ("stuck", 4, "running"), ("stuck", 3, "failed"),
        ):  # fmt: skip
            db.execute(
                "insert into job_runs (job, scheduled_at, started_at, lease_expires_at, status, finished_at)"
                " values (%(job)s, %(at)s, %(at)s, %(at)s, %(status)s, %(finished)s)",
                {"job": job, "at": OLD - timedelta(days=days), "status": status,
                 "finished": None if status == "running" else OLD - timedelta(days=days)},
            )  # fmt: skip
    assert run()["job_runs"] == 3
    assert values(
        database, "select job || ' ' || status from job_runs where job <> 'retention' order by 1"
    ) == ["given-up failed", "hourly succeeded", "stuck failed", "stuck running"]


def test_a_table_that_fails_keeps_no_other_from_being_cleared(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.connect() as db:
        db.execute("insert into outbox (topic, created_at, processed_at) values ('old', %s, %s)", (OLD, OLD))
        db.execute(
            "insert into job_runs (job, scheduled_at, status, started_at, finished_at, lease_expires_at)"
            " select 'j', %s - n * interval '1 day', 'succeeded', %s - n * interval '1 day', %s, %s"
            " from generate_series(0, 1) as n",
            (OLD, OLD, OLD, OLD),
        )
        db.execute(
            "create function fail() returns trigger language plpgsql as 'begin raise exception $$no$$; end'"
        )
        db.execute("create trigger fail before delete on outbox for each statement execute function fail()")
    with pytest.raises(TablesNotCleared, match="outbox: RaiseException: no"):
        run()
    assert values(database, "select topic from outbox") == ["old"]
    assert values(database, "select count(*) from job_runs where job = 'j'") == [1]
    assert values(database, "select status from job_runs where job = 'retention'") == ["failed"]


def test_invitations_that_ended_go_thirty_days_later_and_open_ones_stay(database: Database) -> None:
    ends = {
        "accepted": (OLD, None, NOON), "revoked": (None, OLD, NOON), "expired": (None, None, OLD),
        "just-accepted": (YOUNG, None, OLD), "just-revoked": (None, YOUNG, OLD), "just-expired": (None, None, YOUNG),
        "open": (None, None, NOON + timedelta(days=7)),
    }  # fmt: skip
    with database.connect() as db:
        owner = make_user(db, "brand")
        for number, (name, (accepted, revoked, expires)) in enumerate(ends.items()):
            db.execute(
                "insert into team_invitations (brand_id, email, role, token_hash, accepted_at, revoked_at, expires_at,"
                " created_at) select brand_id, %s, 'analyst', decode(repeat(%s, 32), 'hex'), %s, %s, %s, '2020-01-01'"
                " from brand_memberships where user_id = %s",
                (f"{name}@example.com", f"{number:02}", accepted, revoked, expires, owner),
            )
    assert run()["team_invitations"] == 3
    left = values(database, "select split_part(email, '@', 1) from team_invitations order by id")
    assert left == ["just-accepted", "just-revoked", "just-expired", "open"]
