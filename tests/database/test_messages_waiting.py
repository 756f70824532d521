"""Who is told that messages wait: after ten minutes, once, and nobody who has read, muted, left or blocked."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.factories.messaging import Talk, ask_support, read_up_to, talk
from tests.factories.people import make_member, make_user
from tests.factories.waiting import (
    LATE,
    NOON,
    archives_it,
    blocks_the_sender,
    is_redacted,
    is_sent_by_the_banned,
    leaves,
    look,
    reads_it,
    told,
    write,
)
from tests.typing import Connection

SECOND = timedelta(seconds=1)


@pytest.fixture
def made(db: Connection) -> Talk:
    """A brand and a creator who talk."""
    return talk(db)


def marks(db: Connection, made: Talk, user: UUID) -> tuple[int, datetime | None]:
    """Up to where somebody was told, and since when something waits for them."""
    row = db.execute(
        "select notified_seq, waits_since from conversation_members where conversation_id = %s and user_id = %s",
        (made.conversation, user),
    ).fetchone()
    assert row is not None
    return row[0], row[1]


def test_who_has_not_read_for_ten_minutes_is_told_once_who_wrote_and_how_much(
    db: Connection, made: Talk
) -> None:
    db.execute("update brand_profiles set name = 'Acme' where id = %s", (made.brand,))
    write(db, made.conversation, made.owner)
    write(db, made.conversation, made.owner, NOON + 9 * SECOND)
    assert look(db, LATE - SECOND) == (0, 0)
    assert look(db) == (1, 1)
    (one,) = told(db, made.person)
    assert (one["title"], one["message"]) == ("Acme wrote to you", "2 messages wait for you.")
    assert one["metadata"] == {
        "conversation_id": str(made.conversation), "from_name": "Acme", "messages": 2, "seq": 2,
    }  # fmt: skip
    assert (one["cause"], one["status"], one["at"]) == (made.owner, "pending", LATE)
    assert marks(db, made, made.person) == (2, None)
    assert look(db, LATE + timedelta(days=30)) == (0, 0)
    assert told(db, made.owner) == []


def test_a_brands_people_are_told_the_creators_name_each_of_them(db: Connection) -> None:
    made = talk(db, "deal")
    people = [made.owner, *(make_member(db, made.brand, "analyst") for _ in range(29))]
    db.execute("update creator_profiles set display_name = 'Ms. Tea' where user_id = %s", (made.person,))
    title = db.execute(
        "select title from deals where id = (select deal_id from conversations where id = %s)",
        (made.conversation,),
    ).fetchone()
    assert title is not None
    write(db, made.conversation, made.person)
    read_up_to(db, made.conversation, people[7], 2)
    assert look(db) == (30, 29), "and the creator, who was told of the offer when it was made"
    assert [len(told(db, user)) for user in people] == [1] * 7 + [0] + [1] * 22
    (one,) = told(db, people[0])
    assert one["title"] == f'Ms. Tea wrote to you about "{title[0]}"'
    assert one["message"] == "One message waits for you."


def test_what_colleagues_and_the_system_write_is_not_mailed(db: Connection, made: Talk) -> None:
    colleague = make_member(db, made.brand, "campaign_manager")
    write(db, made.conversation, made.owner)
    db.execute(
        "select app.put_message(c, null, 'system', null, 'system', 'Something happened.', '{}', null, '{}')"
        " from conversations as c where id = %s", (made.conversation,),
    )  # fmt: skip
    look(db, LATE + timedelta(days=400 * 365))
    assert [told(db, user) for user in (made.owner, colleague)] == [[], []]
    assert len(told(db, made.person)) == 1


def test_support_and_who_asks_it_are_told_of_each_other(db: Connection) -> None:
    admin, _ = make_user(db, "admin"), make_user(db, "admin")
    person, conversation = ask_support(db)
    db.execute("update creator_profiles set display_name = 'Lena' where user_id = %s", (person,))
    write(db, conversation, admin)
    look(db)
    assert [one["title"] for one in told(db, person)] == ["Our support wrote to you"]
    write(db, conversation, person, LATE)
    look(db, LATE + timedelta(minutes=30))
    assert [one["title"] for one in told(db, admin)] == ["Lena wrote to you"]
    write(db, conversation, person, LATE + timedelta(hours=1))
    db.execute("delete from user_roles where user_id = %s and role = 'admin'", (admin,))
    look(db, LATE + timedelta(hours=2))
    assert len(told(db, admin)) == 1


def _answer(db: Connection, made: Talk) -> None:
    write(db, made.conversation, made.person, NOON + SECOND)


def _suspend(db: Connection, made: Talk) -> None:
    db.execute("update auth.users set status = 'suspended' where id = %s", (made.person,))


def _switch_off(db: Connection, made: Talk) -> None:
    db.execute("insert into notification_preferences values (%s, 'messages', 'email', false)", (made.person,))


def _unsubscribe(db: Connection, made: Talk) -> None:
    db.execute(
        "insert into notification_unsubscribes (email, reason) select email, 'unsubscribed' from auth.users"
        " where id = %s", (made.person,),
    )  # fmt: skip


@pytest.mark.parametrize(
    "happens",
    [
        reads_it,
        _answer,
        archives_it,
        _suspend,
        blocks_the_sender,
        is_sent_by_the_banned,
        is_redacted,
        leaves,
        _switch_off,
        _unsubscribe,
    ],
    ids=lambda happens: happens.__name__,
)
def test_nobody_is_told_who_has_no_use_for_it(
    db: Connection, made: Talk, happens: Callable[[Connection, Talk], None]
) -> None:
    write(db, made.conversation, made.owner)
    happens(db, made)
    look(db)
    look(db, LATE + timedelta(hours=1))
    assert told(db, made.person) == []


def test_who_no_longer_belongs_to_the_brand_is_not_told(db: Connection, made: Talk) -> None:
    gone, stays = (make_member(db, made.brand, "analyst") for _ in range(2))
    write(db, made.conversation, made.person)
    db.execute("update brand_memberships set status = 'removed' where user_id = %s", (gone,))
    look(db)
    assert [len(told(db, user)) for user in (gone, stays)] == [0, 1]


def test_a_row_that_outlasts_a_membership_tells_nobody(db: Connection, made: Talk) -> None:
    gone = make_member(db, made.brand, "analyst")
    write(db, made.conversation, made.person)
    db.execute("set session_replication_role = replica")
    db.execute("update brand_memberships set status = 'removed' where user_id = %s", (gone,))
    db.execute("set session_replication_role = origin")
    assert marks(db, made, gone)[1] == NOON
    look(db)
    assert told(db, gone) == []


def test_what_waits_behind_a_mute_is_told_when_it_ends(db: Connection, made: Talk) -> None:
    write(db, made.conversation, made.owner)
    until = NOON + timedelta(hours=2)
    db.execute("update conversation_members set muted_until = %s where user_id = %s", (until, made.person))
    assert look(db)[1] == 0
    assert marks(db, made, made.person)[1] == until - timedelta(minutes=10)
    assert look(db, until - SECOND) == (0, 0)
    assert look(db, until) == (1, 1)


def test_a_mute_without_end_is_looked_at_once_and_no_more_until_it_is_lifted(
    db: Connection, made: Talk
) -> None:
    db.execute("update conversation_members set muted_until = 'infinity' where user_id = %s", (made.person,))
    write(db, made.conversation, made.owner)
    db.execute("update conversation_members set muted_until = 'infinity' where user_id = %s", (made.person,))
    assert look(db) == (1, 0)
    write(db, made.conversation, made.owner, LATE)
    assert look(db, LATE + timedelta(days=900)) == (0, 0)
    db.execute("update conversation_members set muted_until = null where user_id = %s", (made.person,))
    assert look(db, datetime.now(UTC) + timedelta(minutes=11)) == (1, 1)


def test_a_message_of_a_conversation_that_closed_is_told_as_any(db: Connection, made: Talk) -> None:
    write(db, made.conversation, made.owner)
    db.execute("update conversations set closed_at = now() where id = %s", (made.conversation,))
    assert look(db) == (1, 1)


def test_of_what_was_read_in_part_the_rest_is_told_when_it_has_waited(db: Connection, made: Talk) -> None:
    write(db, made.conversation, made.owner)
    write(db, made.conversation, made.owner, NOON + timedelta(minutes=5))
    read_up_to(db, made.conversation, made.person, 1)
    assert look(db) == (1, 0)
    assert look(db, LATE + timedelta(minutes=5)) == (1, 1)
    assert told(db, made.person)[0]["message"] == "One message waits for you."


def test_what_comes_after_a_mail_is_told_with_what_still_waits(db: Connection, made: Talk) -> None:
    write(db, made.conversation, made.owner)
    look(db)
    write(db, made.conversation, made.owner, LATE + timedelta(minutes=1))
    assert look(db, LATE + timedelta(minutes=20)) == (1, 1)
    assert [one["message"] for one in told(db, made.person)] == [
        "One message waits for you.", "2 messages wait for you.",
    ]  # fmt: skip
    assert [one["metadata"]["seq"] for one in told(db, made.person)] == [1, 2]


def test_the_patience_is_a_setting(db: Connection, made: Talk) -> None:
    db.execute("insert into admin_settings (key, value) values ('message_mail_minutes', '3')")
    write(db, made.conversation, made.owner)
    assert look(db, NOON + timedelta(minutes=3) - SECOND) == (0, 0)
    assert look(db, NOON + timedelta(minutes=3)) == (1, 1)
