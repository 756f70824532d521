"""Files of messages: who announces, uploads, sends, downloads and deletes them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from common.adapters.files import Arrived, FileStore
from tests.actors import Person
from tests.conftest import Database
from tests.factories.messaging import ask_support
from tests.factories.people import make_member
from tests.integration.campaign_lifecycle.uploads import PNG, SHA256, upload
from tests.integration.messaging.writing import HOLD, PICTURE, Writing, begin, keys, send

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

NOT_FOUND = (404, "NOT_FOUND")


@pytest.fixture
def writing(database: Database, message_bucket: "S3Client") -> Writing:
    """Two sides, and a bucket for their files."""
    return begin(database)


def test_a_file_is_sent_and_downloaded_by_both_sides(writing: Writing, message_bucket: "S3Client") -> None:
    file = writing.announce(checksum_sha256=SHA256)
    assert (file["status"], file["download"], file["seq"]) == ("pending", None, None)
    upload(file, PNG)
    path = f"{writing.files}/{file['id']}"
    stored = writing.person.post(f"{path}/complete")
    assert (stored["status"], stored["checksum_sha256"], stored["upload"]) == ("stored", SHA256, None)
    assert writing.brand.refused("GET", f"{path}/download") == NOT_FOUND, "not sent yet"
    writing.write(None, "Here.", stored)
    for reader in (writing.brand, writing.person):
        answer = httpx.get(reader.get(f"{path}/download")["url"])
        assert (answer.status_code, answer.content) == (200, PNG)
        assert answer.headers["content-disposition"].startswith('attachment; filename="tea.png"')
    assert keys(message_bucket) == [stored["object_key"]]
    assert stored["object_key"].startswith(f"messages/{writing.talk.conversation}/")


def test_nobody_else_gets_at_a_file(writing: Writing) -> None:
    waiting, stored = writing.announce(), writing.store()
    for who in (writing.stranger, writing.brand, writing.admin):
        for path in (f"{writing.files}/{one['id']}" for one in (waiting, stored)):
            assert who.refused("POST", f"{path}/complete") == NOT_FOUND
            assert who.refused("DELETE", path) == NOT_FOUND
            assert who.refused("GET", f"{path}/download") == NOT_FOUND
    writing.write(None, "Here.", stored)
    for who in (writing.stranger, writing.admin):
        assert who.refused("GET", f"{writing.files}/{stored['id']}/download") == NOT_FOUND
        assert who.refused("POST", writing.files, **PICTURE) == NOT_FOUND
    assert writing.brand.refused("DELETE", f"{writing.files}/{stored['id']}") == (403, "FORBIDDEN")
    assert writing.person.refused("GET", f"{writing.files}/{waiting['id']}/download") == NOT_FOUND


def test_who_only_reads_for_the_brand_downloads_and_announces_nothing(writing: Writing) -> None:
    with writing.database.connect() as db:
        analyst = Person(make_member(db, writing.talk.brand, "analyst"), send)
    stored = writing.store()
    writing.write(None, "Here.", stored)
    assert httpx.get(analyst.get(f"{writing.files}/{stored['id']}/download")["url"]).content == PNG
    assert analyst.refused("POST", writing.files, **PICTURE) == (403, "FORBIDDEN")


def test_who_has_left_the_brand_gets_at_nothing_any_more(writing: Writing) -> None:
    with writing.database.connect() as db:
        manager = Person(make_member(db, writing.talk.brand, "campaign_manager"), send)
    sent, loose = writing.store(manager), writing.store(manager)
    writing.write(manager, "Here.", sent)
    paths = [f"{writing.files}/{one['id']}/download" for one in (sent, loose)]
    assert all(manager.get(path)["url"] for path in paths)
    with writing.database.connect() as db:
        db.execute("update brand_memberships set status = 'removed' where user_id = %s", (manager.id,))
    assert [manager.refused("GET", path) for path in paths] == [NOT_FOUND] * 2


def test_a_redacted_message_takes_its_files_along_and_an_administrator_with_a_reason_sees_them(
    writing: Writing, message_bucket: "S3Client"
) -> None:
    stored = writing.store()
    seq = writing.write(None, "Here.", stored)
    path = f"{writing.files}/{stored['id']}/download"
    assert writing.brand.get(path)["url"]
    with writing.database.connect() as db:
        db.execute(
            "update messages set redacted_at = now(), redaction_reason = 'abuse' where seq = %s", (seq,)
        )
    for who in (writing.brand, writing.person, writing.stranger):
        assert who.refused("GET", path) == NOT_FOUND
    assert writing.admin.refused("GET", path) == NOT_FOUND
    seen = writing.admin.get(path, reason="A report of this message")
    assert httpx.get(seen["url"]).content == PNG
    assert keys(message_bucket) == [stored["object_key"]], "it is evidence"
    with writing.database.connect() as db:
        logged = db.execute(
            "select metadata ->> 'reason' from audit_logs where action = 'conversations.look'"
        ).fetchall()
    assert logged == [("A report of this message",)]
    curious = send("GET", f"/api/v1{path}", user=writing.brand.id, query={"reason": "curious"})
    assert (curious.status, curious.body["code"]) == (403, "FORBIDDEN")


@pytest.mark.parametrize("because", ["redaction", "erasure", "erased_but_kept"])
def test_an_administrator_sees_what_is_hidden_with_a_reason_only(
    database: Database, message_bucket: "S3Client", because: str
) -> None:
    """Also where they see the conversation without one: it is with support, or they belong to a side."""
    writing = begin(database)
    with database.connect() as db:
        own = Person(make_member(db, writing.talk.brand, "campaign_manager"), send)
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (own.id,))
        person, conversation = ask_support(db)
    with_support = replace(writing, talk=replace(writing.talk, person=person, conversation=conversation),
                           person=Person(person, send))  # fmt: skip
    for there, admin in ((writing, own), (with_support, writing.admin)):
        stored = there.store()
        there.write(None, "Here.", stored)
        path = f"{there.files}/{stored['id']}/download"
        assert admin.get(path)["url"]
        with database.connect() as db:
            db.execute(
                "update message_attachments set hidden_because = %s where id = %s", (because, stored["id"])
            )
        assert admin.refused("GET", path) == NOT_FOUND
        (message,) = admin.get(f"{there.path}/messages")["data"]
        assert message["attachments"] == []
        assert admin.get(path, reason="A report of this message")["url"]


def _refusal(work: Callable[[], object]) -> str | None:
    with pytest.raises(psycopg.Error) as error:
        work()
    return error.value.sqlstate


def test_only_own_stored_and_unsent_files_of_this_conversation_are_sent(writing: Writing) -> None:
    other = begin(writing.database)
    sent, of_another, elsewhere = writing.store(), writing.store(writing.brand), other.store()
    writing.write(None, "Here.", sent)
    good = writing.store()
    for wrong in (sent, of_another, elsewhere, writing.announce(), {"id": str(uuid4())}):
        assert _refusal(partial(writing.write, None, "Again.", good, wrong)) == "IZ004"
    assert _refusal(lambda: writing.write(None, "Twice.", good, good)) == "IZ004"
    writing.write(None, "Now.", good)


def test_five_files_go_with_a_message_and_six_do_not(writing: Writing) -> None:
    files = [writing.store() for _ in range(6)]
    assert _refusal(lambda: writing.write(None, "All.", *files)) == "IZ004"
    seq = writing.write(None, "Five.", *files[:5])
    with writing.database.connect() as db:
        rows = db.execute(
            "select count(*), min(seq), max(seq) from message_attachments where seq > 0"
        ).fetchone()
    assert rows == (5, seq, seq)


def test_what_was_sent_or_waits_with_a_held_message_is_not_deleted(
    writing: Writing, message_bucket: "S3Client"
) -> None:
    sent, held, loose = (writing.store() for _ in range(3))
    writing.write(None, "Here.", sent)
    with writing.database.connect() as db:
        db.execute(HOLD, (uuid4(), [held["id"]], writing.talk.conversation))
    for one in (sent, held):
        refused = writing.person.refused("DELETE", f"{writing.files}/{one['id']}")
        assert refused == (409, "ASSET_HANDED_IN")
    assert _refusal(lambda: writing.write(None, "Past the rule.", held)) == "IZ004"
    writing.person.delete(f"{writing.files}/{loose['id']}")
    assert keys(message_bucket) == sorted([sent["object_key"], held["object_key"]])


def test_a_held_message_takes_its_files_along_and_lets_go_of_them_when_it_is_refused(
    writing: Writing,
) -> None:
    first, second = writing.store(), writing.store()
    client = uuid4()
    with writing.database.connect() as db:
        with pytest.raises(psycopg.Error) as error, db.transaction():
            db.execute(HOLD, (uuid4(), [first["id"], str(uuid4())], writing.talk.conversation))
        assert error.value.sqlstate == "IZ004"
        db.execute(HOLD, (client, [first["id"]], writing.talk.conversation))
        db.execute(HOLD, (uuid4(), [second["id"]], writing.talk.conversation))
        # As a release does it: the message has the client id of the held one.
        with db.transaction():
            db.execute(
                "select app.put_message(c, c.person_user_id, 'person', %s, 'file', 'See me.', '{}', null, %s)"
                " from conversations as c where c.id = %s for no key update",
                (client, [first["id"]], writing.talk.conversation),
            )
        db.execute(
            "update held_messages set status = 'refused', reviewed_at = now(), reason = 'no'"
            " where client_id <> %s",
            (client,),
        )
    assert httpx.get(writing.brand.get(f"{writing.files}/{first['id']}/download")["url"]).content == PNG
    writing.person.delete(f"{writing.files}/{second['id']}")


def test_the_same_announcement_twice_is_one_file(writing: Writing) -> None:
    once: dict[str, Any] = {"user": writing.person.id, "body": PICTURE, "headers": {"idempotency-key": "one"}}
    first, again = (send("POST", f"/api/v1{writing.files}", **once) for _ in range(2))
    assert (first.status, again.status, again.body["id"]) == (201, 201, first.body["id"])
    with writing.database.connect() as db:
        assert db.execute("select count(*) from message_attachments").fetchone() == (1,)


def test_two_who_complete_at_once_store_it_once_and_what_was_checked_is_not_replaced(
    writing: Writing, message_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    file = writing.announce(size_bytes=1_000)
    upload(file, PNG)
    path, look_at = f"{writing.files}/{file['id']}/complete", FileStore.look_at
    overtaken: list[Any] = []

    def slowly(store: FileStore, key: str) -> Arrived | None:
        arrived = look_at(store, key)
        if not overtaken:
            overtaken.append(key)
            overtaken.append(writing.person.post(path))
        return arrived

    with monkeypatch.context() as at_once:
        at_once.setattr(FileStore, "look_at", slowly)
        done = writing.person.post(path)
    assert overtaken[1]["object_key"] == done["object_key"]
    assert keys(message_bucket) == [done["object_key"]]
    upload(file, PNG + b"other")
    assert writing.person.post(path)["checksum_sha256"] == SHA256
    assert httpx.get(writing.person.get(f"{writing.files}/{file['id']}/download")["url"]).content == PNG


def test_two_messages_at_once_do_not_share_a_file(writing: Writing) -> None:
    stored = writing.store()

    def attempt(_: int) -> str:
        try:
            writing.write(None, "Mine.", stored)
        except psycopg.Error as error:
            return str(error.sqlstate)
        return "sent"

    with ThreadPoolExecutor(4) as at_once:
        assert sorted(at_once.map(attempt, range(4))) == ["IZ004", "IZ004", "IZ004", "sent"]
