"""Somebody is forgotten while others write to them, or are told of what waits for them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from messaging.waiting import repository as waiting
from tests.factories.messaging import send, talk
from tests.factories.people import make_member, make_user
from tests.factories.waiting import in_daylight
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes

SEND = statement("select app.send_message({}, {}, 'Me!')")
ERASE = statement("select app.erase_user({})")


def _asked_for(db: Connection, person: UUID) -> UUID:
    """A request of somebody to be erased, which is due."""
    request: UUID = value(
        db,
        "insert into erasure_requests (user_id, due_at) values (%s, now() - interval '1 day') returning id",
        person,
    )
    return request


def _rows_of(db: Connection, person: UUID) -> int:
    found: int = value(db, "select count(*) from conversation_members where user_id = %s", person)
    return found


def a_colleague_is_erased_while_a_message_would_take_them_in(db: Connection) -> Calls:
    made = talk(db)
    leaving = make_member(db, made.brand, "campaign_manager")

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("done", 1)
        assert _rows_of(db, leaving) == 0

    return Calls(
        as_service(ERASE, _asked_for(db, leaving)),
        as_user(made.person, SEND, made.conversation, uuid4()), check,
    )  # fmt: skip


def the_last_of_a_brand_is_erased_while_somebody_writes_to_it(db: Connection) -> Calls:
    made = talk(db)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "done"
        assert outcomes[1] in (1, "CONVERSATION_CLOSED")
        assert _rows_of(db, made.owner) == 0
        assert value(db, "select closed_at is not null from conversations where id = %s", made.conversation)

    return Calls(
        as_service(ERASE, _asked_for(db, made.owner)),
        as_user(made.person, SEND, made.conversation, uuid4()), check,
    )  # fmt: skip


def somebody_is_erased_while_they_are_told_of_what_waits(db: Connection) -> Calls:
    db.execute("update conversation_members set waits_since = null where waits_since is not null")
    made = talk(db)
    in_daylight(db, made.person)
    send(db, made.conversation, made.owner)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "done"
        assert value(db, "select count(*) from notifications where user_id = %s", made.person) == 0
        assert _rows_of(db, made.person) == 0

    return Calls(
        as_service(ERASE, _asked_for(db, made.person)),
        as_service(waiting.notify_waiting_messages, datetime.now(UTC) + timedelta(minutes=11), 100), check,
    )  # fmt: skip
