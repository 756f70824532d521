"""The push service is down, slow or choosy."""

import json

import boto3
import pytest
from botocore.config import Config

from common import queues
from common.adapters.realtime import choice
from messaging import schedule
from messaging.realtime import service
from tests.factories.events import LambdaContext
from tests.factories.messaging import Talk, send
from tests.factories.people import make_member
from tests.factories.push_service import Mood
from tests.integration.messaging.conftest import Room, sends
from tests.integration.messaging.hearing import Hearing
from tests.logins import own_login
from tests.typing import Connection

IMPATIENT = Config(retries={"total_max_attempts": 1}, connect_timeout=1)


def sweep(minute: int) -> dict[str, object]:
    event = {"job": "realtime-sweep", "scheduled_time": f"2026-12-10T12:{minute:02}:00+00:00"}
    with own_login(schedule.lambda_handler):
        return schedule.lambda_handler(event, LambdaContext())


def test_while_the_push_service_is_down_hints_wait_and_the_worker_does_not_spin(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    hearing.push.always = Mood(503)
    for _ in range(3):
        assert send(db, ours.conversation, ours.owner) > 0
    hearing.run()
    asked = len(hearing.push.requests)
    assert asked == 6, "two channels, each three times"
    waiting = hearing.hints()
    assert [attempts for _, attempts, _ in waiting] == [1, 1, 1]
    assert all(1 < due <= 2.5 for _, _, due in waiting)
    hearing.run()
    assert len(hearing.push.requests) == asked, "nothing is due"
    for attempt, delay in ((2, 4), (3, 8), (4, 16), (5, 32)):
        hearing.let_pass(int(max(due for _, _, due in waiting)) + 2)
        hearing.run()
        waiting = hearing.hints()
        assert [attempts for _, attempts, _ in waiting] == [attempt] * 3
        assert all(delay * 0.9 < due <= delay * 1.25 for _, _, due in waiting)
    hearing.push.always = None
    hearing.let_pass(40)
    hearing.run()
    assert [event["seq"] for event in hearing.heard(ours.person)] == [1, 2, 3]
    assert hearing.hints() == []


def test_writing_answers_201_whatever_becomes_of_queue_and_push_service(
    room: Room, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUEUE_URL_REALTIME", "http://127.0.0.1:9/nobody/listens")
    monkeypatch.setattr(queues, "_client", lambda: boto3.client("sqs", config=IMPATIENT))
    hearing.push.always = Mood(503)
    hearing.forget()
    status, body = sends(room, room.owner.id, body="It is written")
    assert (status, body["message"]["seq"]) == (201, 1)
    hearing.run()
    assert hearing.push.everything() == []
    hearing.push.always = None
    hearing.let_pass(3)
    hearing.run()
    hearing.run()
    assert [event["body"] for event in hearing.heard(room.person.id)] == ["It is written"]


def test_where_nobody_is_answered_the_rest_is_not_tried(db: Connection, ours: Talk, hearing: Hearing) -> None:
    for _ in range(40):
        make_member(db, ours.brand, "campaign_manager")
    hearing.forget()
    hearing.push.always = Mood(503)
    send(db, ours.conversation, ours.person)
    hearing.run()
    assert len(hearing.push.requests) < 60, "of 42 channels, three times each, eight at a time"
    [(payload, _, due)] = hearing.hints()
    assert len(payload["only"]) == 42
    assert due > 1


def test_what_was_not_told_in_time_is_deleted_once_and_never_told(
    db: Connection,
    ours: Talk,
    hearing: Hearing,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(service, "wake", woken.append)
    hearing.push.always = Mood(503)
    send(db, ours.conversation, ours.owner)
    hearing.run()
    hearing.let_pass(301)
    hearing.push.always = None
    hearing.run()
    assert hearing.push.everything() == []
    capsys.readouterr()
    assert sweep(0)["counts"] == {"due": 0, "expired": 1}
    assert '"events_expired":1' in capsys.readouterr().out
    assert sweep(1)["counts"] == {"due": 0, "expired": 0}
    assert (hearing.hints(), woken) == ([], [])
    assert db.execute("select count(*) from messages").fetchone() == (1,), "what is true stays"


def test_the_sweep_wakes_the_worker_for_what_others_wrote(
    db: Connection, ours: Talk, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(service, "wake", woken.append)
    assert sweep(0)["counts"] == {"due": 0, "expired": 0}
    db.execute("select app.notify(%s, 'system', 'x', 'x', 'x')", (ours.person,))
    assert sweep(1)["counts"] == {"due": 1, "expired": 0}
    assert woken == ["realtime"]


def test_one_channel_that_fails_delays_nobody_else_and_is_told_alone(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    broken = hearing.channel(ours.person)
    hearing.push.broken.add(broken)
    send(db, ours.conversation, ours.owner, "One")
    send(db, ours.conversation, ours.owner, "Two")
    hearing.run()
    assert [event["body"] for event in hearing.heard(ours.owner)] == ["One", "Two"]
    assert [payload["only"] for payload, _, _ in hearing.hints()] == [[str(ours.person)]] * 2
    hearing.push.broken.clear()
    hearing.let_pass(5)
    hearing.run()
    assert [event["body"] for event in hearing.heard(ours.person)] == ["One", "Two"]
    assert len(hearing.heard(ours.owner)) == 2, "not again"
    assert hearing.hints() == []


def test_a_channels_key_stands_in_no_log_and_no_row(
    db: Connection,
    ours: Talk,
    hearing: Hearing,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whoever reads them could listen to that person; the push service names the channel in its refusals."""
    channel = hearing.channel(ours.person)
    hearing.push.broken.add(channel)
    send(db, ours.conversation, ours.owner)
    hearing.run()
    [(last_error, payload)] = db.execute(
        "select last_error, payload::text from outbox where topic = 'realtime'"
    ).fetchall()
    assert last_error == "status 400 BadRequestException"
    said = capsys.readouterr()
    logged = said.out + said.err + caplog.text + payload
    assert "a channel was not told" in logged
    assert channel.rpartition("/")[2] not in logged


def test_an_event_that_was_not_taken_is_told_again_with_those_behind_it(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    hearing.push.moods = [Mood(failed=(1,)), Mood(failed=(1,))]
    for number in range(7):
        send(db, ours.conversation, ours.owner, str(number))
    hearing.run()
    assert [event["body"] for event in hearing.heard(ours.person)] == ["0", "2", "3", "4"]
    hearing.let_pass(5)
    hearing.run()
    assert [event["body"] for event in hearing.heard(ours.person)] == ["0", "2", "3", "4", "1", "5", "6"]
    assert hearing.hints() == []


def test_an_answer_that_was_lost_means_twice_and_the_number_tells(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    hearing.push.moods = [Mood(lost=True), Mood(lost=True)]
    send(db, ours.conversation, ours.owner)
    hearing.run()
    told = [hearing.heard(person) for person in (ours.person, ours.owner)]
    # Both channels are asked at once: each lost an answer, or one of them both.
    assert sum(map(len, told)) == 4
    for heard in told:
        assert heard == [heard[0]] * len(heard)
        assert heard[0]["seq"] == 1


def test_where_there_is_no_push_service_nothing_is_claimed_and_nothing_pretends(
    db: Connection, ours: Talk, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(choice.HTTP_DOMAIN)
    send(db, ours.conversation, ours.owner)
    hearing.run(json.dumps({"type": "typing"}))
    assert [attempts for _, attempts, _ in hearing.hints()] == [0]
    hearing.let_pass(301)
    assert sweep(0)["counts"] == {"due": 0, "expired": 1}
