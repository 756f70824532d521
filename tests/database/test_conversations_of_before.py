"""Messages of participations that a release kept in a table of their own, and what its code goes on doing with them."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from database_migrations.folder import database_directory
from tests.conftest import Database
from tests.factories.people import make_member
from tests.interleaving.pairs.scene import Scene
from tests.typing import Connection

MIGRATION = (
    database_directory() / "migrations" / "20261210000700_campaign_messages_are_conversations.sql"
).read_text(encoding="utf-8")
UP, _, DOWN = MIGRATION.partition("-- migrate:down")
THEN = datetime(2026, 3, 1, 12, tzinfo=UTC)


def run(database: Database, script: str) -> None:
    """A half of the migration, as the role that migrates, in a transaction."""
    with database.connect("app_owner", autocommit=False) as owner:
        owner.execute(script.encode())


def old_message(db: Connection, participant: UUID, sender: UUID, body: str, *at: int) -> UUID:
    """A row of before, written so many minutes after noon, and read so many."""
    written, read = (THEN + timedelta(minutes=at[0]), THEN + timedelta(minutes=at[1]) if at[1:] else None)
    row = db.execute(
        "insert into campaign_messages (participant_id, campaign_id, brand_id, creator_user_id, sender_user_id, body,"
        " read_at, created_at) select id, campaign_id, brand_id, creator_user_id, %s, %s, %s, %s"
        " from campaign_participants where id = %s returning id",
        (sender, body, read, written, participant),
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made


def conversation(db: Connection, participant: UUID) -> dict[str, object]:
    (columns,) = db.execute(
        "select to_jsonb(c) from conversations as c where subject_id = %s", (participant,)
    ).fetchall()
    found: dict[str, object] = columns[0]
    return found


def members(db: Connection, participant: UUID) -> dict[UUID, tuple[str, int, datetime | None, int, int]]:
    rows = db.execute(
        "select user_id, m.side, m.last_read_seq, m.last_read_at, m.unread_count, m.notified_seq"
        " from conversation_members as m join conversations as c on c.id = m.conversation_id where c.subject_id = %s",
        (participant,),
    ).fetchall()
    return {row[0]: row[1:] for row in rows}


@pytest.fixture
def before(database: Database) -> Database:
    """A database that has its messages in the table still."""
    run(database, DOWN)
    return database


def test_every_row_moves_with_its_id_and_its_moment_in_the_order_of_the_ids(before: Database) -> None:
    with before.connect() as db:
        scene = Scene(db)
        (creator, participant), (_, silent) = scene.accepted(), scene.accepted()
        ids = [
            old_message(db, participant, creator, "One", 1, 9),
            old_message(db, participant, scene.owner, "[erased]", 2, 3),
            old_message(db, participant, creator, "Three", 4),
        ]
    run(before, UP)
    with before.connect() as db:
        rows = db.execute(
            "select m.id, m.seq, m.side, m.sender_user_id, m.body, m.created_at, m.client_id, m.kind from messages as m"
            " join conversations as c on c.id = m.conversation_id where c.subject_id = %s order by m.seq",
            (participant,),
        ).fetchall()
        talk = conversation(db, participant)
        assert db.execute(
            "select count(*) from conversations where subject_id = %s", (silent,)
        ).fetchone() == (0,)
    at = [THEN + timedelta(minutes=minute) for minute in (1, 2, 4)]
    assert rows == [
        (ids[0], 1, "person", creator, "One", at[0], None, "text"),
        (ids[1], 2, "brand", scene.owner, "[erased]", at[1], None, "text"),
        (ids[2], 3, "person", creator, "Three", at[2], None, "text"),
    ]
    assert {key: talk[key] for key in ("kind", "last_seq", "person_read_seq", "team_read_seq", "closed_at")} == {
        "kind": "campaign", "last_seq": 3, "person_read_seq": 3, "team_read_seq": 2, "closed_at": None,
    }  # fmt: skip
    assert (talk["created_by"], talk["brand_id"]) == (str(creator), str(scene.brand))
    assert datetime.fromisoformat(str(talk["last_message_at"])) == at[2]


def test_one_who_read_has_read_for_all_of_their_side_and_old_ones_wait_without_a_mail(
    before: Database,
) -> None:
    with before.connect() as db:
        scene = Scene(db)
        analyst = make_member(db, scene.brand, "analyst")
        gone = make_member(db, scene.brand, "campaign_manager")
        creator, participant = scene.accepted()
        read = THEN + timedelta(minutes=9)
        old_message(db, participant, creator, "One", 1, 9)
        old_message(db, participant, scene.owner, "Two", 2)
        old_message(db, participant, creator, "Three", 4)
        old_message(db, participant, analyst, "Four", 5)
        db.execute("update brand_memberships set status = 'removed' where user_id = %s", (gone,))
    run(before, UP)
    with before.connect() as db:
        assert members(db, participant) == {
            creator: ("person", 1, None, 2, 4),
            scene.owner: ("brand", 2, read, 2, 4),
            analyst: ("brand", 2, read, 1, 4),
        }


def late_message(writer: Connection, participant: UUID) -> UUID:
    """A creator's row of before, of now."""
    row = writer.execute(
        "insert into campaign_messages (participant_id, campaign_id, brand_id, creator_user_id,"
        " sender_user_id, body) select id, campaign_id, brand_id, creator_user_id, creator_user_id, 'Late'"
        " from campaign_participants where id = %s returning id",
        (participant,),
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made


def migrates_while_open(before: Database, writer: Connection) -> None:
    """The migration starts while a transaction is open; it waits for that one, which commits."""
    with ThreadPoolExecutor(1) as pool, before.connect() as watcher:
        migrating = pool.submit(run, before, UP)
        for _ in range(300):
            if watcher.execute(
                "select 1 from pg_locks where not granted and locktype = 'relation'"
            ).fetchone():
                break
            wait([migrating], 0.01)
        waits = not migrating.done()
        writer.commit()
        migrating.result()
    assert waits, "it waits for the writer"


def test_what_is_written_and_read_while_it_copies_comes_along(before: Database) -> None:
    with before.connect() as db:
        scene = Scene(db)
        creator, participant = scene.accepted()
        other, late = scene.accepted()
        first = old_message(db, participant, creator, "One", 1)
    with before.connect(autocommit=False) as writer:
        writer.execute("update campaign_messages set read_at = now()")
        second, _ = (late_message(writer, to) for to in (participant, late))
        migrates_while_open(before, writer)
    with before.connect() as db:
        moved = db.execute(
            "select id, seq from messages where conversation_id = %s order by seq",
            (conversation(db, participant)["id"],),
        ).fetchall()
        assert moved == [(first, 1), (second, 2)]
        assert (conversation(db, participant)["team_read_seq"], conversation(db, late)["last_seq"]) == (1, 1)
        assert members(db, participant)[scene.owner][3] == 1
        assert other in members(db, late)


def test_the_way_back_and_forth_keeps_every_message_once(before: Database) -> None:
    with before.connect() as db:
        scene = Scene(db)
        creator, participant = scene.accepted()
        old_message(db, participant, creator, "One", 1, 9)
        old_message(db, participant, creator, "Two", 2)
        rows = "select id, participant_id, sender_user_id, body, read_at, created_at from campaign_messages"
        written = db.execute(rows).fetchall()
    run(before, UP)
    with before.connect() as db:
        kept = db.execute("select to_jsonb(m) from messages as m order by seq").fetchall()
    for _ in range(2):
        run(before, DOWN)
        with before.connect() as db:
            assert db.execute(rows).fetchall() == written
        run(before, UP)
        with before.connect() as db:
            assert db.execute("select to_jsonb(m) from messages as m order by seq").fetchall() == kept


def test_nobody_reads_a_table_unforced_behind_it(before: Database) -> None:
    with before.connect() as db:
        scene = Scene(db)
        creator, participant = scene.accepted()
        old_message(db, participant, creator, "One", 1)
    run(before, UP)
    with before.connect("app_owner") as owner:
        for table in (
            "conversations",
            "messages",
            "conversation_members",
            "brand_memberships",
            "campaign_messages",
        ):
            assert owner.execute(f"select count(*) from {table}".encode()).fetchone() == (0,), table
        assert owner.execute("select current_user::text").fetchone() == ("app_owner",)
