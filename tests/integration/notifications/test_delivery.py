"""Mail gets out: what is due, once, to those who want it."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from common.settings import settings
from notifications import worker
from notifications.delivery import service
from tests.conftest import Database
from tests.factories.people import make_user
from tests.factories.resend import BAD_DOMAIN, Mood, Resend, resend_server
from tests.integration.notifications.post_office import Context, Fate, PostOffice, post_office

SITE = "http://127.0.0.1:3000"


@pytest.fixture
def office(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    with resend_server() as resend, post_office(database, resend, monkeypatch) as found:
        yield found


@pytest.fixture
def resend(office: PostOffice) -> Resend:
    return office.resend


def test_a_notification_is_sent_once_with_everything_around_it(
    office: PostOffice, resend: Resend, user: UUID
) -> None:
    delivery = office.tell(user, "invitation_sent", title="You are invited", message="Blå invites you.")
    office.run()
    office.run()
    [mail] = resend.sent
    assert (mail["to"], mail["subject"]) == (["reader@example.com"], "You are invited")
    assert mail["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["headers"]["List-Unsubscribe"].startswith("<https://api.example.org/unsubscribe/")
    fate = office.fate(delivery)
    assert (fate.status, fate.attempts, fate.error) == ("sent", 1, None)
    assert fate.provider_id == resend.answers[resend.keys()[0]][1]["id"]


def test_many_notifications_go_out_a_hundred_at_a_time(office: PostOffice, resend: Resend) -> None:
    deliveries = office.tell_everybody(103)
    office.run()
    assert [len(body) for _, _, _, body in resend.requests] == [100, 3]
    assert len(set(resend.recipients())) == 103
    assert {office.fate(delivery).status for delivery in deliveries} == {"sent"}
    assert len({office.fate(delivery).provider_id for delivery in deliveries}) == 103


def test_account_mail_goes_first_and_loses_its_code_when_it_is_out(
    office: PostOffice, resend: Resend, user: UUID
) -> None:
    office.tell(user)
    message = office.write(template="confirm", to="new@example.com", code="ABCDEFGH", minutes=15,
                           link=f"{SITE}/confirm?code=ABCDEFGH", user_id=str(user))  # fmt: skip
    office.run()
    assert resend.recipients() == ["new@example.com", "reader@example.com"]
    assert "ABCDEFGH" in resend.sent[0]["text"]
    assert "headers" not in resend.sent[0]
    payload, is_done, error = office.message(message)
    assert payload == {"template": "confirm", "to": "new@example.com", "minutes": 15, "user_id": str(user)}
    assert (is_done, error) == (True, None)


@pytest.mark.parametrize(
    ("arrangement", "error"),
    [
        ("insert into notification_preferences values (%(user)s, 'campaigns', 'email', false)",
         "Mail about campaigns is switched off."),
        ("insert into notification_unsubscribes values ('reader@example.com', 'unsubscribed')",
         "The address is on the list: unsubscribed."),
        ("insert into notification_unsubscribes values ('reader@example.com', 'bounced')",
         "The address is on the list: bounced."),
        ("update auth.users set status = 'banned' where id = %(user)s", "The account is banned."),
    ],
    ids=["preference", "unsubscribed", "bounced", "banned"],
)  # fmt: skip
def test_who_does_not_want_mail_gets_none(
    office: PostOffice, user: UUID, other: UUID, arrangement: str, error: str
) -> None:
    unwanted, wanted = office.tell(user), office.tell(other)
    with office.database.connect() as db:
        db.execute(arrangement, {"user": user})
    office.run()
    assert office.fate(unwanted) == Fate("suppressed", 1, None, error)
    assert office.fate(wanted).status == "sent"
    assert "reader@example.com" not in office.resend.recipients()


@pytest.mark.parametrize(
    ("reason", "goes"), [("unsubscribed", True), ("bounced", False), ("complained", False)]
)
def test_account_mail_ignores_only_what_people_unsubscribed_from(
    office: PostOffice, resend: Resend, reason: str, goes: bool
) -> None:
    office.sql("insert into notification_unsubscribes values ('new@example.com', %s)", reason)
    message = office.write(template="erasure_receipt", to="new@example.com", request_id="r-1")
    office.run()
    assert resend.recipients() == (["new@example.com"] if goes else [])
    assert office.message(message)[1:] == (True, None if goes else "The address bounced or complained.")


def test_a_code_that_is_too_old_is_not_sent(office: PostOffice, resend: Resend) -> None:
    message = office.write(template="confirm", to="new@example.com", code="X", minutes=15, link=f"{SITE}/c")
    office.sql("update outbox set created_at = now() - interval '15 minutes'")
    office.run()
    assert resend.requests == []
    assert office.message(message) == (
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
    office: PostOffice, resend: Resend, payload: dict[str, object]
) -> None:
    bad = office.write(**payload)
    office.write(template="erasure_receipt", to="good@example.com", request_id="2")
    office.run()
    assert resend.recipients() == ["good@example.com"]
    _, is_done, error = office.message(bad)
    assert not is_done
    assert error


def test_a_mail_that_the_provider_refuses_is_a_dead_letter_with_its_reason(
    office: PostOffice, resend: Resend, other: UUID
) -> None:
    with office.database.connect() as db:
        bad = office.tell(make_user(db, email=f"x@{BAD_DOMAIN}"))
    good = office.tell(other)
    office.run()
    assert office.fate(bad) == Fate("failed", 1, None, "Invalid `to` field.")
    assert office.fate(good).status == "sent"


def test_a_batch_that_is_refused_as_a_whole_goes_out_one_by_one(office: PostOffice, resend: Resend) -> None:
    deliveries = office.tell_everybody(3)
    office.sql("update auth.users set email = %s where email = 'user-001@example.com'", f"x@{BAD_DOMAIN}")
    resend.moods = [Mood(422, "validation_error")]
    office.run()
    assert [office.fate(delivery).status for delivery in deliveries] == ["sent", "failed", "sent"]
    assert len(set(resend.keys())) == 4
    assert sorted(resend.recipients()) == ["user-000@example.com", "user-002@example.com"]


def test_a_notification_that_was_erased_leaves_nothing_to_send(
    office: PostOffice, resend: Resend, user: UUID
) -> None:
    office.tell(user)
    office.sql("delete from notifications")
    office.run()
    assert resend.requests == []
    with office.database.connect() as db:
        assert db.execute("select count(*) from outbox where processed_at is null").fetchone() == (0,)


def test_where_the_integration_is_off_mail_waits(
    office: PostOffice, resend: Resend, user: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = office.tell(user)
    monkeypatch.setenv("STAGE", "prod")
    monkeypatch.delenv("RESEND_API_KEY", raising=False)
    settings.cache_clear()
    try:
        office.run()
    finally:
        monkeypatch.setenv("STAGE", "local")
        settings.cache_clear()
    assert (resend.requests, office.fate(delivery)) == ([], Fate("pending", 0, None, None))
    office.run()
    assert office.fate(delivery).status == "sent"


def test_without_a_key_for_unsubscribe_links_only_account_mail_goes_out(
    office: PostOffice, resend: Resend, user: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = office.tell(user)
    office.write(template="erasure_receipt", to="new@example.com", request_id="r-1")
    monkeypatch.delenv("UNSUBSCRIBE_SIGNING_KEY")
    office.run()
    assert resend.recipients() == ["new@example.com"]
    assert office.fate(delivery) == Fate("pending", 0, None, None)


def test_a_worker_without_time_leaves_the_rest_to_the_next(
    office: PostOffice, resend: Resend, user: UUID
) -> None:
    delivery = office.tell(user)
    worker.lambda_handler({}, Context(milliseconds=int(worker.ONE_BATCH_SECONDS * 1000)))
    assert (resend.requests, office.fate(delivery).status) == ([], "pending")
    assert service.count_due() == 1
