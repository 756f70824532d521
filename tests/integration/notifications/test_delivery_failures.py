"""Nothing is sent twice and nothing is lost: crashes, lost answers, outages."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from common.adapters.email.resend import ATTEMPTS
from common.backoff import MAXIMUM_ATTEMPTS
from notifications.delivery import repository
from tests.conftest import Database
from tests.factories.resend import Mood, Resend, resend_server
from tests.integration.notifications.post_office import Fate, PostOffice, dying, post_office

OUTAGE = [Mood(500, "internal_server_error")] * ATTEMPTS
REASON = "internal_server_error: This is internal_server_error."


@pytest.fixture
def office(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    with resend_server() as resend, post_office(database, resend, monkeypatch) as found:
        yield found


@pytest.fixture
def resend(office: PostOffice) -> Resend:
    return office.resend


def test_a_crash_between_the_answer_and_our_commit_sends_nothing_twice(
    office: PostOffice, resend: Resend, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliveries = office.tell_everybody(3)
    with monkeypatch.context() as patched, pytest.raises(SystemError):
        patched.setattr(repository, "finish_messages", dying("after the answer"))
        office.run()
    assert {office.fate(delivery).status for delivery in deliveries} == {"pending"}
    late = office.tell_everybody_else()
    office.make_due()
    office.run()
    assert len(resend.recipients()) == len(set(resend.recipients())) == 4
    assert resend.keys()[0] == resend.keys()[1] != resend.keys()[2]
    sent = [office.fate(delivery) for delivery in [*deliveries, late]]
    assert {fate.status for fate in sent} == {"sent"}
    assert len({fate.provider_id for fate in sent}) == 4


def test_answers_that_are_lost_every_time_send_nothing_twice(office: PostOffice, resend: Resend) -> None:
    deliveries = office.tell_everybody(2)
    resend.moods = [Mood(lost=True)] * ATTEMPTS
    office.run()
    assert {office.fate(delivery).status for delivery in deliveries} == {"pending"}
    office.make_due()
    office.run()
    assert resend.recipients() == ["user-000@example.com", "user-001@example.com"]
    assert {office.fate(delivery).status for delivery in deliveries} == {"sent"}


def test_who_unsubscribes_after_a_lost_answer_does_not_make_the_others_get_it_twice(
    office: PostOffice, resend: Resend
) -> None:
    first, second = office.tell_everybody(2)
    resend.moods = [Mood(lost=True)] * ATTEMPTS
    office.run()
    office.sql("insert into notification_unsubscribes values ('user-001@example.com', 'unsubscribed')")
    office.make_due()
    office.run()
    assert resend.recipients() == ["user-000@example.com", "user-001@example.com"]
    assert (office.fate(first).status, office.fate(second).status) == ("sent", "suppressed")


def test_an_outage_postpones_the_batch_and_spares_the_others(office: PostOffice, resend: Resend) -> None:
    deliveries = office.tell_everybody(101)
    resend.moods = list(OUTAGE)
    office.run()
    assert len(resend.requests) == ATTEMPTS
    assert office.fate(deliveries[0]) == Fate("pending", 1, None, REASON)
    assert office.fate(deliveries[-1]) == Fate("pending", 0, None, None)
    office.run()
    assert len(resend.recipients()) == 1
    office.make_due()
    office.run()
    assert {office.fate(delivery).status for delivery in deliveries} == {"sent"}
    assert len(resend.recipients()) == len(set(resend.recipients())) == 101


def test_what_the_provider_asks_us_to_wait_is_waited(office: PostOffice, resend: Resend, user: UUID) -> None:
    office.tell(user)
    resend.moods = [Mood(429, "daily_quota_exceeded", retry_after="40000")]
    office.run()
    assert len(resend.requests) == 1
    with office.database.connect() as db:
        waits = db.execute("select available_at > now() + interval '39990 seconds' from outbox").fetchone()
    assert waits == (True,)


def test_after_the_last_attempt_a_notification_is_a_dead_letter(
    office: PostOffice, resend: Resend, user: UUID
) -> None:
    delivery = office.tell(user)
    office.sql("update outbox set attempts = %s", MAXIMUM_ATTEMPTS - 1)
    resend.moods = list(OUTAGE)
    office.run()
    assert office.fate(delivery) == Fate("failed", 1, None, REASON)
    office.make_due()
    office.run()
    assert len(resend.requests) == ATTEMPTS


def test_after_the_last_attempt_account_mail_rests_without_its_code(
    office: PostOffice, resend: Resend
) -> None:
    message = office.write(template="magic_link", to="new@example.com", code="SECRET", minutes=15,
                           link="http://127.0.0.1:3000/magic-link?code=SECRET")  # fmt: skip
    office.sql("update outbox set attempts = %s", MAXIMUM_ATTEMPTS - 1)
    resend.moods = list(OUTAGE)
    office.run()
    payload, is_done, error = office.message(message)
    assert "SECRET" not in str(payload)
    assert (is_done, error) == (False, REASON)
    office.run()
    assert len(resend.requests) == ATTEMPTS


@pytest.mark.parametrize("template", ["magic_link", "no_such_mail"])
def test_account_mail_that_fails_for_good_rests_without_its_code_and_is_counted(
    office: PostOffice, resend: Resend, user: UUID, template: str
) -> None:
    refused = office.write(template=template, to="new@example.com", code="SECRET", minutes=15,
                           link="http://127.0.0.1:3000/magic-link?code=SECRET")  # fmt: skip
    resend.moods = [Mood(422, "validation_error")]
    office.run()
    payload, is_done, error = office.message(refused)
    assert "SECRET" not in str(payload)
    assert not is_done
    assert error
    with office.database.connect() as db:
        row = db.execute(
            "select count(*) from outbox where processed_at is null and available_at = 'infinity'"
        ).fetchone()
    assert row == (1,)
    requests = len(resend.requests)
    office.run()
    assert len(resend.requests) == requests
