"""The Resend adapter against a server in Resend's shape."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from common.adapters.email.port import Email, EmailBatchRefused, EmailUnclear, Refused, Sent
from common.adapters.email.resend import ATTEMPTS, Pace, ResendEmailAdapter
from tests.counted import counted
from tests.factories.resend import BAD_DOMAIN, BAD_RECIPIENT, Mood, Resend, resend_server


class Clock:
    """A clock that sleeping moves on."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def resend() -> Iterator[Resend]:
    with resend_server() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def adapter(resend: Resend, clock: Clock) -> ResendEmailAdapter:
    pace = Pace(2, clock, clock.sleep)
    return ResendEmailAdapter("re_secret", "Atomic <mail@example.com>", pace=pace, base_url=resend.url)


def mail(to: str = "maria@example.com", **headers: str) -> Email:
    return Email(to, "Grüße 🎉", "<p>ä</p>", "ä", {name.replace("_", "-"): v for name, v in headers.items()})


def test_one_mail_is_one_request_with_its_key_and_headers(
    resend: Resend, adapter: ResendEmailAdapter
) -> None:
    [sent] = adapter.send("key-1", [mail(List_Unsubscribe="<https://x.example>")])
    assert isinstance(sent, Sent)
    assert sent.provider_id
    [(method, path, headers, body)] = resend.requests
    assert (method, path) == ("POST", "/emails")
    assert headers["authorization"] == "Bearer re_secret"
    assert headers["idempotency-key"] == "key-1"
    assert body == {
        "from": "Atomic <mail@example.com>", "to": ["maria@example.com"], "subject": "Grüße 🎉",
        "html": "<p>ä</p>", "text": "ä", "headers": {"List-Unsubscribe": "<https://x.example>"},
    }  # fmt: skip


def test_a_batch_says_which_of_its_mails_were_refused(resend: Resend, adapter: ResendEmailAdapter) -> None:
    batch = [mail("a@example.com"), mail(f"b@{BAD_DOMAIN}"), mail("c@example.com")]
    first, second, third = adapter.send("key-2", batch)
    assert (first, third) == (Sent(resend.answers["key-2"][1]["data"][0]["id"]),
                              Sent(resend.answers["key-2"][1]["data"][1]["id"]))  # fmt: skip
    assert second == Refused(BAD_RECIPIENT)
    assert [path for _, path, _, _ in resend.requests] == ["/emails/batch"]


def test_a_mail_that_is_refused_alone_says_why(adapter: ResendEmailAdapter) -> None:
    assert adapter.send("key", [mail(f"b@{BAD_DOMAIN}")]) == [Refused(f"validation_error: {BAD_RECIPIENT}")]


def test_a_batch_refused_as_a_whole_is_nobodys_fate_yet(resend: Resend, adapter: ResendEmailAdapter) -> None:
    resend.moods = [Mood(422, "validation_error")]
    with pytest.raises(EmailBatchRefused):
        adapter.send("key", [mail(), mail()])


@pytest.mark.parametrize(
    "mood",
    [Mood(500, "internal_server_error"), Mood(503, ""), Mood(lost=True), Mood(409, "concurrent_idempotent_requests")],
    ids=["500", "503", "lost", "in flight"],
)  # fmt: skip
def test_an_unclear_answer_is_asked_for_again_with_the_same_key(
    resend: Resend, adapter: ResendEmailAdapter, mood: Mood
) -> None:
    resend.moods = [mood]
    [sent] = adapter.send("key", [mail()])
    assert sent == Sent(resend.answers["key"][1]["id"])
    assert resend.keys() == ["key", "key"]
    assert resend.recipients() == ["maria@example.com"]


def test_what_stays_unclear_is_raised(resend: Resend, adapter: ResendEmailAdapter) -> None:
    resend.moods = [Mood(500, "internal_server_error")] * ATTEMPTS
    with pytest.raises(EmailUnclear) as caught:
        adapter.send("key", [mail()])
    assert caught.value.reason == "internal_server_error: This is internal_server_error."
    assert len(resend.requests) == ATTEMPTS


def test_a_short_retry_after_is_waited_for(resend: Resend, adapter: ResendEmailAdapter, clock: Clock) -> None:
    resend.moods = [Mood(429, "rate_limit_exceeded", retry_after="3")]
    assert isinstance(adapter.send("key", [mail()])[0], Sent)
    assert 3.0 in clock.slept


@pytest.mark.parametrize(
    ("header", "seconds"), [("3600", 3600), ("soon", 1), ("-1", 1), ("9" * 40, 1), (None, 1)]
)
def test_a_long_retry_after_is_left_to_the_outbox(
    resend: Resend, adapter: ResendEmailAdapter, header: str | None, seconds: int
) -> None:
    resend.moods = [Mood(429, "rate_limit_exceeded", retry_after=header)] * ATTEMPTS
    with pytest.raises(EmailUnclear) as caught:
        adapter.send("key", [mail()])
    assert caught.value.wait == timedelta(seconds=seconds)
    assert len(resend.requests) == (1 if seconds > 1 else ATTEMPTS)


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_not_accepted_is_not_the_mails_fault(
    resend: Resend, adapter: ResendEmailAdapter, status: int
) -> None:
    resend.moods = [Mood(status, "invalid_api_key")] * ATTEMPTS
    with pytest.raises(EmailUnclear):
        adapter.send("key", [mail()])


def test_a_key_that_was_used_for_other_mails_means_they_went_out(
    resend: Resend, adapter: ResendEmailAdapter
) -> None:
    adapter.send("key", [mail("a@example.com"), mail("b@example.com")])
    assert adapter.send("key", [mail("a@example.com"), mail("c@example.com")]) == [Sent(None), Sent(None)]
    assert resend.recipients() == ["a@example.com", "b@example.com"]


def test_at_most_two_requests_a_second(adapter: ResendEmailAdapter, clock: Clock, resend: Resend) -> None:
    for number in range(5):
        adapter.send(f"key-{number}", [mail()])
    assert clock.slept == [0.5] * 4
    assert clock.now == 1_002.0


def test_a_pace_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="must be allowed"):
        Pace(0)


def test_an_answer_in_another_shape_is_unclear(resend: Resend, adapter: ResendEmailAdapter) -> None:
    body = {"from": "Atomic <mail@example.com>", "to": ["maria@example.com"], "subject": "Grüße 🎉",
            "html": "<p>ä</p>", "text": "ä"}  # fmt: skip
    resend.answers["key"] = (body, {"unexpected": True})
    with pytest.raises(EmailUnclear, match="did not answer"):
        adapter.send("key", [mail()])


def test_each_attempt_that_the_provider_did_not_take_is_counted(
    resend: Resend, adapter: ResendEmailAdapter, capsys: pytest.CaptureFixture[str]
) -> None:
    resend.moods = [Mood(500, "application_error")]
    adapter.send("key-1", [mail()])
    assert counted(capsys) == {"mail_provider_unclear": 1}
    adapter.send("key-2", [mail()])
    assert counted(capsys) == {}
