"""How often, and when, somebody is mailed that messages wait: by the clock of where they are."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.deals import Market, offer
from tests.factories.messaging import Talk, open_conversation, read_up_to, talk
from tests.factories.people import brand_of, make_user
from tests.factories.waiting import LATE, NOON, lives_in, look, times, told, write
from tests.typing import Connection

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MORNING = datetime(2025, 6, 3, 8, tzinfo=UTC)


@pytest.fixture
def made(db: Connection) -> Talk:
    """A brand and a creator who talk."""
    return talk(db)


def another(db: Connection, made: Talk, number: int = 1) -> list[Talk]:
    """So many more conversations of the same person, each with a brand of its own that has made them an offer."""
    more = []
    for _ in range(number):
        owner = make_user(db, "brand")
        market = Market(owner, brand_of(db, owner), made.person)
        offer(db, market, 10_000)
        conversation = open_conversation(db, owner, brand=market.brand, person=made.person)
        more.append(Talk(owner, market.brand, made.person, conversation))
    return more


def gather(db: Connection, as_of: datetime) -> int:
    """What the sweep does every minute: how many digests it makes."""
    row = db.execute("select app.gather_digests(%s, 100)", (as_of,)).fetchone()
    assert row is not None
    number: int = row[0]
    return number


def test_what_waits_at_night_is_mailed_in_the_morning_there(db: Connection, made: Talk) -> None:
    lives_in(db, made.person, "Asia/Kolkata")
    night = datetime(2025, 6, 2, 16, 25, tzinfo=UTC)  # 21:55 there
    write(db, made.conversation, made.owner, night)
    look(db, night + 10 * MINUTE)
    morning = datetime(2025, 6, 3, 2, 30, tzinfo=UTC)
    assert times(db, made.person) == [("held", morning)]
    assert gather(db, morning - MINUTE) == 0
    assert gather(db, morning) == 1
    assert times(db, made.person) == [("pending", morning)]


def test_other_mail_goes_out_at_night_as_ever(db: Connection, made: Talk) -> None:
    for zone in ("UTC", "Asia/Tokyo", "America/Phoenix"):
        lives_in(db, made.person, zone)
        db.execute("select app.notify(%s, 'deals', 'a.type', 'Title', 'Text')", (made.person,))
    rows = db.execute(
        "select distinct d.status, d.next_attempt_at <= now() from notification_deliveries as d"
    ).fetchall()
    assert rows == [("pending", True)]


def test_whatever_is_of_the_category_is_held_at_night(db: Connection, made: Talk) -> None:
    db.execute(
        "insert into notifications (user_id, category, type, title, message, created_at)"
        " values (%s, 'messages', 'a.type', 'Title', 'Text', '2025-06-02 23:00+00')", (made.person,),
    )  # fmt: skip
    assert times(db, made.person) == [("held", MORNING)]


def test_of_a_night_there_is_one_notification_for_each_conversation_and_one_mail(
    db: Connection, made: Talk
) -> None:
    (other,) = another(db, made)
    evening = NOON.replace(hour=23)
    for hours in range(3):
        for one in (made, other):
            write(db, one.conversation, one.owner, evening + hours * HOUR)
        assert look(db, evening + hours * HOUR + 10 * MINUTE) == (2, 2)
    assert [one["message"] for one in told(db, made.person)] == ["3 messages wait for you."] * 2
    assert times(db, made.person) == [("held", MORNING)] * 2
    assert gather(db, MORNING) == 1
    assert [status for status, _ in times(db, made.person)] == ["pending", "digested"]


def test_who_has_moved_is_mailed_in_the_morning_where_they_are_now(db: Connection, made: Talk) -> None:
    write(db, made.conversation, made.owner, NOON.replace(hour=23))
    look(db, NOON.replace(hour=23) + 10 * MINUTE)
    lives_in(db, made.person, "America/Phoenix")  # 01:00 there, when it is 08:00 in UTC
    assert gather(db, MORNING) == 0
    assert times(db, made.person) == [("held", datetime(2025, 6, 3, 15, tzinfo=UTC))]
    assert gather(db, MORNING + 6 * HOUR) == 0
    lives_in(db, made.person, "Pacific/Kiritimati")  # 05:00 of the day after, when it is 15:00 in UTC
    assert gather(db, MORNING + 7 * HOUR) == 0
    assert gather(db, MORNING + 10 * HOUR) == 1


def test_conversations_have_a_mail_each_a_quarter_of_an_hour_apart(db: Connection, made: Talk) -> None:
    (second, third) = another(db, made, 2)
    for minutes, one in enumerate((made, second, third)):
        write(db, one.conversation, one.owner, NOON + minutes * MINUTE)
    start = LATE + 5 * MINUTE
    assert look(db, start) == (3, 1)
    assert look(db, start + 14 * MINUTE) == (0, 0)
    assert look(db, start + 15 * MINUTE) == (2, 1)
    assert look(db, start + 30 * MINUTE) == (1, 1)
    assert [one["metadata"]["conversation_id"] for one in told(db, made.person)] == [
        str(one.conversation) for one in (made, second, third)
    ]


def test_a_conversation_that_was_just_mailed_waits_for_its_next(db: Connection, made: Talk) -> None:
    write(db, made.conversation, made.owner)
    assert look(db) == (1, 1)
    write(db, made.conversation, made.owner, LATE)
    assert look(db, LATE + 10 * MINUTE) == (1, 0)
    assert look(db, LATE + 14 * MINUTE) == (0, 0)
    assert look(db, LATE + 15 * MINUTE) == (1, 1)


def test_what_was_read_before_its_mail_went_takes_nothing_of_the_day(db: Connection, made: Talk) -> None:
    for hours in range(5):
        seq = write(db, made.conversation, made.owner, NOON + hours * HOUR)
        look(db, LATE + hours * HOUR)
        db.execute("update notification_deliveries set status = 'suppressed' where status = 'pending'")
        read_up_to(db, made.conversation, made.person, seq)
    write(db, made.conversation, made.owner, NOON + 6 * HOUR)
    look(db, LATE + 6 * HOUR)
    assert times(db, made.person)[-1] == ("pending", LATE + 6 * HOUR)


def test_behind_the_fourth_of_a_day_there_is_one_digest_the_next_morning(db: Connection, made: Talk) -> None:
    others = another(db, made, 5)
    for one in (made, *others):
        write(db, one.conversation, one.owner)
    for quarter in range(4):
        assert look(db, LATE + quarter * 15 * MINUTE)[1] == 1
    assert look(db, LATE + HOUR) == (2, 2)
    assert times(db, made.person)[:4] == [("pending", LATE + n * 15 * MINUTE) for n in range(4)]
    assert times(db, made.person)[4:] == [("held", MORNING)] * 2
    # All that comes later that day joins it, and takes the place of what it had to say of its conversation.
    write(db, made.conversation, made.owner, NOON + 5 * HOUR)
    write(db, others[4].conversation, others[4].owner, NOON + 5 * HOUR)
    assert look(db, LATE + 5 * HOUR)[1] == 2
    assert times(db, made.person)[4:] == [("held", MORNING)] * 3
    assert (gather(db, MORNING - MINUTE), gather(db, MORNING), gather(db, MORNING)) == (0, 1, 0)
    assert sorted(status for status, _ in times(db, made.person)) == ["digested"] * 2 + ["pending"] * 5
    # The digest is the next day's first: three more, and it is enough again.
    for hours in range(1, 6):
        write(db, made.conversation, made.owner, MORNING + hours * HOUR)
        look(db, MORNING + hours * HOUR + 10 * MINUTE)
    assert [status for status, at in times(db, made.person) if at >= MORNING].count("pending") == 4
    assert times(db, made.person)[-1] == ("held", MORNING + DAY)


def test_a_day_is_the_readers(db: Connection, made: Talk) -> None:
    lives_in(db, made.person, "Pacific/Kiritimati")  # midnight there is 10:00 in UTC
    last = NOON.replace(hour=6)
    for quarter in range(4):
        write(db, made.conversation, made.owner, last + quarter * 15 * MINUTE)
        look(db, last + quarter * 15 * MINUTE + 10 * MINUTE)
    write(db, made.conversation, made.owner, NOON.replace(hour=7, minute=15))
    look(db, NOON.replace(hour=7, minute=30))
    assert times(db, made.person)[-1] == ("held", NOON.replace(hour=18))
    gather(db, NOON.replace(hour=18))
    write(db, made.conversation, made.owner, NOON.replace(hour=18, minute=10))
    look(db, NOON.replace(hour=18, minute=30))
    assert times(db, made.person)[-1] == ("pending", NOON.replace(hour=18, minute=30))


def test_what_waits_soon_after_a_digest_waits_a_quarter_of_an_hour_for_it(db: Connection, made: Talk) -> None:
    (other,) = another(db, made)
    write(db, made.conversation, made.owner, NOON.replace(hour=22))
    look(db, NOON.replace(hour=22, minute=30))
    gather(db, MORNING)
    write(db, other.conversation, other.owner, MORNING - 5 * MINUTE)
    assert look(db, MORNING + 6 * MINUTE) == (1, 0)
    assert look(db, MORNING + 15 * MINUTE) == (1, 1)


def test_one_person_with_many_conversations_keeps_nobody_else_from_being_told(
    db: Connection, made: Talk
) -> None:
    many, honest = another(db, made, 12), talk(db)
    for one in many:
        write(db, one.conversation, one.owner)
    write(db, honest.conversation, honest.owner, NOON + MINUTE)
    late = LATE + 5 * MINUTE
    assert look(db, late, 10) == (10, 1)
    assert look(db, late, 10) == (3, 1)
    assert len(told(db, honest.person)) == 1


def test_a_digest_that_other_news_carry_counts_as_the_mail_it_is(db: Connection, made: Talk) -> None:
    evening = NOON.replace(hour=22)
    db.execute("select app.notify(%s, 'campaigns', 'a.type', 'Title', 'Text')", (made.person,))
    db.execute("update notification_deliveries set status = 'held', next_attempt_at = %s", (MORNING,))
    write(db, made.conversation, made.owner, evening)
    look(db, evening + 10 * MINUTE)
    assert gather(db, MORNING) == 1
    assert [status for status, _ in times(db, made.person)] == ["digested"]
    write(db, made.conversation, made.owner, MORNING - 5 * MINUTE)
    assert look(db, MORNING + 6 * MINUTE) == (1, 0)
    assert look(db, MORNING + 15 * MINUTE) == (1, 1)


def test_a_pass_as_of_a_time_to_come_mails_now(db: Connection, made: Talk) -> None:
    db.execute("delete from outbox")
    tomorrow = datetime.now(UTC).replace(hour=12) + DAY
    write(db, made.conversation, made.owner, tomorrow)
    assert look(db, tomorrow + 10 * MINUTE) == (1, 1)
    assert db.execute(
        "select available_at <= now() from outbox where topic = 'notification.email'"
    ).fetchall() == [(True,)]  # fmt: skip
