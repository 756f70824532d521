"""The job that counts anew what is unread, by its name."""

from typing import Any

import pytest

from messaging import schedule
from messaging.unread_counts import service
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.messaging import miscounted, send, talk
from tests.logins import own_login

EVENT = {"job": "unread-recount", "scheduled_time": "2026-12-10T02:10:00Z"}


def fire(hour: str = "02") -> Any:
    """The timer of a night."""
    event = EVENT | {"scheduled_time": f"2026-12-10T{hour}:10:00Z"}
    with own_login(schedule.lambda_handler):
        return schedule.lambda_handler(event, LambdaContext())


def test_what_differs_is_corrected_and_told_once(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(service, "LOT", 2)  # several lots
    with database.connect() as db:
        talks = [talk(db) for _ in range(3)]
        for made in talks:
            send(db, made.conversation, made.owner)
        there = db.execute("select count(*) from conversations").fetchone()
        db.execute("update conversation_members set unread_count = unread_count + 3 where user_id = any(%s)",
                   ([talks[0].person, talks[2].owner],))  # fmt: skip
    assert there is not None
    counts = {"checked": there[0], "corrected": 2, "left": 0}
    assert fire() == {"status": "succeeded", "counts": counts}
    assert '"unread_counts_corrected":2' in capsys.readouterr().out
    assert fire() == {"status": "done"}
    assert fire("03")["counts"] == counts | {"corrected": 0}
    with database.connect() as db:
        assert miscounted(db) == []


def test_what_there_is_no_time_for_is_said(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "SPARE_SECONDS", 1_000)
    monkeypatch.setattr(service, "LOT", 1)
    with database.connect() as db:
        talk(db), talk(db)
    assert fire()["counts"] == {"checked": 1, "corrected": 0, "left": 1}
