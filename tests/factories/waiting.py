"""Messages that were written at a time of the test's own, and the job that looks whom they wait for."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.factories.messaging import Talk, read_up_to, send
from tests.typing import Connection

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)
"""A Monday; at night nobody is mailed."""
LATE = NOON + timedelta(minutes=10)
"""When a message of noon has waited long enough."""


def write(db: Connection, conversation: UUID, by: UUID, at: datetime = NOON) -> int:
    """A message of somebody, written at that time; its number."""
    seq = send(db, conversation, by)
    db.execute(
        "update messages set created_at = %s where conversation_id = %s and seq = %s", (at, conversation, seq)
    )
    db.execute(
        "update conversation_members set waits_since = %s"
        " where conversation_id = %s and waits_since between now() - interval '1 minute' and now()",
        (at, conversation),
    )
    return seq


def look(db: Connection, as_of: datetime = LATE, most: int = 1_000) -> tuple[int, int]:
    """One pass of the job: at how many members it looked, and how many it told."""
    row = db.execute("select looked, told from app.notify_waiting_messages(%s, %s)", (as_of, most)).fetchone()
    assert row is not None
    return row[0], row[1]


def told(db: Connection, user: UUID) -> list[dict[str, Any]]:
    """What somebody was told of messages, oldest first: how, whose act it was, status and time of the mail."""
    rows = db.execute(
        "select n.title, n.message, n.metadata, n.caused_by, d.status, d.next_attempt_at from notifications as n"
        " left join notification_deliveries as d on d.notification_id = n.id"
        " where n.user_id = %s and n.category = 'messages' order by n.id",
        (user,),
    ).fetchall()
    return [
        dict(zip(("title", "message", "metadata", "cause", "status", "at"), row, strict=True)) for row in rows
    ]


def times(db: Connection, user: UUID) -> list[tuple[str, datetime]]:
    """How the mails of what somebody was told stand, and for when they are."""
    return [(one["status"], one["at"]) for one in told(db, user)]


def lives_in(db: Connection, user: UUID, time_zone: str | None) -> None:
    """Somebody says where they are."""
    db.execute("update user_profiles set time_zone = %s where id = %s", (time_zone, user))


def in_daylight(db: Connection, *users: UUID) -> None:
    """They live where it is neither night now nor will it be within the hour, so that their mail goes out at once."""
    now = datetime.now(UTC)
    zones = {"UTC": 0, "Asia/Tokyo": 9, "America/Phoenix": -7, "Pacific/Kiritimati": 14}
    zone = next(name for name, hours in zones.items() if 8 <= (now + timedelta(hours=hours)).hour < 20)
    for user in users:
        lives_in(db, user, zone)


def reads_it(db: Connection, made: Talk) -> None:
    """Its reader has read it."""
    read_up_to(db, made.conversation, made.person, 1)


def archives_it(db: Connection, made: Talk) -> None:
    """Its reader has put the conversation away."""
    db.execute("update conversation_members set archived_at = now() where user_id = %s", (made.person,))


def blocks_the_sender(db: Connection, made: Talk) -> None:
    """Its reader wants nothing of the sender."""
    db.execute("insert into user_blocks values (%s, %s)", (made.person, made.owner))


def is_sent_by_the_banned(db: Connection, made: Talk) -> None:
    """Its sender is banned."""
    db.execute("update auth.users set status = 'banned' where id = %s", (made.owner,))


def is_redacted(db: Connection, made: Talk) -> None:
    """Its text was taken away."""
    db.execute("update messages set body = 'x', redacted_at = now(), redaction_reason = 'spam'")


def leaves(db: Connection, made: Talk) -> None:
    """Its reader takes part no more."""
    db.execute("delete from conversation_members where user_id = %s", (made.person,))
