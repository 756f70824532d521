"""Two at once in one conversation: numbers without a gap, counts that are exact, a subject with one conversation."""

from uuid import uuid4

from tests.factories.messaging import miscounted, send, seqs, talk, unread
from tests.factories.people import make_member, make_user
from tests.interleaving.acting import as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes

SEND = statement("select app.send_message({}, {}, 'Me!')")
READ = statement("select app.mark_read({}, {})")


def two_write_at_once(db: Connection) -> Calls:
    made = talk(db)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["1", "2"]
        assert seqs(db, made.conversation) == [1, 2]
        assert miscounted(db) == []

    return Calls(
        as_user(made.owner, SEND, made.conversation, uuid4()),
        as_user(made.person, SEND, made.conversation, uuid4()), check,
    )  # fmt: skip


def one_reads_while_the_other_writes(db: Connection) -> Calls:
    made = talk(db)
    send(db, made.conversation, made.owner)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == 2
        assert unread(db, made.conversation, made.person) == 1
        assert miscounted(db) == []

    return Calls(
        as_user(made.owner, SEND, made.conversation, uuid4()),
        as_user(made.person, READ, made.conversation, 1), check,
    )  # fmt: skip


def one_message_is_sent_twice(db: Connection) -> Calls:
    made = talk(db)
    client_id = uuid4()
    send_it = as_user(made.owner, SEND, made.conversation, client_id)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == (1, 1)
        assert seqs(db, made.conversation) == [1]

    return Calls(send_it, as_user(made.owner, SEND, made.conversation, client_id), check)


def somebody_new_is_told_while_they_leave(db: Connection) -> Calls:
    made = talk(db)
    leaving = make_member(db, made.brand, "campaign_manager")
    leave = statement(
        "update brand_memberships set status = 'removed' where brand_id = {} and user_id = {} returning true"
    )

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == 1
        assert unread(db, made.conversation, leaving) is None
        assert (
            value(
                db, "select count(*) from conversation_members where conversation_id = %s", made.conversation
            )
            == 2
        )

    return Calls(
        as_user(made.person, SEND, made.conversation, uuid4()),
        as_user(made.owner, leave, made.brand, leaving),
        check,
    )


def one_conversation_is_opened_twice(db: Connection) -> Calls:
    person = make_user(db)
    opens = statement("select conversation_id from app.open_conversation('support', null, null, {})")

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == outcomes[1]
        assert value(db, "select count(*) from conversations where person_user_id = %s", person) == 1

    return Calls(as_user(person, opens, person), as_user(person, opens, person), check)
