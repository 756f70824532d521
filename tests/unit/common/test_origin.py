"""`common.origin`: who vouches for an address."""

import pytest

from common.http import Api
from common.models.base import Output
from common.origin import OriginUnknown, address_of, country_of, require_our_origin
from tests.factories.events import call, http_event

SECRET = "only-cloudfront-knows"
OURS = {"x-origin-verify": SECRET}


class Pong(Output):
    pong: bool


app = Api()


@app.get("/ping")
def ping() -> Pong:
    return Pong(pong=True)


@pytest.fixture
def edge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORIGIN_VERIFY_SECRET", SECRET)


@pytest.mark.usefixtures("edge")
@pytest.mark.parametrize(
    "given", [{}, {"x-origin-verify": ""}, {"x-origin-verify": "guess"}, {"x-origin-verify": "é"}]
)
def test_a_request_past_the_edge_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(OriginUnknown):
        require_our_origin(http_event("GET", "/ping", headers=given))
    answer = call(app.resolve, http_event("GET", "/ping", headers=given))
    assert (answer.status, answer.body["code"]) == (403, "ORIGIN_UNKNOWN")


@pytest.mark.usefixtures("edge")
def test_a_request_through_the_edge_is_answered_and_never_cached() -> None:
    answer = call(app.resolve, http_event("GET", "/ping", headers=OURS))
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")


@pytest.mark.parametrize("given", ["new", "old"])
def test_two_secrets_are_accepted_while_one_replaces_the_other(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("ORIGIN_VERIFY_SECRET", "new,old")
    require_our_origin(http_event("GET", "/ping", headers={"x-origin-verify": given}))
    for guess in ("", ",", "new,old", "old,", "ne"):
        with pytest.raises(OriginUnknown):
            require_our_origin(http_event("GET", "/ping", headers={"x-origin-verify": guess}))


def test_without_an_edge_everybody_comes_directly() -> None:
    require_our_origin(http_event("GET", "/ping"))
    assert call(app.resolve, http_event("GET", "/ping")).status == 200


@pytest.mark.usefixtures("edge")
@pytest.mark.parametrize(
    ("viewer", "address"),
    [
        ("198.51.100.7:443", "198.51.100.7"),
        ("2001:db8::1:54321", "2001:db8::1"),
        ("[2001:db8::1]:54321", "2001:db8::1"),
    ],
)
def test_the_edge_names_the_visitor(viewer: str, address: str) -> None:
    assert address_of(http_event("GET", "/", headers=OURS | {"cloudfront-viewer-address": viewer})) == address


def test_without_an_edge_a_forged_address_is_not_believed() -> None:
    headers = {"cloudfront-viewer-address": "192.0.2.66:1", "x-forwarded-for": "192.0.2.66"}
    assert address_of(http_event("GET", "/", headers=headers, address="203.0.113.9")) == "203.0.113.9"


@pytest.mark.parametrize(("said", "country"), [("DE", "DE"), ("", ""), ("de", ""), ("DEU", ""), ("Ä1", "")])
def test_only_the_edge_names_a_country(monkeypatch: pytest.MonkeyPatch, said: str, country: str) -> None:
    event = http_event("GET", "/", headers=OURS | {"cloudfront-viewer-country": said})
    assert country_of(event) == ""
    monkeypatch.setenv("ORIGIN_VERIFY_SECRET", SECRET)
    assert country_of(event) == country
