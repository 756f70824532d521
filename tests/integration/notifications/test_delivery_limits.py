"""What people cause is mailed so often a day; what is above is told once, the next day."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from notifications.sweep.service import run_sweep
from tests.factories.limits import limit
from tests.factories.people import brand_of, make_user
from tests.factories.resend import Mood, Resend
from tests.integration.notifications.conftest import API
from tests.integration.notifications.mail_delivery import MailDelivery

SITE = "http://127.0.0.1:3000"
READER = "reader@example.com"


def tell_as(delivering: MailDelivery, cause: UUID | None, reader: UUID, number: int, **told: str) -> None:
    """So many notifications that an act of `cause` made."""
    notice = {
        "type": "something",
        "category": "campaigns",
        "title": "Something",
        "message": "happened",
    } | told
    with delivering.database.connect() as db, db.transaction():
        db.execute("select set_config('request.user_id', %s, true)", (str(cause or ""),))
        for place in range(number):
            db.execute(
                "select app.notify(%s, %s, %s, %s, %s)",
                (reader, notice["category"], notice["type"], f"{notice['title']} {place}", notice["message"]),
            )


def statuses(delivering: MailDelivery) -> Counter[str]:
    with delivering.database.connect() as db:
        return Counter(row[0] for row in db.execute("select status from notification_deliveries"))


def tomorrow() -> datetime:
    return datetime.now(UTC) + timedelta(days=1)


def test_above_the_limit_of_a_cause_there_is_one_digest_the_next_day(
    delivering: MailDelivery, resend: Resend, user: UUID, other: UUID
) -> None:
    tell_as(delivering, other, user, 60, title="You are invited")
    delivering.run()
    delivering.run()
    assert resend.recipients() == [READER] * 20
    assert statuses(delivering) == {"sent": 20, "held": 40}
    assert run_sweep(datetime.now(UTC))["digests"] == 0
    delivering.run()
    assert len(resend.sent) == 20

    assert run_sweep(tomorrow())["digests"] == 1
    assert run_sweep(tomorrow())["digests"] == 0
    delivering.run()
    assert resend.recipients() == [READER] * 21
    digest = resend.sent[-1]
    assert digest["subject"] == "40 messages wait for you"
    assert "You are invited 20: happened" in digest["text"]
    assert "And 20 more." in digest["text"]
    assert digest["headers"]["List-Unsubscribe"].startswith(f"<{API}/unsubscribe/")
    assert statuses(delivering) == {"sent": 21, "digested": 39}


def test_what_two_cause_is_counted_apart_and_what_a_reader_gets_together(
    delivering: MailDelivery, resend: Resend, user: UUID, other: UUID
) -> None:
    limit(delivering.database, "notification", 2, "cause")
    limit(delivering.database, "notification", 3, "recipient")
    with delivering.database.connect() as db:
        third, reader = make_user(db), make_user(db, email="second@example.com")
    tell_as(delivering, other, user, 3)
    tell_as(delivering, third, user, 3)
    tell_as(delivering, other, reader, 3)
    delivering.run()
    assert Counter(resend.recipients()) == {READER: 3, "second@example.com": 2}


def test_what_nobody_else_causes_is_not_limited(
    delivering: MailDelivery, resend: Resend, user: UUID, other: UUID
) -> None:
    limit(delivering.database, "notification", 1)
    tell_as(delivering, other, user, 3)
    tell_as(delivering, None, user, 3)
    tell_as(delivering, user, user, 3)
    delivering.run()
    assert len(resend.sent) == 1 + 3 + 3


def test_what_an_administrator_causes_is_not_limited(delivering: MailDelivery, user: UUID) -> None:
    with delivering.database.connect() as db, db.transaction():
        admin = make_user(db, "admin")
        db.execute(
            "select set_config('request.user_id', %s, true), set_config('role', 'admin', true)", (str(admin),)
        )
        db.execute("select app.notify(%s, 'system', 'something', 'One', 'two')", (user,))
    with delivering.database.connect() as db:
        assert db.execute("select caused_by from notifications").fetchall() == [(None,)]


def test_a_batch_that_goes_out_again_is_the_same_and_is_counted_once(
    delivering: MailDelivery, resend: Resend, user: UUID, other: UUID
) -> None:
    limit(delivering.database, "notification", 3, "cause")
    resend.moods = [Mood(lost=True), Mood(status=500), Mood()]
    tell_as(delivering, other, user, 5)
    for _ in range(3):
        delivering.run()
        delivering.make_due()
    assert len(set(resend.keys())) == 1
    assert [body for *_, body in resend.requests] == [resend.requests[0][3]] * 3
    assert statuses(delivering) == {"sent": 3, "held": 2}


def test_what_its_reader_does_not_want_is_neither_counted_nor_in_the_digest(
    delivering: MailDelivery, resend: Resend, user: UUID, other: UUID
) -> None:
    limit(delivering.database, "notification", 1)
    delivering.sql("insert into notification_preferences values (%s, 'payments', 'email', false)", user)
    tell_as(delivering, other, user, 3, title="Wanted")
    tell_as(delivering, other, user, 2, title="Later unwanted", category="submissions")
    delivering.run()
    delivering.sql("insert into notification_preferences values (%s, 'submissions', 'email', false)", user)
    run_sweep(tomorrow())
    delivering.run()
    assert resend.sent[-1]["subject"] == "2 messages wait for you"
    assert "unwanted" not in resend.sent[-1]["text"]


def test_what_somebody_caused_who_is_banned_by_now_is_not_mailed(
    delivering: MailDelivery, resend: Resend, user: UUID, other: UUID
) -> None:
    limit(delivering.database, "notification", 1, per="cause")
    with delivering.database.connect() as db:
        honest = make_user(db)
    for cause, title in ((other, "Free iPhone"), (honest, "Honest")):
        tell_as(delivering, cause, user, 3, title=title)
    delivering.run()
    delivering.sql("update auth.users set status = 'banned' where id = %s", other)
    run_sweep(tomorrow())
    tell_as(delivering, other, user, 1, title="Free iPhone")
    delivering.run()
    assert [mail["subject"] for mail in resend.sent] == [
        "Free iPhone 0", "Honest 0", "2 messages wait for you",
    ]  # fmt: skip
    assert "iPhone" not in resend.sent[-1]["text"]


def test_a_single_one_that_was_held_is_told_as_it_is(
    delivering: MailDelivery, resend: Resend, user: UUID, other: UUID
) -> None:
    limit(delivering.database, "notification", 1)
    tell_as(delivering, other, user, 2)
    delivering.run()
    run_sweep(tomorrow())
    delivering.run()
    assert [mail["subject"] for mail in resend.sent] == ["Something 0", "Something 1"]


def test_a_digest_that_failed_is_sent_again_as_a_digest(
    delivering: MailDelivery, resend: Resend, user: UUID, other: UUID
) -> None:
    limit(delivering.database, "notification", 1)
    tell_as(delivering, other, user, 4)
    delivering.run()
    run_sweep(tomorrow())
    delivering.sql("update notification_deliveries set status = 'failed' where status = 'pending'")
    delivering.sql("update outbox set processed_at = now()")
    delivering.sql("select app.retry_delivery(id) from notification_deliveries where status = 'failed'")
    delivering.run()
    assert resend.sent[-1]["subject"] == "3 messages wait for you"


@pytest.mark.parametrize("template", ["confirm", "reset_password", "magic_link"])
def test_an_address_gets_so_much_account_mail_a_day_and_nobody_is_told_that_it_had_enough(
    delivering: MailDelivery, resend: Resend, template: str
) -> None:
    messages = [
        delivering.write(template=template, to=to, code="ABCDEFGH", minutes=15, link=f"{SITE}/x")
        for to in [READER] * 12 + [READER.upper()] * 12 + ["b@example.com"]
    ]
    delivering.run()
    assert Counter(address.lower() for address in resend.recipients()) == {READER: 20, "b@example.com": 1}
    payload, is_done, error = delivering.message(messages[23])
    assert (is_done, error) == (True, "The address had enough mail today.")
    assert "code" not in payload


def test_the_receipt_of_an_erasure_is_always_sent(delivering: MailDelivery, resend: Resend) -> None:
    limit(delivering.database, "account_mail", 1)
    for template in ("confirm", "erasure_receipt", "erasure_receipt"):
        delivering.write(template=template, to=READER, code="A", minutes=9, request_id="r", link=f"{SITE}/x")
    delivering.run()
    assert len(resend.sent) == 3


def test_invitations_to_a_team_are_limited_by_who_invites_and_leave_room_for_codes(
    delivering: MailDelivery, resend: Resend
) -> None:
    limit(delivering.database, "notification", 1, "cause")
    limit(delivering.database, "account_mail", 1)
    with delivering.database.connect() as db:
        owner = make_user(db, "brand")
        rows = db.execute(
            "insert into team_invitations (brand_id, email, role, token_hash, invited_by, expires_at, revoked_at)"
            " select %s, %s, 'analyst', sha256(n::text::bytea), %s, now() + interval '7 days', now()"
            " from generate_series(1, 2) as n returning id",
            (brand_of(db, owner), READER, owner),
        ).fetchall()
    for (invitation,) in rows:
        delivering.write(template="team_invitation", to=READER, brand_name="Acme", role="analyst", days=7,
                         link=f"{SITE}/x", invitation_id=str(invitation))  # fmt: skip
    delivering.write(
        template="confirm", to=READER, code="A", minutes=9, link=f"{SITE}/x", invitation_id="none"
    )
    delivering.run()
    assert sorted(mail["subject"] for mail in resend.sent) == [
        "Confirm your e-mail address", "Join Acme at Atomic Influence",
    ]  # fmt: skip
