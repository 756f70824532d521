"""Messages that wait: told once, by whoever looks, whatever is read or written at that moment."""

from datetime import UTC, datetime, timedelta

from messaging.waiting import repository as waiting
from tests.factories.messaging import Talk, send, talk
from tests.factories.waiting import in_daylight
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes

NOTHING_ELSE = "update conversation_members set waits_since = null where waits_since is not null"


def _waiting(db: Connection) -> Talk:
    """A creator for whom one message has waited; of the pairs before nobody has."""
    db.execute(NOTHING_ELSE)
    made = talk(db)
    in_daylight(db, made.person)
    send(db, made.conversation, made.owner)
    return made


def _soon() -> datetime:
    return datetime.now(UTC) + timedelta(minutes=11)


def _told(db: Connection, made: Talk) -> list[int]:
    """Up to which message somebody was told, each time."""
    rows = db.execute(
        "select (metadata ->> 'seq')::integer from notifications where user_id = %s and category = 'messages'"
        " order by id",
        (made.person,),
    ).fetchall()
    return [row[0] for row in rows]


def what_waits_is_looked_for_twice(db: Connection) -> Calls:
    made = _waiting(db)
    look = as_service(waiting.notify_waiting_messages, _soon(), 100)

    def check(_: Outcomes) -> None:
        assert _told(db, made) == [1]

    return Calls(look, look, check)


def what_waits_is_looked_for_while_it_is_read(db: Connection) -> Calls:
    made = _waiting(db)
    look = as_service(waiting.notify_waiting_messages, _soon(), 100)
    read = as_user(made.person, statement("select app.mark_read({}, {})"), made.conversation, 1)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] != "DATABASE_BUSY"
        assert _told(db, made) in ([], [1])
        waits = value(
            db, "select waits_since is not null or unread_count > 0 from conversation_members where user_id = %s"
            " and conversation_id = %s", made.person, made.conversation,
        )  # fmt: skip
        assert waits is False

    return Calls(look, read, check)


def what_waits_is_looked_for_while_more_is_written(db: Connection) -> Calls:
    made = _waiting(db)
    look = as_service(waiting.notify_waiting_messages, _soon(), 100)
    write = as_user(
        made.owner, statement("select app.send_message({}, gen_random_uuid(), 'More.', '{{}}', null, '{{}}')"),
        made.conversation,
    )  # fmt: skip

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == 2
        value(db, "select app.notify_waiting_messages(%s, 100)::text", _soon() + timedelta(minutes=20))
        # Nothing is forgotten, and nothing told twice.
        assert _told(db, made) in ([2], [1, 2])

    return Calls(look, write, check)


def what_is_held_is_gathered_while_more_of_it_is_found(db: Connection) -> Calls:
    made = _waiting(db)
    value(db, "select app.notify_waiting_messages(%s, 100)::text", _soon())
    value(db, "select app.notify(%s, 'campaigns', 'something', 'Something', 'happened')", made.person)
    db.execute("delete from outbox where topic = 'notification.email'")
    db.execute("update notification_deliveries set status = 'sent' where status = 'pending'")
    db.execute(
        "update notification_deliveries as d set status = 'pending' from notifications as n"
        " where n.id = d.notification_id and n.user_id = %s and n.type in ('messages_waiting', 'something')",
        (made.person,),
    )  # fmt: skip
    db.execute(
        "update notification_deliveries set status = 'held', next_attempt_at = now() where status = 'pending'"
    )
    send(db, made.conversation, made.owner)
    look = as_service(waiting.notify_waiting_messages, _soon() + timedelta(minutes=30), 100)
    gather = as_service(statement("select app.gather_digests({}, 100)"), datetime.now(UTC))

    def check(_: Outcomes) -> None:
        # The digest whose first line was overtaken still tells the others.
        lost = value(
            db, "select count(*) from notification_deliveries where status = 'digested' and told_by is null"
        )
        mails = value(
            db, "select count(*) from outbox as o inner join notification_deliveries as d"
            " on d.id = (o.payload ->> 'delivery_id')::uuid where o.topic = 'notification.email'",
        )  # fmt: skip
        assert (lost, mails) == (0, 2)
        assert _told(db, made) in ([2], [1, 2])

    return Calls(look, gather, check)
