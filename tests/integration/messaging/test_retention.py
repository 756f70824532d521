"""What time does to conversations: how long they are kept, what keeps them longer, and that nothing is left behind."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from common.adapters.files import FileStore, FileStoreUnavailable
from common.retention import TablesNotCleared
from messaging.retention import service
from messaging.schedule import lambda_handler
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.integration.messaging.writing import HOLD, Writing, begin, dispute, hold, keys

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

YEARS = timedelta(days=1_095)
TABLES = (
    "conversations", "conversation_members", "messages", "message_originals", "held_messages", "message_attachments",
    "message_reports",
)  # fmt: skip


@pytest.fixture
def writing(database: Database, message_bucket: "S3Client") -> Writing:
    """Two sides, and a bucket for their files."""
    return begin(database)


def run(at: datetime | None = None) -> Any:
    """What the job counts, as of some moment."""
    moment = at or datetime.now(UTC)
    return service.run_retention(moment)


def close(writing: Writing) -> datetime:
    """The conversation is over; since when."""
    with writing.database.connect() as db:
        row = db.execute(
            "update conversations set closed_at = now() where id = %s returning closed_at",
            (writing.talk.conversation,),
        ).fetchone()
    assert row is not None
    closed: datetime = row[0]
    return closed


def fill(writing: Writing) -> None:
    """Something in every table."""
    file = writing.store()
    seq = writing.write(None, "Look.", file)
    with writing.database.connect() as db:
        db.execute(HOLD, (uuid4(), [writing.store()["id"]], writing.talk.conversation))
        db.execute(
            "insert into message_originals values (%s, %s, 'x', 'redaction')",
            (writing.talk.conversation, seq),
        )
        db.execute(
            "insert into message_reports (conversation_id, seq, person_user_id, brand_id, reporter_user_id, reason)"
            " select conversation_id, seq, person_user_id, brand_id, person_user_id, 'abuse' from messages"
            " where conversation_id = %s",
            (writing.talk.conversation,),
        )
        db.execute(
            "insert into messages (conversation_id, seq, brand_id, person_user_id, sender_user_id, side, client_id,"
            " body, reply_to_seq) select id, 2, brand_id, person_user_id, person_user_id, 'person', uuidv7(), 'y', 1"
            " from conversations where id = %s",
            (writing.talk.conversation,),
        )
        db.execute("update conversations set last_seq = 2 where id = %s", (writing.talk.conversation,))


def rows(writing: Writing) -> dict[str, int]:
    """How many rows of each table are of this conversation."""
    with writing.database.connect() as db:
        return {
            table: len(
                db.execute(
                    f"select from {table} as t where t.{'id' if table == 'conversations' else 'conversation_id'} = %s"
                    .encode(),
                    (writing.talk.conversation,),
                ).fetchall()
            )
            for table in TABLES
        }  # fmt: skip


def test_a_conversation_is_kept_for_three_years_after_it_was_closed_and_then_nothing_is_left(
    writing: Writing, message_bucket: "S3Client"
) -> None:
    other = begin(writing.database)
    other.write(None, "Another one.")
    fill(writing)
    assert all(rows(writing).values()), "there is something to delete in every table"
    closed = close(writing)
    with writing.database.connect() as db:
        db.execute(
            "update conversations set last_message_at = now() + interval '9 years' where closed_at is null"
        )
    before = rows(writing)
    counts = run(closed + YEARS - timedelta(seconds=1))
    assert counts == {"loose_files": 0, "erased_people": 0, "erased_files": 0, "conversations": 0}
    assert rows(writing) == before
    assert run(closed + YEARS)["conversations"] == 5, "two files, two messages, the conversation"
    assert not any(rows(writing).values())
    assert keys(message_bucket) == []
    assert rows(other)["messages"] == 1
    assert run(closed + YEARS)["conversations"] == 0


def test_an_open_conversation_about_something_stays_and_a_direct_one_ends_with_its_silence(
    database: Database, message_bucket: "S3Client"
) -> None:
    deal, direct = begin(database, "deal"), begin(database)
    for one in (deal, direct):
        one.write(None, "Hello.")
    now = datetime.now(UTC)
    assert run(now + YEARS - timedelta(minutes=1))["conversations"] == 0
    assert run(now + YEARS + timedelta(minutes=1))["conversations"] == 2
    assert (rows(deal)["messages"], rows(direct)["messages"]) == (2, 0)


def test_how_long_is_a_setting(writing: Writing) -> None:
    writing.write()
    closed = close(writing)
    with writing.database.connect() as db:
        db.execute("insert into admin_settings (key, value) values ('message_retention_days', '30')")
    assert run(closed + timedelta(days=29))["conversations"] == 0
    assert run(closed + timedelta(days=30))["conversations"] == 2


@pytest.mark.parametrize("keep", [hold, dispute])
def test_a_legal_hold_and_an_open_dispute_keep_everything_until_they_end(
    writing: Writing, message_bucket: "S3Client", keep: Callable[[Writing, bool], None]
) -> None:
    other = begin(writing.database)
    other.write()
    fill(writing)
    closed, _ = close(writing), close(other)
    keep(writing, True)
    before, files = rows(writing), keys(message_bucket)
    assert run(closed + YEARS + timedelta(days=1))["conversations"] == 2, "the other one goes"
    assert (rows(writing), keys(message_bucket)) == (before, files)
    keep(writing, False)
    run(closed + YEARS + timedelta(days=1))
    assert not any(rows(writing).values())


def test_large_conversations_go_in_batches_from_their_end(
    writing: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = begin(writing.database)
    for one in (writing, other):
        one.write_many(25)
        closed = close(one)
    monkeypatch.setattr(service, "BATCH", 10)
    monkeypatch.setattr(service, "MOST_BATCHES", 2)
    assert run(closed + YEARS)["conversations"] == 20
    with writing.database.connect() as db:
        left = db.execute("select conversation_id, max(seq) from messages group by 1 order by 1").fetchall()
    assert sorted(seq for _, seq in left) == [5, 25]
    monkeypatch.setattr(service, "MOST_BATCHES", 100)
    assert run(closed + YEARS)["conversations"] == 32
    assert not any([*rows(writing).values(), *rows(other).values()])


def test_a_legal_hold_that_is_set_at_the_same_time_waits_or_wins(
    writing: Writing, message_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(writing)
    closed = close(writing)
    waiting, told = Event(), list[int]()

    def set_hold() -> None:
        with writing.database.connect() as db:
            waiting.set()
            told.append(db.execute("update conversations set legal_hold = true").rowcount)

    setting, delete = Thread(target=set_hold), FileStore.delete

    def slowly(store: FileStore, file_keys: list[str]) -> None:
        if file_keys and not setting.is_alive() and not told:
            setting.start()
            assert waiting.wait(5)
            setting.join(0.3)
            assert setting.is_alive(), "who sets a hold waits for what is being deleted"
        delete(store, file_keys)

    with monkeypatch.context() as at_once:
        at_once.setattr(FileStore, "delete", slowly)
        run(closed + YEARS)
    setting.join(5)
    assert told == [0], "and is told that there is nothing left"
    assert not any(rows(writing).values())


def test_who_is_setting_a_legal_hold_is_not_waited_for(writing: Writing) -> None:
    fill(writing)
    closed = close(writing)
    before = rows(writing)
    with writing.database.connect(autocommit=False) as db:
        db.execute("update conversations set legal_hold = true")
        assert run(closed + YEARS)["conversations"] == 0
        db.commit()
    assert run(closed + YEARS)["conversations"] == 0
    assert rows(writing) == before


def test_with_the_file_store_down_rows_stay_and_the_run_fails(
    writing: Writing, message_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(writing)
    closed, before = close(writing), rows(writing)
    with monkeypatch.context() as down:
        down.setattr(FileStore, "delete", _down)
        with pytest.raises(TablesNotCleared):
            run(closed + YEARS)
    assert rows(writing) == before
    run(closed + YEARS)
    assert keys(message_bucket) == []


def _down(*_: object) -> None:
    raise FileStoreUnavailable


def test_the_timer_runs_it_once(writing: Writing) -> None:
    writing.write()
    close(writing)
    moment = datetime.now(UTC)
    event = {"job": "messages-retention", "scheduled_time": moment.isoformat()}
    event["as_of"] = (moment + YEARS).isoformat()
    first, again = (lambda_handler(event, LambdaContext()) for _ in range(2))
    assert first["counts"]["conversations"] == 2
    assert "counts" not in again or again["counts"] is None
