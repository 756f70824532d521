"""An unsubscribe link works for the person and category that it was made for, as long as old mail is kept."""

import base64
from uuid import UUID, uuid4

import pytest

from common.errors import NotConfigured
from common.models.notifications import NotificationCategory
from notifications.errors import UnsubscribeLinkInvalid
from notifications.unsubscribe import links

KEY = "a" * 32
USER = UUID("01900000-0000-7000-8000-000000000001")


@pytest.fixture(autouse=True)
def stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUBSCRIBE_SIGNING_KEY", KEY)
    monkeypatch.setenv("API_BASE_URL", "https://api.example.org/")


@pytest.mark.parametrize("scope", [*NotificationCategory, links.ALL])
def test_a_link_says_who_wants_less_of_what(scope: links.Scope) -> None:
    address = links.unsubscribe_url(USER, scope)
    assert address.startswith("https://api.example.org/unsubscribe/")
    assert links.read(address.rpartition("/")[2]) == links.Unsubscription(USER, scope)


def test_every_changed_bit_makes_it_invalid() -> None:
    raw = _raw(links.sign(USER, NotificationCategory.SYSTEM))
    for place in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(UnsubscribeLinkInvalid):
            links.read(_token(bytes(changed)))


def test_a_signature_fits_no_other_category_and_no_other_person() -> None:
    raw = _raw(links.sign(USER, NotificationCategory.SYSTEM))
    for forged in (raw[:49] + b"all", raw[:49] + b"payments", raw[:1] + uuid4().bytes + raw[17:]):
        with pytest.raises(UnsubscribeLinkInvalid):
            links.read(_token(forged))


def test_another_key_did_not_sign_it(monkeypatch: pytest.MonkeyPatch) -> None:
    token = links.sign(USER, links.ALL)
    monkeypatch.setenv("UNSUBSCRIBE_SIGNING_KEY", "b" * 32)
    with pytest.raises(UnsubscribeLinkInvalid):
        links.read(token)


def test_old_mail_keeps_its_links_when_the_key_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    token = links.sign(USER, links.ALL)
    monkeypatch.setenv("UNSUBSCRIBE_SIGNING_KEY", f"{'b' * 32}, {KEY}")
    assert links.read(token) == links.Unsubscription(USER, links.ALL)
    assert links.sign(USER, links.ALL) != token


def test_another_version_is_not_read_even_with_a_good_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as past:
        past.setattr(links, "VERSION", 0)
        old = links.sign(USER, links.ALL)
        assert links.read(old).scope == links.ALL
    with pytest.raises(UnsubscribeLinkInvalid):
        links.read(old)


@pytest.mark.parametrize(
    "token",
    ["", "a", "!!!!", "é", "AQ==", "a" * 10_000, "..%2F..", "\x00", base64.b64encode(b"\x01" * 49).decode()],
)
def test_anything_else_is_invalid_and_nothing_worse(token: str) -> None:
    with pytest.raises(UnsubscribeLinkInvalid):
        links.read(token)


def test_a_second_spelling_of_a_valid_token_is_invalid() -> None:
    token = links.sign(USER, NotificationCategory.SYSTEM)
    for spelling in (token + "=", token + "==", token + "\n", " " + token, token + "!"):
        with pytest.raises(UnsubscribeLinkInvalid):
            links.read(spelling)


@pytest.mark.parametrize("key", ["", "short", f"{KEY},short", ","])
def test_without_a_real_key_nothing_is_signed_or_read(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    token = links.sign(USER, links.ALL)
    monkeypatch.setenv("UNSUBSCRIBE_SIGNING_KEY", key)
    with pytest.raises(NotConfigured):
        links.unsubscribe_url(USER, links.ALL)
    with pytest.raises(NotConfigured):
        links.read(token)


def _raw(token: str) -> bytes:
    return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))


def _token(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
