"""Who is gone has no row in a conversation, and nobody begins one with who is erased, nor while that happens."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import LiteralString
from uuid import UUID

import psycopg
import pytest

from tests.concurrency import wait_until_blocked
from tests.conftest import Database
from tests.factories.deals import act
from tests.factories.messaging import open_conversation, send, talk
from tests.factories.people import make_member

LEAVES: LiteralString = "update brand_memberships set status = 'removed' where user_id = %s"


def answer(database: Database, who: UUID, statement: LiteralString, *parameters: object) -> str:
    """`ok`, or the SQLSTATE, of a request of somebody."""
    try:
        with database.connect("api_login", autocommit=False) as db:
            db.execute("select app.begin_request(%s)", (json.dumps({"sub": str(who)}),))
            db.execute(statement, parameters)
    except psycopg.Error as error:
        return error.sqlstate or "?"
    return "ok"


def test_who_leaves_while_they_read_has_no_row(database: Database) -> None:
    with database.connect() as db, database.connect(autocommit=False) as other, ThreadPoolExecutor(1) as pool:
        made = talk(db)
        reader = make_member(db, made.brand, "analyst")
        send(db, made.conversation, made.person)
        db.execute("delete from conversation_members where user_id = %s", (reader,))
        other.execute(LEAVES, (reader,))
        asked = pool.submit(answer, database, reader, "select app.mark_read(%s, 1)", made.conversation)
        wait_until_blocked(db)
        other.commit()
        assert asked.result(30) == "IG003"
        left = db.execute("select from conversation_members where user_id = %s", (reader,)).fetchall()
    assert left == []


def test_nobody_begins_a_conversation_with_who_is_erased(database: Database) -> None:
    with database.connect() as db:
        made = talk(db)
        db.execute("update conversations set closed_at = now() where id = %s", (made.conversation,))
        db.execute("update auth.users set status = 'deleted' where id = %s", (made.person,))
        with pytest.raises(psycopg.Error) as error:
            open_conversation(db, made.owner, brand=made.brand, person=made.person)
        assert error.value.sqlstate == "IG003"


def test_who_is_being_erased_is_waited_for(database: Database) -> None:
    with database.connect() as db, database.connect(autocommit=False) as other, ThreadPoolExecutor(1) as pool:
        made = talk(db)
        db.execute("update conversations set closed_at = now() where id = %s", (made.conversation,))
        other.execute("select from auth.users where id = %s for update", (made.person,))
        other.execute("update auth.users set status = 'deleted' where id = %s", (made.person,))
        asked = pool.submit(
            answer,
            database,
            made.owner,
            "select app.open_conversation('direct', null, %s, %s)",
            made.brand,
            made.person,
        )
        wait_until_blocked(db)
        other.commit()
        assert asked.result(30) == "IG003"
        assert act(db, made.owner, "select count(*) from conversations where closed_at is null") == 0
