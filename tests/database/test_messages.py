"""What is written arrives once, in order, and is counted, also by many at once."""

import random
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.concurrency import Step, run_at_once
from tests.conftest import Database
from tests.factories.deals import act, refused, value
from tests.factories.messaging import ask_support, miscounted, read_up_to, send, seqs, talk, unread
from tests.factories.people import make_member, make_user

SEND = "select app.send_message(%s, %s, %s)"
READ = "select app.mark_read(%s, %s)"
REMOVE = "update brand_memberships set status = 'removed' where brand_id = %s and user_id = %s"


def test_a_first_message(database: Database) -> None:
    """Numbered from one, unread to the others only."""
    with database.connect() as db:
        made = talk(db)
        assert [send(db, made.conversation, made.owner), send(db, made.conversation, made.person)] == [1, 2]
        assert unread(db, made.conversation, made.owner) == 1
        assert unread(db, made.conversation, made.person) == 1
        read_up_to(db, made.conversation, made.person, 2)
        assert unread(db, made.conversation, made.person) == 0
        person, support = ask_support(db)
        assert send(db, support, person) == 1


def test_twenty_writers_leave_no_gap_and_every_count_exact(database: Database) -> None:
    with database.connect() as db:
        made = talk(db)
        writers = [
            made.owner,
            made.person,
            *(make_member(db, made.brand, "campaign_manager") for _ in range(18)),
        ]
        for _ in range(3):
            steps: list[Step] = [(str(who), SEND, (made.conversation, uuid4(), "Me!")) for who in writers]
            steps += [(str(who), READ, (made.conversation, 0)) for who in writers[:5]]
            random.shuffle(steps)
            assert run_at_once(database, *steps) == ["ok"] * 25
        assert seqs(db, made.conversation) == list(range(1, 61))
        assert value(db, "select last_seq from conversations where id = %s", made.conversation) == 60
        assert miscounted(db) == []
        # Twenty rows: each has its own three, less those that it had read by writing with nothing unread.
        assert value(db, "select count(*) from conversation_members") == 20
        before = seqs(db, made.conversation)
        reads = [(str(who), READ, (made.conversation, random.choice(before))) for who in writers]
        assert run_at_once(database, *reads) == ["ok"] * 20
        assert miscounted(db) == []


def test_one_client_id_from_many_connections_is_one_message(database: Database) -> None:
    with database.connect() as db:
        made = talk(db)
        client_id = uuid4()
        steps = [(str(made.owner), SEND, (made.conversation, client_id, "Once.")) for _ in range(8)]
        assert run_at_once(database, *steps) == ["ok"] * 8
        assert seqs(db, made.conversation) == [1]
        assert (
            refused(db, made.owner, "select app.send_message(%s, %s, 'Twice.')", made.conversation, client_id)
            == "IZ005"
        )


def test_two_who_open_at_once_have_one_conversation(database: Database) -> None:
    with database.connect() as db:
        people = [make_user(db) for _ in range(3)]
        opening = "select app.open_conversation('support', null, null, %s)"
        steps = [(str(who), opening, (who,)) for who in people for _ in range(5)]
        assert run_at_once(database, *steps) == ["ok"] * 15
        assert value(db, "select count(*) from conversations where kind = 'support'") == 3


def test_who_is_removed_while_everybody_writes_has_no_row_left(database: Database) -> None:
    for _ in range(3):
        with database.connect() as db:
            made = talk(db)
            leaving = make_member(db, made.brand, "campaign_manager")
            steps: list[Step] = [
                (str(who), SEND, (made.conversation, uuid4(), "x")) for who in [made.owner, made.person] * 5
            ]
            steps += [(str(leaving), SEND, (made.conversation, uuid4(), "Bye."))]
            steps += [(str(made.owner), REMOVE, (made.brand, leaving))]
            outcomes = run_at_once(database, *steps)
            assert outcomes[:10] + outcomes[11:] == ["ok"] * 11
            assert outcomes[10] in {"ok", "IG003"}
            assert unread(db, made.conversation, leaving) is None
            assert miscounted(db) == []
            assert seqs(db, made.conversation) == list(range(1, 11 + (outcomes[10] == "ok")))
            assert refused(db, leaving, "select app.mark_read(%s, 1)", made.conversation) == "IG003"


