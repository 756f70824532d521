"""Administrators hear that something waits for them, and an operator how long it does."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from messaging import schedule
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.messaging import talk
from tests.integration.messaging.conftest import Room
from tests.integration.messaging.holding import WHY, hold
from tests.logins import own_login

NEWS = "select count(*) from notifications where type = 'moderation_waits' and user_id = %s"
GAUGES = re.compile(r'"(held_messages_waiting|message_reports_open|moderation_waits_hours)":(\d+)')
SPAM = {"reason": "spam", "note": ""}


def news(database: Database, who: Any) -> int:
    """How often somebody was told."""
    with database.connect() as db:
        row = db.execute(NEWS, (who.id,)).fetchone()
    assert row is not None
    return int(row[0])


def levels(capsys: pytest.CaptureFixture[str], as_of: datetime) -> dict[str, int]:
    """What the job says stands."""
    capsys.readouterr()
    event = {"job": "messages-waiting", "scheduled_time": as_of.isoformat()}
    with own_login(schedule.lambda_handler):
        schedule.lambda_handler(event, LambdaContext())
    return {name: int(level) for name, level in GAUGES.findall(capsys.readouterr().out)}


def test_administrators_are_told_once_until_all_is_decided(database: Database, room: Room) -> None:
    first, second = hold(room, room.owner), hold(room, room.person)
    room.say(room.owner)
    report = room.person.post(f"{room.path}/messages/1/report", **SPAM)
    assert news(database, room.admin) == 1
    room.admin.post(f"/held-messages/{first['id']}/refuse", **WHY)
    room.admin.post(f"/held-messages/{second['id']}/refuse", **WHY)
    hold(room, room.owner)
    assert news(database, room.admin) == 1, "a report still waited"
    room.admin.post(f"/message-reports/{report['id']}/dismiss", note="It is none.")
    for one in room.admin.get("/held-messages", status="held")["data"]:
        room.admin.post(f"/held-messages/{one['id']}/release", **WHY)
    room.person.post(f"{room.path}/messages/2/report", **SPAM)
    assert news(database, room.admin) == 2
    assert [news(database, who) for who in (room.owner, room.person, room.reader, room.rival)] == [0] * 4


def test_of_two_at_once_one_is_news(database: Database, room: Room) -> None:
    room.say(room.owner)
    with database.connect() as db:
        other = talk(db)
    step = "select app.hold_message(%s, uuidv7(), 'x', '{}', null, 'r')"
    report = "select app.report_message(%s, 1, 'spam', '')"
    steps = [
        (str(room.owner.id), step, (room.conversation_id,)),
        (str(other.owner), step, (other.conversation,)),
    ]
    steps.append((str(room.person.id), report, (room.conversation_id,)))
    assert run_at_once(database, *steps) == ["ok"] * 3
    assert news(database, room.admin) == 1


def test_what_waits_and_how_long_is_told_with_each_run(
    database: Database, room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now(UTC)
    nothing = {"held_messages_waiting": 0, "message_reports_open": 0, "moderation_waits_hours": 0}
    assert levels(capsys, now) == nothing
    held = [hold(room, room.owner), hold(room, room.person)]
    room.say(room.owner)
    report = room.person.post(f"{room.path}/messages/1/report", **SPAM)
    with database.connect() as db:
        db.execute("set session_replication_role = replica")
        db.execute("update message_reports set created_at = %s", (now - timedelta(hours=30, minutes=59),))
    found = levels(capsys, now + timedelta(minutes=2))
    assert found == {"held_messages_waiting": 2, "message_reports_open": 1, "moderation_waits_hours": 31}
    room.admin.post(f"/message-reports/{report['id']}/dismiss", note="It is none.")
    found = levels(capsys, now + timedelta(hours=3))
    assert found == {"held_messages_waiting": 2, "message_reports_open": 0, "moderation_waits_hours": 2}
    for one in held:
        room.admin.post(f"/held-messages/{one['id']}/refuse", **WHY)
    assert levels(capsys, now + timedelta(hours=4)) == nothing
