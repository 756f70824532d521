"""Fans' doors: whose browser it is, and whose page sent what it writes."""

from uuid import UUID, uuid4

import pytest

from activations.device_cookies import NAME, first_cookie
from activations.fan_doors import DeviceUnknown, ForeignPage, fan_of, require_own_page
from tests.factories.events import http_event

BRAND = UUID("019c0000-0000-7000-8000-000000000001")


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTIVATIONS_KEY", "a" * 40)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"origin": "https://api.example.org"},
        {"origin": "https://GO.example.org"},
        {"origin": "https://fans.example.org", "host": "fans.example.org"},
    ],
)
def test_a_page_of_ours_may_write(headers: dict[str, str]) -> None:
    require_own_page({"headers": headers})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        None,
        {"origin": "null"},
        {"origin": ""},
        {"origin": "https://evil.example"},
        {"origin": "https://api.example.org.evil.example"},
        {"origin": "http://api.example.org"},
        {"origin": "https://api.example.org:8443"},
        {"origin": "http://fans.example.org", "host": "fans.example.org"},
        {"sec-fetch-site": "cross-site", "origin": "https://api.example.org"},
        {"sec-fetch-site": "same-site", "origin": "https://api.example.org"},
        {"sec-fetch-site": "none"},
        {"referer": "https://api.example.org/q/abcdefg"},
    ],
)
def test_nothing_else_may(headers: dict[str, str] | None) -> None:
    with pytest.raises(ForeignPage):
        require_own_page({"headers": headers})


def test_a_fan_is_another_device_at_each_brand_and_the_same_one_each_time() -> None:
    event = http_event("GET", "/api/v1/fans/me") | {
        "cookies": ["a=b", f"{NAME}={first_cookie(uuid4()).value}"]
    }
    actor = fan_of(event, BRAND)
    assert (actor.kind, actor.user_id, actor.address != "") == ("fan", None, True)
    assert actor.claims == {"device": str(actor.device_id)}
    assert fan_of(event, BRAND) == actor
    assert fan_of(event, uuid4()).device_id != actor.device_id


@pytest.mark.parametrize(
    "value", ["", "x", "00000000.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA", "\ud800", "é" * 9]
)
def test_a_cookie_that_we_did_not_sign_is_none(value: str) -> None:
    for cookies in ([f"{NAME}={value}"], []):
        with pytest.raises(DeviceUnknown):
            fan_of(http_event("GET", "/") | {"cookies": cookies}, BRAND)
