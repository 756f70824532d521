"""The job that counts anew what is unread, by its name."""

from typing import Any

import pytest

from common.lots import FIRST
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


def test_few_conversations_are_held_at_a_time(database: Database) -> None:
    """Who writes in one that is corrected waits for the others of its lot."""
    with database.connect() as db:
        made = talk(db)
        db.execute(
            "insert into conversations (kind, brand_id, person_user_id, created_by, closed_at)"
            " select 'direct', %s, %s, %s, now() from generate_series(1, 60)",
            (made.brand, made.person, made.owner),
        )
        db.execute(
            "insert into conversation_members (conversation_id, user_id, brand_id, person_user_id, side, joined_seq,"
            " unread_count) select id, person_user_id, brand_id, person_user_id, 'person', 0, 3 from conversations"
            " where closed_at is not null"
        )
    with database.connect("jobs_login", autocommit=False) as job, database.connect() as db:
        job.execute("""select app.begin_request('{"role": "service"}')""")
        job.execute("select app.recount_unread(%s, %s)", (FIRST, service.LOT))
        free = db.execute(
            "select count(*) from (select from conversations for update skip locked) as c"
        ).fetchone()
        job.rollback()
    assert free is not None
    assert free[0] >= 61 - 50
    assert fire()["counts"]["corrected"] == 60
