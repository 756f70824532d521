"""Every error that Resend documents (resend.com/docs/api-reference/errors), and whose fault it is taken for."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from common.adapters.email.port import Email, EmailUnclear, Refused
from common.adapters.email.resend import Pace, ResendEmailAdapter
from tests.factories.resend import BAD_DOMAIN, BAD_RECIPIENT, Mood, Resend, resend_server

FINAL, WAITS, AGAIN, GONE_OUT, SPLIT = "Refused", "EmailWaits", "EmailUnclear", "Sent", "EmailBatchRefused"
NOT_VERIFIED = "The example.com domain is not verified. Please, add and verify your domain."
TESTING = "You can only send testing emails to your own email address (you@example.com)."
BAD_SENDER = "Invalid `from` field. The email address needs to follow the `Name <email@example.com>` format."
ERRORS: list[tuple[int, str, str, str, str]] = [
    (400, "invalid_idempotency_key", "", WAITS, SPLIT),
    (400, "validation_error", BAD_RECIPIENT, FINAL, SPLIT),
    (400, "validation_error", "API key is invalid", WAITS, WAITS),
    (400, "validation_error", "We found an error with one or more fields.", WAITS, SPLIT),
    (401, "missing_api_key", "", WAITS, WAITS),
    (401, "restricted_api_key", "", WAITS, WAITS),
    (401, "validation_error", "API key is invalid", WAITS, WAITS),
    (403, "invalid_api_key", "", WAITS, WAITS),
    (403, "validation_error", TESTING, WAITS, WAITS),
    (403, "validation_error", NOT_VERIFIED, WAITS, WAITS),
    (403, "invalid_from_address", "", WAITS, WAITS),
    (403, "invalid_to_address", TESTING, WAITS, WAITS),
    (404, "not_found", "", WAITS, WAITS),
    (405, "method_not_allowed", "", WAITS, WAITS),
    (409, "invalid_idempotent_request", "", GONE_OUT, GONE_OUT),
    (409, "concurrent_idempotent_requests", "", AGAIN, AGAIN),
    (422, "validation_error", BAD_RECIPIENT, FINAL, SPLIT),
    (422, "validation_error", "The `to` field is required.", FINAL, SPLIT),
    (422, "validation_error", BAD_SENDER, WAITS, WAITS),
    (422, "validation_error", "Invalid `html` field.", WAITS, SPLIT),
    (422, "validation_error", "Invalid `reply_to` field.", WAITS, SPLIT),
    (422, "invalid_attachment", "", WAITS, SPLIT),
    (422, "invalid_from_address", "", WAITS, WAITS),
    (422, "invalid_access", "", WAITS, SPLIT),
    (422, "invalid_parameter", "", WAITS, SPLIT),
    (422, "invalid_region", "", WAITS, SPLIT),
    (422, "missing_required_field", "", WAITS, SPLIT),
    (429, "monthly_quota_exceeded", "", WAITS, WAITS),
    (429, "daily_quota_exceeded", "", WAITS, WAITS),
    (429, "rate_limit_exceeded", "", AGAIN, AGAIN),
    (451, "security_error", "", WAITS, WAITS),
    (500, "application_error", "", AGAIN, AGAIN),
    (500, "internal_server_error", "", AGAIN, AGAIN),
    # Not documented.
    (402, "payment_required", "", WAITS, WAITS),
    (408, "", "", AGAIN, AGAIN),
    (413, "payload_too_large", "", WAITS, SPLIT),
    (418, "something_new", BAD_RECIPIENT, WAITS, WAITS),
    (422, "something_new", BAD_RECIPIENT, WAITS, SPLIT),
    (503, "", "", AGAIN, AGAIN),
]
"""Status, name, message; what it means for one mail, and for several in one request."""


@pytest.fixture
def resend() -> Iterator[Resend]:
    with resend_server() as server:
        yield server


@pytest.fixture
def adapter(resend: Resend) -> ResendEmailAdapter:
    return ResendEmailAdapter(
        "re_x", "m@example.com", pace=Pace(1e6, sleep=lambda _: None), base_url=resend.url
    )


def outcome(adapter: ResendEmailAdapter, number: int) -> str:
    """What becomes of mails: the name of their result, or of what was raised."""
    batch = [Email(f"reader-{n}@example.com", "Hello", "<p>x</p>", "x") for n in range(number)]
    try:
        results = adapter.send("key", batch)
    except Exception as error:  # noqa: BLE001 - its name is what is asked for
        return type(error).__name__
    [kind] = {type(result).__name__ for result in results}
    return kind


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: f"{error[0]} {error[1]} {error[2]}"[:60])
def test_only_a_fault_of_its_recipient_ends_a_mail(
    resend: Resend, adapter: ResendEmailAdapter, error: tuple[int, str, str, str, str]
) -> None:
    *said, alone, together = error
    for number, meaning in ((1, alone), (2, together)):
        resend.moods = [Mood(*said)] * 3  # type: ignore[arg-type]  # the three that a mood says
        assert outcome(adapter, number) == meaning


@pytest.mark.parametrize(
    ("name", "header", "seconds"),
    [("daily_quota_exceeded", None, 3600), ("monthly_quota_exceeded", "7200", 7200),
     ("daily_quota_exceeded", "5", 3600), ("daily_quota_exceeded", "9" * 40, 3600)],
)  # fmt: skip
def test_a_quota_is_not_asked_again_soon(
    resend: Resend, adapter: ResendEmailAdapter, name: str, header: str | None, seconds: int
) -> None:
    resend.moods = [Mood(429, name, retry_after=header)]
    with pytest.raises(EmailUnclear) as caught:
        adapter.send("key", [Email("reader@example.com", "Hello", "<p>x</p>", "x")])
    assert caught.value.wait == timedelta(seconds=seconds)
    assert len(resend.requests) == 1


@pytest.mark.parametrize(
    ("complaint", "kind"),
    [(BAD_RECIPIENT, "Refused"), (BAD_SENDER, "Withheld"), (NOT_VERIFIED, "Withheld"), ("New.", "Withheld")],
)
def test_of_a_batch_only_the_mail_with_a_bad_recipient_is_refused(
    resend: Resend, adapter: ResendEmailAdapter, complaint: str, kind: str
) -> None:
    resend.complaint = complaint
    batch = [Email(to, "Hello", "<p>x</p>", "x") for to in ("a@example.com", f"b@{BAD_DOMAIN}")]
    first, second = adapter.send("key", batch)
    assert (type(first).__name__, type(second).__name__) == ("Sent", kind)
    assert isinstance(second, Refused) == (kind == "Refused")
