"""Mail gets out: what is due, once, to those who want it."""

from uuid import UUID

import pytest

from tests.factories.people import make_user
from tests.factories.resend import BAD_DOMAIN, BAD_RECIPIENT, Mood, Resend
from tests.integration.notifications.mail_delivery import DeliveryState, MailDelivery

SITE = "http://127.0.0.1:3000"


def test_a_notification_is_sent_once_with_everything_around_it(
    delivering: MailDelivery, resend: Resend, user: UUID
) -> None:
    delivery = delivering.tell(user, "invitation_sent", title="You are invited", message="Blå invites you.")
    delivering.run()
    delivering.run()
    [mail] = resend.sent
    assert (mail["to"], mail["subject"]) == (["reader@example.com"], "You are invited")
    assert mail["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["headers"]["List-Unsubscribe"].startswith("<https://api.example.org/unsubscribe/")
    state = delivering.state(delivery)
    assert (state.status, state.attempts, state.error) == ("sent", 1, None)
    assert state.provider_id == resend.answers[resend.keys()[0]][1]["id"]


def test_many_notifications_go_out_a_hundred_at_a_time(delivering: MailDelivery, resend: Resend) -> None:
    deliveries = delivering.tell_everybody(103)
    delivering.run()
    assert [len(body) for _, _, _, body in resend.requests] == [100, 3]
    assert len(set(resend.recipients())) == 103
    assert {delivering.state(delivery).status for delivery in deliveries} == {"sent"}
    assert len({delivering.state(delivery).provider_id for delivery in deliveries}) == 103


def test_account_mail_goes_first_and_loses_its_code_when_it_is_out(
    delivering: MailDelivery, resend: Resend, user: UUID
) -> None:
    delivering.tell(user)
    message = delivering.write(template="confirm", to="new@example.com", code="ABCDEFGH", minutes=15,
                           link=f"{SITE}/confirm?code=ABCDEFGH", user_id=str(user))  # fmt: skip
    delivering.run()
    assert resend.recipients() == ["new@example.com", "reader@example.com"]
    assert "ABCDEFGH" in resend.sent[0]["text"]
    assert "headers" not in resend.sent[0]
    payload, is_done, error = delivering.message(message)
    assert payload == {"template": "confirm", "to": "new@example.com", "minutes": 15, "user_id": str(user)}
    assert (is_done, error) == (True, None)


@pytest.mark.parametrize(
    ("arrangement", "error"),
    [
        ("insert into notification_preferences values (%(user)s, 'campaigns', 'email', false)",
         "Mail about campaigns is switched off, who caused it is banned, or it was read."),
        ("insert into notification_unsubscribes values ('reader@example.com', 'unsubscribed')",
         "The address is on the list: unsubscribed."),
        ("insert into notification_unsubscribes values ('reader@example.com', 'bounced')",
         "The address is on the list: bounced."),
        ("update auth.users set status = 'banned' where id = %(user)s", "The account is banned."),
    ],
    ids=["preference", "unsubscribed", "bounced", "banned"],
)  # fmt: skip
def test_who_does_not_want_mail_gets_none(
    delivering: MailDelivery, user: UUID, other: UUID, arrangement: str, error: str
) -> None:
    unwanted, wanted = delivering.tell(user), delivering.tell(other)
    with delivering.database.connect() as db:
        db.execute(arrangement, {"user": user})
    delivering.run()
    assert delivering.state(unwanted) == DeliveryState("suppressed", 1, None, error)
    assert delivering.state(wanted).status == "sent"
    assert "reader@example.com" not in delivering.resend.recipients()


@pytest.mark.parametrize(
    ("reason", "goes"), [("unsubscribed", True), ("bounced", False), ("complained", False)]
)
def test_account_mail_ignores_only_what_people_unsubscribed_from(
    delivering: MailDelivery, resend: Resend, reason: str, goes: bool
) -> None:
    delivering.sql("insert into notification_unsubscribes values ('new@example.com', %s)", reason)
    message = delivering.write(template="erasure_receipt", to="new@example.com", request_id="r-1")
    delivering.run()
    assert resend.recipients() == (["new@example.com"] if goes else [])
    assert delivering.message(message)[1:] == (True, None if goes else "The address bounced or complained.")


def test_a_code_that_is_too_old_is_not_sent(delivering: MailDelivery, resend: Resend) -> None:
    message = delivering.write(
        template="confirm", to="new@example.com", code="X", minutes=15, link=f"{SITE}/c"
    )
    delivering.sql("update outbox set created_at = now() - interval '15 minutes'")
    delivering.run()
    assert resend.requests == []
    assert delivering.message(message) == (
        {"template": "confirm", "to": "new@example.com", "minutes": 15}, True, "The code is no longer valid."
    )  # fmt: skip


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"template": "nonsense", "to": "a@example.com"},
        {"template": "../confirm", "to": "a@example.com"},
        {"template": "confirm", "to": "a@example.com"},
        {"template": "confirm", "to": 7},
        {"template": "erasure_receipt", "to": "a@example.com", "request_id": "1", "link": "https://evil.example/"},
        {"template": "erasure_receipt", "to": "a@example.com", "request_id": "1", "link": f"{SITE}.evil.example/"},
    ],
)  # fmt: skip
def test_what_makes_no_mail_fails_alone(
    delivering: MailDelivery, resend: Resend, payload: dict[str, object]
) -> None:
    bad = delivering.write(**payload)
    delivering.write(template="erasure_receipt", to="good@example.com", request_id="2")
    delivering.run()
    assert resend.recipients() == ["good@example.com"]
    _, is_done, error = delivering.message(bad)
    assert not is_done
    assert error


def test_a_mail_that_the_provider_refuses_is_a_dead_letter_with_its_reason(
    delivering: MailDelivery, resend: Resend, other: UUID
) -> None:
    with delivering.database.connect() as db:
        bad = delivering.tell(make_user(db, email=f"x@{BAD_DOMAIN}"))
    good = delivering.tell(other)
    delivering.run()
    assert delivering.state(bad) == DeliveryState("failed", 1, None, BAD_RECIPIENT)
    assert delivering.state(good).status == "sent"


def test_a_batch_that_is_refused_as_a_whole_goes_out_one_by_one(
    delivering: MailDelivery, resend: Resend
) -> None:
    deliveries = delivering.tell_everybody(3)
    delivering.sql("update auth.users set email = %s where email = 'user-001@example.com'", f"x@{BAD_DOMAIN}")
    resend.moods = [Mood(422, "validation_error")]
    delivering.run()
    assert [delivering.state(delivery).status for delivery in deliveries] == ["sent", "failed", "sent"]
    assert len(set(resend.keys())) == 4
    assert sorted(resend.recipients()) == ["user-000@example.com", "user-002@example.com"]


def test_a_notification_that_was_erased_leaves_nothing_to_send(
    delivering: MailDelivery, resend: Resend, user: UUID
) -> None:
    delivering.tell(user)
    delivering.sql("delete from notifications")
    delivering.run()
    assert resend.requests == []
    with delivering.database.connect() as db:
        assert db.execute(
            "select count(*) from outbox where topic = 'notification.email' and processed_at is null"
        ).fetchone() == (0,)
