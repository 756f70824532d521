"""Nothing is sent twice and nothing is lost: crashes, lost answers, outages."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from common.adapters.email.port import Email, EmailUnclear, Result
from common.adapters.email.resend import ATTEMPTS, ResendEmailAdapter
from common.backoff import MAXIMUM_ATTEMPTS
from notifications.delivery import repository
from tests.factories.people import make_user
from tests.factories.resend import BAD_DOMAIN, BAD_RECIPIENT, Mood, Resend
from tests.integration.notifications.mail_delivery import DeliveryState, MailDelivery, dying

OUTAGE = [Mood(500, "internal_server_error")] * ATTEMPTS
REASON = "internal_server_error: This is internal_server_error."


def test_a_crash_between_the_answer_and_our_commit_sends_nothing_twice(
    delivering: MailDelivery, resend: Resend, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliveries = delivering.tell_everybody(3)
    with monkeypatch.context() as patched, pytest.raises(SystemError):
        patched.setattr(repository, "finish_messages", dying("after the answer"))
        delivering.run()
    assert {delivering.state(delivery).status for delivery in deliveries} == {"pending"}
    late = delivering.tell_everybody_else()
    delivering.make_due()
    delivering.run()
    assert len(resend.recipients()) == len(set(resend.recipients())) == 4
    assert resend.keys()[0] == resend.keys()[1] != resend.keys()[2]
    sent = [delivering.state(delivery) for delivery in [*deliveries, late]]
    assert {state.status for state in sent} == {"sent"}
    assert len({state.provider_id for state in sent}) == 4


def test_answers_that_are_lost_every_time_send_nothing_twice(
    delivering: MailDelivery, resend: Resend
) -> None:
    deliveries = delivering.tell_everybody(2)
    resend.moods = [Mood(lost=True)] * ATTEMPTS
    delivering.run()
    assert {delivering.state(delivery).status for delivery in deliveries} == {"pending"}
    delivering.make_due()
    delivering.run()
    assert resend.recipients() == ["user-000@example.com", "user-001@example.com"]
    assert {delivering.state(delivery).status for delivery in deliveries} == {"sent"}


def test_who_unsubscribes_after_a_lost_answer_does_not_make_the_others_get_it_twice(
    delivering: MailDelivery, resend: Resend
) -> None:
    first, second = delivering.tell_everybody(2)
    resend.moods = [Mood(lost=True)] * ATTEMPTS
    delivering.run()
    delivering.sql("insert into notification_unsubscribes values ('user-001@example.com', 'unsubscribed')")
    delivering.make_due()
    delivering.run()
    assert resend.recipients() == ["user-000@example.com", "user-001@example.com"]
    assert (delivering.state(first).status, delivering.state(second).status) == ("sent", "suppressed")


def test_an_outage_postpones_the_batch_and_spares_the_others(
    delivering: MailDelivery, resend: Resend
) -> None:
    deliveries = delivering.tell_everybody(101)
    resend.moods = list(OUTAGE)
    delivering.run()
    assert len(resend.requests) == ATTEMPTS
    assert delivering.state(deliveries[0]) == DeliveryState("pending", 1, None, REASON)
    assert delivering.state(deliveries[-1]) == DeliveryState("pending", 0, None, None)
    delivering.run()
    assert len(resend.recipients()) == 1
    delivering.make_due()
    delivering.run()
    assert {delivering.state(delivery).status for delivery in deliveries} == {"sent"}
    assert len(resend.recipients()) == len(set(resend.recipients())) == 101


def test_what_the_provider_asks_us_to_wait_is_waited(
    delivering: MailDelivery, resend: Resend, user: UUID
) -> None:
    delivering.tell(user)
    resend.moods = [Mood(429, "daily_quota_exceeded", retry_after="40000")]
    delivering.run()
    assert len(resend.requests) == 1
    with delivering.database.connect() as db:
        waits = db.execute(
            "select available_at > now() + interval '39990 seconds' from outbox where topic = 'notification.email'"
        ).fetchone()
    assert waits == (True,)


def test_after_the_last_attempt_a_notification_is_a_dead_letter(
    delivering: MailDelivery, resend: Resend, user: UUID
) -> None:
    delivery = delivering.tell(user)
    delivering.sql("update outbox set attempts = %s", MAXIMUM_ATTEMPTS - 1)
    resend.moods = list(OUTAGE)
    delivering.run()
    assert delivering.state(delivery) == DeliveryState("failed", 1, None, REASON)
    delivering.make_due()
    delivering.run()
    assert len(resend.requests) == ATTEMPTS


def test_after_the_last_attempt_account_mail_rests_without_its_code(
    delivering: MailDelivery, resend: Resend
) -> None:
    message = delivering.write(template="magic_link", to="new@example.com", code="SECRET", minutes=15,
                           link="http://127.0.0.1:3000/magic-link?code=SECRET")  # fmt: skip
    delivering.sql("update outbox set attempts = %s", MAXIMUM_ATTEMPTS - 1)
    resend.moods = list(OUTAGE)
    delivering.run()
    payload, is_done, error = delivering.message(message)
    assert "SECRET" not in str(payload)
    assert (is_done, error) == (False, REASON)
    delivering.run()
    assert len(resend.requests) == ATTEMPTS


@pytest.mark.parametrize("template", ["magic_link", "no_such_mail"])
def test_account_mail_that_fails_for_good_rests_without_its_code_and_is_counted(
    delivering: MailDelivery, resend: Resend, user: UUID, template: str
) -> None:
    refused = delivering.write(template=template, to="new@example.com", code="SECRET", minutes=15,
                           link="http://127.0.0.1:3000/magic-link?code=SECRET")  # fmt: skip
    resend.moods = [Mood(422, "validation_error", BAD_RECIPIENT)]
    delivering.run()
    payload, is_done, error = delivering.message(refused)
    assert "SECRET" not in str(payload)
    assert not is_done
    assert error
    with delivering.database.connect() as db:
        row = db.execute(
            "select count(*) from outbox where processed_at is null and available_at = 'infinity'"
        ).fetchone()
    assert row == (1,)
    requests = len(resend.requests)
    delivering.run()
    assert len(resend.requests) == requests


@pytest.mark.parametrize("lost", [False, True])
def test_a_slow_workers_batch_that_was_taken_over_is_the_other_workers(
    delivering: MailDelivery, resend: Resend, monkeypatch: pytest.MonkeyPatch, lost: bool
) -> None:
    """Whether or not the slow one hears an answer, what the other wrote down stays."""
    deliveries = delivering.tell_everybody(2)
    send, told = ResendEmailAdapter.send, list[DeliveryState]()

    def slow(self: ResendEmailAdapter, key: str, mails: Sequence[Email]) -> list[Result]:
        monkeypatch.setattr(ResendEmailAdapter, "send", send)
        delivering.make_due()
        with monkeypatch.context() as patched:
            patched.setattr(repository, "finish_messages", dying("before it was written down"))
            with pytest.raises(SystemError):
                delivering.run()  # has it in hand from now on
        told.extend(delivering.state(delivery) for delivery in deliveries)
        if lost:
            raise EmailUnclear("lost")
        return send(self, key, mails)

    monkeypatch.setattr(ResendEmailAdapter, "send", slow)
    delivering.run()
    assert [delivering.state(delivery) for delivery in deliveries] == told
    delivering.make_due()
    delivering.run()
    assert {delivering.state(delivery).status for delivery in deliveries} == {"sent"}
    assert len(resend.recipients()) == len(set(resend.recipients())) == 2


BAD_SENDER = Mood(422, "invalid_from_address")


@pytest.mark.parametrize("mood", [BAD_SENDER, Mood(403, "validation_error", "The domain is not verified."),
                                  Mood(451, "security_error"), Mood(429, "monthly_quota_exceeded")],
                         ids=lambda mood: mood.name)  # fmt: skip
def test_what_is_our_fault_costs_nobody_a_mail_however_long_it_lasts(
    delivering: MailDelivery, resend: Resend, mood: Mood
) -> None:
    deliveries = delivering.tell_everybody(2)
    code = delivering.write(template="magic_link", to="new@example.com", code="SECRET", minutes=15,
                            link="http://127.0.0.1:3000/magic-link?code=SECRET")  # fmt: skip
    delivering.sql("update outbox set attempts = %s", MAXIMUM_ATTEMPTS - 1)
    for _ in range(2):
        resend.moods = [mood, mood]
        delivering.run()
        delivering.run()
        delivering.make_due()
    assert {delivering.state(delivery).status for delivery in deliveries} == {"pending"}
    assert delivering.message(code)[0]["code"] == "SECRET"
    resend.moods = []
    delivering.run()
    assert sorted(resend.recipients()) == ["new@example.com", "user-000@example.com", "user-001@example.com"]
    assert {delivering.state(delivery).status for delivery in deliveries} == {"sent"}


def test_waiting_brings_no_outage_nearer_to_its_end(
    delivering: MailDelivery, resend: Resend, user: UUID
) -> None:
    delivery = delivering.tell(user)
    for _ in range(MAXIMUM_ATTEMPTS - 1):
        resend.moods = [BAD_SENDER]
        delivering.run()
        delivering.make_due()
    resend.moods = list(OUTAGE)
    delivering.run()
    assert delivering.state(delivery).status == "pending"


def test_administrators_hear_once_a_day_that_mail_waits(
    delivering: MailDelivery, resend: Resend, user: UUID
) -> None:
    with delivering.database.connect() as db:
        make_user(db, "admin")
    delivering.tell(user)
    for _ in range(3):
        resend.moods = [BAD_SENDER] * 3
        delivering.run()
        delivering.make_due()
    with delivering.database.connect() as db:
        told = db.execute(
            "select metadata ->> 'cause' from notifications where type = 'mail_waits'"
        ).fetchall()
    assert told == [("invalid_from_address",)]


def test_a_mail_that_was_left_out_of_a_batch_goes_alone_once_its_cause_is_mended(
    delivering: MailDelivery, resend: Resend, user: UUID
) -> None:
    with delivering.database.connect() as db:
        left_out = delivering.tell(make_user(db, email=f"b@{BAD_DOMAIN}"))
    taken, resend.complaint = delivering.tell(user), "The example.com domain is not verified."
    delivering.run()
    assert delivering.state(taken).status == "sent"
    assert delivering.state(left_out) == DeliveryState("pending", 1, None, resend.complaint)
    delivering.sql("update auth.users set email = 'mended@example.com' where email = %s", f"b@{BAD_DOMAIN}")
    delivering.make_due()
    delivering.run()
    assert delivering.state(left_out).status == "sent"
    assert resend.recipients() == ["reader@example.com", "mended@example.com"]
