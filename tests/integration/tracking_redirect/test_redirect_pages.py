"""What visitors read instead of a destination, and at the root of the short domain."""

import xml.etree.ElementTree as ET
from urllib.robotparser import RobotFileParser

import pytest

from common.settings import Settings, Stage
from common.short_links import NOT_FOUND_PAGE, UNAVAILABLE_PAGE
from tests.factories.events import Answer, call, http_event
from tests.factories.links import PHONE
from tracking_redirect import redirect
from tracking_redirect.visits import pages


def at_the_root(path: str) -> Answer:
    return call(redirect.lambda_handler, http_event("GET", path, user_agent=PHONE))


def test_the_short_domain_itself_says_whose_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        redirect, "settings", lambda: Settings(Stage.PROD, "https://a.example/?a=1&b=<", "redirect")
    )
    answer = at_the_root("/")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Atomic Influence" in answer.body
    assert 'href="https://a.example/?a=1&amp;b=&lt;"' in answer.body


def test_crawlers_stay_away_and_previews_of_links_come_in() -> None:
    answer = at_the_root("/robots.txt")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    robots = RobotFileParser()
    robots.parse(answer.body.splitlines())
    for path in (
        "/t/abcdefg",
        "/t/abcdefg/view.gif",
        "/r/ABCD2345",
        "/functions/v1/tracking-links/abcdefg",
        "/api/v1/campaigns",
    ):
        assert not robots.can_fetch("Googlebot", f"https://go.example.org{path}")
    assert robots.can_fetch("Twitterbot", "https://go.example.org/t/abcdefg")
    assert robots.can_fetch("facebookexternalhit", "https://go.example.org/r/ABCD2345")
    assert not robots.can_fetch("Twitterbot", "https://go.example.org/api/v1/campaigns")
    assert robots.can_fetch("Googlebot", "https://go.example.org/")


@pytest.mark.parametrize("page", [NOT_FOUND_PAGE, pages.ENDED_PAGE, UNAVAILABLE_PAGE, pages.front_page("x")])
def test_every_page_carries_our_name_and_is_read_on_a_phone_and_at_night(page: str) -> None:
    document = ET.fromstring(page.replace("<!doctype html>", ""))
    assert document.get("lang") == "en"
    title, brand = document.findtext(".//title"), document.findtext(".//header")
    assert title is not None
    assert title.endswith("Atomic Influence")
    assert brand == "Atomic Influence"
    named = {one.get("name"): one.get("content") for one in document.iter("meta")}
    assert (named["viewport"], named["color-scheme"]) == ("width=device-width, initial-scale=1", "light dark")
    assert "prefers-color-scheme: dark" in (document.findtext(".//style") or "")
    assert document.find(".//link[@rel='icon']") is not None, "or browsers ask for /favicon.ico"