def test_rows_come_with_the_first_message_and_go_with_the_role(database: Database) -> None:
    with database.connect() as db:
        made = talk(db)
        send(db, made.conversation, made.person)
        analyst = make_member(db, made.brand, "analyst")
        assert unread(db, made.conversation, analyst) is None
        send(db, made.conversation, made.person)
        assert unread(db, made.conversation, analyst) == 1
        db.execute("insert into brand_user_roles values (%s, %s, 'campaign_manager')", (made.brand, analyst))
        db.execute("delete from brand_user_roles where user_id = %s and role = 'analyst'", (analyst,))
        assert unread(db, made.conversation, analyst) == 1  # another role still reads
        db.execute("delete from brand_user_roles where user_id = %s", (analyst,))
        assert unread(db, made.conversation, analyst) is None
        send(db, made.conversation, made.person)
        assert unread(db, made.conversation, analyst) is None
        assert unread(db, made.conversation, made.owner) == 3


def test_of_a_large_brand_those_who_run_campaigns_are_told(database: Database) -> None:
    with database.connect() as db:
        made = talk(db)
        readers = [make_member(db, made.brand, "analyst") for _ in range(48)]
        manager = make_member(db, made.brand, "campaign_manager")
        send(db, made.conversation, made.person)
        assert value(db, "select count(*) from conversation_members") == 51
        late = make_member(db, made.brand, "analyst")
        send(db, made.conversation, made.person)
        assert unread(db, made.conversation, late) is None
        assert unread(db, made.conversation, manager) == unread(db, made.conversation, readers[0]) == 2


def test_administrators_hear_of_support_as_long_as_they_are_some(database: Database) -> None:
    with database.connect() as db:
        admins = [make_user(db, "admin") for _ in range(2)]
        person, support = ask_support(db)
        send(db, support, person)
        assert [unread(db, support, admin) for admin in admins] == [1, 1]
        db.execute("delete from user_roles where user_id = %s and role = 'admin'", (admins[0],))
        send(db, support, person)
        assert [unread(db, support, admin) for admin in admins] == [None, 2]


def test_a_message_is_put_only_where_the_conversation_is_held(database: Database) -> None:
    """A row that was read before the lock would number two messages alike."""
    with database.connect() as db:
        made = talk(db)
        stale = db.execute(
            "select c::text from conversations as c where id = %s", (made.conversation,)
        ).fetchone()
        assert stale is not None
        send(db, made.conversation, made.owner)
        with pytest.raises(psycopg.Error) as error:
            db.execute(
                "select app.put_message(%s::conversations, null, 'system', null, 'system', 'x', '{}', null, '{}')",
                stale,
            )
        assert error.value.sqlstate == "IM002"
        assert seqs(db, made.conversation) == [1]


def test_marks_tell_the_other_side_and_ones_own_devices_once(database: Database) -> None:
    with database.connect() as db:
        made = talk(db)
        send(db, made.conversation, made.owner)
        db.execute("delete from outbox")
        for seq in (1, 1, 0):
            read_up_to(db, made.conversation, made.person, seq)
        told = db.execute(
            "select payload ->> 'type', payload ->> 'user_id', payload ->> 'seq', payload ->> 'unread_count'"
            " from outbox where topic = 'realtime' order by id"
        ).fetchall()
        assert sorted(told, key=str) == [
            ("conversation.read", None, "1", None), ("unread.changed", str(made.person), None, "0"),
        ]  # fmt: skip


def test_reading_less_takes_the_mark_away_and_goes_nowhere_back(database: Database) -> None:
    with database.connect() as db:
        made = talk(db)
        for _ in range(3):
            send(db, made.conversation, made.owner)
        read_up_to(db, made.conversation, made.person, 2)
        act(db, made.person, "select app.set_member(%s, %s)", made.conversation, '{"marked_unread": true}')
        read_up_to(db, made.conversation, made.person, 1)
        stands = db.execute(
            "select last_read_seq, unread_count, marked_unread from conversation_members where user_id = %s",
            (made.person,),
        )
        assert stands.fetchall() == [(2, 1, False)]


def test_a_recount_corrects_what_is_wrong_and_nothing_else(database: Database) -> None:
    with database.connect() as db:
        made = talk(db)
        for _ in range(3):
            send(db, made.conversation, made.person)
        query = "select checked, corrected from app.recount_unread(%s, %s)"
        there = value(db, "select count(*) from conversations")
        assert db.execute(query, (UUID(int=0), 100)).fetchone() == (there, 0)
        db.execute("update conversation_members set unread_count = 7 where user_id = %s", (made.owner,))
        assert db.execute(query, (UUID(int=0), 100)).fetchone() == (there, 1)
        assert unread(db, made.conversation, made.owner) == 3
        assert db.execute(query, (UUID(int=2**128 - 1), 100)).fetchone() == (0, 0)
