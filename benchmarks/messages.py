"""Messages a second into one conversation and into a thousand, through SQL and through the handler; what was missed.

Target: 3× the bare statements: the same rows (the message, the numbers of its conversation, the counts of its members,
the hint for open connections) written by plain statements into copies of the tables without triggers, policies and
foreign keys, a transaction for each. Ours asks who may write, looks for the client's id and for who has joined. Through
the handler come HTTP, the limits, the rules and the answer, from one process with one connection.
"""
# ruff: noqa: ISC004 - statements over several lines, names of tables that stand here

import os
import statistics
import time
from typing import LiteralString
from uuid import UUID, uuid4

import psycopg

from benchmarks.marketplace import CONNECTIONS, timed, timed_bare
from benchmarks.report import Row
from common import database
from local.postgres import Cluster
from tests.factories.events import Answer, call, http_event
from tests.factories.messaging import Talk, open_conversation, send, talk
from tests.factories.people import make_member, make_user
from tests.typing import Connection

MESSAGES, CONVERSATIONS, MISSED, ASKED, MEMBERS = 4_000, 1_000, 10_000, 500, 50
PAGE = 100
LIMIT = 3.0
SEND: LiteralString = "select app.send_message(%s, %s, 'Good morning, and thank you for the tea.')"
COPIES = ("conversations", "conversation_members", "messages", "outbox")
BARE: tuple[LiteralString, ...] = (
    "update bare_conversations set last_seq = last_seq + 1, last_message_at = now() where id = %(conversation)s",
    "insert into bare_messages (conversation_id, seq, brand_id, person_user_id, sender_user_id, side, client_id, body)"
    " select id, last_seq, brand_id, person_user_id, %(sender)s, 'brand', gen_random_uuid(),"
    " 'Good morning, and thank you for the tea.' from bare_conversations where id = %(conversation)s",
    "update bare_conversation_members set unread_count = unread_count + 1 where conversation_id = %(conversation)s",
    "insert into bare_outbox (topic, payload, expires_at) values ('realtime', jsonb_build_object('type',"
    " 'message.created', 'conversation_id', %(conversation)s::text), now() + interval '5 minutes')",
)


def run(cluster: Cluster) -> list[Row]:
    """Sending by SQL, through the handler, with many members; catching up."""
    os.environ["DATABASE_URL"] = cluster.url("api_login")
    database.close()
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        db.execute("update rate_classes set rate = 1000000, burst = 1000000")
        made = talk(db)
        many = _conversations(db, made)
        for conversation in (made.conversation, *many):
            send(db, conversation, made.owner)
        rows = [
            _beside(cluster, db, made.owner, [made.conversation], "into one conversation"),
            _beside(cluster, db, made.owner, many, f"into {CONVERSATIONS:,} conversations"),
            _through_the_handler(made.owner, [made.conversation], "into one conversation"),
            _through_the_handler(made.owner, many, f"into {CONVERSATIONS:,} conversations"),
        ]
        return [*rows, _caught_up(db), _with_many_members(cluster, db)]


def _conversations(db: Connection, made: Talk) -> list[UUID]:
    """Direct ones of the brand with as many creators, who have applied to nothing: made by the system."""
    people = [make_user(db) for _ in range(CONVERSATIONS)]
    placed = "select conversation_id from app.place_conversation('direct', null, %s, %s, null)"
    return [row[0] for one in people for row in db.execute(placed, (made.brand, one)).fetchall()]


def _beside(cluster: Cluster, db: Connection, owner: UUID, conversations: list[UUID], where: str) -> Row:
    for table in COPIES:
        db.execute(f"drop table if exists bare_{table}")
        db.execute(f"create table bare_{table} (like {table} including all)")
        if table in {"conversations", "conversation_members"}:
            names = _stored(db, table)
            db.execute(f"insert into bare_{table} ({names}) select {names} from {table}")  # noqa: S608 - own names
    db.execute("vacuum analyze")
    targets = [conversations[number % len(conversations)] for number in range(MESSAGES)]
    ours = timed(cluster, [(str(owner), SEND, (target, uuid4())) for target in targets])
    bare = timed_bare(cluster, BARE, [{"conversation": target, "sender": owner} for target in targets])
    return (
        f"messages {where}, {MESSAGES:,} from {CONNECTIONS} connections", f"{MESSAGES / ours:.0f}/s",
        f"bare {MESSAGES / bare:.0f}/s; limit {LIMIT:.0f}×", f"{ours / bare:.2f}×",
    )  # fmt: skip


def _stored(db: Connection, table: str) -> str:
    """The columns that are written and not generated."""
    rows = db.execute(
        "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
        " and attgenerated = ''",
        (table,),
    )
    return ", ".join(row[0] for row in rows.fetchall())


def _ask(
    method: str, path: str, user: UUID, body: object = None, query: dict[str, str] | None = None
) -> Answer:
    from messaging import api

    answer = call(api.lambda_handler, http_event(method, path, user=user, body=body, query=query))
    assert answer.status < 300, answer.body
    return answer


def _through_the_handler(owner: UUID, conversations: list[UUID], where: str) -> Row:
    took = []
    for number in range(ASKED):
        path = f"/api/v1/conversations/{conversations[number % len(conversations)]}/messages"
        begin = time.perf_counter()
        _ask("POST", path, owner, {"client_id": str(uuid4()), "body": "Thank you for the tea."})
        took.append(time.perf_counter() - begin)
    middle = statistics.median(took)
    return (
        f"messages {where}, through the handler, one by one",
        f"{1 / middle:.0f}/s",
        f"p50 {middle * 1e3:.1f} ms",
        "–",
    )


def _caught_up(db: Connection) -> Row:
    made = talk(db)
    for _ in range(MISSED):
        send(db, made.conversation, made.owner)
    path, after, pages = f"/api/v1/conversations/{made.conversation}/messages", 0, 0
    begin = time.perf_counter()
    while True:
        found = _ask("GET", path, made.person, query={"after_seq": str(after), "limit": str(PAGE)}).body
        pages, after = pages + 1, found["data"][-1]["seq"]
        if found["next_cursor"] is None:
            break
    took = time.perf_counter() - begin
    assert after == MISSED
    return (
        f"catching up {MISSED:,} messages in {pages} pages",
        f"{took:.2f} s",
        f"{took / pages * 1e3:.1f} ms a page",
        "–",
    )


def _with_many_members(cluster: Cluster, db: Connection) -> Row:
    """Beside a conversation of two."""
    took = []
    for colleagues in (0, MEMBERS - 2):
        made = talk(db)
        for _ in range(colleagues):
            make_member(db, made.brand, "campaign_manager")
        conversation = open_conversation(db, made.owner, kind="direct", brand=made.brand, person=made.person)
        send(db, conversation, made.owner)
        took.append(timed(cluster, [(str(made.owner), SEND, (conversation, uuid4())) for _ in range(ASKED)]))
    two, many = took
    return (
        f"messages into a conversation of {MEMBERS} members", f"{ASKED / many:.0f}/s",
        f"of two {ASKED / two:.0f}/s", f"{many / two:.2f}×",
    )  # fmt: skip
