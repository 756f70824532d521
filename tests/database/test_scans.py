"""What a scan counts for: once a ticket, only while it is open, and the limits last."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from psycopg import DatabaseError, errors

from tests.conftest import Database
from tests.database.scanning import Stall, record
from tests.factories.activations import make_activation_code, make_device, make_fan
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

YESTERDAY = datetime.now(UTC) - timedelta(days=1)


def test_a_scan_counts_and_its_device_is_made_by_it(db: Connection) -> None:
    stall, device = Stall(db), uuid4()
    answer = stall.record(device)
    assert (answer.verdict, answer.reasons, answer.is_new) == ("accepted", [], True)
    assert stall.rows() == [("accepted", [])]
    made = db.execute("select brand_id, first_seen = last_seen, fan_id from devices where id = %s", (device,))
    assert made.fetchone() == (stall.brand, True, None)


def test_the_login_of_the_door_may_scan_and_find_and_nothing_else(database: Database) -> None:
    with database.connect() as db, database.connect("scan_login") as door:
        stall = Stall(db, code={"short_code": "abc1234"})
        found = door.execute("select activation_id, is_open from app.find_activation('abc1234')").fetchone()
        assert found == (stall.activation, True)
        assert record(door, stall.scan()).verdict == "accepted"
        with pytest.raises(errors.InsufficientPrivilege):
            door.execute("select app.record_scans('[]')")


def test_the_same_ticket_of_the_same_device_has_the_same_answer(db: Connection) -> None:
    stall, device, key = Stall(db), uuid4(), uuid4()
    first = stall.record(device, key)
    db.execute("update activations set status = 'paused' where id = %s", (stall.activation,))
    again = stall.record(device, key, ticket="expired", step=-2)
    assert (again.scan_id, again.says, again.at, again.is_new) == (first.scan_id, "accepted", first.at, False)
    assert len(stall.rows()) == 1
    counted = db.execute("select n from scan_limits where subject_id = %s", (device,)).fetchall()
    assert counted == [(1,)]


def test_the_same_ticket_of_another_device_is_refused_once(db: Connection) -> None:
    stall, key, other = Stall(db), uuid4(), uuid4()
    assert stall.record(key=key).says == "accepted"
    replayed = stall.record(other, key)
    assert (replayed.says, replayed.is_new) == ("try_again", True)
    assert stall.record(other, key).scan_id == replayed.scan_id
    assert stall.rows() == [("accepted", []), ("refused", ["replayed_ticket"])]
    assert stall.record(other).says == "accepted", "with a ticket of its own"


@pytest.mark.parametrize("limit", [1, 3])
def test_a_device_has_its_limit_of_a_day_and_starts_anew_on_the_next(db: Connection, limit: int) -> None:
    stall, device = Stall(db, limit_per_device_day=limit), uuid4()
    assert [stall.record(device).says for _ in range(limit)] == ["accepted"] * limit
    assert stall.record(device).says == ("already_counted" if limit == 1 else "limit_reached")
    db.execute("update scan_limits set day = day - 1")
    assert stall.record(device).says == "accepted"
    assert stall.record().says == "accepted", "another device"


def test_the_day_is_one_of_the_activations_time_zone(db: Connection) -> None:
    stall = Stall(db, time_zone="Pacific/Kiritimati")
    stall.record()
    (day,) = db.execute("select day from scans").fetchone() or (None,)
    assert day == (datetime.now(UTC) + timedelta(hours=14)).date()


@pytest.mark.parametrize(
    "how",
    [
        "update activations set status = 'paused'",
        "update activations set status = 'completed', completed_at = now()",
        "update activations set starts_at = now() + interval '1 hour'",
        "update activations set starts_at = now() - interval '2 days', ends_at = now()",
        "update activation_codes set disabled_at = now()",
        "update activation_codes set expires_at = now()",
        "update auth.users set status = 'banned' where id in (select owner_user_id from brand_profiles)",
    ],
)
def test_what_is_not_open_refuses_and_keeps_that_somebody_came(db: Connection, how: str) -> None:
    stall = Stall(db)
    db.execute(how.encode())
    assert stall.record().says == "not_open"
    assert stall.rows() == [("refused", ["not_open"])]
    assert db.execute("select from scan_limits").fetchall() == []


@pytest.mark.parametrize("status", ["paused", "completed", "cancelled"])
def test_a_campaign_that_is_paused_or_over_does_not_stop_the_gate(db: Connection, status: str) -> None:
    stall = Stall(db)
    db.execute("set session_replication_role = replica")  # the campaign's own steps are not of interest
    db.execute("update campaigns set status = %s", (status,))
    assert stall.record().says == "accepted"


def test_an_unknown_code_or_one_of_another_activation_is_not_open_and_leaves_nothing(db: Connection) -> None:
    stall, other = Stall(db), Stall(db)
    wrong: list[dict[str, Any]] = [
        {"code_id": str(uuid4())}, {"code_id": str(other.code)}, {"activation_id": str(uuid4())},
    ]  # fmt: skip
    for said in wrong:
        answer = stall.record(**said)
        assert (answer.scan_id, answer.says) == (None, "not_open")
    assert db.execute("select (select count(*) from scans) + (select count(*) from devices)").fetchone() == (
        0,
    )


def test_of_who_is_too_young_nothing_is_kept(db: Connection) -> None:
    answer = Stall(db, min_age=16).record(too_young=True)
    assert (answer.scan_id, answer.says) == (None, "too_young")
    for table in ("scans", "scan_keys", "scan_limits", "devices"):
        assert db.execute(f"select from {table}".encode()).fetchall() == []


def test_an_old_ticket_is_no_scan_and_takes_no_try(db: Connection) -> None:
    stall, device = Stall(db, limit_per_device_day=1), uuid4()
    assert stall.record(device, ticket="expired").says == "try_again"
    assert stall.rows() == [("refused", ["ticket_expired"])]
    assert stall.record(device).says == "accepted"


def test_a_fans_devices_have_one_total_and_what_they_had_before_is_in_it(db: Connection) -> None:
    stall, mine, other = Stall(db, limit_per_fan_total=3), uuid4(), uuid4()
    for device in (mine, other):
        assert stall.record(device).says == "accepted"
    fan = make_fan(db, stall.brand)
    db.execute("update devices set fan_id = %s", (fan,))
    assert [stall.record(device).says for device in (mine, other, mine)] == [
        "accepted", "limit_reached", "limit_reached",
    ]  # fmt: skip
    assert stall.record().says == "accepted", "somebody else"
    days = db.execute("select sum(n) from scan_limits where day > '-infinity'").fetchone()
    assert days == (4,), "who is refused keeps the tries of the day"


def test_a_code_is_used_so_often_and_no_more(db: Connection) -> None:
    single = Stall(db, code={"max_uses": 1})
    assert [single.record().says for _ in range(2)] == ["accepted", "already_counted"]
    stall = Stall(db, limit_per_device_day=2, limit_per_fan_total=2, code={"max_uses": 2})
    assert [stall.record().says for _ in range(3)] == ["accepted", "accepted", "limit_reached"]
    device = uuid4()
    stall.record(device)
    kept = db.execute("select n from scan_limits where subject_id = %s", (device,)).fetchall()
    assert kept == [(0,), (0,)]
    other = make_activation_code(db, stall.activation)
    assert [stall.record(device, code_id=str(other)).says for _ in range(2)] == ["accepted"] * 2


def test_all_together_have_their_limit_whatever_part_is_left(db: Connection) -> None:
    stall = Stall(db, limit_total=5, limit_per_fan_total=9, code={"max_uses": 100})
    stall.give_quota(0, 2, 0, 0, 0, 3)
    assert [stall.record().says for _ in range(7)] == ["accepted"] * 5 + ["limit_reached"] * 2
    assert db.execute("select used from activation_codes").fetchone() == (5,)
    assert db.execute("select sum(left_over) from activation_quotas").fetchone() == (0,)


def test_a_device_of_another_brand_is_refused(db: Connection) -> None:
    device = make_device(db, brand_of(db, make_user(db, "brand")))
    with pytest.raises(DatabaseError, match="another brand") as refused:
        Stall(db).record(device)
    assert refused.value.sqlstate == "IA008"


def test_a_device_is_written_again_only_when_the_day_has_changed(db: Connection) -> None:
    stall, device = Stall(db), uuid4()
    stall.record(device)
    ctid = db.execute("select ctid::text from devices").fetchone()
    stall.record(device)
    assert db.execute("select ctid::text from devices").fetchone() == ctid
    db.execute("update devices set first_seen = first_seen - 1, last_seen = last_seen - 1")
    stall.record(device)
    assert db.execute("select last_seen - first_seen from devices").fetchone() == (1,)


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ({"at": "2001-01-01T00:00:00Z"}, True),
        ({"at": "2999-01-01T00:00:00Z"}, True),
        ({"country": "Germany"}, False),
    ],
)
def test_what_cannot_be_is_taken_as_unknown(db: Connection, said: dict[str, Any], *, gone: bool) -> None:
    answer = Stall(db).record(**said, claimed_at=datetime.now(UTC).isoformat())
    assert answer.says == "accepted"
    assert db.execute("select country, now() - at < interval '1 minute' from scans").fetchone() == (
        None,
        True,
    )
    assert gone or said["country"] == "Germany"
