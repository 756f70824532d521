"""The worker dies, has a twin, comes too late, has no time; what it counts."""

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from common import deadline
from common.adapters.realtime.over_http import EventDoor
from common.adapters.realtime.port import MOST_EVENTS
from common.database import transaction
from common.identity import SERVICE
from messaging.realtime import repository, service
from messaging.realtime import tell as telling
from tests.factories.messaging import Talk, send
from tests.integration.messaging.hearing import Hearing
from tests.typing import Connection


def test_a_worker_that_dies_between_telling_and_deleting_tells_again_once_its_lease_is_over(
    db: Connection, ours: Talk, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Died(BaseException):
        """Lambda pulled the plug."""

    def die(*_: object) -> int:
        raise Died

    send(db, ours.conversation, ours.owner)
    with monkeypatch.context() as patched:
        patched.setattr(repository, "delete_told", die)
        with pytest.raises(Died):
            hearing.run()
    assert len(hearing.heard(ours.person)) == 1
    hearing.run()
    assert len(hearing.heard(ours.person)) == 1, "the lease holds"
    hearing.let_pass(int(repository.LEASE.total_seconds()))
    hearing.run()
    assert [event["seq"] for event in hearing.heard(ours.person)] == [1, 1]
    assert hearing.hints() == []


def test_two_workers_at_once_have_different_hints(db: Connection, ours: Talk, hearing: Hearing) -> None:
    for number in range(60):
        send(db, ours.conversation, ours.owner, str(number))
    with hearing.database.connect("jobs_login", autocommit=False) as twin:
        twin.execute("""select app.begin_request('{"role": "service"}')""")
        taken = twin.execute(
            "update outbox set available_at = now() + interval '1 minute' where id in (select id from outbox"
            " where topic = 'realtime' order by id limit 20 for update skip locked) returning payload -> 'seq'"
        ).fetchall()
        hearing.run()
        heard = [event["seq"] for event in hearing.heard(ours.person)]
        assert heard == [seq for seq in range(1, 61) if (seq,) not in taken]
        assert len(heard) == 40
        twin.rollback()
    hearing.run()
    assert sorted(event["seq"] for event in hearing.heard(ours.person)) == list(range(1, 61))


def test_a_worker_that_comes_too_late_takes_nothing_from_the_one_who_has_the_hint_by_then(
    db: Connection, ours: Talk, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(db, ours.conversation, ours.owner)
    tell = telling.tell

    def be_slow(*given: object) -> telling.Told:
        told = tell(*given)  # type: ignore[arg-type]
        db.execute("update outbox set attempts = attempts + 1 where topic = 'realtime'")
        return told

    monkeypatch.setattr(service, "tell", be_slow)
    hearing.run()
    assert len(hearing.hints()) == 1, "the other one deletes it"


def test_what_a_batch_has_no_time_for_is_told_by_the_next_one(
    db: Connection, ours: Talk, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "ONE_BATCH_SECONDS", 0)
    send(db, ours.conversation, ours.owner)
    hearing.run()
    [(payload, _, due)] = hearing.hints()
    assert sorted(payload["only"]) == sorted([str(ours.owner), str(ours.person)])
    assert due <= 1
    assert hearing.push.requests == []


def test_a_channel_that_was_renewed_hears_no_more_after_a_few_seconds(
    db: Connection, ours: Talk, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each request takes a second; the first one's hearer signs in anew meanwhile."""
    clock = [1_000.0]
    monkeypatch.setattr(deadline, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    publish, old = EventDoor.publish, hearing.channel(ours.person)

    def be_slow(door: EventDoor, channel: str, events: Sequence[str]) -> frozenset[int]:
        if channel == old:
            clock[0] += 1.0
            db.execute("select app.new_channel_key(%s)", (ours.person,))
        return publish(door, channel, events)

    monkeypatch.setattr(EventDoor, "publish", be_slow)
    for number in range(repository.HINTS_A_BATCH):
        send(db, ours.conversation, ours.owner, str(number))
    hearing.run()
    heard = hearing.push.heard_by(old)
    assert 0 < len(heard) <= 4 * MOST_EVENTS
    hearing.let_pass(2)
    hearing.run()
    assert hearing.push.heard_by(old) == heard
    later = [event["seq"] for event in hearing.heard(ours.person)]
    assert [*(event["seq"] for event in heard), *later] == list(range(1, repository.HINTS_A_BATCH + 1))


def test_a_worker_without_time_claims_nothing(db: Connection, ours: Talk, hearing: Hearing) -> None:
    send(db, ours.conversation, ours.owner)
    hearing.run(milliseconds=1_000)
    assert [(attempts, due <= 0) for _, attempts, due in hearing.hints()] == [(0, True)]


def test_what_ten_thousand_campaigns_say_waits_behind_what_people_say(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    db.execute(
        "select app.queue_event(jsonb_build_object('type', 'campaign.status', 'campaign_id', uuidv7()))"
        " from generate_series(1, 200)"
    )
    send(db, ours.conversation, ours.owner)
    with transaction(SERVICE) as tx:
        first = repository.claim(tx)
    assert len(first) == repository.HINTS_A_BATCH
    assert sum(bool(hint.hearers) for hint in first) == 1


def test_what_is_counted_is_what_was_heard(
    db: Connection, ours: Talk, hearing: Hearing, capsys: pytest.CaptureFixture[str]
) -> None:
    hearing.push.broken.add(hearing.channel(ours.person))
    send(db, ours.conversation, ours.owner)
    capsys.readouterr()
    hearing.run()
    out = capsys.readouterr().out
    assert '"events_published":1' in out
    assert '"events_failed":1' in out


def test_no_two_threads_write_into_a_channel_at_once(db: Connection, ours: Talk, hearing: Hearing) -> None:
    """Else the order would be chance."""
    hearing.push.slow_seconds = 0.02
    for number in range(20):
        send(db, ours.conversation, ours.owner, str(number))
    hearing.run()
    assert [event["seq"] for event in hearing.heard(ours.person)] == list(range(1, 21))
    assert hearing.push.busiest == 2


def test_whoever_has_no_channel_costs_nobody_else_the_hint(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    db.execute("delete from realtime_channels where user_id = %s", (ours.person,))
    send(db, ours.conversation, ours.owner)
    hearing.run()
    assert hearing.hints() == []
    assert [event["seq"] for event in hearing.heard(ours.owner)] == [1]
