"""Mail about messages is looked at once more before it goes: neither what was read is mailed, nor anybody at night."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from common.models.notifications import NotificationCategory
from notifications.sweep.service import run_sweep
from notifications.unsubscribe.links import unsubscribe_url
from tests.factories.deals import Market, offer
from tests.factories.limits import limit
from tests.factories.messaging import Talk, open_conversation, read_up_to, talk
from tests.factories.people import brand_of, make_user
from tests.factories.resend import Mood, Resend
from tests.factories.waiting import (
    archives_it,
    blocks_the_sender,
    in_daylight,
    is_redacted,
    is_sent_by_the_banned,
    leaves,
    lives_in,
    look,
    reads_it,
    times,
    write,
)
from tests.integration.notifications.mail_delivery import MailDelivery
from tests.typing import Connection

READER = "creator@example.com"
SITE = "http://127.0.0.1:3000"


@pytest.fixture
def made(delivering: MailDelivery) -> Talk:
    """Acme and a creator, who talk by day. Of the offer that brought them together nothing is mailed."""
    with delivering.database.connect() as db:
        made = talk(db)
        in_daylight(db, made.person, made.owner)
        db.execute("update auth.users set email = %s where id = %s", (READER, made.person))
        db.execute("update brand_profiles set name = 'Acme' where id = %s", (made.brand,))
        db.execute("delete from notifications")
        db.execute("delete from outbox")
    return made


def at(minutes: int = 0) -> datetime:
    """Now, and so many minutes."""
    return datetime.now(UTC) + timedelta(minutes=minutes)


def wait(db: Connection, made: Talk, messages: int = 1) -> None:
    """Acme wrote so much eleven minutes ago, and the job finds it."""
    for _ in range(messages):
        write(db, made.conversation, made.owner, at(-11))
    assert look(db, at())[1] >= 1


def held(db: Connection, made: Talk, number: int) -> list[Talk]:
    """So many conversations of the creator with brands whose mails were held, until now."""
    talks = []
    for _ in range(number):
        owner = make_user(db, "brand")
        market = Market(owner, brand_of(db, owner), made.person)
        offer(db, market, 10_000)
        talks.append(
            Talk(owner, market.brand, made.person,
                 open_conversation(db, owner, brand=market.brand, person=made.person))
        )  # fmt: skip
        write(db, talks[-1].conversation, owner, at(-11))
    db.execute("delete from notifications")
    db.execute("delete from outbox")
    for place in range(number):
        look(db, at(15 * place))
    db.execute("delete from outbox")
    db.execute("update notification_deliveries set status = 'held', next_attempt_at = now()")
    return talks


def test_a_mail_says_who_wrote_and_leads_to_the_conversation_and_holds_no_word_of_it(
    delivering: MailDelivery, resend: Resend, made: Talk
) -> None:
    with delivering.database.connect() as db:
        wait(db, made, 3)
    delivering.run()
    delivering.run()
    (mail,) = resend.sent
    assert (mail["to"], mail["subject"]) == ([READER], "Acme wrote to you")
    assert "3 messages wait for you." in mail["text"]
    for part in (mail["text"], mail["html"]):
        assert f"{SITE}/conversations/{made.conversation}" in part
        assert "Good morning" not in part
    assert mail["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def _mute(db: Connection, made: Talk) -> None:
    db.execute("update conversation_members set muted_until = 'infinity' where user_id = %s", (made.person,))


@pytest.mark.parametrize(
    "happens",
    [reads_it, _mute, archives_it, leaves, blocks_the_sender, is_sent_by_the_banned, is_redacted],
    ids=lambda happens: happens.__name__,
)
def test_what_needs_no_mail_any_more_gets_none(
    delivering: MailDelivery, resend: Resend, made: Talk, happens: Callable[[Connection, Talk], None]
) -> None:
    with delivering.database.connect() as db:
        wait(db, made)
        happens(db, made)
        delivering.run()
        assert (resend.sent, [status for status, _ in times(db, made.person)]) == ([], ["suppressed"])


def test_who_is_erased_before_the_mail_gets_none(
    delivering: MailDelivery, resend: Resend, made: Talk
) -> None:
    with delivering.database.connect() as db:
        wait(db, made)
        db.execute("delete from notifications where user_id = %s", (made.person,))  # as app.erase_user does
    delivering.run()
    assert resend.sent == []
    delivering.run()
    with delivering.database.connect() as db:
        assert db.execute("select last_error from outbox where topic = 'notification.email'").fetchall() == [
            ("Nothing is left to tell.",)
        ]


def test_what_was_read_in_part_is_mailed(delivering: MailDelivery, resend: Resend, made: Talk) -> None:
    with delivering.database.connect() as db:
        wait(db, made, 2)
        read_up_to(db, made.conversation, made.person, 1)
    delivering.run()
    assert resend.recipients() == [READER]


def test_a_digest_leaves_out_what_was_read_and_goes_out_again_as_it_was(
    delivering: MailDelivery, resend: Resend, made: Talk
) -> None:
    resend.moods = [Mood(lost=True), *[Mood(status=500)] * 9]
    with delivering.database.connect() as db:
        talks = held(db, made, 4)
        for number, one in enumerate(talks):
            db.execute("update notifications set title = %s where metadata ->> 'conversation_id' = %s",
                       (f"Brand {number}", str(one.conversation)))  # fmt: skip
        assert run_sweep(at())["digests"] == 1
        read_up_to(db, talks[0].conversation, made.person, 1)
        delivering.run()
        assert Counter(status for status, _ in times(db, made.person)) == {"pending": 1, "digested": 3}
        resend.moods.clear()
        read_up_to(db, talks[1].conversation, made.person, 1)  # too late: it may be out
        delivering.make_due()
        delivering.run()
        assert Counter(status for status, _ in times(db, made.person)) == {"sent": 1, "digested": 3}
    (mail,) = resend.sent
    assert len(set(resend.keys())) == 1
    assert [body for *_, body in resend.requests] == [resend.requests[0][3]] * len(resend.requests)
    assert mail["subject"] == "3 messages wait for you"
    assert [f"Brand {number}" in mail["text"] for number in range(4)] == [False, True, True, True]


def test_a_digest_of_what_was_all_read_is_not_mailed(
    delivering: MailDelivery, resend: Resend, made: Talk
) -> None:
    with delivering.database.connect() as db:
        for one in held(db, made, 2):
            read_up_to(db, one.conversation, made.person, 1)
    run_sweep(at())
    delivering.run()
    assert resend.sent == []


def test_a_mail_that_could_not_go_before_the_night_goes_in_the_morning(
    delivering: MailDelivery, resend: Resend, made: Talk
) -> None:
    with delivering.database.connect() as db:
        wait(db, made)
        night = _where_it_is_night(db)
        lives_in(db, made.person, night)
        delivering.run()
        ((status, morning),) = times(db, made.person)
        local = db.execute(
            "select (%s::timestamptz at time zone %s)::time::text", (morning, night)
        ).fetchone()
        assert (resend.sent, status, local) == ([], "held", ("08:00:00",))
        assert at() < morning < at(11 * 60)


def test_who_floods_fills_one_digest_and_leaves_room_for_others(
    delivering: MailDelivery, resend: Resend, made: Talk
) -> None:
    limit(delivering.database, "notification", 1, "cause")
    with delivering.database.connect() as db:
        for _ in range(2):
            wait(db, made)
            delivering.run()
            db.execute(
                "update notification_deliveries set next_attempt_at = next_attempt_at - interval '1 hour'"
                " where status = 'sent'"
            )
        statuses = times(db, made.person)
        assert [status for status, _ in statuses] == ["sent", "held"]
        zone = db.execute("select app.time_zone_of(%s)", (made.person,)).fetchone()
        morning = db.execute("select (%s::timestamptz at time zone %s)::time::text",
                             (statuses[1][1], zone and zone[0])).fetchone()  # fmt: skip
        assert morning == ("08:00:00",)
    assert resend.recipients() == [READER]


def _where_it_is_night(db: Connection) -> str:
    rows = db.execute(
        "select z from unnest(array['UTC', 'Asia/Tokyo', 'America/Phoenix']) as z"
        " where app.is_quiet(now(), z) and app.is_quiet(now() + interval '1 minute', z)"
    ).fetchall()
    zone: str = rows[0][0]
    return zone


def test_its_way_out_ends_mail_about_messages_alone(
    delivering: MailDelivery, resend: Resend, made: Talk
) -> None:
    with delivering.database.connect() as db:
        wait(db, made)
    delivering.run()
    assert unsubscribe_url(made.person, NotificationCategory.MESSAGES) in resend.sent[0]["text"]
