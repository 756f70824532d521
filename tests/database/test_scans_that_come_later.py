"""What a gate kept while it was offline is judged by how things were when it was made."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString
from uuid import uuid4

import pytest
from psycopg.types.json import Jsonb

from tests.database.scanning import Stall
from tests.factories.rows import insert_row
from tests.typing import Connection

HOUR = timedelta(hours=1)
NOW = datetime.now(UTC)


def claimed(moment: datetime) -> dict[str, Any]:
    """What a gate says of a scan that it made then."""
    return {"source": "offline", "claimed_at": moment.isoformat()}


def noted(db: Connection, stall: Stall, status: str, at: datetime) -> None:
    """A line of the audit log: the activation was moved then."""
    row = {
        "action": "activations.update", "resource_type": "activations", "resource_id": str(stall.activation),
        "metadata": Jsonb({"after": {"status": status}}), "created_at": at,
    }  # fmt: skip
    insert_row(db, "audit_logs", row)


@pytest.mark.parametrize(
    ("ago", "says"),
    [
        (timedelta(hours=47), "accepted"), (timedelta(hours=49), "try_again"), (timedelta(minutes=-1), "accepted"),
        (timedelta(minutes=-3), "try_again"),
    ],
)  # fmt: skip
def test_it_is_taken_from_two_days_back_to_two_minutes_ahead(
    db: Connection, ago: timedelta, says: str
) -> None:
    stall = Stall(db, starts_at=NOW - timedelta(days=5), launched_at=NOW - timedelta(days=5))
    assert stall.record(**claimed(datetime.now(UTC) - ago)).says == says
    assert stall.rows()[0][1] == ([] if says == "accepted" else ["time_skew"])


def test_it_takes_a_try_of_the_day_on_which_it_was_made(db: Connection) -> None:
    stall = Stall(
        db, limit_per_device_day=1, starts_at=NOW - timedelta(days=3), launched_at=NOW - timedelta(days=3)
    )
    device, yesterday = uuid4(), NOW - timedelta(days=1)
    assert [stall.record(device, **claimed(when)).says for when in (yesterday, yesterday, NOW, NOW)] == [
        "accepted", "already_counted", "accepted", "already_counted",
    ]  # fmt: skip


def test_what_was_open_then_counts_and_what_was_not_does_not(db: Connection) -> None:
    stall = Stall(db)
    db.execute(
        "update activations set ends_at = now() - interval '1 hour', starts_at = now() - interval '9 hours'"
    )
    assert [stall.record(**claimed(NOW - hours * HOUR)).says for hours in (0.5, 2, 10)] == [
        "not_open", "accepted", "not_open",
    ]  # fmt: skip


def test_a_pause_of_then_counts_and_one_of_now_does_not(db: Connection) -> None:
    stall = Stall(db)
    noted(db, stall, "active", NOW - 9 * HOUR)
    noted(db, stall, "paused", NOW - 6 * HOUR)
    noted(db, stall, "active", NOW - 3 * HOUR)
    db.execute("update activations set status = 'paused'")
    said = {hours: stall.record(**claimed(NOW - hours * HOUR)).says for hours in (1, 5, 8)}
    assert said == {1: "accepted", 5: "not_open", 8: "accepted"}
    assert stall.record().says == "not_open"


def test_a_code_that_was_switched_off_since_was_good_then(db: Connection) -> None:
    stall = Stall(db)
    db.execute("update activation_codes set disabled_at = now() - interval '1 hour'")
    assert [stall.record(**claimed(NOW - hours * HOUR)).says for hours in (0.5, 2)] == [
        "not_open",
        "accepted",
    ]


def test_a_batch_that_is_shuffled_and_doubled_counts_the_earliest_once(db: Connection) -> None:
    stall = Stall(db, limit_per_device_day=2, time_zone="Pacific/Kiritimati")
    day = NOW.replace(hour=11, minute=0) - timedelta(days=1)
    db.execute(
        "update activations set starts_at = now() - interval '3 days', launched_at = now() - interval '3 days'"
    )
    device = uuid4()
    batch = [stall.scan(device, **claimed(day + n * timedelta(minutes=5))) for n in range(5)]
    sent = [*batch, *batch]
    random.Random(7).shuffle(sent)
    news: LiteralString = "select count(*) filter (where is_new) from app.record_scans(%s)"
    stored, again = (db.execute(news, (Jsonb(some),)).fetchone() for some in (sent, sent[::-1]))
    assert (stored, again) == ((5,), (0,))
    verdicts = db.execute("select verdict, reasons from scans order by claimed_at").fetchall()
    assert verdicts == [("accepted", [])] * 2 + [("refused", ["limit_reached"])] * 3


def test_without_a_device_a_gate_counts_in_code_and_activation_alone(db: Connection) -> None:
    stall = Stall(db, limit_per_device_day=1, limit_per_fan_total=1, limit_total=3, code={"max_uses": 2})
    stall.give_quota(3)
    said = [stall.record(**claimed(NOW), device_id=None).says for _ in range(3)]
    assert said == ["accepted", "accepted", "limit_reached"]
    assert db.execute("select left_over from activation_quotas").fetchone() == (1,)
    assert db.execute("select from devices").fetchall() == []
